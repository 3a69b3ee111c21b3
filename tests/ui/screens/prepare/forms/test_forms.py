"""Forms of Prepare: what is typed is saved field by field, and nothing goes under it."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.domain.locales import Language
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import InBoth
from facilitator.services.records import editing
from facilitator.services.seminar import preparing
from tests.ui.screens.prepare.steps import retype, undo, visit
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.agenda import AgendaSection
from ui.screens.prepare.details import DetailsSection
from ui.screens.prepare.forms.form import Form
from ui.screens.prepare.material import read_material
from ui.screens.prepare.questions import QuestionsSection
from ui.screens.prepare.screen import SECTIONS
from ui.screens.prepare.section import Section
from ui.session import Session
from ui.widgets.forms.fields import LineField, TextField


def test_news_from_others_does_not_touch_what_is_being_typed(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    agenda.list.select(0)
    field = agenda.form.widget("script")
    assert isinstance(field, TextField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Good morn")
    editing.change(session.file, agenda.current(), {"minutes": 33}, now=session.clock())
    session.watch.nudge()
    QTest.keyClicks(field, "ing")
    assert field.text() == "Good morning"
    field.save()
    with session.file.read() as reader:
        segment = reader.get(Segment, agenda.current().id)
    assert (segment.script, segment.minutes) == ("Good morning", 33)


def test_leaving_for_another_segment_saves_what_was_typed(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    agenda.list.select(0)
    first, field = agenda.current().id, agenda.form.widget("title")
    assert isinstance(field, LineField)
    field.selectAll()
    QTest.keyClicks(field, "Doors open")
    agenda.list.select(1)
    assert field.text() == agenda.current().title
    with session.file.read() as reader:
        assert reader.get(Segment, first).title == "Doors open"


def test_an_emptied_title_goes_back_to_what_it_was(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    details = visit(screen, DetailsSection)
    assert isinstance(details, DetailsSection)
    field = details.about.widget("title")
    assert isinstance(field, LineField)
    before = field.text()
    retype(qtbot, field, " ")
    assert field.text() == before


def test_details_are_saved_field_by_field(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    details = visit(screen, DetailsSection)
    assert isinstance(details, DetailsSection)
    retype(qtbot, details.about.widget("place"), "Room 101")
    sectors = details.people.widget("sectors")
    assert isinstance(sectors, TextField)
    sectors.setPlainText("Third sector\nMedia\n")
    sectors.save()
    with session.file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    assert (seminar.place, seminar.sectors) == ("Room 101", ("Third sector", "Media"))
    assert undo(session) == "Change the seminar’s details"
    assert sectors.text() != "Third sector\nMedia"


def test_words_in_a_second_language_are_written_beside_the_first(
    screen: PrepareScreen, session: Session
) -> None:
    section = visit(screen, QuestionsSection)
    assert isinstance(section, QuestionsSection)
    section.list.select(section.table.rowCount() - 1)
    second = section.form.widget("wording_second")
    assert isinstance(second, TextField)
    assert not second.isVisibleTo(screen)
    with session.file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        asked = [q for q in reader.every(Question) if q.kind is not QuestionKind.RESEARCH]
    both = (Language.ENGLISH, Language.WELSH)
    preparing.save(session.file, replace(seminar, languages=both), now=session.clock())
    session.watch.nudge()
    assert second.isVisibleTo(screen)
    assert second.accessibleName() == "Question, in Welsh"
    assert f"{len(asked)} questions have no Welsh wording" in section.summary.text()
    for name in ("wording_second", "help_second"):
        field = section.form.widget(name)
        assert isinstance(field, TextField)
        field.setPlainText("Pam?")
        field.save()
    with session.file.read() as reader:
        kept = reader.get(Question, section.current().id)
    assert (kept.wording_second, kept.spoken) == ("Pam?", InBoth(kept.wording, "Pam?"))
    assert f"{len(asked) - 1} questions have no Welsh" in section.summary.text()


@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_can_be_typed_into_a_form_before_its_record_is_read(
    qtbot: QtBot, session: Session, section: type[Section], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow computer the window is there before the file is read."""
    monkeypatch.setattr(section, "reload", lambda _: None)
    page = section(session)
    qtbot.addWidget(page)
    page.show()
    fields = [each for form in page.findChildren(Form) for each in form.findChildren(QLineEdit)]
    assert not any(each.isVisible() for each in fields)
    page.show_material(read_material(session.file))
    if isinstance(page, DetailsSection):
        title = page.about.field("title").widget
        assert isinstance(title, QLineEdit)
        assert title.isVisible()
        assert title.text()
