"""What words are said about: a question that was put to people, or a finding that is tested."""

from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.findings import Finding, as_question
from facilitator.store.records.reader import Reader


def subject_of(reader: Reader, id: str) -> Question | None:
    """What a response is about; None where it is gone."""
    question = reader.find(Question, id)
    if question is not None:
        return question
    finding = reader.find(Finding, id)
    return as_question(finding) if finding else None


def subjects(reader: Reader) -> dict[str, Question]:
    """All that can be spoken to, by its id: the questions, then the findings."""
    asked = (*reader.every(Question), *map(as_question, reader.every(Finding)))
    return {question.id: question for question in asked}
