"""Handouts and the breakouts of the summary, read back from their pages."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from exports.content.handouts.documents import KINDS, handout_document
from exports.content.handouts.paper import LETTERS
from exports.content.handouts.people import BLANK_LINES, TICK
from exports.document import all_sections
from exports.papers import missing_glyphs, write_handout, write_summary
from facilitator.domain.locales import Language
from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.polls.polls import Criterion, Item, Method, Poll, Secrecy
from facilitator.domain.report.summary import (
    BreakoutPart,
    Door,
    GroupRound,
    GroupSheet,
    Handout,
    HandoutKind,
    NoteLine,
    Seat,
    Summary,
    VotingSheet,
)
from facilitator.domain.seminar.agenda import Segment, SegmentKind, TimedSegment
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.terms import CHOICES, terms
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.services.templates.loading import load
from tests.exports.sample_summary import note_said, seminar_summary
from tests.pseudo import texts_in
from ui.start.exporting import HANDOUTS

NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
NAMES = ("Siân Ŵyn <b>Rhys</b>", "Kofi Ansah-Reid", "Γιώργος Παππάς")
SEMINAR = Seminar(title="October", date=date(2011, 10, 18), place="Town hall")


def seats(group: str = "Group 1") -> tuple[Seat, ...]:
    return tuple(Seat(name=n, organisation="Homes & Co", group=group, place="X") for n in NAMES)


def group(number: int) -> GroupSheet:
    return GroupSheet(
        title=f"Group {number}",
        place="The library",
        note_taker="Bea",
        topic="Mergers",
        questions=("Who carries the risk?", "Who gains?"),
        findings=("Savings are hard to show",),
        members=seats(),
    )


def rounds(count: int) -> tuple[GroupRound, ...]:
    return tuple(
        GroupRound(
            title=f"Breakouts {number}",
            starts=time(11, 20),
            ends=time(12, 10),
            groups=(group(1), group(2)),
            people=(*seats(), Seat(name="Nobody Placed")),
        )
        for number in range(1, count + 1)
    )


def vote(method: Method, number: int = 1) -> Poll:
    return Poll(
        id=f"{method}-{number}",
        position=number,
        title=f"A vote by {method}",
        wording=f"What do you say, by {method}?",
        method=method,
        items=(Item("a", "Γιώργος first"), Item("b", "B & <b>second</b>")),
        criteria=(Criterion("c", "How dear it is"),),
        may_abstain=True,
    )


DOOR = Door(
    address="http://10.0.0.5:8080/",
    code="WMQ7K",
    link="http://10.0.0.5:8080/?code=WMQ7K",
    network="Guests & <b>Co</b>",
    network_code="WIFI:T:nopass;S:Guests;;",
)
VOTES = (VotingSheet(segment_id="s", title="First vote", polls=tuple(map(vote, Method))),)
AGENDA = tuple(
    TimedSegment(
        Segment(
            id=f"s{number}",
            position=number,
            kind=SegmentKind.DISCUSSION,
            title=f"Segment {number}",
            minutes=20,
            script="Welcome to you.\n\nAnd to you.",
            prompts=("Hand out <b>badges</b>",),
        ),
        time(10, 20 * number),
        time(10, 20 * number + 19),
    )
    for number in (0, 1)
)
ASKED = (
    Question(
        id="q",
        position=1,
        kind=QuestionKind.REFLECTION,
        wording="What matters?",
        help="Just one thing.",
    ),
)


def handout(kind: HandoutKind = HandoutKind.BREAKOUTS, **more: object) -> Handout:
    filled = {"rounds": rounds(2), "votes": VOTES, "agenda": AGENDA, "asked": ASKED, "door": DOOR}
    made = Handout(kind=kind, seminar=SEMINAR, file_id="f", made_at=NOW, **filled)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]  # names are checked by the dataclass


NOTHING = {"votes": (), "agenda": (), "asked": ()}
AGENDA_WORDS = ("Welcome to you.", "And to you.")


def letters_of(text: str) -> str:
    """A text without boxes, rooms for a pen, numbers and times."""
    return " ".join(re.findall(r"[^\W\d_]+", text))


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_every_group_has_a_page_to_lay_where_it_meets(tmp_path: Path) -> None:
    path = tmp_path / "groups.pdf"
    write_handout(handout(), path)
    sheets = [page for page in pages(path) if "Notes by" in page]
    assert len(sheets) == 4
    for said in ("Group 1", "The library", "11:20 to 12:10", "Mergers", "Who gains?", *NAMES):
        assert said in sheets[0]


def test_everybody_is_on_the_list_by_name_in_each_round(tmp_path: Path) -> None:
    path = tmp_path / "groups.pdf"
    write_handout(handout(), path)
    lists = [page for page in pages(path) if "Nobody Placed" in page]
    assert len(lists) == 2
    assert "not placed yet" in lists[0]
    assert "3 people placed" in lists[0]


def test_the_attendance_sheet_has_a_line_to_sign_for_each(tmp_path: Path) -> None:
    path = tmp_path / "attendance.pdf"
    people = tuple(Seat(name=f"Person {n}", here=n < 2) for n in range(60))
    write_handout(handout(HandoutKind.ATTENDANCE, people=people, rounds=()), path)
    text = " ".join(pages(path))
    assert all(f"Person {n}" in text for n in range(60))
    assert "60 people on the list, 2 checked in" in text
    assert text.count("Signature") == len(pages(path)), "the headings stand on every page"
    assert text.count("✓") == 2
    assert BLANK_LINES > 0


@pytest.mark.parametrize("brief", [False, True])
def test_the_consent_sheet_has_text_and_terms_to_keep_and_four_choices_to_hand_in(
    tmp_path: Path, brief: bool
) -> None:
    seminar = load("october-seminar").seminar
    told = replace(seminar, contact="desk@tsrc.example")
    if brief:
        told = replace(told, consent="We write down what is said.")
    write_handout(handout(HandoutKind.CONSENT, seminar=told, rounds=()), tmp_path / "consent.pdf")
    kept, handed_in = pages(tmp_path / "consent.pdf")
    assert all(each[:60] in kept for each in told.consent.split("\n\n"))
    assert all(str(each) in kept for each in terms(told))
    assert all(f"☐ Yes ☐ No {each}" in handed_in for each in CHOICES.values())
    assert "Your e-mail address, if you may be contacted" in handed_in


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (HandoutKind.BADGES, (*NAMES, "Homes & Co", "Group 1")),
        (HandoutKind.AGENDA, ("10:00", "Segment 0", "10:20", "Segment 1")),
        (HandoutKind.SCRIPT, ("10:00 Segment 0", "And to you.", "☐ Hand out <b>badges</b>")),
        (HandoutKind.NOTES, ("Group 1", "Who gains?", "Write no names", "M: Minority view")),
        (HandoutKind.CARDS, ("Group 1", "The library", "Savings are hard to show")),
        (HandoutKind.BALLOTS, ("Do not write your name", "☐ Γιώργος first", "☐ Strongly agree")),
        (HandoutKind.TALLY, ("Counted again by", "B & <b>second</b>", "Strongly agree")),
        (
            HandoutKind.EVALUATION,
            ("What do you say", "What matters?", "Just one thing.", "May we print", "☐ 10"),
        ),
        (HandoutKind.POSTER, ("Join in", "Guests & <b>Co</b>", "10.0.0.5:8080", "WMQ7K")),
        (HandoutKind.TEST, ("try the printer", "Ŵŵ Ŷŷ", "hatched", "The other side")),
    ],
)
def test_a_handout_holds_what_it_is_for_from_its_first_page_on(
    kind: HandoutKind, told: tuple[str, ...], tmp_path: Path
) -> None:
    write_handout(handout(kind, people=seats()), tmp_path / "one.pdf")
    sides = pages(tmp_path / "one.pdf")
    assert all(said in " ".join(sides) for said in told)
    assert told[-1 if kind is HandoutKind.BADGES else 0] in sides[0], "no page of a title alone"


def test_ballots_have_a_place_for_every_answer_of_every_method(tmp_path: Path) -> None:
    sheet = VotingSheet(title="V", polls=tuple(map(vote, Method)))
    write_handout(handout(HandoutKind.BALLOTS, votes=(sheet,)), tmp_path / "one.pdf")
    text = " ".join(pages(tmp_path / "one.pdf"))
    for method in Method:
        part = text.split(f"What do you say, by {method}?")[1].split("☐ I abstain")[0]
        assert "☐" in part or "_____" in part or method is Method.WORDS
        assert method is Method.WORDS or "Γιώργος first" in part


def test_a_code_stands_on_each_sheet_of_linked_votes_of_a_set_and_on_no_other(
    tmp_path: Path,
) -> None:
    kinds = (Secrecy.PSEUDONYMOUS, Secrecy.SEALED, Secrecy.NAMED, Secrecy.PSEUDONYMOUS)
    votes = tuple(
        VotingSheet(
            segment_id="s", title=f"Vote {n}", polls=(replace(vote(Method.AGREE), secrecy=kind),)
        )
        for n, kind in enumerate(kinds)
    )
    codes = ("ABCDEF", "GHJKLM")
    write_handout(handout(HandoutKind.BALLOTS, votes=votes, codes=codes), tmp_path / "one.pdf")
    said = " ".join(pages(tmp_path / "one.pdf"))
    on_sheets = re.findall(r"Code of these sheets: (ABC DEF|GHJ KLM)", said)
    assert on_sheets == ["ABC DEF"] * 2 + ["GHJ KLM"] * 2
    assert (said.count("Your name is kept"), said.count("Do not write your name")) == (2, 6)


def test_leaves_that_take_several_pages_share_none_and_have_their_code_on_each(
    tmp_path: Path,
) -> None:
    short = replace(vote(Method.DOTS), secrecy=Secrecy.PSEUDONYMOUS)
    for most in range(18, 40, 2):  # a set ends on a page that is just begun, and on a full one
        items = tuple(Item(id=f"{n}", text=f"Item {n}") for n in range(most))
        votes = (
            VotingSheet(segment_id="a", title="Short", polls=(short,)),
            VotingSheet(segment_id="b", title="Long", polls=(replace(short, items=items),)),
        )
        codes = ("ABCDEF", "GHJKLM")
        write_handout(handout(HandoutKind.BALLOTS, votes=votes, codes=codes), tmp_path / "a.pdf")
        seen = [set(re.findall("ABC DEF|GHJ KLM", page)) for page in pages(tmp_path / "a.pdf")]
        assert all(len(codes) <= 1 for codes in seen), "no page is of two sets"
        begins = [at for at, page in enumerate(pages(tmp_path / "a.pdf")) if "of these" in page]
        assert len(begins) == 4
        assert all(seen), "every page says of which set it is"


def test_no_page_of_the_list_to_sign_is_begun_for_blank_lines_alone(tmp_path: Path) -> None:
    ends = set()
    for listed in (1, *range(12, 44, 2), 300):
        people = tuple(Seat(name=f"Person {n}.") for n in range(listed))
        write_handout(handout(HandoutKind.ATTENDANCE, people=people, rounds=()), tmp_path / "a.pdf")
        with pdfplumber.open(tmp_path / "a.pdf") as made:
            last = made.pages[-1]
            if not last.search("Person") and len(made.pages) > 1:
                assert _blank_lines(made.pages[-2]) < 2, listed
            else:
                assert 2 <= _blank_lines(last) <= BLANK_LINES, listed
            ends.add(bool(last.search("Person")))
    assert ends == {True, False}


def _blank_lines(page: pdfplumber.page.Page) -> int:
    """How many lines to write on follow the last name of a page."""
    rules = {round(line["top"], 1) for line in page.lines}
    name = max(float(found["bottom"]) for found in page.search("Person"))
    return len([rule for rule in rules if rule > name]) - 1  # that of the name itself


def test_what_would_run_over_a_page_by_little_stands_closer_on_one(tmp_path: Path) -> None:
    sides = set()
    for count in range(26, 40):
        words = "\n\n".join(f"Paragraph {n} of what people agree to." for n in range(count))
        seminar = replace(SEMINAR, consent=words)
        write_handout(handout(HandoutKind.CONSENT, seminar=seminar), tmp_path / "a.pdf")
        *read, _ = pages(tmp_path / "a.pdf")
        sides.add(len(read))
        assert len(read) == 1 or read[-1].count("Paragraph") > 3, count
    assert sides == {1, 2}


def test_ten_badges_of_ninety_by_fifty_four_millimetres_stand_on_a_sheet(tmp_path: Path) -> None:
    people = tuple(Seat(name=f"Person Number {n:02} {'long ' * n}".strip()) for n in range(21))
    write_handout(handout(HandoutKind.BADGES, people=people), tmp_path / "one.pdf")
    with pdfplumber.open(tmp_path / "one.pdf") as document:
        found = [
            [(rect["width"], rect["height"]) for rect in page.rects] for page in document.pages
        ]
    assert [len(page) for page in found] == [10, 10, 1]
    mm = 72 / 25.4
    assert {(round(w / mm), round(h / mm)) for page in found for w, h in page} == {(90, 54)}
    text = " ".join(pages(tmp_path / "one.pdf"))
    assert all(f"Person Number {n:02}" in text for n in range(21))


def test_every_kind_can_be_asked_for_on_the_command_line() -> None:
    assert set(HANDOUTS) == set(HandoutKind) == set(KINDS)


@pytest.mark.parametrize("people", [(), seats()])
@pytest.mark.parametrize("kind", HandoutKind)
def test_a_handout_for_a_room_that_speaks_welsh_has_no_english_of_ours(
    kind: HandoutKind, people: tuple[Seat, ...]
) -> None:
    bare = replace(group(3), members=people, place="")
    more = replace(rounds(1)[0], groups=(bare,)) if people else rounds(1)[0]
    groups = (*rounds(2), more) if people else ()
    given = handout(kind, people=people, rounds=groups, **({} if people else NOTHING))
    languages = (Language.WELSH, Language.ENGLISH)
    welsh = replace(given, seminar=replace(SEMINAR, languages=languages))
    english, spoken = handout_document(given), handout_document(welsh)
    pairs = [
        pair
        for one, other in ((english.sections, spoken.sections), (english.front, spoken.front))
        for pair in zip(texts_in(one), texts_in(other), strict=True)
    ]
    the_same = {letters_of(one) for one, other in pairs if one == other and letters_of(one)}
    keys = {section.key for section in all_sections(english.sections)}
    theirs = {letters_of(text) for text in texts_in(given)}
    pair_of_items = "Γιώργος first B & <b>second</b>"
    told = (*(timed.segment.title for timed in AGENDA), *AGENDA_WORDS, pair_of_items, LETTERS)
    assert the_same <= theirs | {letters_of(text) for text in (*keys, *told, TICK)}
    assert spoken.language == "cy"


def test_the_foot_of_a_page_is_in_the_language_of_what_stands_on_it(tmp_path: Path) -> None:
    welsh = replace(SEMINAR, languages=(Language.WELSH,))
    write_handout(handout(seminar=welsh), tmp_path / "welsh.pdf")
    assert all("Tudalen" in page and "Page" not in page for page in pages(tmp_path / "welsh.pdf"))


NO_RULE = (HandoutKind.TEST,)
"""It is of the printer alone."""


@pytest.mark.parametrize("kind", [kind for kind in HandoutKind if kind not in NO_RULE])
def test_every_handout_says_under_which_rule_people_speak(
    tmp_path: Path, kind: HandoutKind
) -> None:
    seminar = replace(SEMINAR, rule="The rule of the hall")
    seats = (Seat(name="Ann Zeal", organisation="Homes"),)
    told = handout(kind, seminar=seminar, rounds=(), people=seats)
    write_handout(told, tmp_path / "one.pdf")
    assert "The rule of the hall" in pages(tmp_path / "one.pdf")[0]


def test_the_summary_says_under_which_rule_people_spoke_on_its_cover_and_at_a_glance(
    tmp_path: Path,
) -> None:
    whole = seminar_summary(responses=1, findings=4, seed=7)
    ruled = replace(whole, seminar=replace(whole.seminar, rule="The rule of the hall"))
    write_summary(ruled, tmp_path / "summary.pdf")
    held = [
        n for n, page in enumerate(pages(tmp_path / "summary.pdf")) if "rule of the hall" in page
    ]
    assert held[0] == 0
    assert len(held) == 2


def test_the_same_handout_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_handout(handout(), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_an_agenda_without_groups_is_said_to_have_none(tmp_path: Path) -> None:
    write_handout(handout(rounds=()), tmp_path / "none.pdf")
    assert "no breakouts with groups yet" in pages(tmp_path / "none.pdf")[0]


def test_what_cannot_be_printed_is_told_before(tmp_path: Path) -> None:
    people = (Seat(name="ܫܠܡܐ"),)
    told = missing_glyphs(handout(HandoutKind.ATTENDANCE, people=people))
    assert len(told) == 1
    assert "cannot be printed" in str(told[0])


@pytest.fixture
def day() -> Summary:
    notes = (
        NoteLine(note=note_said("11111111", "Main point", headline=True), question="Q"),
        NoteLine(note=note_said("22222222", "As read"), standing=Standing.CHECKED),
        NoteLine(note=note_said("33333333", "Put right"), standing=Standing.CHANGED),
        NoteLine(note=note_said("44444444", "Too late"), standing=Standing.ADDED, late=True),
    )
    meet = note_said(
        "55555555",
        "Meet <i>again</i>",
        kind=NoteKind.ACTION,
        owner="Board",
        due=date(2011, 11, 1),
    )
    write = note_said("66666666", "Write", kind=NoteKind.ACTION)
    checked = BreakoutPart(
        title="Group 1",
        topic="",
        members=9,
        notes=(*notes, NoteLine(note=meet)),
        checked_at=time(14, 5),
        segment="Round 2",
    )
    unread = BreakoutPart(
        title="Group 2", topic="", members=9, notes=(notes[0], NoteLine(note=write))
    )
    summary = seminar_summary(responses=1, findings=1, seed=7)
    return replace(
        summary,
        breakouts=(checked, unread),
        printed_at=NOW,
    )


def test_the_summary_says_what_was_checked_and_what_is_newer(day: Summary, tmp_path: Path) -> None:
    write_summary(day, tmp_path / "summary.pdf")
    text = " ".join(pages(tmp_path / "summary.pdf"))
    assert "Read back to the group and checked with it at 14:05. 2 notes are newer" in text
    assert "Changed after the group had checked it" in text
    assert "Noted after the group had checked its notes; came in after the summary was" in text
    assert "These notes were not read back to the group" in text
    assert "1 note came in after this summary was last printed, on 18 October 2011" in text
    assert "Headline points" in text


def test_the_summary_lists_actions_with_owner_and_day(day: Summary, tmp_path: Path) -> None:
    write_summary(day, tmp_path / "summary.pdf")
    (page,) = [page for page in pages(tmp_path / "summary.pdf") if "Who answers for it" in page]
    for said in ("Meet <i>again</i>", "Board", "1 Nov 2011", "nobody yet", "no date", "55555555"):
        assert said in page
