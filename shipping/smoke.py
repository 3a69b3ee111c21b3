"""Does the bundle work where no Python is? `python -m shipping.smoke PROGRAM`: it makes a seminar,
rehearses it, writes every document, serves the room and opens the window, with nothing in PATH.
"""

import gzip
import json
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.start.exporting import HANDOUTS, KINDS

PATIENCE_S = 120
ENDINGS = {
    "csv": "",
    "evidence": ".zip",
    "ballots": "",
    "activity": ".csv",
    "person": ".csv",
    "mailing": ".csv",
}
"""Of what is not called by its kind; "" is a folder."""
OF_PEOPLE = ("person", "mailing")
"""What is tried with the sample's list: a rehearsal's people gave no address."""
PEOPLE = Path("resources/samples/fictional-participants.csv")
SOMEBODY = "Amara Oyelaran"


def main(program: Path) -> int:
    """Say what was done; raises where something was not."""
    with tempfile.TemporaryDirectory() as folder:
        _Trial(program, Path(folder)).run()
    return 0


class _Trial:
    def __init__(self, program: Path, folder: Path) -> None:
        self._program, self._folder = program.resolve(), folder
        self._surroundings = {
            "HOME": str(folder),
            "FACILITATOR_HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "PATH": "",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self) -> None:
        """Everything, one after another; each step says itself."""
        print(self._do("--version"))
        day = self._folder / "rehearsal"
        print(self._do("rehearse", "--participants", "20", "--out", str(day)))
        (seminar,) = day.glob("*.seminar")
        for kind in KINDS:
            if kind not in OF_PEOPLE:
                self._write(ENDINGS.get(kind, f".{kind}"), "export", str(seminar), "--to", kind)
        for handout in HANDOUTS:
            self._write(".pdf", "print", str(seminar), handout)
        new = self._folder / "new.seminar"
        print(self._do("new", str(new)), self._do("import", str(new), str(PEOPLE.resolve())))
        self._write(".csv", "export", str(new), "--to", "person", "--of", SOMEBODY)
        print(self._do("check", str(seminar)))
        self._serve(seminar)
        self._open(seminar)

    def _write(self, ending: str, *words: str) -> None:
        what = words[2] if words[0] == "print" else words[3]
        out = self._folder / f"{words[0]}-{what}{ending}"
        self._do(*words, "--out", str(out), "--despite", "Nobody real is in it")
        made = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
        assert made, f"{what}: nothing was written"
        assert all(path.stat().st_size for path in made), f"{what}: a file has nothing in it"
        print(f"{words[0]} {what}: {sum(path.stat().st_size for path in made)} bytes")

    def _do(self, *words: str) -> str:
        told = subprocess.run(
            [self._program, *words],
            env=self._surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, f"{words}: {told.returncode}\n{told.stdout}{told.stderr}"
        return told.stdout.strip()

    def _serve(self, seminar: Path) -> None:
        with self._running("serve", str(seminar), "--host", "127.0.0.1", "--port", "0") as lines:
            address = next(_addresses(lines))
            with urllib.request.urlopen(address) as page:
                assert gzip.decompress(page.read()).lower().startswith(b"<!doctype html")
            print(f"served {address}")

    def _open(self, seminar: Path) -> None:
        listed = self._folder / "home" / "recent.json"
        with self._running("open", str(seminar)):
            deadline = time.monotonic() + PATIENCE_S
            while not (listed.exists() and json.loads(listed.read_text("utf-8"))):
                assert time.monotonic() < deadline, "the window did not open"
                time.sleep(0.1)
        print("opened in the window")

    @contextmanager
    def _running(self, *words: str) -> Iterator[Iterator[str]]:
        with subprocess.Popen(
            [self._program, *words],
            env=self._surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None
            try:
                yield iter(process.stdout.readline, "")
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE_S)
        ended = process.returncode
        assert ended in (0, -signal.SIGTERM), f"{words}: ended with {ended}"


def _addresses(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        for word in line.split():
            if word.startswith("http://"):
                yield word.rstrip(".,")
    raise AssertionError("the room told no address")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
