"""Shows that long work goes on, and how far it has come where that is known."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui import theme
from ui.tasks import Tasks
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.words.telling import tell


class BusyBar(QFrame):
    """Hidden unless `show_work` has something to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.what = labels.Label()
        self.step = labels.Label(role="quiet")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.cancel = button("", "quiet")
        self.cancel.hide()
        self.retell()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(2), theme.space(), theme.space(2), theme.space())
        row.setSpacing(theme.space(2))
        row.addWidget(self.what)
        row.addWidget(self.step)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, tasks: Tasks) -> None:
        """Show what goes on there, and end what can be ended where that is wanted."""
        tasks.busy.connect(self.show_work)
        tasks.progressed.connect(self.show_fraction)
        tasks.stoppable.connect(self.cancel.setVisible)
        self.cancel.clicked.connect(tasks.stop)

    def retell(self) -> None:
        """Say what stands in it in the window's language."""
        self.bar.setAccessibleName(tell("Progress"))
        self.cancel.setText(tell("Cancel"))
        self.cancel.setAccessibleName(tell("Cancel"))

    def show_work(self, what: str) -> None:
        """Name the work that goes on; "" when it is over."""
        if not what:
            self.bar.setRange(0, 0)
            self.step.setText("")
        self.what.setText(what)
        self.setVisible(bool(what))

    def show_fraction(self, fraction: float, step: str = "") -> None:
        """How far it has come, from 0 to 1, and what is being done at the moment."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(fraction * 1000))
        self.step.setText(step)
