"""Presenting: what the room sees now, as one value that projector, preview and phones show."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, tzinfo

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import (
    NOT_BEGUN,
    STATE_SENTENCES,
    HandCount,
    Poll,
    Round,
    RoundState,
    hands_id,
)
from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.polls.voters.promises import promised
from facilitator.domain.polls.words import counted_words
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.countdown import ends_at
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.stage import sights
from facilitator.domain.stage.sights import Sight, View
from facilitator.domain.stage.stage import SPLIT_SCENES, Scene, Stage
from facilitator.domain.wording import Message, Value, Weekday, say
from facilitator.services.notes import reading_back
from facilitator.services.people import joining
from facilitator.services.polls.rounds_held import before_the_room, people_in, tallied
from facilitator.services.polls.split_results import split_for_room
from facilitator.services.seminar import slides
from facilitator.services.seminar.as_seen import hold_to
from facilitator.services.seminar.room_clock import zone_in
from facilitator.services.seminar.rooms import (
    WAITS,
    nothing_else,
    seen_in,
    stage_of,
    waits,
)
from facilitator.services.seminar.running import sheet_in
from facilitator.services.synthesis.subjects import subject_of
from facilitator.services.views import speakers
from facilitator.services.views.beside_words import unpointed
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

FOR_ORGANISER = say(
    "What is said here is for the organiser: it is shown only where its author agreed to be quoted."
)
WALL = 120
"""Responses on a wall: more pages than that nobody waits for."""


def show(
    file: SeminarStore,
    scene: Scene,
    subject_id: str = "",
    message: str = "",
    *,
    seen: str | None = None,
    now: datetime,
) -> None:
    """Put something before the room; a blank screen comes back on.

    Raises SeminarError where the room sees something else than who does it has `seen`, by a mark of
    it; None for whatever it sees now.
    """
    with file.write(Verb.SHOW, now) as writer:
        _hold_to_all(writer)
        kept = stage_of(writer)
        shown = kept.showing(scene, subject_id, message.strip(), since=now)
        if seen is not None and replace(shown, since=kept.since) == kept:
            return
        hold_to(writer, kept.id, seen)
        writer.put(shown)


def show_response(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Put one response before the room, alone; one that is kept from the wall stays kept."""
    with file.write(Verb.SHOW, now) as writer:
        _hold_to_all(writer)
        found = writer.get(Response, response.id)
        if found.hidden:
            raise SeminarError(
                say("This response is hidden. Let it through first (L), then show it.")
            )
        asked = subject_of(writer, found.question_id) or writer.get(Question, found.question_id)
        if not _may_be_shown(writer, asked, found):
            raise SeminarError(FOR_ORGANISER)
        kept = stage_of(writer)
        writer.put(kept.showing(Scene.RESPONSE, found.question_id, found.id, since=now))


def _hold_to_all(reader: Reader) -> None:
    """Raise SeminarError where the room takes a vote that all take: nothing else is before it."""
    if why := nothing_else(reader):
        raise SeminarError(why)


def _may_be_shown(reader: Reader, question: Question, response: Response) -> bool:
    """Whether the room may see a response: not what is for the organiser, unless its author agrees
    now to be quoted.
    """
    if response.hidden or not question.is_for_organiser:
        return not response.hidden
    consent = reader.find(Consent, consent_id(response.participant_id))
    return consent.quote if consent else response.quotable


def show_joining_again(file: SeminarStore, address: str, *, now: datetime) -> bool:
    """Where the room is shown how to join, show it at another address, or the welcome without one.

    Returns whether it was shown; a blank screen stays blank.
    """
    with file.write(Verb.SHOW, now) as writer:
        kept = stage_of(writer)
        if kept.scene is not Scene.JOIN:
            return False
        scene = Scene.JOIN if address else Scene.WELCOME
        writer.put(replace(kept, scene=scene, message=address, since=now))
    return True


def blank(file: SeminarStore, *, now: datetime) -> None:
    """Blank the room's screen, or bring it back as it was."""
    with file.write(Verb.BLANK, now) as writer:
        kept = stage_of(writer)
        writer.put(replace(kept, blank=not kept.blank))


def set_blank(file: SeminarStore, is_blank: bool, *, seen: str, now: datetime) -> None:
    """Have the room's screen blank or not, which it may be already; raises what `show` does."""
    with file.write(Verb.BLANK, now) as writer:
        kept = stage_of(writer)
        if kept.blank is not is_blank:
            hold_to(writer, kept.id, seen)
            writer.put(replace(kept, blank=is_blank))


def view(file: SeminarStore, now: datetime, wall_limit: int = WALL) -> View:
    """What the room sees; at most `wall_limit` responses are on a wall, the newest."""
    with file.read() as reader:
        return view_in(reader, now, wall_limit)


