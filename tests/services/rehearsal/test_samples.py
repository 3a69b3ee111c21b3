"""The samples fit the templates they are tried with, and nobody in them is real."""

import csv
import re
from collections import Counter

import resources
from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.rehearsal.cast import CastList, lines
from facilitator.services.templates.loading import load

PEOPLE = resources.ROOT / "samples" / "fictional-participants.csv"


def rows() -> list[dict[str, str]]:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put_to_people() -> list[Question]:
    records = load("october-seminar").parts
    questions = [record for record in records if isinstance(record, Question)]
    return [one for one in questions if one.kind is not QuestionKind.RESEARCH]


def test_sixty_fictional_people_come_from_every_sector_and_size() -> None:
    seminar = load("october-seminar").seminar
    people = rows()
    assert len({row["Name"] for row in people}) == len(people) == 60
    assert {row["Sector"] for row in people} == {*seminar.sectors, ""}
    assert {row["Size"] for row in people} == {*seminar.sizes, ""}


def test_nobody_on_the_list_can_be_written_to() -> None:
    people = rows()
    assert all(row["Email"].endswith("@sample.example") for row in people)
    assert len({row["Email"] for row in people}) == 60
    assert {row["Remark"] for row in people} == {"Fictional person"}


def test_some_organisations_send_two_people() -> None:
    sent = Counter(row["Organisation"] for row in rows())
    assert max(sent.values()) == 3
    assert sum(many > 1 for many in sent.values()) >= 10


def test_every_rehearsed_sentence_answers_a_question_or_any() -> None:
    wordings = [question.wording.lower() for question in put_to_people()]
    for said in (*lines().remarks, *lines().notes):
        answered = [one for one in wordings if any(word in one for word in said.about)]
        assert bool(answered) == bool(said.about), said.words
        assert len(answered) <= 2, said.words


def test_every_question_has_enough_to_say_about_it() -> None:
    for question in put_to_people():
        wording = question.wording.lower()
        remarks = [s for s in lines().remarks if any(word in wording for word in s.about)]
        notes = [s for s in lines().notes if any(word in wording for word in s.about)]
        assert len(remarks) >= 3, question.wording
        assert len(notes) >= 8 or question.kind is not QuestionKind.EMERGING, question.wording


def test_no_sentence_is_rehearsed_twice() -> None:
    words = [said.words for said in (*lines().remarks, *lines().notes)]
    assert len(set(words)) == len(words)


def test_no_sentence_says_what_time_of_day_it_is() -> None:
    """Seminars are held in mornings, afternoons and evenings."""
    times = re.compile(
        r"\b(lunch|breakfast|coffee break|this (morning|afternoon|evening)|tonight)\b"
    )
    said = [*lines().remarks, *lines().notes]
    assert not [each.words for each in said if times.search(each.words.casefold())]


def test_people_say_what_fits_their_sector_and_no_group_notes_anything_twice() -> None:
    template = load("october-seminar")
    said_by = {said.words: said for said in (*lines().remarks, *lines().notes)}
    sectors = [sector.casefold() for sector in template.seminar.sectors]
    assert all(any(word in s for s in sectors) for said in said_by.values() for word in said.by)
    cast = CastList(seed=3)
    here = [cast.character(person) for person in cast.people(template.seminar, 60)]
    for question in put_to_people():
        spoken = cast.remarks(question, here)
        assert len({character.person.id for character, _ in spoken}) == len(spoken) >= 3
        assert all(character.would_say(said_by[words]) for character, words in spoken)
    known: set[str] = set()
    for at in range(0, 60, 6):
        members = here[at : at + 6]
        group = Breakout(id="g", segment_id="s", position=1, title=f"Group {at}")
        notes = cast.notes(group, put_to_people(), members, known)
        assert len({note.words for note in notes}) == len(notes) > 10
        for question in put_to_people():
            words = [note.words for note in notes if note.question_id == question.id]
            assert len(known & {*words}) <= 3
        known |= {note.words for note in notes}
        for note in notes:
            able = [each for each in members if each.would_say(said_by[note.words])]
            assert able, "somebody in the group would say it"
            assert not note.sector or note.sector in {each.person.sector for each in able}
            assert not (note.sector and note.kind is NoteKind.DISAGREEMENT)
