"""A day under way in a served room, with a question on its stage."""

from facilitator.domain.acts import Verb
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.store.files.file import new_id
from tests.room.serving import ServedRoom, now


def ask(room: ServedRoom) -> str:
    """Begin the day, where it has not begun, and ask a new question; returns its id."""
    if running.run_sheet(room.file, now()).current is None:
        running.start_day(room.file, now=now())
    question = Question(
        id=new_id(), position=900.0, kind=QuestionKind.EMERGING, wording="What helps?", on_wall=True
    )
    with room.file.write(Verb.SET_UP, now()) as writer:
        writer.put(question)
    projector.show(room.file, Scene.QUESTION, question.id, now=now())
    return question.id