def view_in(reader: Reader, now: datetime, wall_limit: int = WALL) -> View:
    """What the room sees, within one snapshot."""
    kept = seen_in(reader)
    seminar = reader.get(Seminar, SEMINAR_ID)
    sight = _sight(reader, seminar, kept, now, wall_limit)
    return View(
        sight=sight,
        blank=kept.blank,
        rehearsal=seminar.rehearsal,
        locales=seminar.locales,
    )


def _sight(reader: Reader, seminar: Seminar, kept: Stage, now: datetime, wall_limit: int) -> Sight:
    """The sight for a stage; what has gone missing falls back to the welcome."""
    sight: Sight | None = None
    match kept.scene:
        case Scene.QUESTION | Scene.WALL | Scene.RESPONSE:
            sight = _question(reader, kept, wall_limit)
        case Scene.POLL | Scene.POLL_BY_SECTOR | Scene.POLL_BY_SIZE | Scene.POLL_BY_ROOM:
            sight = _poll(reader, kept.subject_id, SPLIT_SCENES.get(kept.scene))
        case Scene.BREAKOUTS:
            sight = groups_in(reader, kept.subject_id, _groups_clock(reader, now))
        case Scene.COUNTDOWN | Scene.BREAK:
            sight = _clock(sheet_in(reader, now), kept, zone_in(reader))
        case Scene.READ_BACK | Scene.SPEAKERS | Scene.SLIDES:
            sight = _in_pages(reader, kept)
        case Scene.JOIN:
            sight = _joining(reader, seminar, kept)
        case Scene.MESSAGE:
            sight = sights.Said(message=kept.message, clock=_groups_clock(reader, now))
        case Scene.SEGMENT | Scene.CLOSE:
            sight = _heading(reader, seminar, kept)
        case Scene.WELCOME:
            pass
    return sight or _welcome(seminar)


def _in_pages(reader: Reader, kept: Stage) -> Sight | None:
    """What is led from one to the next: a group's notes, those who speak, slides."""
    if kept.scene is Scene.READ_BACK:
        return reading_back.sight(reader, kept)
    return speakers.sight(reader) if kept.scene is Scene.SPEAKERS else slides.sight(reader, kept)


def _heading(reader: Reader, seminar: Seminar, kept: Stage) -> Sight | None:
    if kept.scene is Scene.CLOSE:
        return sights.Closing(title=say("Thank you"), line=seminar.spoken_title)
    segment = reader.find(Segment, kept.subject_id)
    return sights.Heading(title=segment.spoken_title) if segment else None


def _question(reader: Reader, kept: Stage, wall_limit: int) -> Sight | None:
    question = subject_of(reader, kept.subject_id)
    if question is None:
        return None
    if kept.scene is Scene.WALL and not question.is_for_organiser:
        return _wall(reader, question, wall_limit)
    response = reader.find(Response, kept.message) if kept.scene is Scene.RESPONSE else None
    if response is None or not _may_be_shown(reader, question, response):
        return _asked(question)
    (told,) = unpointed(reader, (response,))
    return sights.OneResponse(question=question.spoken, words=told.words, sector=told.sector)


def _welcome(seminar: Seminar) -> sights.Welcome:
    return sights.Welcome(
        title=seminar.spoken_title,
        subtitle=seminar.spoken_subtitle,
        place=seminar.place,
        lines=(Weekday(seminar.date),),
    )


def _joining(reader: Reader, seminar: Seminar, kept: Stage) -> sights.Joining | None:
    """How to join, once there is an address and a code to join with."""
    code = joining.code_in(reader, Role.PARTICIPANT)
    if not kept.message or not code:
        return None
    return sights.Joining(title=seminar.spoken_title, address=kept.message, code=code)


def _asked(question: Question) -> sights.Asked:
    return sights.Asked(wording=question.spoken, help=question.spoken_help)


def _wall(reader: Reader, question: Question, limit: int) -> sights.Wall:
    on_wall = {"question_id": question.id, "hidden": False}
    newest_first = reader.latest(Response, limit, **on_wall)
    told = unpointed(reader, newest_first)
    cards = tuple(sights.WallCard(r.id, r.words, r.sector, r.starred) for r in told)
    words = reader.every(Response, **on_wall) if question.one_word else ()
    return sights.Wall(
        wording=question.spoken,
        cards=cards,
        total=reader.count(Response, **on_wall),
        words=tuple(sights.WordCount(*each) for each in counted_words(r.words for r in words)),
    )


