"""The size of text: everything grows with it, at once and at the next start, and back again."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.run_day import press
from ui import settings, text_size, theme
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.widgets.forms.buttons import button
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.window.commands import Commands


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()


class Page(QWidget):
    """A little of everything that has a size."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel("Who carries the risk?")
        self.key = button("Show", "", "monitor")
        self.rows = RowsModel()
        self.rows.show_rows([Row(key="a", text="A row")])
        self.list = QListView()
        self.list.setModel(self.rows)
        dress(self.list, RowDelegate(self.list), "Rows")
        self.bound = QPushButton("Bound")
        self.bound.setMaximumWidth(theme.space(25))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(0.5))
        for each in (self.words, self.key, self.list, self.bound):
            column.addWidget(each)
        column.addSpacing(theme.space(1.5))

    def sizes(self) -> list[float]:
        layout = self.layout()
        assert layout is not None
        gap = layout.itemAt(4)
        assert gap is not None
        return [
            self.words.fontInfo().pixelSize(),
            self.key.iconSize().height(),
            self.list.sizeHintForRow(0),
            self.bound.maximumWidth(),
            layout.contentsMargins().left(),
            layout.spacing(),
            gap.sizeHint().height(),
        ]


def test_everything_on_the_screen_grows_with_the_text_and_comes_back(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    before = page.sizes()

    text_size.choose(200)
    doubled = page.sizes()
    for percent in (150, 175, 125, 200, text_size.USUAL):
        text_size.choose(percent)

    assert doubled == pytest.approx([2 * size for size in before], rel=0.07)
    assert page.sizes() == before


def test_what_is_built_later_has_the_sizes_of_what_has_grown(qtbot: QtBot) -> None:
    grown = Page()
    qtbot.addWidget(grown)
    text_size.choose(150)
    built = Page()
    qtbot.addWidget(built)
    for page in (grown, built):
        page.show()

    assert built.sizes() == grown.sizes()


def test_the_choice_is_remembered_and_a_step_stays_among_the_choices() -> None:
    text_size.choose(max(text_size.CHOICES))

    assert text_size.remembered() == 200
    assert text_size.step(1) == 200
    assert text_size.step(-1) == 175


def test_the_keys_make_text_larger_smaller_and_usual_and_the_menu_says_so(
    commands: Commands,
) -> None:
    said = [press_and_read(commands, key) for key in ("Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0")]

    assert said == [(125, 125), (150, 150), (125, 125), (100, 100)]
    assert any(key == "Ctrl+0" for key, _ in commands.menus.all_keys())


def press_and_read(commands: Commands, key: str) -> tuple[int, int]:
    """The size in use, and the one that the menu marks."""
    press(commands.window, key)
    marked = next(a for a in commands.menus.text_size.sizes.actions() if a.isChecked())
    return theme.percent(), int(marked.text().split()[0])


@pytest.mark.parametrize("percent", [100, 200])
def test_tabs_that_are_out_of_sight_are_reached_by_arrows_that_can_be_seen(
    qtbot: QtBot, percent: int
) -> None:
    text_size.choose(percent)
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    for number in range(12):
        tabs.addTab(QLabel(""), f"Case studies {number}")
    tabs.resize(500, 200)
    tabs.show()
    arrows = [each for each in tabs.tabBar().findChildren(QToolButton) if each.isVisible()]
    assert len(arrows) == 2
    for each in arrows:
        assert each.width() >= theme.space(3)
        left, *_, right = sorted(seen := dark_columns(each))
        assert right - left >= 4, "an arrow is drawn"
        assert 0.2 * each.width() < sum(seen) / len(seen) < 0.8 * each.width()


def dark_columns(button: QToolButton) -> list[int]:
    """Where something is drawn within the edges of a button, by column."""
    picture = button.grab().toImage()
    ground = picture.pixelColor(6, picture.height() // 4).lightness()
    rows = range(picture.height() // 4, 3 * picture.height() // 4)
    return [
        x
        for x in range(6, picture.width() - 6)
        if any(abs(picture.pixelColor(x, y).lightness() - ground) > 40 for y in rows)
    ]


def test_a_control_takes_as_much_room_with_the_keyboard_as_without_at_every_size(
    qapp: QApplication,
) -> None:
    for percent in text_size.CHOICES:
        theme.take_text_size(qapp, percent)
        sheet = theme.style_sheet(theme.LIGHT)
        plain, ringed = (
            sheet.split(f"{name} {{")[1].split("}")[0]
            for name in ("QPushButton, QToolButton", "QPushButton:focus, QToolButton:focus")
        )
        assert around(plain) == around(ringed), percent


def around(rule: str) -> int:
    """Border and padding above the words, in pixels."""
    border, padding = re.search(r"border: (\d+)px", rule), re.search(r"padding: (\d+)px", rule)
    assert border
    assert padding
    return int(border[1]) + int(padding[1])


def test_the_keys_work_in_a_dialog_which_grows_with_its_text(qtbot: QtBot) -> None:
    dialog = Dialog(None, "A question", "With advice that takes more than one line " * 4)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    before = dialog.height()
    press(dialog, "Ctrl++", "Ctrl+=", "Ctrl+-")
    assert theme.percent() == text_size.CHOICES[1]
    assert dialog.height() > before
    press(dialog, "Ctrl+0")
    assert theme.percent() == text_size.USUAL


def test_the_menu_knows_of_a_size_that_was_chosen_elsewhere(commands: Commands) -> None:
    text_size.choose(text_size.CHOICES[2])
    sizes = commands.menus.text_size.sizes
    sizes.aboutToShow.emit()
    assert [action.isChecked() for action in sizes.actions()].index(True) == 2
