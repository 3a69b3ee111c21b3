"""`facilitator print`: handouts on the command line; what was exported counts as printed."""

from hashlib import sha256
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pdfplumber
import pytest
from pypdf import PdfReader

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method
from facilitator.domain.report.summary import HandoutKind, Length
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.wording import brief
from facilitator.room.net.addresses import chosen
from facilitator.services.people.joining import codes
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.report.handing_out import hand_out
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import SUMMARY_PRINTED
from tests.ui.run_day import MORNING, poll
from ui.start.cli import main


@pytest.fixture
def seminar(seminar_file: SeminarFile) -> Path:
    """A seminar with two people on the list."""
    people = [Participant(id=name, name=name) for name in ("Ann Zeal", "Bea Adams")]
    preparing.save(seminar_file, *people, now=MORNING)
    seminar_file.close()
    return seminar_file.path


@pytest.mark.parametrize(
    ("handout", "says"), [("breakouts", "Who goes where"), ("attendance", "Signature")]
)
def test_a_handout_is_printed_with_everybody_on_it(
    seminar: Path, tmp_path: Path, handout: str, says: str
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["print", str(seminar), handout, "--out", str(out)]) == 0
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert all(words in text for words in (says, "Ann Zeal", "Bea Adams"))


def test_a_poster_shows_where_this_computer_would_be_joined(seminar: Path, tmp_path: Path) -> None:
    out = tmp_path / "poster.pdf"
    assert main(["print", str(seminar), "poster", "--out", str(out)]) == 0
    (page,) = PdfReader(out).pages
    file = SeminarFile.open(seminar)
    code = codes(file, now=MORNING)[Role.PARTICIPANT]
    with pytest.raises(SeminarError, match="Open the room first"):
        hand_out(file, HandoutKind.POSTER, now=MORNING)
    file.close()
    assert f"{chosen()}:8080" in page.extract_text()
    assert code in page.extract_text()


@pytest.mark.parametrize(
    "command", ["export {0} --out", "export {0} --length four --out", "print {0} agenda --out"]
)
def test_what_is_written_is_set_for_its_readers(
    command: str, seminar: Path, tmp_path: Path
) -> None:
    words = []
    for place, more in (("plain.pdf", ()), ("large.pdf", ("--large-print", "--greyscale"))):
        assert main([*command.format(seminar).split(), str(tmp_path / place), *more]) == 0
        with pdfplumber.open(tmp_path / place) as pages:
            sizes = [char["size"] for page in pages.pages for char in page.chars]
            inks = {char["non_stroking_color"] for page in pages.pages for char in page.chars}
        words.append((min(sizes) > 17.9, all(len({*ink}) == 1 for ink in inks)))
    assert words == [(False, False), (True, True)]


