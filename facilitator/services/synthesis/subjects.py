"""What words are said about: a question that was put to people, or a finding that is tested."""

from collections.abc import Iterator

from facilitator.domain.report import additions
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.responses.responses import Response
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


def invitations(reader: Reader) -> dict[str, Question]:
    """What comments on the papers answer, by its id: people are invited to them after the day."""
    asked = reader.every(Addition, kind=AdditionKind.INVITATION)
    return {each.id: additions.as_question(each) for each in asked}


def said_that_day(reader: Reader) -> Iterator[Response]:
    """What people answered, without what they wrote about the paper that came of it."""
    invited = invitations(reader)
    return (each for each in reader.every(Response) if each.question_id not in invited)
