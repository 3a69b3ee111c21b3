"""How papers are set for whoever reads them, as ticks of a menu."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from facilitator.domain.report.legibility import Legibility
from facilitator.domain.wording import Text, say
from ui.words.telling import told

NAMES: Mapping[str, Text] = {
    "large_print": say("In large print (18 pt)"),
    "greyscale": say("In greyscale"),
    "wide_spacing": say("Widely spaced, for readers with dyslexia"),
}
"""What can be chosen, by the field that keeps it."""


class LegibilityTicks:
    """Adds them to a menu, each by itself: any of them go together."""

    def __init__(self, menu: QMenu) -> None:
        self.actions: dict[str, QAction] = {}
        for field, name in NAMES.items():
            action = self.actions[field] = menu.addAction(told(name))
            action.setCheckable(True)

    @property
    def value(self) -> Legibility:
        """What is ticked."""
        return Legibility(**{field: each.isChecked() for field, each in self.actions.items()})
