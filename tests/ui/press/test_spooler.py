"""What prints on a computer, asked through CUPS's own library."""

import ctypes
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from tests.ui.press.print_server import NOT_ACCEPTING, Printer, printing_on
from ui.press import spooler
from ui.press.spooler import Cups, Job, standing

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400


@pytest.fixture(scope="module")
def library() -> ctypes.CDLL:
    try:
        return spooler.library()
    except OSError:
        pytest.skip("this computer has no CUPS")


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def cups(library: ctypes.CDLL, printer: Printer) -> Iterator[Cups]:
    with printing_on(printer) as port:
        yield Cups(library, "127.0.0.1", port)


def test_a_file_goes_whole_with_what_was_chosen_for_it(
    cups: Cups, printer: Printer, tmp_path: Path
) -> None:
    (tmp_path / "ŵ.pdf").write_bytes(PDF)
    cups.answer()
    options = (("sides", "two-sided-long-edge"), ("copies", "3"), ("media", "A4"))
    job = cups.send(tmp_path / "ŵ.pdf", "Office/draft", "Prawf ŵ", options)
    assert job == Job(7, "Office")
    assert printer.document == PDF
    assert printer.options["job-name"] == ["Prawf ŵ".encode()]
    assert printer.options["sides"] == [b"two-sided-long-edge"]
    assert printer.options["copies"] == [(3).to_bytes(4)]
    assert not cups.look(job).is_over
    printer.job_state = 9
    assert cups.look(job) == standing(9)


def test_what_is_refused_and_what_stops_later_is_told(
    cups: Cups, printer: Printer, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    printer.refuses = NOT_ACCEPTING
    with pytest.raises(SeminarError, match="Office takes nothing to print"):
        cups.send(tmp_path / "a.pdf", "Office", "A", ())
    printer.state, printer.reasons, printer.words = 5, ["paused", "media-empty-error"], "x"
    assert str(cups.look(Job(7, "Office")).trouble) == "The printer has no paper."
    printer.job_state = 0
    assert cups.look(Job(7, "Office")).is_over


def test_nobody_is_waited_for_for_ever(
    library: ctypes.CDLL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spooler, "PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the line, and says nothing
        hanging = Cups(library, "127.0.0.1", silent.getsockname()[1])
        with pytest.raises(SeminarError, match="does not answer"):
            hanging.answer()
    with pytest.raises(SeminarError, match="does not answer"):  # nobody is there any more
        hanging.answer()


@pytest.mark.parametrize(
    ("state", "reasons", "words", "is_stopped", "is_over", "said"),
    [
        (3, ["none"], "", False, False, ""),
        (4, ["none"], "", False, False, ""),
        (5, ["connecting-to-device"], "", False, False, ""),
        (5, ["media-low-warning", "toner-empty-report"], "", False, False, ""),
        (9, ["media-jam-error"], "", True, True, ""),
        (7, ["none"], "", False, True, "It was taken back before it was printed."),
        (8, ["none"], "", False, True, "The printer gave up in the middle."),
        (3, ["paused"], "Paused", True, False, "The printer is paused."),
        (3, ["paused"], "", True, False, "The printer is paused."),
        (6, [], "", False, False, "The printer has stopped."),
        (5, ["toner-low-warning", "media-jam-error"], "Jam", False, False, "Paper is stuck in"),
        (5, ["offline-report"], "", True, False, "The printer cannot be reached."),
        (3, ["paused"], "out of <b>", True, False, "has stopped and says: “out of <b>”."),
    ],
)
def test_how_a_job_stands_is_read_of_it_and_of_its_printer(
    state: int, reasons: list[str], words: str, is_stopped: bool, is_over: bool, said: str
) -> None:
    found = standing(state, reasons, words, is_stopped=is_stopped)
    assert found.is_over is is_over
    assert said in str(found.trouble or "")
    assert (found.trouble is None) is (said == "")
