"""Values of a type, when several threads are the first to ask for one."""

import subprocess
import sys

AT_ONCE = """
import json, sys, threading
from dataclasses import make_dataclass
from facilitator import typed

sys.setswitchinterval(1e-6)
for _ in range(8):
    inner = [make_dataclass(f"Inner{n}", [("a", int), ("b", str)]) for n in range(40)]
    kind = make_dataclass("Outer", [(f"field{n}", each) for n, each in enumerate(inner)])
    said = {f"field{n}": {"a": n, "b": "x"} for n in range(40)}
    start, read = threading.Barrier(4), []

    def from_text():
        start.wait()
        read.append(typed.decoded(json.dumps(said), kind))

    def from_mapping():
        start.wait()
        read.append(typed.converted(said, kind))

    threads = [threading.Thread(target=each) for each in (from_text, from_mapping) * 2]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [value.field39 for value in read] == [inner[39](39, "x")] * 4
"""


def test_threads_that_are_the_first_to_read_a_type_read_it_whole() -> None:
    ended = subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
