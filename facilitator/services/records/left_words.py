"""Words that stood in a dialog when the program was ended, kept until they are given back."""

from collections.abc import Sequence
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Left as Left
from facilitator.store.records.facts import LEFT_WORDS
from facilitator.store.seminar_store import SeminarStore


def keep(file: SeminarStore, found: Sequence[Left], *, now: datetime) -> None:
    """Keep what was typed, instead of what was kept before; nothing when it was given back."""
    with file.write(Verb.KEEP, now) as writer:
        writer.note_fact(LEFT_WORDS, tuple(found) or None)


def left(file: SeminarStore) -> tuple[Left, ...]:
    """What stood in dialogs when the program was ended last."""
    with file.read() as reader:
        return reader.fact(LEFT_WORDS)
