"""The theme team: who reads which groups, how far each has come, and how far they agree."""

from dataclasses import dataclass

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.synthesis.agreement import mean_alpha
from facilitator.domain.synthesis.codings import JUDGED
from facilitator.domain.synthesis.themes import Theme, in_order
from facilitator.domain.wording import Text
from facilitator.services.records import authors
from facilitator.services.synthesis.together import OnTheme, agreements, by_passage, interval
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the theme team: the groups they read, how many passages they have read so far,
    and the title of the group that they read last, "" where that was none.
    """

    device: str
    name: Text
    is_here: bool
    groups: tuple[Breakout, ...]
    read: int
    last: str


@dataclass(frozen=True, slots=True)
class Team:
    """The theme team: who is here first, then those who read groups or have read anything.

    `both` is how many passages at least two of them have read, `overall` the mean of the themes' α,
    `interval` that of 95 % of resamples, None where it cannot be told.
    """

    colleagues: tuple[Colleague, ...]
    groups: tuple[Breakout, ...]
    themes: tuple[OnTheme, ...]
    both: int
    overall: float | None
    interval: tuple[float, float] | None = None


def team(file: SeminarStore) -> Team:
    """How the team stands now, from one snapshot."""
    with file.read() as reader:
        themes = in_order(reader.every(Theme))
        noted = {note.breakout_id for note in reader.every(Note)}
        groups = tuple(group for group in reader.every(Breakout) if group.id in noted)
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
    )


def colleagues(file: SeminarStore) -> tuple[Colleague, ...]:
    """Who is at work, and where they are."""
    with file.read() as reader:
        return _colleagues(reader, file.device)


def _colleagues(reader: Reader, here: str) -> tuple[Colleague, ...]:
    groups, reads = reader.every(Breakout), codings.readers_of_groups(reader)
    read, called = codings.how_many_read(reader), authors.callers(reader, here)
    titles = {group.id: group.title for group in groups}

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
        )
        for coder in dict.fromkeys((here, *sorted(reads), *sorted(read)))
    )
