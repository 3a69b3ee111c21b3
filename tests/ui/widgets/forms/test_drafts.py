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


class Typing(QObject):
    """A field, and the lines that wait beside it."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.field = Capture(words=" ".join(words))
        self.given_back: GivenBack[Capture] = GivenBack(lambda: self.field, self.show, self)

    def show(self, line: Capture) -> None:
        self.field = line

    @property
    def words(self) -> list[str]:
        """What stands in the field, and what waits."""
        return [each.words for each in (self.field, *self.given_back.lines)]


def test_a_line_that_is_refused_never_comes_into_the_field_by_itself(qtbot: QtBot) -> None:
    for standing in ("being typed", ""):
        typing = Typing(standing)
        typing.given_back.take(Capture(words="refused"))
        assert typing.words == [standing, "refused"]


def test_lines_are_put_back_one_by_one_as_they_were_and_what_is_typed_waits_instead(
    qtbot: QtBot,
) -> None:
    typing = Typing("being typed")
    lines = [Capture(words=f"line {n}", attribution=f"person {n}", sector="s") for n in range(3)]
    for line in lines:
        typing.given_back.take(line)
    shown = []
    for _ in lines:
        typing.given_back.put_back()
        shown.append(typing.field)
        typing.field = Capture()  # ended once more
    assert shown == lines
    assert typing.words == ["", "being typed"]
    typing.given_back.put_back()
    typing.given_back.put_back()
    assert typing.words == ["being typed"]


def test_lines_that_were_kept_are_taken_up_in_their_order(qtbot: QtBot) -> None:
    kept = [Capture(words=words, attribution="Ann") for words in ("typed", "one", "two")]
    typing = Typing()
    typing.given_back.resume(kept[0], kept[1:])
    assert [typing.field, *typing.given_back.lines] == kept


def test_what_was_kept_waits_where_somebody_types_before_it_is_read(qtbot: QtBot) -> None:
    for kept, waits in (("typed before", ["typed before", "one"]), ("", ["one"])):
        typing = Typing("typed since")
        typing.given_back.resume(Capture(words=kept), [Capture(words="one")])
        assert typing.words == ["typed since", *waits]
