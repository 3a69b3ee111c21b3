"""What was sorted into themes, as far as it may be printed: its passages' codings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from facilitator.domain.notes.notes import Note
from facilitator.domain.report.summary import CodingLine
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.codings import Mark
from facilitator.services.people.groups import groups_in_order, people_at_first_note
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.services.synthesis.coding import coded_part
from facilitator.services.synthesis.passages import codings_seen
from facilitator.store.records.reader import Reader


def codings_in(
    reader: Reader, printed: Mapping[str, str], here: str
) -> tuple[tuple[CodingLine, ...], int]:
    """The codings of the passages that are printed, with where their words stand in those; as far
    as `here` may see them, and of how many passages they may not.
    """
    passages: dict[str, Response | Note] = {
        **{response.id: response for response in reader.every(Response)},
        **{note.id: note for note in reader.every(Note)},
    }
    tied, unseen = codings_seen(reader, printed, here)
    found = [coding for coding in tied if coding.mark is Mark.THEME]
    _, people = people_at_first_note(reader, groups_in_order(reader))
    threshold = reader.get(Seminar, SEMINAR_ID).print_threshold
    told = _told_apart(
        [(each.coder, passages[each.passage_id]) for each in found], people, threshold
    )
    coders: dict[str, int] = {}
    lines = []
    for coding in found:
        passage = passages[coding.passage_id]
        part = coded_part(reader, coding, replace(passage, words=printed[passage.id]))
        lines.append(
            CodingLine(
                id=coding.id,
                passage_id=coding.passage_id,
                theme_id=coding.theme_id,
                start=part.start if part else None,
                end=part.end if part else None,
                coder=coders.setdefault(coding.coder, len(coders) + 1)
                if coding.coder in told
                else 0,
                day=on_room_clock(reader, coding.at).date(),
            )
        )
    return tuple(lines), unseen


ENOUGH_GROUPS = 3
"""Of so many groups somebody has to have coded notes, that none is known to be of one of them."""


def _told_apart(
    coded: Sequence[tuple[str, Response | Note]],
    people: Mapping[str, Collection[str]],
    threshold: int,
) -> frozenset[str]:
    """The coders whose numbers tell of no note which group it is from.

    A note of a small group stands without its group: coded by who coded one group alone, it would
    be known to be of that, and by who coded three groups of three, of one of nine people. Those who
    are not told apart are enough for that together, or nobody is.
    """
    groups: dict[str, set[str]] = {}
    for coder, passage in coded:
        of = groups.setdefault(coder, set())
        of |= {passage.breakout_id} if isinstance(passage, Note) else set()
    here = len(_sitting(people, people))

    def is_enough(of: Collection[str]) -> bool:
        seated = len(_sitting(people, of))
        return len(of) >= ENOUGH_GROUPS and seated >= min(threshold, here)

    few = {coder for coder, of in groups.items() if of and not is_enough(of)}
    together = set[str]().union(*(groups[coder] for coder in few))
    return frozenset(groups.keys() - few if is_enough(together) or not few else ())


def _sitting(people: Mapping[str, Collection[str]], groups: Iterable[str]) -> set[str]:
    return set[str]().union(*(people.get(group, ()) for group in groups))
