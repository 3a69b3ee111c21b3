"""Why a poll is voted on again: asked for in its panel, and not lost by looking at another."""

from PySide6.QtWidgets import QLineEdit

from ui.words.telling import tell


class Reason(QLineEdit):
    """What is typed for each poll stays, whatever else is looked at, until it was given."""

    def __init__(self) -> None:
        super().__init__(placeholderText=tell("Why is it voted on again? It goes on record."))
        self.setAccessibleName(tell("The reason for voting again"))
        self._poll_id = ""
        self._typed: dict[str, str] = {}
        self.textEdited.connect(self._keep)

    def ask(self, poll_id: str) -> None:
        """Ask for it, with what was typed for that poll before."""
        self._poll_id = poll_id
        self.setText(self._typed.get(poll_id, ""))
        self.setModified(True)
        self.show()
        self.setFocus()

    def was_given(self, poll_id: str) -> None:
        """The poll is voted on again."""
        self._typed.pop(poll_id, None)
        if poll_id == self._poll_id:
            self.clear()

    def _keep(self, words: str) -> None:
        self._typed[self._poll_id] = words
