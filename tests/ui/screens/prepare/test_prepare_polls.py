"""Polls with all their options, until a round locks them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language
from facilitator.domain.polls.polls import Criterion, Method, OpenTo, Secrecy
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.polls import voting
from tests.ui.screens.prepare.steps import choose, read_poll, retype
from ui.screens.prepare.items import items_of, second_of, with_second
from ui.screens.prepare.polls import PollsSection
from ui.session import Session


def test_all_options_of_a_poll_are_saved(
    qtbot: QtBot, polls: PollsSection, session: Session
) -> None:
    polls.add()
    id_ = polls.current().id
    retype(qtbot, polls.form.widget("title"), "Where to begin")
    retype(qtbot, polls.form.widget("wording"), "Which should come first?")
    choose(polls, "method", Method.DOTS)
    polls.form.widget("items").setPlainText("Trust\nMoney\nTime")  # type: ignore[attr-defined]
    polls.form.widget("budget").setValue(7)  # type: ignore[attr-defined]
    polls.form.widget("most").setValue(3)  # type: ignore[attr-defined]
    polls.form.save()
    polls.form.widget("shuffle").click()  # type: ignore[attr-defined]
    choose(polls, "secrecy", Secrecy.PSEUDONYMOUS)
    poll = read_poll(session, id_)
    assert [item.text for item in poll.items] == ["Trust", "Money", "Time"]
    assert (poll.title, poll.method, poll.budget, poll.most) == (
        "Where to begin",
        Method.DOTS,
        7,
        3,
    )
    assert (poll.shuffle, poll.secrecy) == (True, Secrecy.PSEUDONYMOUS)
    assert "linked to each other" in polls._secrecy_note.text()


def test_only_the_options_of_the_method_are_shown(polls: PollsSection, session: Session) -> None:
    polls.add()
    shown: dict[Method, set[str]] = {}
    for method in Method:
        choose(polls, "method", method)
        names = ("items", "criteria", "budget", "most", "threshold")
        shown[method] = {n for n in names if polls.form.widget(n).isVisibleTo(polls.form)}
    assert shown[Method.AGREE] == {"items", "criteria", "threshold"}
    assert shown[Method.DOTS] == {"items", "budget", "most"}
    assert shown[Method.WEIGHTED] == {"items", "criteria"}
    assert shown[Method.WORDS] == set()


def test_a_list_stays_as_it_is_when_all_rooms_vote_and_goes_with_another(
    polls: PollsSection, session: Session
) -> None:
    """What is told by room is asked in all rooms, whoever is asked."""
    polls.add()
    id_ = polls.current().id
    choose(polls, "open_to", OpenTo.SECTOR)
    with session.file.read() as reader:
        sector = reader.get(Seminar, SEMINAR_ID).sectors[0]
    picks = polls._open_for.picks
    picks.setData(picks.index(0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    def asked(name: str, value: str) -> tuple[OpenTo, tuple[str, ...], Split]:
        choose(polls, name, value)
        poll = read_poll(session, id_)
        return poll.open_to, poll.open_for, poll.split

    of_all = OpenTo.SECTOR_ALL_ROOMS
    assert asked("split", Split.ROOM) == (of_all, (sector,), Split.ROOM)
    assert asked("open_to", OpenTo.SECTOR) == (OpenTo.SECTOR, (sector,), Split.SECTOR)
    assert asked("open_to", of_all) == (of_all, (sector,), Split.SECTOR)
    assert polls.form.widget("open_for").isVisibleTo(polls)
    assert asked("open_to", OpenTo.NAMED_ALL_ROOMS) == (OpenTo.NAMED_ALL_ROOMS, (), Split.SECTOR)


def test_criteria_with_weights_are_saved(polls: PollsSection, session: Session) -> None:
    polls.add()
    id_ = polls.current().id
    choose(polls, "method", Method.WEIGHTED)
    polls.criteria.add()
    table = polls.criteria.table
    table.setData(table.index(0, 0), "Cost")
    table.setData(table.index(0, 1), "2,5")
    table.setData(table.index(0, 1), "heavy")
    (criterion,) = read_poll(session, id_).criteria
    assert (criterion.text, criterion.weight) == ("Cost", 2.5)
    assert isinstance(criterion, Criterion)
    polls.criteria.view.selectRow(0)
    polls.criteria.remove()
    assert read_poll(session, id_).criteria == ()


def test_a_poll_about_a_finding_takes_its_words(polls: PollsSection, session: Session) -> None:
    assert polls.material is not None
    finding = polls.material.findings[0]
    polls.add()
    choose(polls, "finding_id", finding.id)
    poll = read_poll(session, polls.current().id)
    assert (poll.title, poll.wording) == (finding.label, finding.wording)
    assert [item.text for item in poll.items] == [finding.label]
    choose(polls, "question_id", polls.material.questions[0].id)
    assert read_poll(session, poll.id).finding_id == ""


def test_a_poll_that_was_voted_on_is_locked_and_can_be_duplicated(
    qtbot: QtBot, polls: PollsSection, session: Session
) -> None:
    polls.list.select(1)
    poll = polls.current()
    voting.open_round(session.file, poll.id, now=session.clock())
    session.watch.nudge()
    assert polls.form.widget("wording").property("readOnly")
    assert not polls.form.widget("method").isEnabled()
    assert not polls.form.widget("title").property("readOnly")
    assert polls._lock.isVisible()
    polls.duplicate()
    copy = polls.current()
    assert (copy.title, copy.wording) == (f"{poll.title} (copy)", poll.wording)
    assert not polls.form.widget("wording").property("readOnly")


def test_a_locked_poll_refuses_changes_with_a_sentence(
    polls: PollsSection, session: Session
) -> None:
    polls.list.select(1)
    poll = polls.current()
    voting.open_round(session.file, poll.id, now=session.clock())
    said: list[str] = []
    session.tasks.said.connect(said.append)
    polls.change(poll, {"wording": "Something else"})
    assert "has been voted on" in said[0]
    assert read_poll(session, poll.id) == poll


def test_reworded_items_keep_their_ids() -> None:
    ids = iter("abcdef")
    first = items_of("Trust\nMoney\nTime", (), lambda: next(ids))
    second = items_of("Money\nTrust!\nTime\nLuck", first, lambda: next(ids))
    assert [(item.id, item.text) for item in second] == [
        ("b", "Money"),
        ("d", "Trust!"),
        ("c", "Time"),
        ("e", "Luck"),
    ]
    third = items_of("Trust\nCash\nTime", first, lambda: next(ids))
    assert [item.id for item in third] == ["a", "b", "c"]


def test_options_keep_their_second_wordings_line_by_line() -> None:
    kept = items_of("Hill\nPond\nMill", (), iter("abc").__next__)
    said = with_second(kept, "Bryn\n\nMelin\n")
    assert second_of(said) == "Bryn\n\nMelin"
    assert [item.text for item in said] == ["Hill", "Pond", "Mill"]
    assert second_of(items_of("Pond\nHill\nMills", said, iter("d").__next__)) == "\nBryn\nMelin"
    assert second_of(with_second(kept, "1\n2\n3\n4\n5")) == "1\n2\n3 4 5", "no line is lost"
    assert with_second((), "Bryn") == ()


def test_options_are_said_in_the_second_language_beside_the_first(
    polls: PollsSection, session: Session
) -> None:
    polls.add()
    id_ = polls.current().id
    choose(polls, "method", Method.CHOOSE_ONE)
    polls.form.widget("items").setPlainText("Hill\nPond")  # type: ignore[attr-defined]
    polls.form.save()
    second = polls.form.widget("items_second")
    assert not second.isVisibleTo(polls.form)
    with session.file.write(Verb.CHANGE, session.clock()) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, languages=(Language.ENGLISH, Language.WELSH)))
    session.watch.nudge()
    assert second.isVisibleTo(polls.form)
    second.setPlainText("Bryn\nPwll")  # type: ignore[attr-defined]
    polls.form.save()
    kept = read_poll(session, id_)
    assert [(item.text, item.second) for item in kept.items_second] == [
        ("Hill", "Bryn"),
        ("Pond", "Pwll"),
    ]
