"""One page and four: short, and nothing in them that the full summary does not say."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from exports.content.short_papers.four_pages import MOST_PAGES, four_pages
from exports.content.short_papers.four_pages import MOST_WORDS as FOUR_PAGES_WORDS
from exports.content.short_papers.one_page import MOST_WORDS, one_pages, words_in
from exports.content.summary import summary_document
from exports.document import Aside, Quote, Record, Terms, all_sections
from exports.papers import write_words
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.tally import count
from facilitator.domain.report.summary import (
    BreakoutPart,
    CodingLine,
    Length,
    NoteLine,
    PollPart,
    Summary,
)
from facilitator.domain.responses.responses import Response
from tests.exports.content.test_summary import empty
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import MORNING, seminar_summary


@pytest.fixture(scope="module")
def day() -> Summary:
    return seminar_summary(responses=5, findings=7, seed=1)


def pages_of(summary: Summary, path: Path, length: Length) -> list[str]:
    write_words(summary, path, length)
    with pypdfium2.PdfDocument(path) as pages:
        return [page.get_textpage().get_text_range() for page in pages]


def group(number: int, *notes: Note, groups: int = 0) -> BreakoutPart:
    lines = tuple(NoteLine(note=note) for note in notes)
    return BreakoutPart(title=f"Group {number}", topic="", members=12, notes=lines, groups=groups)


def noted(words: str, kind: NoteKind = NoteKind.POINT, **more: object) -> Note:
    note = Note(
        id=f"note-{words[:20]}", breakout_id="b", words=words, kind=kind, recorded_at=MORNING
    )
    return replace(note, **more)  # type: ignore[arg-type]


def lengthy(summary: Summary) -> Summary:
    """Everybody has much to say, and every statement is long."""
    said = "So many words about one thing that none would fit beside another. " * 6
    polls = tuple(replace(part, poll=replace(part.poll, wording=said)) for part in summary.polls)
    todo = tuple(group(n, noted(f"{n} {said}", NoteKind.ACTION)) for n in range(4))
    return replace(summary, polls=polls, breakouts=todo)


def naughty(summary: Summary) -> Summary:
    seminar = replace(summary.seminar, purpose=" ".join(NAUGHTY[:6]), rule=NAUGHTY[8])
    notes = [noted(words, NoteKind.ACTION, owner="<b>x</b>") for words in NAUGHTY]
    return replace(summary, seminar=seminar, breakouts=(group(1, *notes),))


@pytest.mark.parametrize("change", [replace, empty, lengthy, naughty])
def test_it_is_one_side_of_at_most_three_hundred_words(
    change: object, day: Summary, tmp_path: Path
) -> None:
    assert callable(change)
    summary = change(day)
    assert len(pages_of(summary, tmp_path / "p.pdf", Length.PAGE)) == 1
    assert all(words_in(page) <= MOST_WORDS for page in one_pages(summary))


def test_of_a_long_purpose_its_first_sentence_stays_where_there_is_room(day: Summary) -> None:
    first = "It asked how partners share what they learn."
    for purpose in (f"{first} {'Who pays for it was another matter. ' * 60}", first):
        seminar = replace(day.seminar, purpose=purpose)
        page = next(iter(one_pages(replace(day, seminar=seminar, breakouts=(), polls=()))))
        assert first in str(page)
        assert "another matter" not in str(page)


def test_where_nothing_happened_the_page_says_so_and_nothing_of_people(
    day: Summary, tmp_path: Path
) -> None:
    (page,) = pages_of(empty(day), tmp_path / "p.pdf", Length.PAGE)
    assert "Nothing has been recorded yet." in page
    assert "chose to come" not in page
    (page,) = pages_of(day, tmp_path / "p.pdf", Length.PAGE)
    assert "Nothing has been recorded yet." not in page
    assert "chose to come" in page


def marked_day(day: Summary) -> PollPart:
    """The poll by which forty people gave the day marks from three to ten."""
    asked = Poll(
        id="0123456789",
        position=95,
        title="The day's mark",
        wording="How useful was it?",
        method=Method.RATE,
        items=(Item("day", "The day"),),
    )
    ballots = [
        Ballot(round_id="", voter_key=str(number), marks=(("day", 3 + number % 8),))
        for number in range(40)
    ]
    last = replace(day.polls[0].rounds[-1], tally=count(asked, ballots))
    last = replace(last, round=replace(last.round, poll=asked))
    return PollPart(poll=asked, finding=None, rounds=(last,), chart=None)


@pytest.fixture(scope="module")
def sorted_day(day: Summary) -> Summary:
    """The day with two themes, each with findings that were voted on and passages of every kind."""
    themes = [theme.id for theme in day.themes[:2]]
    polls = tuple(
        replace(part, finding=replace(part.finding, theme_id=themes[number % 2]))
        if part.finding
        else part
        for number, part in enumerate(day.polls)
    )
    kinds = (*NoteKind, NoteKind.POINT, NoteKind.DISAGREEMENT)
    groups = tuple(
        group(
            n,
            *(
                replace(noted(f"Group {n}: number {at} of its notes", kind), id=f"{n}{at}00aaaa-x")
                for at, kind in enumerate(kinds)
            ),
        )
        for n in range(4)
    )
    tied = [line.note.id for part in groups for line in part.notes]
    codings = tuple(
        CodingLine(
            id=f"c{number}",
            passage_id=passage,
            theme_id=themes[number % 2],
            start=None,
            end=None,
            coder=1,
            day=date(2011, 10, 18),
        )
        for number, passage in enumerate(tied)
    )
    mark = marked_day(day)
    return replace(
        day,
        polls=(*polls, mark),
        breakouts=groups,
        codings=codings,
        evaluating=frozenset({mark.poll.id}),
    )


def read_back(summary: Summary, folder: Path) -> dict[Length, list[str]]:
    return {length: pages_of(summary, folder / f"{length}.pdf", length) for length in Length}


def test_every_figure_quote_and_id_of_a_shorter_paper_stands_in_each_longer_one(
    sorted_day: Summary, tmp_path: Path
) -> None:
    sides = read_back(sorted_day, tmp_path)
    told = {
        length: re.sub(r"Page \d+ of \d+", "", " ".join(pages)) for length, pages in sides.items()
    }
    for short, long in ((Length.PAGE, Length.FOUR), (Length.FOUR, Length.FULL)):
        figures = re.findall(r"[0-9a-f]{8}|\d+(?:\.\d+)? ?%?", told[short])
        assert len(figures) > 30
        assert [figure for figure in figures if figure not in told[long]] == []
    full = _squeezed(told[Length.FULL])
    quotes = re.findall(r"“([^”]+)”", told[Length.FOUR])
    assert quotes
    assert [quote for quote in quotes if _squeezed(quote) not in full] == []


def test_four_pages_weigh_each_theme_and_leave_no_side_of_it_out(
    sorted_day: Summary, tmp_path: Path
) -> None:
    pages = pages_of(sorted_day, tmp_path / "four.pdf", Length.FOUR)
    assert 2 <= len(pages) <= MOST_PAGES
    told = " ".join(" ".join(pages).split())
    for theme in sorted_day.themes[:2]:
        assert theme.name in told
    assert "16 passages; 4 of 4 groups spoke of it." in told
    for said in ("Disagreement", "Minority view", "Quote", "Questions back", "5 people"):
        assert said in told


def test_the_full_report_leads_from_a_theme_to_its_votes_and_passages(sorted_day: Summary) -> None:
    document = summary_document(sorted_day)
    there = {section.key for section in all_sections(document.sections)}
    there |= {
        block.id
        for section in all_sections(document.sections)
        for block in section.blocks
        if isinstance(block, Quote | Record)
    }
    wanted = document.linked
    assert wanted >= {line.passage_id for line in sorted_day.codings}
    assert wanted <= there


@pytest.mark.parametrize("change", [empty, naughty])
def test_four_pages_of_little_or_of_odd_words_keep_to_their_limits(
    change: object, day: Summary, tmp_path: Path
) -> None:
    assert callable(change)
    summary = change(day)
    assert len(pages_of(summary, tmp_path / "p.pdf", Length.FOUR)) <= MOST_PAGES
    page = next(one_pages(summary))
    assert all(words_in(paper) <= FOUR_PAGES_WORDS for paper in four_pages(summary, page))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def blocks_of(summary: Summary) -> list[object]:
    page = next(one_pages(summary))
    return [block for section in all_sections(page.sections) for block in section.blocks]


def came_to(part: PollPart, *marks: int) -> PollPart:
    """The poll as if its last round had these marks of 30 people each."""
    ballots = [
        Ballot(round_id="", voter_key=f"{mark} {number}", marks=(("statement", mark),))
        for mark in marks
        for number in range(30)
    ]
    last = part.rounds[-1]
    return replace(part, rounds=(replace(last, tally=count(part.poll, ballots)),))


def test_what_was_rejected_is_a_message_beside_what_was_accepted(day: Summary) -> None:
    polls = [came_to(part, 5) for part in day.polls[:5]]
    polls[4] = came_to(day.polls[4], 1)
    told = [b.text for b in blocks_of(replace(day, polls=tuple(polls))) if isinstance(b, Aside)]
    assert len(told) == 3
    assert polls[4].poll.wording in told


def test_a_message_says_how_many_groups_spoke_of_it_where_they_may_be_told(day: Summary) -> None:
    part = day.polls[0]
    assert part.finding is not None
    about = replace(part, finding=replace(part.finding, theme_id="theme-1"))
    groups = [group(n, noted(f"What {n} said")) for n in range(4)]
    codings = tuple(
        CodingLine(
            id=f"c{n}",
            passage_id=groups[n].notes[0].note.id,
            theme_id="theme-1",
            start=0,
            end=4,
            coder=1,
            day=date(2011, 10, 18),
        )
        for n in (0, 2)
    )
    told = replace(day, polls=(about,), breakouts=tuple(groups), codings=codings)
    name = day.themes[1].name
    assert f"2 of 4 groups spoke of “{name}”." in str(blocks_of(told))
    together = (*groups[:3], replace(groups[3], groups=2))
    assert "groups spoke of" not in str(blocks_of(replace(told, breakouts=together)))


def test_long_words_are_not_quoted_and_starred_ones_come_first(day: Summary) -> None:
    part = day.questions[0]
    answers = tuple(
        Response(
            id=f"answer-{number}",
            question_id="q",
            words=words,
            recorded_at=MORNING,
            starred=starred,
            their_words=True,
            quotable=True,
        )
        for number, (words, starred) in enumerate(
            (("plain", False), ("long " * 30, True), ("starred", True))
        )
    )
    asked = (replace(part, responses=answers),)
    quotes = [b for b in blocks_of(replace(day, questions=asked)) if isinstance(b, Quote)]
    assert [quote.words for quote in quotes] == ["starred", "plain"]
    assert quotes[0].id == "answer-2"


def test_what_moved_most_is_told(day: Summary) -> None:
    still, far = day.polls[0], day.polls[1]
    first = far.rounds[0]
    far = replace(came_to(far, 5), rounds=(first, *came_to(far, 5).rounds))
    (told,) = (b for b in blocks_of(replace(day, polls=(still, far))) if _is_moved(b))
    assert str(told).count(far.poll.title)
    assert not str(told).count(still.poll.title)


def _is_moved(block: object) -> bool:
    return isinstance(block, Terms) and block.entries[0][0] == "What moved"


def test_what_several_groups_want_done_is_told_once(day: Summary) -> None:
    wanted = [noted(words, NoteKind.ACTION) for words in ("Meet again", "Write it down")]
    same = replace(wanted[0], id="another")
    groups = (group(1, *wanted), group(2, same))
    told = [b.id for b in blocks_of(replace(day, breakouts=groups)) if isinstance(b, Record)]
    assert told == [note.id for note in wanted]


def test_an_action_names_the_role_and_the_day(day: Summary, tmp_path: Path) -> None:
    action = noted("Write it down", NoteKind.ACTION, owner="Chair", due=date(2011, 11, 1))
    (page,) = pages_of(replace(day, breakouts=(group(1, action),)), tmp_path / "p.pdf", Length.PAGE)
    assert "Write it down" in page
    assert "Chair · by 1 November 2011" in page
