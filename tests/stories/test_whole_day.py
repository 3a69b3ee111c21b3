"""Story: two dozen people with phones through the whole October day, in a real browser."""

from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Consent, consent_id
from facilitator.domain.polls.polls import Ballot, Method, Round, RoundState, Secrecy
from facilitator.domain.privacy.combinations import Said, coarsened
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.room.net.admission import COOKIES
from facilitator.store.records.devices import every_device
from tests.phone.stage.test_access import troubles
from tests.rounds_told import tally_round
from tests.stories.crowd import PEOPLE, Marks, Somebody
from tests.stories.whole_day import DAN, Day, play, prepared

Told = tuple[tuple[tuple[str, Marks], ...], Said]
"""What one voter's ballots say, round by round, and what is told of their sector and size."""
COUNTED = {
    "en": "Your vote has been received and is counted.",
    "cy": "Daeth eich pleidlais i law ac mae’n cyfrif.",
}


def test_two_dozen_people_are_heard_and_counted_once_through_the_whole_day(
    browser: Browser, tmp_path: Path
) -> None:
    with prepared(tmp_path, browser) as day:
        barred = {}
        # The two see the same states; that each bars nobody in either look, tests/phone says.
        for number, state in enumerate(play(day)):
            if found := troubles((day.ann, day.bethan)[number % 2].page):
                barred[state] = found
        assert not barred
        assert [each.number for each in day.here] == list(range(PEOPLE))
        everybody_is_in_the_file_as_they_said(day)
        every_ballot_counts_once(day)
        sealed_ballots_lead_to_nobody(day)
        every_phone_told_the_truth(day)
        assert not [complaint for each in day.here for complaint in each.phone.complaints]


def everybody_is_in_the_file_as_they_said(day: Day) -> None:
    with day.room.file.read() as reader:
        devices = every_device(reader, Role.PARTICIPANT)
        consents = {each.id: each for each in reader.every(Consent)}
        responses = reader.every(Response)
    kept = Counter(
        (
            device.language,
            device.sector,
            device.size,
            consented(consents[consent_id(device.id)]),
            answers(responses, device.id),
        )
        for device in devices
    )
    assert kept == Counter(
        (each.language, each.sector, each.size, each.consents, meant(each, day))
        for each in day.people
    )
    assert {response.participant_id for response in responses} <= {each.id for each in devices}
    for device in devices:
        own = [each for each in responses if each.participant_id == device.id]
        known = (device.sector, device.size, consents[consent_id(device.id)].quote, Channel.PHONE)
        assert {(each.sector, each.size, each.quotable, each.channel) for each in own} <= {known}


def consented(consent: Consent) -> tuple[bool, bool, bool, bool]:
    return consent.take_part, consent.quote, consent.archive, consent.contact


def answers(responses: tuple[Response, ...], author: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((r.question_id, r.words) for r in responses if r.participant_id == author))


def meant(somebody: Somebody, day: Day) -> tuple[tuple[str, str], ...]:
    said = [(id, words) for id in day.asked for words in somebody.answers.get(id, ())]
    return tuple(sorted(said))


def every_ballot_counts_once(day: Day) -> None:
    with day.room.file.read() as reader:
        rounds = reader.every(Round)
        ballots = {each.id: reader.ballots(each.id) for each in rounds}
    assert {each.id for each in rounds} == {each.id for each in day.rounds}
    assert len(rounds) == sum(len(segment.poll_ids) for segment in day.agenda)
    for each in rounds:
        assert each.state is RoundState.REVEALED
        sent = list(day.voters_in(each).values())
        assert Counter(b.marks for b in ballots[each.id]) == Counter(sent), each.poll.title
        assert recount(each, sent) == told(day, each), each.poll.title
    linked = [each for each in rounds if each.poll.secrecy is Secrecy.PSEUDONYMOUS]
    threshold = threshold_of(day)
    expected = by_person(day, linked, threshold)
    assert by_key(ballots, linked) == expected
    shared = Counter(said for *_, said in expected.elements())
    assert all(count >= threshold for count in shared.values())
    assert len(shared) > 1, "not everybody's sector had to go"


