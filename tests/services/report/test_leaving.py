"""Before a paper leaves: what has a caution, what was looked at, what is printed in other words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from exports.content.summary import summary_document
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Poll
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.print_rules import Attribution, UnknownConsent
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import brief
from facilitator.services.notes import noting, photographs
from facilitator.services.polls import voters, voting
from facilitator.services.records import editing
from facilitator.services.report import sending
from facilitator.services.report.cautions import Why, look_at
from facilitator.services.report.changing_words import change_words
from facilitator.services.report.leaving import is_waiting, leaving, pass_on
from facilitator.services.report.publishing import summarise, summary_in
from facilitator.services.responses import collecting
from facilitator.services.synthesis import coding
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import WAVED_ON
from tests.exports.every_role import drawn_jpeg
from tests.exports.sample_summary import MORNING
from tests.exports.texts import texts_of

LATER = MORNING + timedelta(minutes=1)


def rules(file: SeminarFile, **fields: object) -> None:
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    editing.change(file, seminar, fields, now=MORNING)


def capture(file: SeminarFile, words: str, **about: object) -> Response:
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    return collecting.capture(file, question.id, words, now=MORNING, **about)  # type: ignore[arg-type]


def note(file: SeminarFile, words: str, **about: object) -> Note:
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    return noting.add_note(file, group.id, words, now=MORNING, **about)


def person(file: SeminarFile, **about: object) -> None:
    with file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill", arrived_at=MORNING, **about))  # type: ignore[arg-type]


def whys(file: SeminarFile) -> Mapping[str, set[Why]]:
    found: dict[str, set[Why]] = {}
    for each in leaving(file, now=LATER).cautions:
        found.setdefault(each.record.id, set()).add(each.why)
    return found


def vote(file: SeminarFile, marks: list[int]) -> str:
    with file.read() as reader:
        poll = next(each for each in reader.every(Poll) if len(each.items) == 1)
    held = voting.open_round(file, poll.id, now=MORNING)
    for number, mark in enumerate(marks):
        given = [(poll.items[0].id, mark)]
        who = voters.Voter(f"token {number}")
        voting.cast(file, held.id, who, given, submission=f"{number}", now=MORNING)
    voting.close_round(file, held.id, now=MORNING)
    voting.reveal_round(file, held.id, now=MORNING)
    return held.id


def test_words_that_say_which_small_sector_speaks_have_a_caution_while_it_is_small(
    seminar_file: SeminarFile,
) -> None:
    said = capture(seminar_file, "As a regulator we do not impose, we expect.")
    noted = note(seminar_file, "Seen from a lender’s desk it is late")
    about = note(seminar_file, "Our regulator imposes, and lenders like size")
    assert whys(seminar_file) == {said.id: {Why.SECTOR}, noted.id: {Why.SECTOR}}
    (caution,) = (c for c in leaving(seminar_file, now=LATER).cautions if c.record.id == said.id)
    assert str(caution.said).startswith("“As a regulator we” in an answer to “")
    with seminar_file.write(Verb.SET_UP, MORNING) as writer:
        threshold = writer.get(Seminar, SEMINAR_ID).print_threshold
        for number in range(threshold):
            arrived = MORNING if number else None
            there = Participant(
                id=f"p{number}", name=f"Q{number}", sector="Regulator", arrived_at=arrived
            )
            writer.put(there)
    assert whys(seminar_file).keys() == {said.id, noted.id}, "one of them has not come"
    with seminar_file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(replace(writer.get(Participant, "p0"), arrived_at=MORNING))
    assert whys(seminar_file).keys() == {noted.id}
    assert about.id not in whys(seminar_file)


def test_every_kind_of_caution_is_found_with_the_way_to_it(seminar_file: SeminarFile) -> None:
    file = seminar_file
    person(file, organisation="Harbour Lights Forum", role="Harbourmaster")
    named = capture(file, "Ermintrude saw it")
    whose = capture(file, "As the Harbour Lights Forum told us")
    beside = capture(file, "From where I stand", attribution="Harbourmaster")
    plain = capture(file, "Nothing to see in the harbour lights")
    rules(file, print_threshold=1, unknown_consent=UnknownConsent.PRINTED)
    quote = note(file, "I was never asked", kind=NoteKind.QUOTE)
    asked = note(file, "I was asked", kind=NoteKind.QUOTE, quotable=True)
    found = whys(file)
    assert found[named.id] == found[whose.id] == {Why.NAME}
    assert found[beside.id] == {Why.ATTRIBUTION}
    assert found[quote.id] == {Why.CONSENT}
    assert not {plain.id, asked.id} & found.keys()
    for each in leaving(file, now=LATER).cautions:
        assert each.record.id[:8] not in str(each.in_full), "that is how the program finds it"
        assert ("a note of “" if each.record.kind is Kind.NOTE else "an answer to “") in str(
            each.said
        )
        assert str(each.in_full).endswith(f"It begins: “{brief(each.words)}”")
    rules(file, unknown_consent=UnknownConsent.WITHHELD, attribution=Attribution.NOBODY)
    assert not {quote.id, beside.id} & whys(file).keys()


def test_what_was_asked_names_nobody_unseen_and_stays_here_where_nobody_looks(
    seminar_file: SeminarFile,
) -> None:
    file = seminar_file
    person(file)
    with file.write(Verb.SET_UP, MORNING) as writer:
        polls = writer.every(Poll)
        free = next(each for each in polls if not each.finding_id)
        finding = writer.get(Finding, next(each.finding_id for each in polls if each.finding_id))
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
        writer.put(replace(finding, wording="Partnership is what Ermintrude says it is."))
        writer.put(replace(question, id="asked", wording="What would Quill do?"))
        writer.put(replace(free, items=(*free.items[:-1], Item("i", "Ermintrude’s proposal"))))
    named = {finding.id, free.id, "asked"}
    assert {id for id, why in whys(file).items() if Why.NAME in why} == named
    sent = sending.unattended(file, now=LATER).summary
    document = summary_document(sent)
    told = " ".join(texts_of(document))
    assert "Ermintrude" not in told
    assert "Quill do" not in told
    assert "3 findings, votes or questions are left out" in told


@pytest.mark.parametrize(
    ("agreed", "told", "people", "shown"),
    [(True, True, 10, 1), (False, True, 10, 0), (True, False, 10, 0), (True, True, 9, 0)],
)
def test_a_photograph_is_printed_where_its_group_is_named_and_agreed_and_somebody_looked(
    seminar_file: SeminarFile, agreed: bool, told: bool, people: int, shown: int
) -> None:
    file = seminar_file
    rules(file, photographs=True)
    with file.write(Verb.SET_UP, MORNING) as writer:
        group = writer.every(Breakout)[0]
        here = [Participant(id=f"p{n}", name=f"Xu{n}", arrived_at=MORNING) for n in range(people)]
        for each in here:
            writer.put(each)
        writer.put(replace(group, member_ids=tuple(each.id for each in here)))
    about = NoteContent(breakout_id=group.id, words="Three circles that touch", quotable=agreed)
    kept = photographs.add(file, about, drawn_jpeg(), now=MORNING)
    rules(file, photographs=told)
    found = leaving(file, now=LATER)
    assert list(found.photographs) == [kept.id] * shown
    assert [each.record.id for each in found.cautions if each.why is Why.PICTURE] == (
        [kept.id] * shown
    )
    with file.read() as reader:
        (part,) = (each for each in summary_in(reader, LATER, file.device).breakouts if each.notes)
    assert [line.photograph is not None for line in part.notes] == [bool(shown)]
    assert part.unseen == 1 - shown
    unlooked = sending.unattended(file, now=LATER).summary
    (part,) = (each for each in unlooked.breakouts if each.notes)
    assert (part.notes[0].note.words, part.notes[0].photograph) == (about.words, None)
    assert part.unseen == 1


@pytest.mark.parametrize(
    ("marks", "why"),
    [([5, 1, 2], Why.FEW), ([4] * 7, Why.UNANIMOUS), ([4] * 6 + [1], None), ([4] * 12, None)],
)
def test_results_of_few_have_a_caution_and_stay_here_where_nobody_looks(
    seminar_file: SeminarFile, marks: list[int], why: Why | None
) -> None:
    held = vote(seminar_file, marks)
    assert whys(seminar_file).get(held, set()) == ({why} if why else set())
    sent = sending.unattended(seminar_file, now=LATER).summary
    left = {each.round.id for part in sent.polls for each in part.rounds}
    assert left == (set() if why else {held})


def test_what_was_looked_at_is_asked_about_again_only_once_it_has_changed(
    seminar_file: SeminarFile,
) -> None:
    file = seminar_file
    person(file)
    first, second = (capture(file, f"Ermintrude {words}") for words in ("came", "went"))
    cautions = leaving(file, now=LATER).cautions
    assert is_waiting(file, cautions)
    look_at(file, cautions[:1], now=LATER)
    assert is_waiting(file, cautions)
    look_at(file, cautions[1:], now=LATER)
    assert not is_waiting(file, cautions)
    collecting.correct(file, first, "Ermintrude stayed", now=LATER)
    found = leaving(file, now=LATER)
    (waiting,) = (each for each in found.cautions if each.key in found.waiting)
    assert waiting.record.id == first.id != second.id
    pass_on(file, found.cautions, "She agreed by post", now=LATER)
    with file.read() as reader:
        (waved,) = reader.fact(WAVED_ON)
    assert (waved.reason, waved.records) == ("She agreed by post", (first.id,))


@pytest.mark.parametrize("kind", [Kind.RESPONSE, Kind.NOTE])
def test_words_are_printed_as_they_were_changed_and_the_original_stays_inside(
    seminar_file: SeminarFile, kind: Kind
) -> None:
    file = seminar_file
    person(file)
    made = (capture if kind is Kind.RESPONSE else note)(file, "Ermintrude saw the lights go out")
    with file.read() as reader:
        theme = reader.every(Theme)[0]
    with file.write(Verb.TIE, MORNING) as writer:
        coding.code(writer, [made], theme.id, coder="c", now=MORNING)
    change_words(file, made, "A member of staff saw the lights go out", now=LATER)
    summary = summarise(file, now=LATER)
    assert summary.passages[made.id] == "[A member of staff] saw the lights go out"
    (coded,) = (line for line in summary.codings if line.passage_id == made.id)
    assert (coded.start, coded.end) == (0, len("[A member of staff] saw the lights go out"))
    assert "Ermintrude" not in repr(summary)
    assert made.id not in whys(file)
    with file.read() as reader:
        kept = reader.get(type(made), made.id)
    assert kept.words == "Ermintrude saw the lights go out"
    change_words(file, kept, kept.words, now=LATER)
    assert summarise(file, now=LATER).passages[made.id] == kept.words


def test_words_corrected_after_they_were_changed_for_printing_are_to_be_looked_at(
    seminar_file: SeminarFile,
) -> None:
    made = capture(seminar_file, "Somebody saw the lights go out")
    change_words(seminar_file, made, "A member saw the lights go out", now=LATER)
    with seminar_file.read() as reader:
        kept = reader.get(Response, made.id)
    collecting.correct(seminar_file, kept, "Somebody saw no lights", now=LATER)
    assert whys(seminar_file)[made.id] == {Why.CHANGED}
    assert summarise(seminar_file, now=LATER).passages[made.id].startswith("[A member]")


def test_a_note_changed_for_printing_is_not_split_and_is_joined_as_it_is_printed(
    seminar_file: SeminarFile,
) -> None:
    first, second = (note(seminar_file, words) for words in ("Ermintrude came", "And went"))
    change_words(seminar_file, first, "Somebody came", now=LATER)
    changed = replace(first, printed_as="[Somebody] came")
    with pytest.raises(SeminarError, match="changed for printing"):
        noting.split(seminar_file, changed, "Ermintrude came", 5, now=LATER)
    noting.join(seminar_file, changed, second, now=LATER)
    assert summarise(seminar_file, now=LATER).passages[first.id] == "[Somebody] came And went"


def test_the_organisations_that_came_are_told_only_where_that_was_chosen(
    seminar_file: SeminarFile,
) -> None:
    person(seminar_file, organisation="Harbour Lights Forum")
    assert summarise(seminar_file, now=LATER).organisations == ()
    rules(seminar_file, lists_organisations=True)
    assert summarise(seminar_file, now=LATER).organisations == ("Harbour Lights Forum",)


def test_figures_by_group_are_rounded_on_paper_where_that_is_the_rule(
    seminar_file: SeminarFile,
) -> None:
    with seminar_file.write(Verb.SET_UP, MORNING) as writer:
        for number in range(27):
            sector = "Third sector" if number < 13 else "Public sector"
            writer.put(
                Participant(id=f"{number}", name=f"N {number}", sector=sector, arrived_at=MORNING)
            )
    rules(
        seminar_file, sectors=("Third sector", "Public sector"), print_threshold=5, print_rounding=5
    )
    told = {line.people for line in summarise(seminar_file, now=LATER).voice}
    assert told == {15}
