"""Ballots on paper, entered by hand: every sheet of a pile, then every sheet a second time."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant, by_family_name
from facilitator.domain.polls import ballots as rules
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.paper.codes import PaperCodes, read_code
from facilitator.domain.polls.paper.piles import Pile, Sheet, pile_of
from facilitator.domain.polls.polls import ABSTAIN, ABSTENTION, Marked, Round, RoundState, Secrecy
from facilitator.domain.polls.voters.electorate import too_many
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Message, Text, say
from facilitator.services.polls import voters, voting
from facilitator.services.polls.paper_piles import keep_pile
from facilitator.services.polls.rounds_held import people_in
from facilitator.services.polls.voters import Voter
from facilitator.store.records import ballots as store
from facilitator.store.records.facts import PAPER_CODES, PAPER_PILES
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NOT_COUNTING = say("No count of this round is being made.")


@dataclass(frozen=True, slots=True)
class Typed:
    """A sheet as it was typed: its code, or the participant on it; sector and size as ticked, and
    for each round what stands in its cells.
    """

    cells: Mapping[str, Mapping[str, str]]
    code: str = ""
    person: str = ""
    sector: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a second entry says something else: what it is about, and what was typed each time."""

    about: Text
    first: str = field(repr=False)
    second: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What whoever enters a pile has before them: the rounds that its sheets hold ballots of, what
    voters could say about themselves, and, of a vote by name, the people on the list.
    """

    rounds: tuple[Round, ...]
    pile: Pile
    sectors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    people: tuple[Participant, ...] = ()
    takes_codes: bool = False


def desk(file: SeminarStore, round_id: str) -> Desk | None:
    """The pile that a round is counted from, None once its count is declared.

    Before the first sheet it is of every round of this segment that is being counted, and is kept
    in the same way: one sheet holds their ballots.
    """
    with file.read() as reader:
        held = reader.find(Round, round_id)
        if held is None or held.state is not RoundState.COUNTING:
            return None
        pile = _pile(reader, held)
        seminar = reader.get(Seminar, SEMINAR_ID)
        secrecy = held.poll.secrecy
        is_named = secrecy is Secrecy.NAMED
        return Desk(
            rounds=tuple(reader.get(Round, each) for each in pile.rounds),
            pile=pile,
            sectors=() if is_named else seminar.sectors,
            sizes=() if is_named else seminar.sizes,
            people=by_family_name(reader.every(Participant)) if is_named else (),
            takes_codes=secrecy is Secrecy.PSEUDONYMOUS,
        )


def expect(file: SeminarStore, round_id: str, sheets: int, *, now: datetime) -> None:
    """Say how many sheets there are, counted before any is entered; 0 where nobody counted."""
    with file.write(Verb.KEEP, now) as writer:
        keep_pile(writer, replace(_pile(writer, _counted(writer, round_id)), expected=sheets))


def enter(file: SeminarStore, round_id: str, typed: Typed, *, now: datetime) -> int:
    """Enter a sheet; it is on the disk when its number is returned.

    Raises SeminarError, and enters nothing, where a ballot on it cannot be counted as it was typed.
    """
    with file.write(Verb.TAKE_IN, now) as writer:
        pile = _pile(writer, _counted(writer, round_id))
        number = len(pile.sheets) + 1
        sheet = _cast(writer, pile, typed, number)
        keep_pile(writer, pile.with_sheet(number, sheet))
    return number


def enter_again(
    file: SeminarStore, round_id: str, number: int, typed: Typed, *, now: datetime
) -> tuple[Difference, ...]:
    """Compare a second entry of a sheet with the first: what differs. Where nothing does, the sheet
    is kept as compared; else it has to be looked at, and settled.
    """
    with file.write(Verb.TAKE_IN, now) as writer:
        pile, sheet = _known(writer, round_id, number)
        differences = tuple(_differences(writer, pile, sheet, typed))
        if not differences:
            keep_pile(writer, pile.with_sheet(number, replace(sheet, compared=True)))
    return differences


def settle(
    file: SeminarStore, round_id: str, number: int, typed: Typed | None = None, *, now: datetime
) -> None:
    """What somebody has looked at: the sheet says what is `typed`, or what it said the first time.

    Raises SeminarError, and changes nothing, where what was typed cannot be counted.
    """
    with file.write(Verb.TAKE_IN, now) as writer:
        pile, sheet = _known(writer, round_id, number)
        if typed is not None:
            _take_out(writer, pile, sheet)
            sheet = _cast(writer, pile, typed, number)
        keep_pile(writer, pile.with_sheet(number, replace(sheet, compared=True)))


def take_out(file: SeminarStore, round_id: str, number: int, *, now: datetime) -> None:
    """Take a sheet out again that should not have been entered; its number is not given anew."""
    with file.write(Verb.TAKE_IN, now) as writer:
        pile, sheet = _known(writer, round_id, number)
        _take_out(writer, pile, sheet)
        keep_pile(writer, pile.with_sheet(number, Sheet("", gone=True)))


def _counted(reader: Reader, round_id: str) -> Round:
    held = reader.find(Round, round_id)
    if held is None or held.state is not RoundState.COUNTING:
        raise SeminarError(NOT_COUNTING)
    return held


def _pile(reader: Reader, held: Round) -> Pile:
    piles = reader.fact(PAPER_PILES)
    known = pile_of(piles, held.id)
    if known is not None:
        return known
    together = (
        each.id
        for each in reader.every(Round, state=RoundState.COUNTING, room=held.room)
        if each.segment_id == held.segment_id
        and each.poll.secrecy is held.poll.secrecy
        and pile_of(piles, each.id) is None
    )
    return Pile(tuple(together))


def _known(writer: Writer, round_id: str, number: int) -> tuple[Pile, Sheet]:
    pile = _pile(writer, _counted(writer, round_id))
    sheet = pile.sheet(number)
    if sheet is None:
        raise SeminarError(say("There is no sheet {n} in this pile.", n=number))
    return pile, sheet


def _cast(writer: Writer, pile: Pile, typed: Typed, number: int) -> Sheet:
    """Count the ballots of a sheet."""
    sheet = _sheet(writer, pile, typed, number)
    voter = _voter(sheet)
    ballots = []
    for round_id in pile.rounds:
        held = writer.get(Round, round_id)
        marked = marked_in(held, typed.cells.get(round_id, {}))
        if marked is None:
            continue
        key = voters.voter_key(writer, held, voter)
        if store.ballot_by(writer, round_id, key) is not None:
            raise SeminarError(_voted_already(sheet))
        if wrong := too_many(held, people_in(writer, round_id) + 1):
            raise SeminarError(wrong)
        ballots.append(
            voting.make_ballot(
                writer,
                voter,
                marked,
                channel=Channel.PAPER,
                submission=secrets.token_hex(16),
            )
        )
    store.cast_all(writer, ballots)
    return replace(sheet, blank=not ballots)


def _sheet(writer: Writer, pile: Pile, typed: Typed, number: int) -> Sheet:
    """Whose sheet it is. Raises SeminarError where that cannot be."""
    secrecy = writer.get(Round, pile.rounds[0]).poll.secrecy
    code = read_code(typed.code) if secrecy is Secrecy.PSEUDONYMOUS else ""
    person = typed.person if secrecy is Secrecy.NAMED else ""
    token = _token(writer.fact(PAPER_CODES), code, person)
    if other := pile.number_of(token, number):
        raise SeminarError(
            say("This was entered before, as sheet {n}: the same code or name.", n=other)
        )
    return Sheet(token, code, person, typed.sector, typed.size)


def _token(codes: PaperCodes, code: str, person: str) -> str:
    """What stands for the voter. A sheet without a code is linked to no other one."""
    if person:
        return f"person:{person}"
    if not code:
        return secrets.token_hex(16)
    if not codes.knows(code):
        raise SeminarError(
            say(
                "No sheet with the code {code} was printed from this file. Look at it again; if it "
                "stands there so, leave the code out: the ballot counts, linked to no other.",
                code=code,
            )
        )
    return codes.token(code)


def _voted_already(sheet: Sheet) -> Message:
    if sheet.person:
        return say("This person has voted in this round already, on a phone or the tablet.")
    return say("There is a ballot under this code in this round already.")


def _voter(sheet: Sheet) -> Voter:
    return Voter(sheet.token, sheet.person, sheet.sector, sheet.size)


def marked_in(held: Round, typed: Mapping[str, str]) -> Marked | None:
    """What is marked in a round's cells, None where nothing is. Raises SeminarError, with what the
    round asks, where the poll's rules do not have it.
    """
    given = [text.strip() for text in typed.values() if text.strip()]
    if not given:
        return None
    if given == [ABSTAIN]:
        return Marked(round_id=held.id, marks=ABSTENTION)
    try:
        marks, words = method_of(held.poll).read(held.poll, typed)
        rules.check(held.poll, marks, words)
    except SeminarError as wrong:
        raise SeminarError(
            say("“{title}”: {wrong}", title=held.poll.title, wrong=wrong.sentence)
        ) from wrong
    return Marked(round_id=held.id, marks=tuple(marks), words=words)


def _take_out(writer: Writer, pile: Pile, sheet: Sheet) -> None:
    for round_id in pile.rounds:
        held = writer.get(Round, round_id)
        store.take_out(writer, round_id, voters.voter_key(writer, held, _voter(sheet)))


def _differences(reader: Reader, pile: Pile, sheet: Sheet, typed: Typed) -> Iterator[Difference]:
    secrecy = reader.get(Round, pile.rounds[0]).poll.secrecy
    code = read_code(typed.code) if secrecy is Secrecy.PSEUDONYMOUS else ""
    about: Sequence[tuple[Text, str, str]] = (
        (say("Code"), sheet.code, code),
        (say("Name"), _name(reader, sheet.person), _name(reader, typed.person)),
        (say("Sector"), sheet.sector, typed.sector),
        (say("Size"), sheet.size, typed.size),
    )
    for what, first, second in about:
        if first != second:
            yield Difference(what, first, second)
    for round_id in pile.rounds:
        held = reader.get(Round, round_id)
        before = store.ballot_by(reader, round_id, voters.voter_key(reader, held, _voter(sheet)))
        after = marked_in(held, typed.cells.get(round_id, {}))
        first, second = _said(held, before), _said(held, after)
        if first != second:
            yield Difference(held.poll.title, first, second)


def _name(reader: Reader, person: str) -> str:
    found = reader.find(Participant, person) if person else None
    return found.name if found else ""


def _said(held: Round, ballot: Marked | None) -> str:
    """What a ballot says, in the signs that are typed for it: the same where it counts alike."""
    if ballot is None:
        return ""
    if ballot.abstains:
        return ABSTAIN
    method = method_of(held.poll)
    marks, words = method.canonical(ballot.marks, ballot.words)
    typed = method.write(held.poll, marks, words)
    in_order = [typed.get(cell.key, "·") for cell in method.cells(held.poll)]
    return " ".join(in_order).rstrip("· ")