def threshold_of(day: Day) -> int:
    with day.room.file.read() as reader:
        return reader.get(Seminar, SEMINAR_ID).room_threshold


def recount(held: Round, sent: list[Marks]) -> dict[str, Counter[int]]:
    """For each item how many people marked it how, counted by hand from what was sent."""
    return {
        item.id: Counter(mark for marks in sent for id, mark in marks if id == item.id)
        for item in held.poll.items
    }


def told(day: Day, held: Round) -> dict[str, Counter[int]]:
    """The same as the program tells it; don't know stands apart from the points."""
    tally = tally_round(day.room.file, held.id)
    assert tally.ballots == len(day.voters_in(held))
    if held.poll.method in (Method.CHOOSE_ONE, Method.APPROVE):
        return {line.item_id: +Counter({1: line.people}) for line in tally.lines}
    return {
        line.item_id: +Counter(dict(line.points) | ({0: line.dont_know} if line.dont_know else {}))
        for line in tally.lines
    }


def by_key(ballots: dict[str, tuple[Ballot, ...]], rounds: list[Round]) -> Counter[Told]:
    """What the ballots of each voter key say, with sector and size, whoever it is."""
    marked: dict[str, list[tuple[str, Marks]]] = {}
    said: dict[str, Said] = {}
    for each in rounds:
        for b in ballots[each.id]:
            marked.setdefault(b.voter_key, []).append((each.id, b.marks))
            said[b.voter_key] = (b.sector, b.size)
    return Counter((tuple(sorted(each)), said[key]) for key, each in marked.items())


def by_person(day: Day, rounds: list[Round], threshold: int) -> Counter[Told]:
    """What each person sent in the rounds they voted in, and what each round that was closed left
    of what those had said of themselves who had voted by then.
    """
    marked: dict[int, list[tuple[str, Marks]]] = {}
    said: dict[int, Said] = {}
    for each in (held for held in day.rounds if held.id in {r.id for r in rounds}):
        for number, marks in day.voters_in(each).items():
            who = day.people[number]
            marked.setdefault(number, []).append((each.id, marks))
            said.setdefault(number, (who.sector, who.size))
        said = dict(zip(said, coarsened(list(said.values()), threshold), strict=True))
    return Counter((tuple(sorted(each)), said[number]) for number, each in marked.items())


def sealed_ballots_lead_to_nobody(day: Day) -> None:
    file = day.room.file
    sealed = [each for each in day.rounds if each.poll.secrecy is Secrecy.SEALED]
    threshold = threshold_of(day)
    with file.read() as reader:
        ballots = {each.id: reader.ballots(each.id) for each in sealed}
    assert len(day.keys) == sum(len(each) for each in ballots.values()) > 60
    kept = b"".join(path.read_bytes() for path in file.path.parent.glob(f"{file.path.name}*"))
    assert not [key for key in day.keys if key.encode() in kept]
    cookies = [c for each in day.here for c in each.phone.page.context.cookies()]
    assert [c["name"] for c in cookies].count(COOKIES[Role.PARTICIPANT]) == PEOPLE
    assert not [c["name"] for c in cookies if c["value"].encode() in kept]
    for each in sealed:
        sent = day.voters_in(each)
        said = [(day.people[n].sector, day.people[n].size) for n in sent]
        shown = Counter((b.marks, (b.sector, b.size)) for b in ballots[each.id])
        assert shown == Counter(zip(sent.values(), coarsened(said, threshold), strict=True))
        shared = Counter(left for _, left in shown.elements())
        assert all(count >= threshold for count in shared.values())


def every_phone_told_the_truth(day: Day) -> None:
    """What each page said of its owner's vote, in every round whose results it showed."""
    for somebody in day.here:
        done = somebody.done()
        for each in day.rounds:
            name = f"{each.number} {each.poll.wording}"
            voted = somebody.number in day.voters_in(each)
            if voted and (each.number > 1 or each.poll_id not in somebody.by_hand):
                assert done["received"][name] == len(somebody.votes[each.number, each.poll_id])
            if name in done["fates"] and not (somebody.number == DAN and not voted):
                assert done["fates"][name] == (COUNTED[somebody.language] if voted else "")
        assert len(done["fates"]) > len(day.rounds) / 2
