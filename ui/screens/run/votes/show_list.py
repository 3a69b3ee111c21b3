"""What can be put before the room: the segment's own things first, then all others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.slides import Slides
from facilitator.domain.stage.stage import ASKING_SCENES, POLL_SCENES, Scene, Stage
from facilitator.domain.wording import Counted, say
from facilitator.services.views.run_screen import Console
from ui.screens.run import words
from ui.widgets.lists.rows import Row, RowState
from ui.words.telling import tell, told

MESSAGE_KEY = "message"
ON_SCREEN = "monitor"
"""The icon of what the room sees."""
_TITLE_SCENES = {SegmentKind.WELCOME: Scene.WELCOME, SegmentKind.CLOSE: Scene.CLOSE}
_TITLES = {SegmentKind.WELCOME: say("The welcome"), SegmentKind.CLOSE: say("The closing screen")}
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Target:
    """What a row puts before the room."""

    scene: Scene
    subject: Segment | Question | Poll | Slides | None = None

    @property
    def id(self) -> str:
        """The subject's id, "" where there is none."""
        return self.subject.id if self.subject else ""


def show_rows(console: Console, segment: Segment) -> list[Row]:
    """The rows of the list; the first nine carry the digit that shows them."""
    own = [*_own(console, segment)]
    others = [*_others(console, segment)]
    numbered = [
        _numbered(row, place) if place <= _DIGITS else row for place, row in enumerate(own, 1)
    ]
    if not others:
        return numbered
    heading = Row(key="others", text=tell("From other parts of the day"), state=RowState.HEADING)
    return [*numbered, heading, *others]


def _numbered(row: Row, place: int) -> Row:
    return Row(
        key=row.key,
        lead=str(place),
        text=row.text,
        figure=row.figure,
        icons=row.icons,
        value=row.value,
    )


def _own(console: Console, segment: Segment) -> Iterator[Row]:
    yield from _slides(console, lambda each: each.segment_id == segment.id)
    yield from _put_to_people(console, segment)
    groups = _groups_shown_in(console, segment)
    if groups is not None:
        yield _row(console, "groups", tell("Who goes where"), Target(Scene.BREAKOUTS, groups))
    break_ = segment.kind is SegmentKind.BREAK
    clock = Target(Scene.BREAK if break_ else Scene.COUNTDOWN, segment)
    yield _row(console, "clock", tell("The time left"), clock)
    title = Target(_TITLE_SCENES.get(segment.kind, Scene.SEGMENT), segment)
    yield _row(console, "title", told(_TITLES.get(segment.kind, say("The segment’s title"))), title)
    if segment.kind is SegmentKind.WELCOME:
        yield _row(console, "join", tell("How to join by phone"), Target(Scene.JOIN))
    yield _row(console, MESSAGE_KEY, tell("A message…"), Target(Scene.MESSAGE))


def _put_to_people(console: Console, segment: Segment) -> Iterator[Row]:
    """In the order in which the room sees them: but for a vote, people think before they vote."""
    questions = {question.id: question for question in console.questions}
    lines = {line.poll.id: line for line in console.polls}
    polls = [lines[id].poll for id in segment.poll_ids if id in lines]
    voted_on = (_poll_row(console, segment, poll) for poll in polls)
    asked = (
        _question_row(console, questions[id]) for id in segment.question_ids if id in questions
    )
    is_vote = segment.kind is SegmentKind.VOTE
    yield from chain(voted_on, asked) if is_vote else chain(asked, voted_on)


def _groups_shown_in(console: Console, segment: Segment) -> Segment | None:
    """The breakouts a segment leads to: its own, or those that follow it, as after a break."""
    ids = [each.id for each in console.segments]
    at = ids.index(segment.id) if segment.id in ids else len(ids)
    near = (segment, *console.segments[at + 1 : at + 2])
    return next((each for each in near if each.id in console.with_breakouts), None)


def _slides(console: Console, wanted: Callable[[Slides], bool]) -> Iterator[Row]:
    for each in filter(wanted, console.slides):
        many = told(Counted(len(each.pages), "{n} slide", "{n} slides"))
        yield _row(console, each.id, each.title, Target(Scene.SLIDES, each), many, "layers")


def _others(console: Console, segment: Segment) -> Iterator[Row]:
    yield from _slides(console, lambda each: each.segment_id != segment.id)
    for line in console.polls:
        if line.poll.id not in segment.poll_ids:
            yield _poll_row(console, segment, line.poll)
    for question in console.questions:
        if question.id not in segment.question_ids:
            yield _question_row(console, question)


def _poll_row(console: Console, segment: Segment, poll: Poll) -> Row:
    line = next(line for line in console.polls if line.poll.id == poll.id)
    figure = words.poll_state(line, segment.id)
    return _row(console, poll.id, poll.title, Target(Scene.POLL, poll), figure, "vote")


def _question_row(console: Console, question: Question) -> Row:
    said = console.said[question.id]
    target = Target(Scene.QUESTION, question)
    return _row(console, question.id, question.wording, target, told(said or ""), "message-square")


def _row(
    console: Console, key: str, text: str, target: Target, figure: str = "", icon: str = ""
) -> Row:
    on_screen = is_shown(target, console.stage)
    icons = tuple(name for name in (icon, ON_SCREEN if on_screen else "") if name)
    spoken = ", ".join(
        part for part in (text, figure, tell("on screen") if on_screen else "") if part
    )
    return Row(key=key, text=text, figure=figure, icons=icons, spoken=spoken, value=target)


def next_shown(rows: Sequence[Row], by: int) -> str:
    """The key of the segment's own thing so many after the one the room sees, "" past the ends."""
    own = [row for row in rows if row.lead]
    here = next((at for at, row in enumerate(own) if ON_SCREEN in row.icons), -1 if by > 0 else 0)
    key = own[here + by].key if 0 <= here + by < len(own) else ""
    return "" if key == MESSAGE_KEY else key


def shown_in(rows: Sequence[Row], stage: Stage | None) -> str:
    """The key of what the room sees now, "" where it stands in none of the rows."""
    targets = ((row.key, row.value) for row in rows if isinstance(row.value, Target))
    return next((key for key, target in targets if stage and is_shown(target, stage)), "")


def is_shown(target: Target, stage: Stage) -> bool:
    """Whether the room sees this now."""
    scenes = {target.scene}
    if target.scene is Scene.QUESTION:
        scenes |= ASKING_SCENES
    if target.scene is Scene.POLL:
        scenes |= POLL_SCENES
    if stage.scene not in scenes:
        return False
    free = target.scene in (Scene.MESSAGE, Scene.WELCOME, Scene.CLOSE, Scene.COUNTDOWN)
    return free or stage.subject_id == target.id
