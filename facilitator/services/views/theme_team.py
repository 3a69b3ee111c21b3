"""The theme team: who reads which groups and answers, how far each is, and how far they agree."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.agreement import mean_alpha
from facilitator.domain.synthesis.codings import JUDGED
from facilitator.domain.synthesis.themes import Theme, in_order
from facilitator.domain.wording import Text
from facilitator.services.records import authors
from facilitator.services.synthesis.subjects import said_that_day, subjects
from facilitator.services.synthesis.together import OnTheme, agreements, by_passage, interval
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the theme team: the groups they read, how many passages they have read so far,
    and the title of the group that they read last, "" where that was none. `answers` are the
    questions whose answers they read.
    """

    device: str
    name: Text
    is_here: bool
    groups: tuple[Breakout, ...]
    read: int
    last: str
    answers: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """The theme team: who is here first, then those who read groups or have read anything. There is
    something to read of `groups` and of the `answers` to questions, so much as `passages` says.

    `both` is how many passages at least two of them have read, `overall` the mean of the themes' α,
    `interval` that of 95 % of resamples, None where it cannot be told.
    """

    colleagues: tuple[Colleague, ...]
    groups: tuple[Breakout, ...]
    themes: tuple[OnTheme, ...]
    both: int
    overall: float | None
    interval: tuple[float, float] | None = None
    answers: tuple[Question, ...] = ()
    passages: Mapping[str, int] = field(default_factory=dict)


def team(file: SeminarStore) -> Team:
    """How the team stands now, from one snapshot."""
    with file.read() as reader:
        themes = in_order(reader.every(Theme))
        passages = Counter(note.breakout_id for note in reader.every(Note))
        passages.update(each.question_id for each in said_that_day(reader))
        groups = tuple(group for group in reader.every(Breakout) if group.id in passages)
        answers = tuple(asked for id, asked in subjects(reader).items() if id in passages)
        said = [each for each in codings.said_of(reader) if each.mark in JUDGED]
        colleagues = _colleagues(reader, file.device)
    on_themes = tuple(agreements(said, themes))
    return Team(
        colleagues=colleagues,
        groups=groups,
        themes=on_themes,
        both=sum(len(by) > 1 for by in by_passage(said).values()),
        overall=mean_alpha(each.agreement for each in on_themes),
        interval=interval(said, themes),
        answers=answers,
        passages=passages,
    )


def colleagues(file: SeminarStore) -> tuple[Colleague, ...]:
    """Who is at work, and where they are."""
    with file.read() as reader:
        return _colleagues(reader, file.device)


def _colleagues(reader: Reader, here: str) -> tuple[Colleague, ...]:
    groups, reads = reader.every(Breakout), codings.readers_of_groups(reader)
    read, called = codings.how_many_read(reader), authors.callers(reader, here)
    titles, asked = {group.id: group.title for group in groups}, subjects(reader)

    def last(coder: str) -> str:
        note = reader.find(Note, codings.latest_by(reader, coder))
        return titles.get(note.breakout_id, "") if note else ""

    return tuple(
        Colleague(
            device=coder,
            name=called(coder),
            is_here=coder == here,
            groups=tuple(group for group in groups if group.id in reads.get(coder, ())),
            read=read.get(coder, 0),
            last=last(coder),
            answers=tuple(asked[id] for id in asked if id in reads.get(coder, ())),
        )
        for coder in dict.fromkeys((here, *sorted(reads), *sorted(read)))
    )
