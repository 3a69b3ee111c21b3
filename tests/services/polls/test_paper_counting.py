"""Paper ballots entered by hand: every sheet counted, a second entry compared, codes that link."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.paper.codes import spaced
from facilitator.domain.polls.paper.piles import Standing
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import paper_counting as paper
from facilitator.services.polls import voting
from facilitator.services.polls.paper_codes import draw_codes
from facilitator.services.polls.paper_counting import Typed
from facilitator.services.polls.paper_piles import standing_in
from facilitator.services.polls.voters import Voter
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import PAPER_CODES, PAPER_COUNTS, PAPER_PILES
from tests.rounds_told import tally_round

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), sectors=("Third", "Public")))
        writer.put(Participant(id="ann", name="Ann"))
        for number, secrecy in enumerate(("pseudonymous", "pseudonymous", "sealed", "named")):
            writer.put(_poll(f"p{number}", Secrecy(secrecy)))
    yield made
    made.close()


def _poll(id: str, secrecy: Secrecy) -> Poll:
    return Poll(
        id=id,
        position=1.0,
        title=f"Poll {id}",
        wording="Do you agree?",
        method=Method.AGREE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=secrecy,
        awaits_count=True,
        may_abstain=True,
    )


def counting(file: SeminarFile, poll: str, segment: str = "s") -> Round:
    held = voting.open_round(file, poll, segment_id=segment, now=NOW)
    return voting.close_round(file, held.id, now=NOW)


def sheet(*rounds: tuple[Round, str], code: str = "", person: str = "") -> Typed:
    cells = {held.id: dict(zip("ab", marks, strict=False)) for held, marks in rounds}
    return Typed(cells, code=code, person=person, sector="Third")


def test_a_pile_holds_the_votes_of_its_segment_and_every_sheet_is_counted(
    file: SeminarFile,
) -> None:
    one, two = counting(file, "p0"), counting(file, "p1")
    other = counting(file, "p2")
    found = paper.desk(file, two.id)
    assert found is not None
    assert {each.id for each in found.rounds} == {one.id, two.id}
    assert found.takes_codes
    assert not found.people
    assert other.id not in found.pile.rounds
    paper.expect(file, one.id, 3, now=NOW)
    assert paper.enter(file, one.id, sheet((one, "45"), (two, "1")), now=NOW) == 1
    assert paper.enter(file, one.id, sheet((one, "-")), now=NOW) == 2
    assert paper.enter(file, two.id, sheet(), now=NOW) == 3, "a blank sheet is a sheet"
    with file.read() as reader:
        told = standing_in(reader, two.id)
    assert told == Standing(sheets=3, blank=1, compared=0, expected=3)
    assert not told.is_whole
    for held, cast in ((one, 2), (two, 1)):
        voting.declare_count(file, held.id, now=NOW)
        tally = tally_round(file, held.id)
        assert (tally.ballots, dict(tally.by_channel)) == (cast, {Channel.PAPER: cast})
    assert tally_round(file, two.id).lines[0].points[0] == (1, 1)


def test_a_second_entry_is_compared_and_what_differs_is_settled(file: SeminarFile) -> None:
    one = counting(file, "p2")
    for marks in ("45", "11", "3"):
        paper.enter(file, one.id, sheet((one, marks)), now=NOW)
    assert paper.enter_again(file, one.id, 1, sheet((one, "45")), now=NOW) == ()
    (differs,) = paper.enter_again(file, one.id, 2, sheet((one, "12")), now=NOW)
    assert (differs.about, differs.first, differs.second) == ("Poll p2", "1 1", "1 2")
    assert tally_round_now(file, one) == [(4, 5), (1, 1), (3,)], "nothing changes unseen"
    paper.settle(file, one.id, 2, sheet((one, "12")), now=NOW)
    found = paper.desk(file, one.id)
    assert found is not None
    assert found.pile.next_to_compare == 3
    (differs,) = paper.enter_again(file, one.id, 3, sheet((one, "2")), now=NOW)
    paper.settle(file, one.id, 3, now=NOW)
    with file.read() as reader:
        told = standing_in(reader, one.id)
    assert told is not None
    assert told.is_whole
    assert sorted(tally_round_now(file, one)) == [(1, 2), (3,), (4, 5)]
    paper.take_out(file, one.id, 1, now=NOW)
    assert sorted(tally_round_now(file, one)) == [(1, 2), (3,)]
    with pytest.raises(SeminarError, match="no sheet 1"):
        paper.settle(file, one.id, 1, now=NOW)
    assert paper.enter(file, one.id, sheet((one, "55")), now=NOW) == 4


def tally_round_now(file: SeminarFile, held: Round) -> list[tuple[int, ...]]:
    with file.read() as reader:
        return [tuple(mark for _, mark in each.marks) for each in reader.ballots(held.id)]


def test_a_code_links_the_rounds_of_pseudonymous_polls_alone(file: SeminarFile) -> None:
    codes = draw_codes(file, 3, now=NOW)
    keys = {}
    for poll in ("p0", "p2"):
        for segment in ("before", "after"):
            held = counting(file, poll, segment)
            for code in codes[:2]:
                paper.enter(file, held.id, sheet((held, "45"), code=spaced(code)), now=NOW)
            voting.declare_count(file, held.id, now=NOW)
            with file.read() as reader:
                keys[poll, segment] = {each.voter_key for each in reader.ballots(held.id)}
    assert keys["p0", "before"] == keys["p0", "after"]
    assert not keys["p2", "before"] & keys["p2", "after"]
    assert not keys["p0", "before"] & keys["p2", "before"]


def test_a_code_counts_once_in_a_round_and_must_be_one_that_was_printed(file: SeminarFile) -> None:
    codes = draw_codes(file, 3, now=NOW)
    held = counting(file, "p0")
    paper.enter(file, held.id, sheet((held, "45"), code=codes[0]), now=NOW)
    with pytest.raises(SeminarError, match="before, as sheet 1"):
        paper.enter(file, held.id, sheet((held, "11"), code=codes[0]), now=NOW)
    wrong = "A" if codes[1][0] != "A" else "B"
    with pytest.raises(SeminarError, match="No sheet with the code"):
        paper.enter(file, held.id, sheet((held, "1"), code=wrong + codes[1][1:]), now=NOW)
    with pytest.raises(SeminarError, match="Poll p0”: “9” is no number"):
        paper.enter(file, held.id, sheet((held, "9"), code=codes[1]), now=NOW)
    assert tally_round_now(file, held) == [(4, 5)]
    (code, mark) = paper.enter_again(file, held.id, 1, sheet((held, "4"), code=codes[1]), now=NOW)
    assert (code.first, code.second) == (codes[0], codes[1])
    assert (mark.first, mark.second) == ("4 5", "4")
    paper.settle(file, held.id, 1, sheet((held, "4"), code=codes[1]), now=NOW)
    paper.enter(file, held.id, sheet((held, "11"), code=codes[0]), now=NOW)
    assert sorted(tally_round_now(file, held)) == [(1, 1), (4,)]


def test_by_name_a_person_votes_once_on_paper_or_elsewhere(file: SeminarFile) -> None:
    held = voting.open_round(file, "p3", segment_id="s", now=NOW)
    ann = Voter("t", "ann")
    voting.cast(file, held.id, ann, (("a", 4),), submission="s", now=NOW)
    voting.close_round(file, held.id, now=NOW)
    with pytest.raises(SeminarError, match="has voted in this round already"):
        paper.enter(file, held.id, sheet((held, "45"), person="ann"), now=NOW)
    with pytest.raises(SeminarError, match="by name"):
        paper.enter(file, held.id, sheet((held, "45")), now=NOW)


def test_nothing_of_a_sheet_is_left_when_the_count_is_declared_nor_in_any_copy(
    file: SeminarFile, tmp_path: Path
) -> None:
    (code, *_) = draw_codes(file, 2, now=NOW)
    held = counting(file, "p0")
    paper.enter(file, held.id, sheet((held, "45"), code=code), now=NOW)
    with file.read() as reader:
        secret, (pile,) = reader.fact(PAPER_CODES).secret, reader.fact(PAPER_PILES)
    place = tmp_path / "copy.seminar"
    copies.copy_to(file, place)
    for held_back in (secret, pile.sheets[0].token, code):
        assert held_back.encode() not in place.read_bytes(), "no copy holds it"
    voting.declare_count(file, held.id, now=NOW)
    file.checkpoint()
    for gone in (pile.sheets[0].token, code):
        assert gone.encode() not in (tmp_path / "day.seminar").read_bytes()
    with file.read() as reader:
        assert reader.fact(PAPER_PILES) == ()
        (counted,) = reader.fact(PAPER_COUNTS)
    assert counted.standing == Standing(sheets=1)
