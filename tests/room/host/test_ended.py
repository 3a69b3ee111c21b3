"""A server that is ended in an orderly way closes its file: everything is in the file itself."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.connecting import ALONE, connect
from facilitator.store.sqlite.log_marks import is_idle
from facilitator.store.sqlite.passphrases import NONE
from tests.patience import PATIENCE

WAYS = {signal.SIGTERM: (0,), signal.SIGINT: (0, 130)}
"""With which codes it may end; 0 also of Ctrl+C where whoever started it has that ignored."""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")
@pytest.mark.parametrize("way", WAYS)
def test_it_is_closed_whoever_ends_it(seminar_file: SeminarFile, way: signal.Signals) -> None:
    path: Path = seminar_file.path
    seminar_file.close()
    command = [sys.executable, "-m", "ui", "serve", str(path), "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            told = dict[str, str]()
            while not (said := process.stdout.readline()).startswith("Press Ctrl+C"):
                assert process.poll() is None
                told[said.rpartition(" ")[0]] = said.split()[-1] if said.strip() else ""
            # Who comes now waits until it serves, and is written down; the log may be empty before.
            joins = {"code": told["Join code:"], "take_part": True}
            url = told["The room is open at"]
            httpx.post(f"{url}api/join", json=joins, timeout=PATIENCE).raise_for_status()
            process.send_signal(way)
            assert process.wait(PATIENCE) in WAYS[way]
        finally:
            process.kill()  # whatever was wrong, nobody waits for it
    raw = connect(path, NONE, how=ALONE)
    assert is_idle(raw), "the file by itself says that it lacks nothing"
    raw.close()
