"""Changing words for printing: the change is marked on paper, the original stays in the record."""

from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.privacy.changed_words import marked
from facilitator.domain.responses.responses import Response
from facilitator.store.seminar_store import SeminarStore

Spoken = Note | Response


def change_words(file: SeminarStore, seen: Spoken, wanted: str, *, now: datetime) -> None:
    """Print a passage in the words that are wanted, each change in brackets; in its own again where
    these are wanted. Where somebody took the passage out meanwhile, it stands beside that. Raises
    SeminarError where there never was one, or it was erased.
    """
    with file.write(Verb.CHANGE_FOR_PRINT, now, on=(seen.id,)) as writer:
        writer.refuse_unknown(type(seen), seen.id)
        writer.put(replace(seen, printed_as=marked(seen.words, wanted)), seen=seen)
