"""Lines that the disk did not take yet, where whoever typed them can read them."""

from facilitator.domain.wording import Counted, brief
from ui.widgets.forms.unwritten import UnwrittenWords
from ui.widgets.frames.labels import Label


class WaitingLines(Label):
    """The lines that wait, under the field in which they were ended: it is free for the next, so
    that nobody who types on types into the one before.
    """

    def __init__(self, waiting: UnwrittenWords) -> None:
        super().__init__("", "small")
        self.setWordWrap(True)
        self._waiting = waiting
        waiting.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        lines = self._waiting.lines
        self.setText(str(_waits(lines)) if lines else "")
        self.setVisible(bool(lines))


def _waits(lines: tuple[str, ...]) -> Counted:
    return Counted(
        len(lines),
        "{n} line waits to be written: {lines}",
        "{n} lines wait to be written: {lines}",
        lines=" · ".join(f"“{brief(line)}”" for line in lines),
    )
