"""Opinion groups as they are shown: what sets each apart, what all share, a map without names."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.polls.opinion.groups import (
    METHOD,
    OpinionGroup,
    OpinionGroups,
    Stands,
)
from facilitator.domain.polls.opinion.representative import Given
from ui import theme as look
from ui.screens.synthesise.findings.told import told_on_asking
from ui.widgets.frames import labels
from ui.words.telling import tell, told

HEIGHT, EDGE, LETTER = 32, 2, 3
"""Of the map, in steps of the grid."""
INKS = (4, 0, 1, 3, 2)
"""The ink of each group, among those of an agree scale; groups differ by their letter, too."""


class OpinionMap(QWidget):
    """Where people stand: for each the letter of their group."""

    def __init__(self, found: OpinionGroups) -> None:
        super().__init__()
        self._found = found
        self.setMinimumHeight(look.space(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tell("Map of opinions, without names"))
        self.setAccessibleDescription(
            "; ".join(
                tell("group {letter}: {people}", letter=letter(n), people=g.people)
                for n, g in enumerate(found.groups)
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look.font(look.sizes().small, strong=True))
        levels, side = look.tokens().levels, look.space(LETTER)
        for at, group in self._places():
            painter.setPen(QColor(levels[INKS[group]]))
            box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter(group))
        painter.end()

    def _places(self) -> Iterator[tuple[QPointF, int]]:
        """Both axes to one scale, as large as there is room."""
        dots = self._found.dots
        across, up = [x for x, _, _ in dots], [y for _, y, _ in dots]
        edge = look.space(EDGE)
        wide = max(max(across) - min(across), 1e-9)
        high = max(max(up) - min(up), 1e-9)
        scale = min((self.width() - 2 * edge) / wide, (self.height() - 2 * edge) / high)
        left = (self.width() - wide * scale) / 2
        top = (self.height() - high * scale) / 2
        for x, y, group in dots:
            yield QPointF(left + (x - min(across)) * scale, top + (y - min(up)) * scale), group


def letter(number: int) -> str:
    """What a group is called: A is the largest."""
    return "ABCDE"[number]


def opinion_blocks(found: OpinionGroups) -> Iterator[QWidget]:
    """What is known of a room's opinion groups; a sentence where there is nothing to tell."""
    if found.why_not:
        yield labels.body(told(found.why_not))
    else:
        yield labels.body(
            tell(
                "{people} people with linked votes on {statements} statements fall into {n} "
                "groups.",
                people=found.people,
                statements=found.statements,
                n=len(found.groups),
            )
        )
        yield OpinionMap(found)
        for number, group in enumerate(found.groups):
            yield from _group(letter(number), group)
        yield labels.Label(tell("What every group agrees with"), "strong")
        if not found.shared:
            yield labels.quiet(tell("No statement has more than half of every group behind it."))
        for words, consensus in found.shared:
            yield labels.body(words)
            yield labels.small(
                tell("Group-aware consensus {consensus} of 1", consensus=f"{consensus:.2f}")
            )
    if found.moved:
        yield labels.Label(tell("How each group moved, held as it was in the first vote"), "strong")
    for moved in found.moved:
        yield labels.body(moved.statement)
        for number, pair in enumerate(moved.groups):
            yield labels.small(
                tell("Group {letter}: {moved}", letter=letter(number), moved=_moved(pair))
            )
    yield told_on_asking(tell("How groups are found"), (told(METHOD),))


def _moved(pair: tuple[Given, Given] | None) -> str:
    if pair is None:
        return tell("not told, as it could show what a few people voted")
    before, after = pair
    return tell(
        "of {seen} who voted both times {agrees} agreed and {disagrees} disagreed; "
        "then {agree_then} and {disagree_then}",
        seen=before.seen,
        agrees=before.agrees,
        disagrees=before.disagrees,
        agree_then=after.agrees,
        disagree_then=after.disagrees,
    )


def _group(name: str, group: OpinionGroup) -> Iterator[QWidget]:
    yield labels.Label(
        tell("Group {name}: {people} people", name=name, people=group.people), "strong"
    )
    if not group.apart:
        yield labels.quiet(tell("No single statement sets it apart."))
    for stands in group.apart:
        yield labels.body(stands.statement)
        yield labels.small(_speaks(stands))


def _speaks(stands: Stands) -> str:
    speaks = stands.speaks
    what = "agree" if speaks.agrees else "disagree"
    return tell(
        "{people} of {of} {what}, {ratio} times the share of the others",
        people=speaks.people,
        of=speaks.of,
        what=what,
        ratio=f"{speaks.ratio:.1f}",
    )
