"""Who was heard so far: on the whole day, and on each question that anybody has spoken to."""

from collections.abc import Sequence

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.voices import Spoken, Voices, voice_rows
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.synthesis.subjects import said_that_day, subjects
from facilitator.store.seminar_store import SeminarStore

Passage = Note | Response


def voices(file: SeminarStore) -> tuple[Voices, ...]:
    """The whole day first, then the questions in their order, from one snapshot."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        here = [p for p in reader.every(Participant) if p.arrived_at is not None]
        said: list[Passage] = [*said_that_day(reader), *reader.every(Note)]
        asked = subjects(reader)
    answered = {each.question_id for each in said}
    of = [("", said)]
    of += [
        (question.wording, [each for each in said if each.question_id == id])
        for id, question in asked.items()
        if id in answered
    ]
    return tuple(_voices(seminar, here, question, each) for question, each in of)


def _voices(
    seminar: Seminar, here: Sequence[Participant], question: str, said: Sequence[Passage]
) -> Voices:
    return Voices(
        question=question,
        by_sector=voice_rows(
            seminar.sectors, [p.sector for p in here], [_spoken(each, each.sector) for each in said]
        ),
        by_size=voice_rows(
            seminar.sizes, [p.size for p in here], [_spoken(each, each.size) for each in said]
        ),
    )


def _spoken(passage: Passage, group: str) -> Spoken:
    return Spoken(group, len(passage.words.split()), isinstance(passage, Note))
