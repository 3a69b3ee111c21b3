"""Writing what authors add to a paper, and what an edition that they begin has new."""

from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.report.additions import Addition, AdditionKind, of_kind
from facilitator.domain.report.summary import EditionChanges, Summary
from facilitator.domain.wording import say
from facilitator.store.records.lineage import last_left, written_since
from facilitator.store.records.reader import Reader
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
            writer.refuse_unknown(Addition, seen.id)
        writer.put(told, seen=seen)


def changes_in(reader: Reader, drawn: Summary) -> EditionChanges | None:
    """What of the summary is new, or says something else, since the edition before it left, as the
    last one that left before its successor was begun; None of the first edition, and where none
    had left.
    """
    begun = of_kind(drawn.additions, AdditionKind.EDITION)
    since = last_left(reader, max(each.at for each in begun)) if begun else None
    if since is None:
        return None
    found = written_since(reader, since)
    said = drawn.passages
    findings = {part.finding.id for part in drawn.polls if part.finding}
    findings |= {part.question.id for part in drawn.findings}
    revealed = [each.round for part in drawn.polls for each in part.rounds]
    told = {*said, *findings}
    return EditionChanges(
        since=since,
        new_ids=tuple(sorted(told & found.new)),
        changed_ids=tuple(sorted(told & found.changed)),
        revealed_ids=tuple(
            dict.fromkeys(
                each.poll_id for each in revealed if each.revealed_at and each.revealed_at > since
            )
        ),
    )
