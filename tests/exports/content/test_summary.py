"""The printed summary, read back with other tools than the one that wrote it."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from exports.content.data import dataset_of
from exports.content.summary import summary_document
from exports.papers import missing_glyphs, write_summary
from exports.pdf.page_style import A4, look_of
from exports.pdf.typeset import wrap
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Poll
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.summary import PollPart, QuestionPart, SplitLine, SplitPart, Summary
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary, twenty_pages
from tests.exports.texts import texts_of

ASKED = Question(
    id="asked", position=1, kind=QuestionKind.EMERGING, wording="What have we learned?"
)
GOLDEN = Path(__file__).parents[2] / "golden" / "summary_outline.txt"


@pytest.fixture(scope="module")
def day() -> Summary:
    return seminar_summary(responses=3, findings=2, seed=7)


@pytest.fixture(scope="module")
def printed(day: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printed") / "summary.pdf"
    write_summary(day, path)
    return path


def split_of(poll: Poll) -> SplitPart:
    lines = [
        SplitLine(
            item="",
            round=number,
            answer=answer,
            whole=31,
            of=57,
            cells=(12 + number, None),
            groups=(26, None),
        )
        for answer in ("Disagree", "Agree")
        for number in (1, 2)
    ]
    return SplitPart(
        poll=poll, split=Split.SECTOR, names=("Third sector", NAUGHTY[0]), lines=tuple(lines)
    )


def empty(summary: Summary) -> Summary:
    """The summary of a seminar in which nothing has happened and nothing is planned."""
    return replace(
        summary,
        present=0,
        expected=0,
        at_a_glance=(),
        agenda=(),
        themes=(),
        case_studies=(),
        research_questions=(),
        questions=(),
        polls=(),
        breakouts=(),
        reflections=(),
        evaluations=(),
        voice=(),
        voice_by_size=(),
        method=(),
        sources=(),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(path: Path) -> str:
    """All text, without blanks, so that line ends do not matter."""
    return squeezed("\n".join(page.extract_text() for page in PdfReader(path).pages))


def pages_of(path: Path) -> list[str]:
    """The text of every page, by a reader quick enough for hundreds."""
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


def with_responses(summary: Summary, *words: str) -> Summary:
    """The summary with one question that was answered in these words."""
    responses = tuple(
        Response(
            id=f"{number:08d}-response",
            question_id=ASKED.id,
            words=text,
            recorded_at=summary.made_at,
            channel=Channel.PHONE,
            quotable=True,
        )
        for number, text in enumerate(words)
    )
    return replace(summary, questions=(QuestionPart(question=ASKED, responses=responses),))


def test_only_source_sans_is_in_the_file_and_all_of_it_embedded(printed: Path) -> None:
    fonts = {}
    for page in PdfReader(printed).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            fonts[font["/BaseFont"]] = font["/FontDescriptor"]
    assert fonts
    assert all("SourceSansPro" in name for name in fonts)
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())
    assert b"Helvetica" not in printed.read_bytes()


def test_the_document_says_what_it_is(printed: Path, day: Summary) -> None:
    reader = PdfReader(printed)
    assert reader.metadata is not None
    assert reader.metadata.title == day.seminar.title
    assert reader.metadata.author == day.seminar.organiser
    assert reader.metadata.subject == day.seminar.subtitle
    assert reader.metadata.creation_date == day.made_at
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_every_page_is_a4_and_numbered_but_the_cover(printed: Path) -> None:
    pages = PdfReader(printed).pages
    assert all(
        round(page.mediabox.width) == 595 and round(page.mediabox.height) == 842 for page in pages
    )
    assert "Page 1 of" not in pages[0].extract_text()
    for number, page in enumerate(pages[1:], start=2):
        assert f"Page {number} of {len(pages)}" in page.extract_text()


def test_every_response_is_there_with_its_words_and_record_id(printed: Path, day: Summary) -> None:
    text = text_of(printed)
    for part in (*day.questions, *day.reflections, *day.evaluations):
        assert squeezed(part.question.wording) in text
        for response in part.responses:
            assert squeezed(response.words) in text
            assert response.id[:8] in text


def test_every_round_of_every_poll_is_there_with_its_n(printed: Path, day: Summary) -> None:
    text = text_of(printed)
    for part in day.polls:
        assert squeezed(part.poll.wording) in text
        for each in part.rounds:
            assert f"n={each.tally.ballots}of47present" in text
            for line in each.tally.lines:
                assert squeezed(line.text) in text


def test_starred_responses_come_first_and_are_marked(day: Summary, tmp_path: Path) -> None:
    summary = with_responses(day, "plain words", "starred words")
    part = summary.questions[0]
    starred = replace(part.responses[1], starred=True)
    summary = replace(summary, questions=(replace(part, responses=(part.responses[0], starred)),))
    write_summary(summary, tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    assert text.index("starredwords") < text.index("plainwords")
    assert "◆00000001" in text
    assert "2responses;1starred." in text


def test_words_that_are_not_for_quotation_are_counted_but_not_printed(
    day: Summary, tmp_path: Path
) -> None:
    summary = with_responses(day, "said in confidence", "said to all")
    part = summary.questions[0]
    printed = replace(part, responses=part.responses[1:], hidden=2, withheld=1)
    summary = replace(summary, questions=(printed,))
    write_summary(summary, tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    assert "confidence" not in text
    assert "saidtoall" in text
    assert "2responses;2morehiddenandnotprinted;1notprintedbecausethespeakerhasnotagreed" in text


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_words_are_printed_as_they_are(words: str, day: Summary, tmp_path: Path) -> None:
    summary = with_responses(empty(day), words)
    seminar = replace(summary.seminar, title=words[:60], place=words, organiser=words)
    write_summary(replace(summary, seminar=seminar), tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    plain = words.replace("\u00ad", "").replace("\u200b", "").replace("e\u0301", "é")
    assert squeezed(plain) in text
    assert missing_glyphs(summary) == ()


@pytest.mark.parametrize(
    ("words", "stand_in"),
    [
        ("great 👍🏽", "[thumbs up sign]"),
        ("ܫܠܡܐ", "[Syriac letter ×4]"),
        ("a\x00b", "[character U+0000]"),
    ],
)
def test_what_cannot_be_printed_is_named_in_its_place_and_reported(
    words: str, stand_in: str, day: Summary, tmp_path: Path
) -> None:
    summary = with_responses(day, words)
    write_summary(summary, tmp_path / "s.pdf")
    assert squeezed(stand_in) in text_of(tmp_path / "s.pdf")
    assert all("in response 00000000 cannot be printed" in str(s) for s in missing_glyphs(summary))
    assert missing_glyphs(summary)


def test_a_rehearsal_is_marked_on_every_page_and_nothing_else_is(
    printed: Path, tmp_path: Path
) -> None:
    rehearsed = seminar_summary(responses=3, findings=2, seed=7, rehearsal=True)
    write_summary(rehearsed, tmp_path / "s.pdf")
    assert all("REHEARSAL" in page.extract_text() for page in PdfReader(tmp_path / "s.pdf").pages)
    assert "REHEARSAL" not in text_of(printed)


def test_the_same_summary_gives_the_same_bytes(printed: Path, day: Summary, tmp_path: Path) -> None:
    write_summary(day, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == printed.read_bytes()


def test_another_time_zone_and_hash_seed_give_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from tests.exports.sample_summary import seminar_summary;"
        "from exports.papers import write_summary;"
        "write_summary(seminar_summary(responses=3, findings=2, seed=7), Path(sys.argv[1]))"
    )
    there = os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    other = tmp_path / "other.pdf"
    subprocess.run([sys.executable, "-c", program, str(other)], check=True, env=there)
    assert other.read_bytes() == printed.read_bytes()


def test_an_empty_seminar_says_so_once_and_has_no_empty_parts(day: Summary, tmp_path: Path) -> None:
    write_summary(empty(day), tmp_path / "s.pdf")
    assert squeezed("Nothing has been recorded yet.") in text_of(tmp_path / "s.pdf")
    titles = [part.title for part in PdfReader(tmp_path / "s.pdf").outline]  # type: ignore[union-attr]
    assert titles == ["Contents", "At a glance", "The seminar", "How to read this summary"]


def test_a_question_poll_and_breakout_without_anything_say_so(day: Summary, tmp_path: Path) -> None:
    bare: PollPart = replace(day.polls[0], rounds=(), chart=None, moved="")
    summary = replace(with_responses(day), polls=(bare, replace(bare, unrevealed=2)))
    write_summary(summary, tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf")
    assert "Noresponseswererecorded." in text
    assert "Thispollwasnotputtothevote." in text
    assert "Thereisnorevealedresulttoshow." in text
    assert "2roundshavenotbeenrevealedandstaysealedheretoo." in text
    assert "Nonotesweretakeninthisbreakout." in text


def test_ten_thousand_responses_are_all_printed(day: Summary, tmp_path: Path) -> None:
    words = [f"This is response number {n}, said by somebody in the room." for n in range(10_000)]
    write_summary(with_responses(day, *words), tmp_path / "s.pdf")
    pages = pages_of(tmp_path / "s.pdf")
    found = re.findall(r"response number (\d+),", " ".join(pages))
    assert found == [str(n) for n in range(10_000)]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert len(pages) > 300


def test_no_text_leaves_the_margins(printed: Path) -> None:
    with pdfplumber.open(printed) as document:
        for page in document.pages:
            assert all(char["x0"] >= 59 and char["x1"] <= 536.5 for char in page.chars)
            assert all(char["bottom"] < 812 for char in page.chars)


def test_no_words_are_written_over_others(printed: Path) -> None:
    with pdfplumber.open(printed) as document:
        for page in document.pages:
            for one, other in combinations(page.extract_words(), 2):
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                assert across < 1 or down < 2, (page.page_number, one["text"], other["text"])


def test_a_finding_is_named_once_where_its_label_is_the_polls_title(
    day: Summary, tmp_path: Path
) -> None:
    part = day.polls[0]
    assert part.finding is not None
    same = replace(part, finding=replace(part.finding, label=part.poll.title))
    write_summary(replace(empty(day), polls=(same,)), tmp_path / "s.pdf")
    assert text_of(tmp_path / "s.pdf").count(squeezed(part.poll.title)) == 6


def test_a_share_never_loses_its_sign_at_the_end_of_a_line() -> None:
    body = look_of(A4).body
    for room in range(40, 200):
        assert not any(line.startswith("%") for line in wrap("from 75 % to 80 %", body, room))


def test_groups_that_are_not_shown_have_dashes_alone(printed: Path) -> None:
    assert "Funder–––" in text_of(printed)
    assert "Charity1736%38" in text_of(printed)


def test_the_contents_tell_the_pages_and_lead_to_them(printed: Path) -> None:
    reader = PdfReader(printed)
    contents = reader.pages[1]
    titles = [part.title for part in reader.outline if isinstance(part, Destination)]
    assert titles[1:4] == ["At a glance", "Findings, theme by theme", "Questions and responses"]
    at_the_end = ["Limitations", "Sources", "Evidence index", "Versions and how to rebuild"]
    assert titles[-6:] == ["Method", "How the polls were put", *at_the_end]
    for entry in reader.outline:
        if isinstance(entry, Destination) and entry.title != "Contents":
            number = reader.get_destination_page_number(entry)
            assert number is not None
            line = next(
                line for line in contents.extract_text().splitlines() if str(entry.title) in line
            )
            assert f"{number + 1}" in line + contents.extract_text().split(line)[1][:4]
    assert len(contents["/Annots"]) >= len(titles) - 1  # type: ignore[arg-type]


def test_progress_rises_from_nought_to_one(day: Summary, tmp_path: Path) -> None:
    told: list[float] = []
    write_summary(day, tmp_path / "s.pdf", told.append)
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert len(told) > 10


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(day: Summary, tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="Choose another folder"):
        write_summary(day, tmp_path / "missing" / "s.pdf")


def test_the_measured_summary_has_twenty_pages(tmp_path: Path) -> None:
    write_summary(twenty_pages(), tmp_path / "s.pdf")
    assert len(PdfReader(tmp_path / "s.pdf").pages) == 20


def test_the_structure_is_as_agreed(printed: Path) -> None:
    """Set UPDATE_GOLDEN=1 to agree to a new one, then read the difference."""
    outline = structure(printed)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(outline, "utf-8")
    assert outline == GOLDEN.read_text("utf-8")


def structure(path: Path) -> str:
    """Page by page, the lines set in the sizes of titles and headings."""
    lines = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, start=1):
            lines.append(f"page {number}")
            large = page.filter(lambda thing: thing.get("size", 0) > 12)
            lines += [f"    {line['text']}" for line in large.extract_text_lines()]
    return "\n".join(lines) + "\n"


def test_results_by_sector_stand_in_a_table_and_hidden_ones_are_dashes(
    day: Summary, tmp_path: Path
) -> None:
    part = split_of(day.polls[0].poll)
    path = tmp_path / "split.pdf"
    write_summary(replace(day, splits=(part,), unsplit=2), path)
    with pdfplumber.open(path) as document:
        texts = [page.extract_text() for page in document.pages]
    page = next(text for text in texts if "By sector and size\nHow many" in text)
    assert "Figures for fewer than 10 people are left out" in " ".join(page.split())
    assert NAUGHTY[0].split()[0] in page
    rows = [line for line in page.splitlines() if "31 of 57" in line]
    assert rows == [
        "Disagree 1 31 of 57 13 of 26 –",
        "2 31 of 57 14 of 26 –",
        "Agree 1 31 of 57 13 of 26 –",
        "2 31 of 57 14 of 26 –",
    ]
    assert "2 other polls are not split here" in page


def test_without_polls_to_split_there_is_no_such_section(printed: Path) -> None:
    with pdfplumber.open(printed) as document:
        assert not any("By sector and size" in page.extract_text() for page in document.pages)


@pytest.mark.parametrize("present", [19, 20])
def test_of_fewer_than_twenty_people_no_share_of_what_was_said_is_told(present: int) -> None:
    summary = replace(seminar_summary(responses=3, findings=1, seed=1), present=present)
    document = summary_document(summary)
    (heard,) = (each for each in document.sections if each.title == "Who was heard")
    told = " ".join(texts_of(replace(document, sections=(heard,))))
    assert ("%" in told) == (present == 20)
    shares = [line["said_share"] for line in dataset_of(summary)["voice"].records]
    assert any(share is not None for share in shares) == (present == 20)


@pytest.mark.parametrize("beyond", [-1, 0, 1, 30])
def test_no_more_people_are_said_to_have_voted_than_could(beyond: int) -> None:
    """Paper and hands may come from people whom nobody had checked in."""
    summary = seminar_summary(responses=0, findings=2, seed=1)
    polls = tuple(
        replace(
            part,
            rounds=tuple(
                replace(each, round=replace(each.round, present=each.tally.ballots - beyond))
                for each in part.rounds
            ),
        )
        for part in summary.polls
    )
    summary = replace(summary, polls=polls)
    told = " ".join(texts_of(summary_document(summary)))
    assert (" present" in told) == (beyond <= 0)
    shares = [int(share) for share in re.findall(r"(\d+)\N{NO-BREAK SPACE}?\s?%", told)]
    assert max(shares) <= 100
    rounds = dataset_of(summary)["rounds"].records
    assert rounds
    assert all((each["entitled"] is None) == (beyond > 0) for each in rounds)
