"""Words that were recorded nowhere when the seminar was closed, kept until they are given back."""

from collections.abc import Sequence
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Left as Left
from facilitator.store.records.facts import LEFT_WORDS
from facilitator.store.seminar_store import SeminarStore


def keep(file: SeminarStore, found: Sequence[Left], *, now: datetime) -> None:
    """Keep what was typed, behind what another window kept before."""
    with file.write(Verb.KEEP, now) as writer:
        kept = writer.fact(LEFT_WORDS)
        writer.note_fact(LEFT_WORDS, (*kept, *(each for each in found if each not in kept)))


def give_back(file: SeminarStore, found: Sequence[Left], *, now: datetime) -> None:
    """These were given back: they are kept no longer."""
    with file.write(Verb.KEEP, now) as writer:
        kept = tuple(each for each in writer.fact(LEFT_WORDS) if each not in found)
        writer.note_fact(LEFT_WORDS, kept or None)


def left(file: SeminarStore) -> tuple[Left, ...]:
    """What stood in dialogs when the program was ended last."""
    with file.read() as reader:
        return reader.fact(LEFT_WORDS)
