"""What to know before the summary is printed, told truthfully: what is open, sealed or in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.report.summary import Summary
from facilitator.domain.revisions import Change
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.wording import Counted
from facilitator.services.files.handles import Reader
from facilitator.services.report.cautions import Caution as OfPassage
from facilitator.services.seminar.rooms import progress_of
from ui.words.telling import tell, told


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence, and the record it is about where the window can go to it."""

    said: str
    record: Change | None = None


def cautions_on(
    reader: Reader, summary: Summary, passages: Sequence[OfPassage]
) -> tuple[Caution, ...]:
    """The weightiest first; none when there is nothing to say."""
    named = [Caution(told(each.in_full), each.record) for each in passages]
    others = (*_day(reader), *_conflicts(reader), *_rehearsal(summary))
    return (*map(Caution, _rounds(reader)), *named, *map(Caution, others))


def _rounds(reader: Reader) -> Iterator[str]:
    for held in reader.every(Round, state=RoundState.OPEN):
        yield (
            tell(
                "Voting on “{title}” is still open. Its result is not in the summary: close "
                "and reveal it, then make the summary again.",
                title=held.poll.title,
            )
        )
    for held in reader.every(Round, state=RoundState.COUNTING):
        yield (
            tell(
                "The count of “{title}” is not declared yet. Its result is not in the "
                "summary: declare and reveal it, then make the summary again.",
                title=held.poll.title,
            )
        )
    for held in reader.every(Round, state=RoundState.CLOSED):
        yield (
            tell(
                "Round {number} of “{title}” is closed but not revealed, so its result stays "
                "out of the summary.",
                number=held.number,
                title=held.poll.title,
            )
        )


def _day(reader: Reader) -> Iterator[str]:
    progress = progress_of(reader)
    if progress.state is DayState.BEFORE:
        yield tell("The day has not begun: the agenda is printed as planned.")
    elif progress.state is DayState.RUNNING:
        yield tell("The day is still running: what comes after this moment is not in the summary.")


def _conflicts(reader: Reader) -> Iterator[str]:
    conflicts = len(reader.conflicts())
    if conflicts:
        yield told(
            Counted(
                conflicts,
                "One record differs between two laptops and nobody has settled it: the later one "
                "is printed.",
                "{n} records differ between two laptops and nobody has settled it: the later one "
                "is printed.",
            )
        )


def _rehearsal(summary: Summary) -> Iterator[str]:
    if summary.seminar.rehearsal:
        yield tell("This is a rehearsal: everybody in it was made up, and every page says so.")
