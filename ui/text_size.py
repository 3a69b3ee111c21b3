"""The size of all text, chosen in View: letters, icons, rows and distances grow with it.

What is built later takes its sizes from the theme; what stands already is turned here. A size is
turned from what it is at 100 %, so that going there and back changes nothing.
"""

from collections.abc import Callable
from itertools import product

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QFormLayout,
    QGridLayout,
    QHeaderView,
    QLayout,
    QTableView,
    QWidget,
)

from ui import settings, theme

CHOICES = tuple(int(choice) for choice in settings.TEXT_SIZE.choices)
"""Per cent of the usual size, the smallest first."""
USUAL = CHOICES[0]
LARGER, SMALLER, AS_USUAL = ("Ctrl++", "Ctrl+="), ("Ctrl+-",), ("Ctrl+0",)
"""The keys in the main window's menu, which a window beside it does not hear of."""
FRAME = 32
"""What the bar over a window takes of a display, in its own pixels."""
_UNBOUNDED = 16777215
"""The largest size Qt lets a widget have: none was set."""


def remembered() -> int:
    """The size chosen last time, in per cent."""
    return int(settings.TEXT_SIZE.read())


def choose(percent: int) -> None:
    """Show everything in this size, now and at the next start."""
    settings.TEXT_SIZE.keep(str(percent))
    app, before = QApplication.instance(), theme.percent()
    if not isinstance(app, QApplication) or percent == before:
        return
    theme.take_text_size(app, percent)
    turned = _Turned(before, percent)
    for widget in app.allWidgets():
        turned.turn(widget)


def step(by: int) -> int:
    """The size so many steps larger or smaller than the one in use, as far as there are any."""
    place = CHOICES.index(theme.percent()) + by
    return CHOICES[min(max(place, 0), len(CHOICES) - 1)]


def keys() -> dict[str, Callable[[], None]]:
    """Every key, and what it does, for a window that has no menu."""
    acts = (LARGER, lambda: choose(step(1))), (SMALLER, lambda: choose(step(-1)))
    return {key: act for keys, act in (*acts, (AS_USUAL, lambda: choose(USUAL))) for key in keys}


def fit(window: QWidget, width: float, height: float) -> None:
    """Give a window its first size, in steps of the grid, no larger than its display."""
    window.resize(QSize(theme.space(width), theme.space(height)).boundedTo(room_for(window)))


def room_for(window: QWidget) -> QSize:
    """What its display has for a window within its frame, which is not known before it is shown."""
    return window.screen().availableGeometry().size() - QSize(0, FRAME)


class _Turned:
    """Turns what was set in pixels from one size of text to another."""

    def __init__(self, before: int, now: int) -> None:
        self._before = before
        self._now = now

    def turn(self, widget: QWidget) -> None:
        """Everything about one widget that was set in pixels."""
        if not widget.isWindow():
            self._turn_bounds(widget)
        layout = widget.layout()
        if layout is not None:
            for each in (layout, *layout.findChildren(QLayout)):
                self._turn_layout(each)
        if isinstance(widget, QAbstractButton | QAbstractItemView):
            side = self._turned(widget, "icon", widget.iconSize().width())
            widget.setIconSize(QSize(side, self._turned(widget, "low", widget.iconSize().height())))
        if isinstance(widget, QTableView):
            self._turn_sections(widget)
        if isinstance(widget, QAbstractItemView):
            widget.scheduleDelayedItemsLayout()
        widget.updateGeometry()
        widget.update()

    def _turned(self, thing: QObject, name: str, value: int) -> int:
        kept = thing.property(f"usual_{name}")
        known = isinstance(kept, float) and round(kept * self._before / USUAL) == value
        usual = kept if known else value * USUAL / self._before
        thing.setProperty(f"usual_{name}", usual)
        return round(usual * self._now / USUAL)

    def _turn_bounds(self, widget: QWidget) -> None:
        """What was set by hand; what the style sheet sets, it has set anew."""
        for bound, side in product(("minimum", "maximum"), ("Width", "Height")):
            of_the_sheet = widget.property(f"_q_stylesheet_{bound[:3]}{side[0].lower()}")
            value = getattr(widget, f"{bound}{side}")()
            if value and value < _UNBOUNDED and not of_the_sheet:
                turned = self._turned(widget, f"{bound}{side}", value)
                getattr(widget, f"set{bound.capitalize()}{side}")(turned)

    def _turn_layout(self, layout: QLayout) -> None:
        edges = layout.contentsMargins()
        sides = ("left", "top", "right", "bottom")
        layout.setContentsMargins(
            *(self._turned(layout, side, getattr(edges, side)()) for side in sides)
        )
        if isinstance(layout, QBoxLayout):
            layout.setSpacing(self._turned(layout, "spacing", layout.spacing()))
        if isinstance(layout, QGridLayout | QFormLayout):
            across, down = layout.horizontalSpacing(), layout.verticalSpacing()
            layout.setHorizontalSpacing(self._turned(layout, "across", across))
            layout.setVerticalSpacing(self._turned(layout, "down", down))
        for place in range(layout.count()):
            self._turn_gap(layout, place)

    def _turn_gap(self, layout: QLayout, place: int) -> None:
        item = layout.itemAt(place)
        gap = item.spacerItem() if item is not None else None
        if gap is None or gap.sizeHint().isNull():
            return
        size, policy = gap.sizeHint(), gap.sizePolicy()
        gap.changeSize(
            self._turned(layout, f"wide_{place}", size.width()),
            self._turned(layout, f"high_{place}", size.height()),
            policy.horizontalPolicy(),
            policy.verticalPolicy(),
        )

    def _turn_sections(self, table: QTableView) -> None:
        rows, columns = table.verticalHeader(), table.horizontalHeader()
        rows.setDefaultSectionSize(self._turned(rows, "row", rows.defaultSectionSize()))
        for place in range(columns.count()):
            if columns.sectionResizeMode(place) is not QHeaderView.ResizeMode.Stretch:
                size = self._turned(columns, f"column_{place}", columns.sectionSize(place))
                columns.resizeSection(place, size)
