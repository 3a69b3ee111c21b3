"""What other groups have that says nearly the same as a note: shown to a note-taker who wants it.

It anchors, so nobody is shown it who has not asked for it.
"""

from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.wording import say
from facilitator.services.synthesis import coding
from facilitator.services.synthesis.passages import Placed, everything
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.services.synthesis.similar import NEARLY_THE_SAME, alike_to, group_of
from facilitator.store.seminar_store import SeminarStore

GONE = say("One of the two notes is gone.")


def said_alike(file: SeminarStore, note_id: str, search: PassageSearch) -> Placed | None:
    """The note of another group that says most nearly what this one does; None where none does, or
    the two are linked already.
    """
    notes = [each for each in everything(file).passages if isinstance(each.passage, Note)]
    own = next((each for each in notes if each.passage.id == note_id), None)
    if own is None:
        return None
    group = group_of(own.passage)
    near = [
        each
        for each in alike_to(own, notes, search)
        if each.alike >= NEARLY_THE_SAME and group_of(each.placed.passage) != group
    ]
    best = max(near, key=lambda each: (each.alike, each.placed.passage.id), default=None)
    return best.placed if best and best.placed.passage.id not in own.alike else None


def link(file: SeminarStore, note_id: str, other: Note, *, now: datetime) -> None:
    """Say that two notes say nearly the same; the theme team sees each beside the other."""
    with file.write(Verb.LINK_ALIKE, now, on=(note_id, other.id)) as writer:
        coding.link(writer, writer.get(Note, note_id), other, coder=file.device, now=now)


def say_alike(
    file: SeminarStore, note_id: str, other_id: str, *, is_alike: bool, coder: str, now: datetime
) -> None:
    """Say for a device elsewhere that two notes say nearly the same, or take that back; said again
    it is said once. Raises SeminarError where one of them is gone.
    """
    with file.write(Verb.LINK_ALIKE, now, on=(note_id, other_id)) as writer:
        one, other = writer.find(Note, note_id), writer.find(Note, other_id)
        if not is_alike:
            coding.unlink(writer, note_id, other_id, coder)
        elif one is None or other is None:
            raise SeminarError(GONE)
        else:
            coding.link(writer, one, other, coder=coder, now=now)
