"""Who was heard, question by question: words, responses and notes beside who is here."""

from datetime import UTC, date, datetime
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.views.voices import voices
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def test_words_responses_and_notes_stand_beside_the_people_who_are_here(tmp_path: Path) -> None:
    file = SeminarFile.create(tmp_path / "october.seminar")
    put: list[Record] = [
        Seminar(
            title="October", date=date(2011, 10, 18), sectors=("Charity", "Council"), sizes=("S",)
        ),
        Question(id="q1", position=1, kind=QuestionKind.EMERGING, wording="Why?"),
        Question(id="q2", position=2, kind=QuestionKind.EMERGING, wording="Why not?"),
        Participant(id="a", name="Ann", sector="Charity", size="S", arrived_at=NOON),
        Participant(id="b", name="Ben", sector="Council", arrived_at=NOON),
        Participant(id="c", name="Cat", sector="Council"),
        Response(id="r", question_id="q1", words="One two", recorded_at=NOON, sector="Charity"),
        Note(id="n1", breakout_id="g", question_id="q1", words="A b c", recorded_at=NOON, size="S"),
        Note(id="n2", breakout_id="g", words="Unasked", recorded_at=NOON, sector="Council"),
    ]
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put_all(put)
    day, asked = voices(file)
    file.close()

    def told(found: object) -> list[tuple[object, ...]]:
        assert isinstance(found, tuple)
        return [(r.name, r.people, r.responses, r.notes, r.words) for r in found]

    assert (day.question, asked.question) == ("", "Why?")
    assert told(day.by_sector) == [
        ("Charity", 1, 1, 0, 2),
        ("Council", 1, 0, 1, 1),
        ("Not given", 0, 0, 1, 3),
    ]
    assert told(asked.by_sector)[1] == ("Council", 1, 0, 0, 0)
    assert told(asked.by_size) == [("S", 1, 0, 1, 3), ("Not given", 1, 1, 0, 2)]
