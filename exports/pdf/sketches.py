"""Small drawings in table cells: a shift between rounds, a group's part in room and talk."""

from dataclasses import dataclass

from exports.document import Pair, Shift, Sketch
from exports.pdf.page_style import ACCENT, EARLIER, HAIRLINE, INK, QUIET, Look
from exports.pdf.pen import Pen


@dataclass(frozen=True, slots=True)
class DrawnShift:
    """A ring for the first round, a full dot for the last, a stroke for the threshold."""

    shift: Shift
    look: Look

    @property
    def text(self) -> str:
        """The figure in words."""
        return self.shift.text

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw on a line from 0 to 100 %."""
        shift, big = self.shift, self.look.scale
        y = top - self.look.small_ink.leading / 2
        left, length = x + 4, width - 8
        pen.line(left, y, left + length, y, HAIRLINE, 0.7)
        bar = left + shift.threshold * length
        pen.line(bar, y - 5.5 * big, bar, y + 5.5 * big, QUIET, 0.8)
        if shift.first is not None and shift.last is not None:
            pen.line(left + shift.first * length, y, left + shift.last * length, y, ACCENT, 1.6)
        if shift.first is not None and shift.first != shift.last:
            pen.dot(left + shift.first * length, y, 2.8 * big, ACCENT, full=False)
        if shift.last is not None:
            pen.dot(left + shift.last * length, y, 3.0 * big, ACCENT)


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """Two shares as bars under each other, the second the darker."""

    pair: Pair
    look: Look

    @property
    def text(self) -> str:
        """The figure in words."""
        return self.pair.text

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Both bars from the left, a full width being 100 %."""
        pair, big = self.pair, self.look.scale
        middle = top - self.look.small_ink.leading / 2
        if pair.room is not None:
            pen.box(x, middle + 0.4 * big, pair.room * width, 4.6 * big, EARLIER)
        if pair.said is not None:
            pen.box(x, middle - 5.0 * big, pair.said * width, 4.6 * big, ACCENT)
        pen.line(x, middle - 6.5 * big, x, middle + 6.5 * big, INK, 0.6)


def drawn(sketch: Sketch, look: Look) -> DrawnShift | DrawnPair:
    """The cell as it is drawn."""
    if isinstance(sketch, Shift):
        return DrawnShift(sketch, look)
    return DrawnPair(sketch, look)
