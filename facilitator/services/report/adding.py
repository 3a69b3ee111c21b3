"""Writing what authors add to a paper."""

from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.report.additions import Addition
from facilitator.domain.wording import say
from facilitator.store.seminar_store import SeminarStore


def keep_addition(
    file: SeminarStore, addition: Addition, seen: Addition | None = None, *, now: datetime
) -> None:
    """Keep an addition, new or in place of the one that was `seen`; it was written now.

    Raises SeminarError where it says nothing.
    """
    words, answer = addition.words.strip(), addition.answer.strip()
    if not words:
        raise SeminarError(say("There is nothing to add yet: write it first."))
    told = replace(addition, words=words, answer=answer, by=addition.by.strip(), at=now)
    with file.write(Verb.CHANGE if seen else Verb.ADD, now, on=(addition.id,)) as writer:
        if seen is not None:
            writer.get(Addition, seen.id)
        writer.put(told, seen=seen)
