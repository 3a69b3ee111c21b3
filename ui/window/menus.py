"""The window's menus: every command with its key, in one place to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from facilitator.domain.wording import Text, say
from ui.dialogs.base import Dialog
from ui.window import helping
from ui.window.opening import change_passphrase, choose_in_database
from ui.window.shown.choices import Colours, TextSize, Tongues
from ui.window.shown.items import Item, retell
from ui.window.shown.places import PLACES

if TYPE_CHECKING:
    from ui.dialogs.merging import Carrying
    from ui.dialogs.records import Records
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow
    from ui.window.note_taking import NoteTaking
    from ui.window.opening import Opening
    from ui.window.projecting import Projecting
    from ui.window.receiving import Receiving
    from ui.window.rehearsing import Rehearsing
    from ui.window.standing_by import Standing
    from ui.window.touring.tour import Tour
    from ui.window.undoing import Undoing


class Doing(Protocol):
    """What carries the menus out: `window.commands` does."""

    errands: Tasks
    opening: Opening
    rehearsing: Rehearsing
    note_taking: NoteTaking
    standing_by: Standing
    undoing: Undoing
    projecting: Projecting
    receiving: Receiving
    tour: Tour

    def go(self, number: int) -> None: ...
    def settled(self) -> Session | None: ...
    def save_copy(self) -> None: ...
    def carry(self, act: Callable[[Carrying], None]) -> None: ...
    def look_at(self, act: Callable[[Records], None]) -> None: ...
    def leave_seminar(self) -> None: ...
    def close_seminar(self) -> None: ...
    def speak(self, code: str) -> None: ...
    def quit(self) -> None: ...


class Menus:
    """Fills the menu bar. Commands that need an open seminar are off until there is one."""

    def __init__(self, menus: dict[str, QMenu], do: Doing, window: MainWindow) -> None:
        self._menus = menus
        for menu in menus.values():
            menu.aboutToHide.connect(partial(_leave_soon, window.menuBar()))
        self._needing_seminar: list[QAction] = []
        self._on_the_host: list[QAction] = []
        self._of_files: list[QAction] = []
        self._fill_file(menus["&File"], do, window)
        self._fill_edit(menus["&Edit"], do)
        for number, place in enumerate(PLACES):
            going = Item(menus["G&o"], place.word, partial(do.go, number), f"Ctrl+{number + 1}")
            self._needing_seminar.append(going)
        self._fill_view(menus["&View"], do)
        Item(
            menus["Help"],
            say("&Keyboard shortcuts…"),
            lambda: helping.show_shortcuts(window, self.all_keys()),
            "F1",
        )
        Dialog.help_on = helping.show_manual_on
        Item(menus["Help"], say("&Manual…"), partial(helping.show_manual, window), "Shift+F1")
        Item(menus["Help"], say("&Tour of the sample…"), do.tour.ask)
        Item(menus["Help"], say("&About and licences…"), partial(helping.show_about, window))
        self.set_open(False)

    def _fill_edit(self, menu: QMenu, do: Doing) -> None:
        self.edit = menu
        self.undo = Item(self.edit, say("&Undo"), do.undoing.undo, "Ctrl+Z")
        self.redo = Item(self.edit, say("&Redo"), do.undoing.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self.edit.addSeparator()
        erasing = Item(
            self.edit, say("&Erase for good…"), lambda: do.look_at(lambda records: records.erase())
        )
        anonymising = Item(
            self.edit,
            say("&Take people out for good…"),
            lambda: do.look_at(lambda records: records.anonymise()),
        )
        held = Item(
            self.edit,
            say("&What is held about somebody…"),
            lambda: do.look_at(lambda records: records.save_held()),
        )
        sheets = Item(
            self.edit,
            say("&Sheets on paper…"),
            lambda: do.look_at(lambda records: records.type_in_sheets()),
        )
        log = Item(
            self.edit,
            say("&Activity log…"),
            lambda: do.look_at(lambda records: records.show_log()),
        )
        self._needing_seminar += [self.undo, self.redo, erasing, anonymising, held, sheets, log]
        self._on_the_host += [anonymising, held, sheets]

    def set_open(self, is_open: bool, *, is_copy: bool = False, is_file: bool = True) -> None:
        """A seminar is open, or none is; a note-taker's copy has no room and no projector, and one
        in a database has no passphrase, and no notes that are handed over.
        """
        for action in self._needing_seminar:
            action.setEnabled(is_open)
        for action in self._on_the_host:
            action.setVisible(not is_copy)
        for action in self._of_files:
            action.setVisible(is_file and action.isVisible())

    def show_undo(self, undo: Text, redo: Text) -> None:
        """Name what would be taken back and done again; "" where there is nothing."""
        self.undo.words = say("&Undo {what}", what=undo) if undo else say("&Undo")
        self.redo.words = say("&Redo {what}", what=redo) if redo else say("&Redo")
        self.undo.retell()
        self.redo.retell()

    def retell(self) -> None:
        """Say everything in the window's language."""
        for menu in self._menus.values():
            retell(menu)

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Every key of the menus and what it does."""
        return tuple(
            (key.toString(QKeySequence.SequenceFormat.NativeText), _plain(action.text()))
            for menu in self._menus.values()
            for action in menu.actions()
            if action.isVisible()
            for key in action.shortcuts()
        )

    def _fill_file(self, menu: QMenu, do: Doing, window: MainWindow) -> None:
        _fill_ways_in(menu, do, window)
        menu.addSeparator()
        self._needing_seminar += [
            Item(menu, say("Save a &copy…"), do.save_copy, "Ctrl+Shift+S"),
            protect := Item(menu, say("Passphr&ase…"), partial(_change_passphrase, do, window)),
            page := Item(
                menu,
                say("&Print one page for everybody…"),
                partial(_print_page, window),
                "Ctrl+Shift+P",
            ),
            rehearsal := Item(
                menu, say("&Rehearse on a copy"), do.rehearsing.rehearse, "Ctrl+Shift+R"
            ),
            Item(menu, say("C&lose the seminar"), do.leave_seminar, "Ctrl+W"),
        ]
        self._on_the_host += [rehearsal, page, protect]
        menu.addSeparator()
        self._needing_seminar += [
            Item(
                menu, say("Take &in notes…"), lambda: do.carry(lambda notes: notes.choose_files())
            ),
            Item(menu, say("Note page for a stick…"), do.note_taking.save_page),
            Item(menu, say("Notes ta&ken in…"), lambda: do.carry(lambda notes: notes.show_taken())),
            Item(menu, say("Settle &versions…"), lambda: do.carry(lambda notes: notes.settle())),
            hand_over := Item(
                menu,
                say("&Hand over my notes…"),
                lambda: do.carry(lambda notes: notes.choose_bundle()),
            ),
        ]
        self._of_files += [protect, hand_over]
        menu.addSeparator()
        Item(menu, say("&Quit"), do.quit, "Ctrl+Q")

    def _fill_view(self, menu: QMenu, do: Doing) -> None:
        projector = Item(menu, say("&Projector window"), do.projecting.toggle, "F5")
        moved = Item(menu, say("Projector on the &next display"), do.projecting.move, "Shift+F5")
        filled = Item(menu, say("Projector &full screen or window"), do.projecting.fill, "Ctrl+F5")
        room = Item(menu, say("The &room for phones"), do.receiving.toggle_panel, "F10")
        self._needing_seminar += [projector, moved, filled, room]
        self._on_the_host += [projector, moved, filled, room]
        menu.addSeparator()
        self.text_size = TextSize(menu)
        self.colours = Colours(menu)
        self.tongues = Tongues(menu, do.speak)


def _fill_ways_in(menu: QMenu, do: Doing, window: MainWindow) -> None:
    Item(menu, say("&New from a template…"), do.opening.ask_for_new, "Ctrl+N")
    Item(menu, say("&Open…"), do.opening.choose, "Ctrl+O")
    Item(
        menu,
        say("Open &from a database…"),
        partial(choose_in_database, do.opening, window, do.errands),
    )
    Item(menu, say("Re&store…"), do.opening.restore)
    Item(menu, say("Salvage a &damaged file…"), do.opening.salvage)
    Item(menu, say("&Try the sample"), do.tour.try_sample)
    Item(menu, say("Take not&es for a seminar…"), do.note_taking.ask, "Ctrl+Shift+N")
    Item(menu, say("Stand&by…"), do.standing_by.ask)


def _change_passphrase(do: Doing, window: MainWindow) -> None:
    session = do.settled()
    if session is not None:
        change_passphrase(do.opening, window, session, do.close_seminar)


def _print_page(window: MainWindow) -> None:
    """Print what people take home, from wherever the facilitator is."""
    if window.places is not None:
        window.places.print_page()


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


def _leave_soon(bar: QMenuBar) -> None:
    QTimer.singleShot(0, bar, lambda: _leave(bar))


def _leave(bar: QMenuBar) -> None:
    """One Escape leaves a menu: what is typed then is meant for the screen, and would open other
    menus. Going on to the next menu leaves none.
    """
    if bar.hasFocus() and QApplication.activePopupWidget() is None:
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bar, press)
