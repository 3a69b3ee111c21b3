"""A summary of five hundred pages: its time beside bare drawing, its memory, and whether a window
that makes it goes on; and beside LibreOffice, which makes a PDF of the same as DOCX, where that
happens to be installed.
"""

import gc
import os
import shutil
import subprocess
import sys
from functools import cache, partial
from pathlib import Path

from benchmarks.heartbeat import Heartbeat, wait
from benchmarks.measuring import Result, folder_in_memory, interleaved, seconds
from benchmarks.raw_drawing import draw_raw
from exports.content.summary import summary_document
from exports.papers import write_summary, write_words
from exports.pdf.documents import lay_out
from facilitator.domain.report.summary import Length, Summary
from tests.exports.sample_summary import seminar_summary

RESPONSES, FINDINGS = 960, 160
REPEATS = 3
BUDGET = 1.6
MOST_MB, MOST_STALL_MS = 400, 50
TIMES_AS_FAST = 3
OFFICE_SECONDS = 600

_ALONE = """
import resource, sys
from pathlib import Path
from benchmarks.long_summary import summary
from exports.papers import write_summary, write_words
made = summary()
write_summary(made, Path(sys.argv[1]))
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


@cache
def summary() -> Summary:
    """What is printed; the same in every run."""
    return seminar_summary(responses=RESPONSES, findings=FINDINGS, seed=1)


def measure() -> Result:
    """Medians of writing the file, imports and fonts already loaded for both."""
    made = summary()
    pages = len(lay_out(summary_document(made)).pages)
    with folder_in_memory() as folder:
        path, bare_path = folder / "ours.pdf", folder / "bare.pdf"
        ours, bare = interleaved(
            lambda: seconds(lambda: write_summary(made, path)),
            lambda: seconds(lambda: draw_raw(made, bare_path)),
            REPEATS,
        )
        stall, told = _in_a_window(made, path)
        megabytes = _alone(path)
        office = _by_office(made, folder)
    beside = f"; {office / ours:.1f} times as fast as LibreOffice" if office else ""
    return Result(
        ours=ours,
        reference=bare,
        unit="s",
        budget=BUDGET,
        kept=megabytes < MOST_MB
        and stall <= MOST_STALL_MS
        and told > 10
        and (office is None or office >= TIMES_AS_FAST * ours),
        note=f"{pages} pages; {megabytes:.0f} MB at most ({MOST_MB}); longest stall of the window "
        f"{stall:.0f} ms ({MOST_STALL_MS}); progress told {told} times{beside}",
    )


def _by_office(made: Summary, folder: Path) -> float | None:
    """Seconds that LibreOffice takes for a PDF of the same document, its settings made before; None
    where it is not installed.
    """
    office = shutil.which("soffice")
    if office is None:
        return None
    source, own = folder / "ours.docx", (folder / "office").as_uri()
    write_words(made, source)
    program = [office, f"-env:UserInstallation={own}", "--headless", "--convert-to", "pdf"]

    def convert() -> None:
        to = ["--outdir", str(folder / "converted"), str(source)]
        subprocess.run([*program, *to], check=True, capture_output=True, timeout=OFFICE_SECONDS)

    convert()
    return seconds(convert)


def _alone(path: Path) -> float:
    """Megabytes that a process of its own takes at most."""
    program = [sys.executable, "-c", _ALONE, str(path)]
    done = subprocess.run(program, check=True, capture_output=True, text=True, env=dict(os.environ))
    return float(done.stdout)


def _in_a_window(made: Summary, path: Path) -> tuple[float, int]:
    """The longest stall of an event loop that has it made, in milliseconds, and how often it is
    told how far that has come.
    """
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from ui.collecting_garbage import Garbage
    from ui.press.documents import pages_to_show
    from ui.tasks import Tasks

    app = QApplication.instance() or QApplication(["bench"])
    garbage = Garbage(app)  # looked for as in the window: nowhere else
    tasks, told, done = Tasks(app), [], []
    tasks.progressed.connect(lambda fraction, _: told.append(fraction))
    heart = Heartbeat()
    order = partial(pages_to_show, made, path, Length.FULL)
    tasks.make(order, path.parent, lambda _: done.append(True))
    wait(QEventLoop(), lambda: bool(done))
    stall = heart.stop()
    tasks.drain(stop=True)
    garbage.deleteLater()
    gc.enable()
    return stall, len(told)