def test_what_has_no_pages_is_set_for_nobody(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, suited in product(
        ("xlsx", "csv", "ballots", "activity"), (["--large-print"], ["--language", "cy"])
    ):
        out = str(tmp_path / f"out.{kind}")
        assert main(["export", str(seminar), "--to", kind, "--out", out, *suited]) == 1
        assert "say --to pdf, docx, html or evidence" in capsys.readouterr().err


@pytest.mark.parametrize("length", Length)
def test_papers_are_in_the_language_that_was_asked_for(
    length: Length, seminar: Path, tmp_path: Path
) -> None:
    out = tmp_path / "day.html"
    said = ["export", str(seminar), "--to", "html", "--length", length, "--out", str(out)]
    assert main([*said, "--language", "cy"]) == 0
    page = out.read_text("utf-8")
    assert '<html lang="cy">' in page
    whole = {Length.FULL: "Crynodeb o’r diwrnod", Length.FOUR: "Y papur hwn"}
    assert whole.get(length, "Y cofnod") in page
    assert "The record" not in page


@pytest.mark.parametrize("command", ["export {0} --length page --out", "print {0} page --out"])
def test_one_page_is_written_and_is_no_print_of_the_summary(
    command: str, seminar: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    assert main([*command.format(seminar).split(), str(out)]) == 0
    (page,) = PdfReader(out).pages
    assert "The record" in page.extract_text()
    file = SeminarFile.open(seminar)
    with file.read() as reader:
        assert reader.fact(SUMMARY_PRINTED) is None
    file.close()


def test_what_was_coded_leaves_as_a_project_and_the_themes_as_a_codebook(
    seminar: Path, tmp_path: Path
) -> None:
    for kind in ("qdpx", "qdc"):
        out = tmp_path / f"day.{kind}"
        assert main(["export", str(seminar), "--to", kind, "--out", str(out)]) == 0
        assert out.stat().st_size > 500
    assert (tmp_path / "day-check_positions.csv").exists()


@pytest.mark.parametrize("length", ["full", "page"])
def test_a_document_for_word_processors_is_written(
    length: str, seminar: Path, tmp_path: Path
) -> None:
    out = tmp_path / "day.docx"
    said = ["export", str(seminar), "--to", "docx", "--length", length, "--out", str(out)]
    assert main(said) == 0
    with ZipFile(out) as parts:
        assert b"October" in parts.read("word/document.xml")


def test_a_short_paper_of_tables_is_refused(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "x.xlsx")
    assert main(["export", str(seminar), "--to", "xlsx", "--length", "page", "--out", out]) == 1
    assert "A short paper is of words" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_a_sentence(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "out.pdf"
    assert main(["print", str(seminar), "breakouts", "--out", str(out)]) == 1
    assert "Choose another folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["export {0} --out {0}", "print {0} attendance --out {0}"])
def test_a_seminar_is_never_overwritten_by_its_own_document(
    command: str, seminar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seminar = seminar.rename(seminar.with_suffix(".pdf"))
    assert main([*command.format(seminar).split(), "--overwrite"]) == 1
    assert "is a seminar and is left as it is" in capsys.readouterr().err
    assert main(["check", str(seminar)]) == 0


def test_an_unknown_handout_is_refused(seminar: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["print", str(seminar), "menu", "--out", str(tmp_path / "out.pdf")])
    assert ended.value.code == 2


def test_an_exported_summary_counts_as_printed(seminar: Path, tmp_path: Path) -> None:
    assert main(["export", str(seminar), "--to", "pdf", "--out", str(tmp_path / "s.pdf")]) == 0
    file = SeminarFile.open(seminar)
    with file.read() as reader:
        assert reader.fact(SUMMARY_PRINTED) is not None
    file.close()


def test_names_among_the_words_are_a_caution_when_a_summary_is_exported_or_checked(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = SeminarFile.open(seminar)
    with file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(Participant(id="p", name="Siân Llwyd"))
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
    collecting.capture(file, question.id, "It was Sian who wrote it", now=MORNING)
    file.close()
    export = ["export", str(seminar), "--to", "html", "--out", str(tmp_path / "s.html")]
    assert main(export) == 0
    caution, told = f"“Sian” in an answer to “{brief(question.wording)}”", capsys.readouterr().err
    assert caution in told
    assert "It begins: “It was Sian who wrote it”" in told
    assert "1 passage with a caution was left out" in told
    page = (tmp_path / "s.html").read_text("utf-8")
    assert "wrote it" not in page
    assert "1 left out because they may give somebody away" in page
    assert main([*export, "--overwrite", "--despite", "She agreed by post"]) == 0
    assert caution in capsys.readouterr().err
    assert "wrote it" in (tmp_path / "s.html").read_text("utf-8")
    assert main(["check", str(seminar)]) == 0
    told = capsys.readouterr().out
    assert caution in told
    assert "1 passage left in spite of a caution, because: She agreed by post" in told


def test_votes_leave_into_a_folder_that_anybody_can_count(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    asked = poll("p", Method.CHOOSE_ONE)
    preparing.save(seminar_file, asked, now=MORNING)
    opened = voting.open_round(seminar_file, "p", now=MORNING)
    for name in ("Ann", "Bea"):
        voting.cast(seminar_file, opened.id, Voter(name), [("pa", 1)], submission=name, now=MORNING)
    voting.close_round(seminar_file, opened.id, now=MORNING)
    out = tmp_path / "ballots"
    export = ["export", str(seminar_file.path), "--to", "ballots", "--out", str(out)]
    voting.reveal_round(seminar_file, opened.id, now=MORNING)
    seminar_file.close()
    assert main(export) == 0
    about = (out / "about.txt").read_text("utf-8")
    assert "round 1: 2 ballots" in about
    (votes,) = out.glob("*-round-1.csv")
    table = votes.read_text("utf-8").splitlines()
    assert [row.split(",")[0] for row in table[1:]] == ["1", "1"]
    assert main(export) == 1, "what is there is left as it is"
    printed = tmp_path / "summary.pdf"
    print_it = ["export", str(seminar_file.path), "--to", "pdf", "--out", str(printed)]
    assert main([*print_it, "--despite", "The two were asked"]) == 0
    words = "".join("".join(page.extract_text() for page in PdfReader(printed).pages).split())
    (listed,) = out.glob("*.sha256")
    assert f"{listed.name},SHA-256{sha256(listed.read_bytes()).hexdigest()}." in words
    assert listed.read_text("utf-8") == f"{sha256(votes.read_bytes()).hexdigest()}  {votes.name}\n"


def test_where_there_are_no_groups_none_are_printed(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = SeminarFile.open(seminar)
    with file.write(Verb.SET_UP, MORNING) as writer:
        for group in writer.every(Breakout):
            writer.remove(group)
    file.close()
    out = tmp_path / "out.pdf"
    assert main(["print", str(seminar), "breakouts", "--out", str(out)]) == 1
    assert "There are no groups yet" in capsys.readouterr().err
    assert not out.exists()


def test_tables_leave_as_a_workbook_and_as_files_of_values_that_say_the_same(
    seminar: Path, tmp_path: Path
) -> None:
    book, folder = tmp_path / "t.xlsx", tmp_path / "tables"
    assert main(["export", str(seminar), "--to", "xlsx", "--out", str(book)]) == 0
    assert main(["export", str(seminar), "--to", "csv", "--out", str(folder)]) == 0
    sheets = openpyxl.load_workbook(book).sheetnames
    assert {f"{name}.csv" for name in sheets} == {path.name for path in folder.iterdir()}
    with ZipFile(book) as parts:
        kept = b"".join(parts.read(name) for name in parts.namelist())
    kept += b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"Ann Zeal" not in kept
    assert b"Bea Adams" not in kept


def test_the_summary_leaves_as_a_web_page_that_names_nobody(seminar: Path, tmp_path: Path) -> None:
    page = tmp_path / "s.html"
    assert main(["export", str(seminar), "--to", "html", "--out", str(page)]) == 0
    kept = page.read_text("utf-8")
    assert "At a glance" in kept
    assert "Ann Zeal" not in kept
    assert "Bea Adams" not in kept
    assert main(["export", str(seminar), "--to", "html", "--out", str(tmp_path / "s.pdf")]) == 1


@pytest.mark.parametrize(("kind", "out"), [("xlsx", "t.pdf"), ("xlsx", "t.csv"), ("csv", "there")])
def test_tables_take_no_other_files_place(
    kind: str, out: str, seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").write_text("kept")
    assert main(["export", str(seminar), "--to", kind, "--out", str(tmp_path / out)]) == 1
    told = capsys.readouterr().err
    assert "ending in .xlsx" in told or "exists already" in told
    assert (tmp_path / "there").read_text() == "kept"
