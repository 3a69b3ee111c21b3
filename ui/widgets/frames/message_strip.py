"""What the program has to say, at the foot of the window: sentences that wait for nobody."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.forms.buttons import button, icon_button
from ui.widgets.frames import labels
from ui.words.telling import tell

READING_MS = 12_000
LOW = 4


class MessageStrip(QFrame):
    """One sentence at a time, with an action beside it where there is one, such as Undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.sentence = labels.body()
        self.action = button("", "quiet")
        self.dismiss = icon_button("x", tell("Dismiss the message"))
        self._act: Callable[[], object] | None = None
        self._gone: Callable[[], object] | None = None
        self._lasting: tuple[str, str, Callable[[], object] | None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(2), theme.space(0.5), theme.space(), theme.space(0.5))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        self._reading = QTimer(self, singleShot=True, interval=READING_MS)
        self._reading.timeout.connect(self._end)
        self.dismiss.clicked.connect(self._end)
        self.action.clicked.connect(self._do)
        # Its place is kept while it is away, so that nothing moves under the hand when it comes.
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        for control in (self.action, self.dismiss):
            control.setFixedHeight(theme.space(LOW))
        self.setMinimumHeight(theme.space(LOW + 1))
        self.hide()

    def retell(self) -> None:
        """Name its button in the window's language; what was said already stays as it was said."""
        self.dismiss.setAccessibleName(tell("Dismiss the message"))
        self.dismiss.setToolTip(tell("Dismiss the message"))

    def say(
        self,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        gone: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence for a while; `act` is done when its button is pressed.

        `gone` is called when the sentence is no longer there to be read. Beside one that has no
        action stays that of what is held: who tries again and again to write would never see it.
        Where there is nothing to say, what is held is shown.
        """
        if not sentence and self._lasting is not None:
            self._end()
            return
        self._leave()
        if act is None and self._lasting is not None:
            _, action, act = self._lasting
        self._gone = gone
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.action.setText(action)
        self.action.setAccessibleName(action or tell("Action"))
        self.action.setVisible(act is not None)
        self._act = act
        self.dismiss.show()
        self.setVisible(bool(sentence))
        self._reading.start()
        labels.announce(self, sentence)

    def offer(self, sentence: str, action: str, act: Callable[[], object]) -> None:
        """Show a sentence and what can be done about it until that is done, it is dismissed, or
        another is said: it comes while nobody waits for it.
        """
        self.say(sentence, action, act)
        self._reading.stop()

    def hold(self, sentence: str, action: str, act: Callable[[], object] | None) -> None:
        """Show a sentence until it is let go of; others come before it for a while."""
        self._lasting = (sentence, action, act)
        self._end()

    def let_go(self) -> None:
        """What was held is true no more."""
        if self._lasting is not None:
            self._lasting = None
            self._end()

    def _end(self) -> None:
        """What was said has been read: what is held shows again."""
        if self._lasting is None:
            self.hide()
            return
        self.say(*self._lasting)
        self._reading.stop()
        self.dismiss.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def _leave(self) -> None:
        gone, self._gone = self._gone, None
        if gone is not None:
            gone()

    def _do(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()  # while what it was named by can still be read
        if self._act is None:
            self._end()
