"""The program itself has failed: a report is shown, once, over whatever is done."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator.domain.wording import Text, say
from ui import text_size
from ui.dialogs.base import Dialog
from ui.words.telling import tell, told

TITLE = say("Something went wrong in the program")
ADVICE = say(
    "Everything recorded so far is safe in the seminar file; you can carry on. Please send the "
    "report below to whoever looks after the program: it says where in the program it happened, "
    "and nothing about people or what they said."
)
CUT_OFF = say("The program was cut off the last time")
COPY = say("Copy the report")
SIZE = (84, 60)


class Crashes(QObject):
    """Shows a report, once each, over whatever is done and without being in its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._told = set[str]()

    def tell(self, report: str, title: Text = TITLE) -> None:
        """Show a report, unless it was shown already."""
        if report not in self._told:
            self._told.add(report)
            dialog = CrashDialog(self._parent, told(title), report)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show()


class CrashDialog(Dialog):
    """The report, to be read whole before it goes anywhere. The keyboard stays where it was."""

    def __init__(self, parent: QWidget | None, title: str, report: str) -> None:
        super().__init__(parent, title, told(ADVICE), told(COPY))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.report = QPlainTextEdit(report, readOnly=True)
        self.report.setAccessibleName(tell("The report"))
        self.body.addWidget(self.report, 1)
        self.cancel_button.setText(tell("Carry on"))
        text_size.fit(self, *SIZE)

    def value(self) -> str:
        """The report."""
        return self.report.toPlainText()

    def accept(self) -> None:
        """Copied, it can be pasted into a message; it stays in sight."""
        QGuiApplication.clipboard().setText(self.value())
        self.accept_button.setText(tell("Copied"))
