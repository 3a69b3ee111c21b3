"""Small drawings in table cells: a shift between rounds, a group's part in room and talk."""

from dataclasses import dataclass

from exports.pdf.page_style import ACCENT, EARLIER, HAIRLINE, INK, QUIET, SMALL_INK
from exports.pdf.pen import Pen
from exports.phrases import share_of


@dataclass(frozen=True, slots=True)
class Shift:
    """Agreement in the first and the last round on a line from 0 to 100 %, with the threshold."""

    first: float | None
    last: float | None
    threshold: float

    @property
    def text(self) -> str:
        """The shift in words."""
        return f"{share_of(self.first)} → {share_of(self.last)}"

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """A ring for the first round, a full dot for the last, a stroke for the threshold."""
        y = top - SMALL_INK.leading / 2
        left, length = x + 4, width - 8
        pen.line(left, y, left + length, y, HAIRLINE, 0.7)
        bar = left + self.threshold * length
        pen.line(bar, y - 5.5, bar, y + 5.5, QUIET, 0.8)
        if self.first is not None and self.last is not None:
            pen.line(left + self.first * length, y, left + self.last * length, y, ACCENT, 1.6)
        if self.first is not None and self.first != self.last:
            pen.dot(left + self.first * length, y, 2.8, ACCENT, full=False)
        if self.last is not None:
            pen.dot(left + self.last * length, y, 3.0, ACCENT)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shares as bars under each other, the second the darker."""

    room: float | None
    said: float | None

    @property
    def text(self) -> str:
        """The shares in words."""
        return f"{share_of(self.room)} of the room, {share_of(self.said)} of what was said"

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Both bars from the left, a full width being 100 %."""
        middle = top - SMALL_INK.leading / 2
        if self.room is not None:
            pen.box(x, middle + 0.4, self.room * width, 4.6, EARLIER)
        if self.said is not None:
            pen.box(x, middle - 5.0, self.said * width, 4.6, ACCENT)
        pen.line(x, middle - 6.5, x, middle + 6.5, INK, 0.6)
