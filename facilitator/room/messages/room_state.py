"""The state of the room as it is told to phones, and to the facilitator's own phone."""

from datetime import datetime
from zlib import crc32

from msgspec import structs

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import RATE_MAX, RoundState
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.countdown import ends_at
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.stage import sights
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import phones as say
from facilitator.services.views.phones import Behind, Own, PollShown, Showing

MOST_WORDS = 100
"""Of a cloud, so many words go out to phones, the most frequent."""

_NAMES = {
    sights.Welcome: "welcome",
    sights.Joining: "welcome",
    sights.Heading: "heading",
    sights.Asked: "question",
    sights.Wall: "wall",
    sights.Vote: "poll",
    sights.Results: "poll",
    sights.Groups: "groups",
    sights.Clock: "clock",
    sights.Said: "message",
    sights.ReadBack: "heading",
}


def says_the_same(one: say.Shared, other: say.Shared | None) -> bool:
    """Whether two states differ in nothing but when they were told."""
    if other is None:
        return False
    return structs.replace(one, version=other.version, now=other.now) == other


def shared(showing: Showing, version: int, now: datetime) -> say.Shared:
    """What every phone is told."""
    sight = showing.view.sight
    return say.Shared(
        version=version,
        now=now,
        title=showing.seminar.title,
        rehearsal=showing.seminar.rehearsal,
        scene="blank" if showing.view.blank else _NAMES[type(sight)],
        segment=segment(showing.sheet),
        heading=_heading(sight),
        message=sight.message if isinstance(sight, sights.Said) else "",
        questions=tuple(_question(q) for q in showing.questions),
        wall=_wall(showing),
        poll=_poll(showing.poll),
        results=_results(sight),
        groups=_groups(showing.groups),
    )


def mine(own: Own, open_questions: tuple[str, ...]) -> say.Mine:
    """What belongs to the phone that asks."""
    return say.Mine(
        responses=tuple(
            say.MyResponse(r.id, r.question_id, r.words, r.question_id in open_questions, r.hidden)
            for r in own.responses
        ),
        ballot=say.MyBallot(own.ballot.round_id, own.ballot.marks, own.ballot.words)
        if own.ballot
        else None,
        upvoted=own.upvoted,
        group=say.GroupNow(own.group.title, own.group.place, own.topic, own.group.id)
        if own.group
        else None,
    )


def remote(told: say.Shared, showing: Showing, behind: Behind) -> say.Remote:
    """What the facilitator's own phone is told beyond what every phone is."""
    sheet = showing.sheet
    current = sheet.current
    return say.Remote(
        **{name: getattr(told, name) for name in say.Shared.__struct_fields__},
        day=sheet.state,
        blank=showing.view.blank,
        script=current.script if current else "",
        prompts=current.prompts if current else (),
        next=sheet.next.title if sheet.next else "",
        left_seconds=round(sheet.left_seconds),
        drift_minutes=sheet.drift_minutes,
        polls=tuple(_line(shown) for shown in behind.polls),
        questions_here=tuple(say.ItemNow(q.id, q.wording) for q in behind.questions),
    )


def segment(sheet: RunSheet) -> say.SegmentNow | None:
    """The running segment, None when the day is not running."""
    if sheet.state is not DayState.RUNNING or sheet.current is None or sheet.run is None:
        return None
    return say.SegmentNow(
        title=sheet.current.title,
        kind=sheet.current.kind,
        paused=sheet.paused,
        ends_at=None if sheet.paused else ends_at(sheet.current, sheet.run),
        left=round(sheet.left_seconds) if sheet.paused else None,
    )


def _heading(sight: sights.Sight) -> say.HeadingNow | None:
    match sight:
        case sights.Heading(title=title, line=line) | sights.Clock(title=title, line=line):
            return say.HeadingNow(title, line)
        case sights.Welcome(title=title, subtitle=subtitle):
            return say.HeadingNow(title, subtitle)
        case sights.ReadBack(title=title):
            return say.HeadingNow(title, "Its notes are being read back.")
        case sights.Joining(title=title):
            return say.HeadingNow(title, "")
        case _:
            return None


def _question(question: Question) -> say.QuestionNow:
    return say.QuestionNow(
        id=question.id,
        wording=question.wording,
        help=question.help,
        kind=question.kind,
        open=True,
        wall=question.on_wall,
        one_word=question.one_word,
        moderated=question.moderated,
        limit=question.most,
    )


def _wall(showing: Showing) -> say.WallNow | None:
    if showing.stage.scene is not Scene.WALL:
        return None
    cards = tuple(
        say.CardNow(r.id, r.words, r.sector, r.starred, showing.upvotes[r.id]) for r in showing.wall
    )
    sight = showing.view.sight
    words = sight.words if cards and isinstance(sight, sights.Wall) else ()
    told = tuple(say.WordNow(word.text, word.people) for word in words[:MOST_WORDS])
    return say.WallNow(showing.stage.subject_id, showing.wall_total, cards, told)


def _poll(shown: PollShown | None) -> say.PollNow | None:
    if shown is None:
        return None
    poll, current = shown.poll, shown.round
    return say.PollNow(
        round_id=current.id if current else "",
        poll_id=poll.id,
        number=shown.number,
        state=current.state if current else "draft",
        method=poll.method,
        title=poll.title,
        wording=poll.wording,
        items=tuple(say.ItemNow(item.id, item.text) for item in poll.items),
        criteria=tuple(say.CriterionNow(c.id, c.text, c.weight) for c in poll.criteria),
        most=poll.most,
        budget=poll.budget,
        rate_max=RATE_MAX,
        agree_labels=method_of(poll).labels,
        shuffle=poll.shuffle,
        secrecy=poll.secrecy,
        cast=shown.cast,
        present=current.present if current else 0,
        closes_at=current.closes_at if current else None,
    )


def _results(sight: sights.Sight) -> say.ResultsNow | None:
    if not isinstance(sight, sights.Results):
        return None
    return say.ResultsNow(
        chart=sight.chart,
        verdict=sight.verdict,
        turnout=sight.turnout,
        rule=sight.method,
        ties=sight.ties,
    )


def _groups(shown: sights.Groups | None) -> say.GroupsNow | None:
    if shown is None:
        return None
    groups = tuple(say.GroupNow(g.title, g.place, g.topic, g.id) for g in shown.groups)
    seating = crc32(repr([group.members for group in shown.groups]).encode())
    return say.GroupsNow(shown.title, groups, seating)


def _line(shown: PollShown) -> say.PollLine:
    current = shown.round
    return say.PollLine(
        id=shown.poll.id,
        title=shown.poll.title,
        state=current.state if current else "draft",
        round_id=current.id if current else "",
        number=current.number if current else 0,
        cast=shown.cast if current and current.state is RoundState.OPEN else 0,
    )
