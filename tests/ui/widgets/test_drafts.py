"""Half-typed words are kept within the second; lines that could not be written come back whole."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from facilitator.domain.facts import Capture
from ui.widgets.forms.drafts import SOON_MS, GivenBack, Soon


def test_steady_typing_does_not_put_off_the_moment_of_keeping(qtbot: QtBot) -> None:
    owner = QObject()
    soon = Soon(list, owner)
    soon.begin()
    soon.setInterval(SOON_MS * 1000)  # begun anew, it would take this long
    due = soon.remainingTime()
    for _ in range(20):
        soon.begin()
    assert soon.remainingTime() <= due
    assert SOON_MS < 1000
    soon.stop()


def test_what_could_not_be_kept_is_tried_again_as_soon_and_said_once(qtbot: QtBot) -> None:
    owner = QObject()
    soon = Soon(list, owner)
    for is_news in (True, False, False):
        assert soon.failed() is is_news
        assert soon.isActive()
        soon.stop()
    soon.succeeded()
    assert not soon.isActive()
    assert soon.failed(), "it went well in between"
    soon.stop()


def test_lines_come_back_one_by_one_as_they_were_and_what_is_typed_comes_after_them() -> None:
    field = [Capture(words="being typed")]

    def show(line: Capture) -> None:
        field[0] = line

    given_back = GivenBack(lambda: field[0], show)
    lines = [Capture(words=f"line {n}", attribution=f"person {n}", sector="s") for n in range(3)]
    for line in lines:
        given_back.take(line)
    assert len(given_back) == 3
    shown = []
    following: Capture | None = field[0]
    while following is not None:
        shown.append(following)
        following = given_back.sent()
    assert shown == [*lines, Capture(words="being typed")]


def test_what_waits_is_handed_over_as_a_whole_when_the_seminar_closes() -> None:
    field = [Capture()]
    given_back = GivenBack(lambda: field[0], lambda line: field.__setitem__(0, line))
    given_back.take(Capture(words="one"))
    given_back.take(Capture(words="two"))
    field[0] = Capture(words="one, corrected")
    assert given_back.all_of_them() == (Capture(words="one, corrected"), Capture(words="two"))
    assert given_back.all_of_them() == ()
    assert field[0] == Capture()


def test_what_is_typed_behind_lines_that_wait_stays_when_they_are_handed_over() -> None:
    field = [Capture(words="being typed")]
    given_back = GivenBack(lambda: field[0], lambda line: field.__setitem__(0, line))
    given_back.take(Capture(words="one"))
    assert given_back.all_of_them() == (Capture(words="one"),)
    assert field[0] == Capture(words="being typed")


def test_lines_that_were_kept_are_taken_up_in_their_order() -> None:
    field = [Capture()]
    before = GivenBack(lambda: field[0], lambda line: field.__setitem__(0, line))
    field[0] = Capture(words="typed")
    for words in ("one", "two", "three"):
        before.take(Capture(words=words, attribution="Ann"))
    kept = (field[0], *before.behind())
    after = GivenBack(lambda: field[0], lambda line: field.__setitem__(0, line))
    after.resume(kept[0], kept[1:])
    shown = [field[0]]
    while (following := after.sent()) is not None:
        shown.append(following)
    assert [line.words for line in shown] == ["one", "two", "three", "typed"]
    assert [line.attribution for line in shown] == ["Ann"] * 3 + [""]