def _poll(reader: Reader, poll_id: str, split: Split | None) -> Sight | None:
    poll = reader.find(Poll, poll_id)
    if poll is None:
        return None
    current, number = before_the_room(reader, poll.id)
    if current is not None and current.state is RoundState.REVEALED:
        return _results(reader, current, split)
    asked = current.poll if current else poll
    cast = people_in(reader, current.id) if current else 0
    return sights.Vote(
        wording=asked.spoken,
        items=tuple(item.spoken for item in asked.items),
        number=number,
        state=_state(reader, current),
        cast=cast,
        present=current.told_of(cast) if current else 0,
        secrecy=promised(asked),
        open=current is not None
        and current.state is RoundState.OPEN
        and not waits(reader, current),
        closes_at=current.closes_at if current else None,
        how=method_of(asked).how(asked),
        scale=method_of(asked).points(),
        code=_way_in(reader),
    )


def _state(reader: Reader, current: Round | None) -> Message:
    if current is None:
        return NOT_BEGUN
    return WAITS if waits(reader, current) else STATE_SENTENCES[current.state]


def _way_in(reader: Reader) -> str:
    """The code that others join with, "" while nobody may."""
    closed = reader.get(Seminar, SEMINAR_ID).door_closed
    return "" if closed else joining.code_in(reader, Role.PARTICIPANT)


def _results(reader: Reader, current: Round, split: Split | None) -> sights.Results:
    """The result of the whole room, or split where that is asked for and points at nobody."""
    threshold = reader.get(Seminar, SEMINAR_ID).room_threshold
    rounds = sorted(
        reader.every(Round, poll_id=current.poll_id, state=RoundState.REVEALED, room=current.room),
        key=lambda r: r.number,
    )
    chart = split_for_room(reader, rounds, split) if split else None
    if split and chart:
        about: dict[str, Value] = {"split": SPLIT_WORDS[split], "n": threshold}
        below = say("{split}, of all ballots; under {n} people not shown", **about)
        if any(reader.find(HandCount, hands_id(each.id)) for each in rounds):
            below = say(
                "{split}, of all ballots, without hands that were raised; under {n} people not "
                "shown",
                **about,
            )
        return sights.Results(wording=current.poll.spoken, chart=chart, turnout=below)
    counted = [(say("Round {n}", n=r.number), tallied(reader, r)) for r in rounds]
    latest = counted[-1][1]
    return sights.Results(
        wording=current.poll.spoken,
        chart=chart_of(current.poll, counted),
        turnout=_turnout(current, latest.ballots),
        verdict=verdict(current.poll, latest),
        method=latest.rule,
        ties=latest.ties,
    )


def _turnout(current: Round, voted: int) -> Message:
    if present := current.told_of(voted):
        return say(
            "{n} of {present} voted in round {round}",
            n=voted,
            present=present,
            round=current.number,
        )
    return say("{n} voted in round {round}", n=voted, round=current.number)


def groups_in(reader: Reader, segment_id: str, clock: sights.Clock | None = None) -> sights.Groups:
    """Who goes where in a segment."""
    breakouts = reader.every(Breakout, segment_id=segment_id)
    segment = reader.find(Segment, segment_id)
    people = {p.id: p for p in reader.every(Participant)}
    twice = Counter(p.name for p in people.values())
    studies = {study.id: study.title for study in reader.every(CaseStudy)}
    groups = tuple(
        sights.Group(
            b.title,
            b.place,
            studies.get(b.case_study_id, ""),
            tuple(_shown_name(people[m], twice) for m in b.member_ids if m in people),
            b.id,
        )
        for b in breakouts
    )
    title = segment.spoken_title if segment else say("Breakouts")
    return sights.Groups(title=title, groups=groups, clock=clock)


def _shown_name(person: Participant, twice: Counter[str]) -> str:
    """A name; with the organisation behind it where two people share one."""
    if twice[person.name] > 1 and person.organisation:
        return f"{person.name} ({person.organisation})"
    return person.name


def _groups_clock(reader: Reader, now: datetime) -> sights.Clock | None:
    """The countdown of groups that are at work, which no message or list may hide from them."""
    sheet = sheet_in(reader, now)
    if (
        sheet.run is None
        or sheet.current is None
        or sheet.current.kind is not SegmentKind.BREAKOUTS
    ):
        return None
    return _clock(sheet, Stage(), zone_in(reader))


def _clock(sheet: RunSheet, kept: Stage, zone: tzinfo) -> sights.Clock:
    title = sheet.current.spoken_title if sheet.current else say("Break")
    following = say("Next: {title}", title=sheet.next.spoken_title) if sheet.next else ""
    if sheet.run is None:
        return sights.Clock(title=title, line=kept.message or following, ends_at=None)
    if sheet.paused:
        return sights.Clock(
            title=title, line=kept.message or following, ends_at=None, left=sheet.left_seconds
        )
    assert sheet.current is not None
    ends = ends_at(sheet.current, sheet.run).astimezone(zone)
    return sights.Clock(title=title, line=kept.message or following, ends_at=ends)
