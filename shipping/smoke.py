"""Does the bundle work where nothing else is? `python -m shipping.smoke PROGRAM`: it makes a
seminar, rehearses it, writes every document, serves the room to phones and opens the window.
"""

import io
import pickle
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pypdfium2

from facilitator.domain.report.summary import Length
from facilitator.domain.wording import Text
from facilitator.room.trial.trial import try_room
from facilitator.services.files.opening import open_seminar
from facilitator.services.people.consenting import Purpose, note_consent
from facilitator.services.records.held import somebody
from facilitator.services.report.sending import unattended
from shipping.bare import Bare
from ui.press import documents
from ui.press.orders import Order, Outcome
from ui.start.exporting import HANDOUTS, KINDS

PATIENCE_S = 300
PHONES = 10
HERE = "127.0.0.1"
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
NAMES = (
    "Llŷr Siôn Ŵyn",
    "Ελένη Παπαδοπούλου",
    "Жанна Ковальчук",
    "محمد الخطيب",
    "שלום כהן",
    "कृष्णमूर्ति क्षत्रिय",
    "王小明",
    "髙橋 さくら",
    "김민수",
)
"""One of each script that has to be printed, each out of a typeface of the bundle's."""


def main(program: Path) -> int:
    """Say what was done; raises where something was not."""
    with tempfile.TemporaryDirectory() as folder:
        root, trial = Path(folder, "root"), Path(folder, "trial")
        for place in (root, trial):
            place.mkdir()
        tempfile.tempdir = str(trial)  # what is made for the program lies where it sees it
        bare = Bare(program, root, trial)
        if bare.is_bare:
            print("There is nothing but the bundle, and of the system the libraries it asks for.")
        else:
            print("No root of its own can be had here: Python is out of the path, no more.")
        _Trial(bare, trial).run()
    return 0


class _Trial:
    def __init__(self, bare: Bare, folder: Path) -> None:
        self._bare, self._folder = bare, folder

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
        self._print_names()
        self._read_slides()
        self._make_documents(seminar)
        print(self._do("check", str(seminar)))
        self._serve(seminar)
        self._open(seminar)

    def _print_names(self) -> None:
        """People of every script are on the list, and found on the sheet that they sign."""
        new, people = self._folder / "new.seminar", self._folder / "people.csv"
        people.write_text(
            PEOPLE.read_text("utf-8") + "".join(f"{each}\n" for each in NAMES), "utf-8"
        )
        today = (
            datetime.now(UTC).date().isoformat()
        )  # in 2011 people are told that names have to go
        print(self._do("new", str(new), "--date", today), self._do("import", str(new), str(people)))
        self._write(".csv", "export", str(new), "--to", "person", "--of", SOMEBODY)
        self._may_be_contacted(new)
        self._write(".csv", "export", str(new), "--to", "mailing")
        signed = self._folder / "names.pdf"
        self._do("print", str(new), "attendance", "--out", str(signed))
        with pypdfium2.PdfDocument(signed) as sheet:
            words = "\n".join(page.get_textpage().get_text_range() for page in sheet)
        assert [name for name in NAMES if name not in words] == []
        print(f"printed names in {len(NAMES)} scripts")

    def _may_be_contacted(self, seminar: Path) -> None:
        now = datetime.now(UTC)
        file = open_seminar(seminar, now).file
        with file.read() as reader:
            person = somebody(reader, SOMEBODY)
        note_consent(file, [person], Purpose.CONTACT, given=True, now=now)
        file.close()

    def _read_slides(self) -> None:
        pages = self._folder / "slides"
        pages.mkdir()
        self._do("read-slides", str(self._folder / "print-poster.pdf"), str(pages))
        assert any(pages.iterdir()), "no page of a PDF became a picture"
        print("made pictures of slides")

    def _make_documents(self, seminar: Path) -> None:
        """What the window has made by a process of its own."""
        file = open_seminar(seminar, datetime.now(UTC)).file
        summary = unattended(file, now=datetime.now(UTC), despite="Nobody real is in it").summary
        file.close()
        shown, words = self._folder / "shown.pdf", self._folder / "summary.docx"
        for path, order in (
            (shown, partial(documents.pages_to_show, summary, shown, Length.FULL)),
            (words, partial(documents.summary_as, summary, words, Length.FULL)),
        ):
            self._order(order)
            assert path.stat().st_size, path.name
        print("made documents as the window does")

    def _order(self, order: Order[object]) -> None:
        told = io.BytesIO(self._bare.run("make-document", given=pickle.dumps(order)))
        heard = pickle.load(told)  # this same program's, whose bytes these are
        while not isinstance(heard, Outcome):
            heard = pickle.load(told)
        assert heard.error is None, heard.error
        assert not heard.bug, heard.bug

    def _write(self, ending: str, *words: str) -> None:
        what = words[2] if words[0] == "print" else words[3]
        out = self._folder / f"{words[0]}-{what}{ending}"
        assert not out.exists(), f"{out.name} is made twice"
        self._do(*words, "--out", str(out), "--despite", "Nobody real is in it")
        made = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
        assert made, f"{what}: nothing was written"
        assert all(path.stat().st_size for path in made), f"{what}: a file has nothing in it"
        print(f"{words[0]} {what}: {sum(path.stat().st_size for path in made)} bytes")

    def _do(self, *words: str) -> str:
        return self._bare.run(*words).decode("utf-8").strip()

    def _serve(self, seminar: Path) -> None:
        """Phones load the room's page, join, vote and are told what came of it."""
        with self._running("serve", str(seminar), "--host", HERE, "--port", "0") as lines:
            address = next(_addresses(lines))
            tried = try_room(
                address, HERE, self._bare.command(), PHONES, _unheard, now=datetime.now(UTC)
            )
        assert (tried.loaded, tried.voted, tried.told, tried.counted) == (PHONES,) * 4, tried
        print(f"served {address}: {tried.sentence}")

    def _open(self, seminar: Path) -> None:
        """The window lists what it has opened; what it broke on would be in its log."""
        home = self._folder / "home"
        with self._running("open", str(seminar)):
            deadline = time.monotonic() + PATIENCE_S
            while seminar.name not in _read(home / "recent.json"):
                assert time.monotonic() < deadline, "the window did not open"
                time.sleep(0.1)
        assert not _read(home / "facilitator.log"), _read(home / "facilitator.log")
        print("opened in the window")

    @contextmanager
    def _running(self, *words: str) -> Iterator[Iterator[str]]:
        with self._bare.start(*words) as process:
            assert process.stdout is not None
            try:
                yield iter(process.stdout.readline, "")
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE_S)
        ended = process.returncode
        assert ended in (0, -signal.SIGTERM), f"{words}: ended with {ended}"


def _unheard(share: float, what: Text) -> None:
    """How far it is says nothing here."""


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _addresses(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        for word in line.split():
            if word.startswith("http://"):
                yield word.rstrip(".,")
    raise AssertionError("the room told no address")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
