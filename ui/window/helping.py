"""What helps in using the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from facilitator import __version__
from ui import ask
from ui.words.telling import tell

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def show_shortcuts(window: MainWindow, everywhere: tuple[tuple[str, str], ...]) -> None:
    """The list of keys: those of the place that is shown, and those that work everywhere."""
    from ui.dialogs.shortcuts import ShortcutsDialog

    screen = window.places.current() if window.places is not None else None
    here = ((tell("In this place"), screen.KEYS),) if screen is not None else ()
    lists = (
        tell("In lists"),
        (("/", tell("Search")), ("↓", tell("From the search into the list"))),
    )
    keys = ShortcutsDialog(window, (*here, (tell("Everywhere"), everywhere), lists))
    _show_beside(keys)


def _show_beside(dialog: QDialog) -> None:
    """Beside the work: the next key of the day must not wait for it."""
    dialog.setModal(False)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def show_manual(window: MainWindow) -> None:
    """At the page of the place that is shown."""
    from ui.dialogs.program.manual import ManualDialog
    from ui.dialogs.program.manual_pages import BEGIN, OF_PLACES

    places = window.places
    manual = ManualDialog(window, BEGIN if places is None else OF_PLACES[places.rail.marked()])
    _show_beside(manual)


def show_manual_on(dialog: QDialog) -> None:
    """Where it speaks of a dialog, which stays open beside it."""
    from ui.dialogs.program.manual import ManualDialog
    from ui.dialogs.program.manual_pages import place_of

    if not isinstance(dialog, ManualDialog):
        document, heading = place_of(type(dialog).__name__)
        manual = ManualDialog(dialog, document)
        manual.show_page(document, heading)
        _show_beside(manual)


def show_about(window: MainWindow) -> None:
    """Which version this is, and under which licences what it is made with stands."""
    from ui.dialogs.guide import GuideDialog

    version = tell("Version {version}.", version=__version__)
    ask.ask(GuideDialog(window, tell("About Facilitator"), "dependencies.md", version))
