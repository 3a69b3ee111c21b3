"""The finding drafted from a theme: its words, and whether the room will vote on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import say
from facilitator.services.synthesis.drafting import Draft
from ui import theme as look
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.fields import SentenceField
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.words.telling import tell, told

WORDS_LINES = 3
NOT_IN_A_VOTE = say("Not in a vote yet: V puts it into the next one.")
OF_THE_HOST = say("A draft: on the host, V puts it into the next vote.")


class FindingPanel(QWidget):
    """`worded` carries the finding as it was shown and its new words, `left` that Enter or Escape
    goes back to the passages.
    """

    draft_asked = Signal()
    vote_asked = Signal()
    pages_asked = Signal()
    worded = Signal(object, str)
    left = Signal()

    def __init__(self, *, is_copy: bool = False, parent: QWidget | None = None) -> None:
        """On a copy nothing is put to the vote, and nothing offers it."""
        super().__init__(parent)
        self._is_copy = is_copy
        self._finding: Finding | None = None
        self.words = SentenceField(
            tell("Words of the finding"), tell("The finding, in one sentence"), WORDS_LINES
        )
        set_keys(self.words, {"Escape": self.left.emit})
        self.words.ended.connect(self.left)
        self.words.setMaximumHeight(self.words.minimumHeight())
        self.standing = labels.small()
        self.draft = button(tell("Draft a finding"), "quiet", act=self.draft_asked.emit)
        self.draft.setToolTip(tell("Key F, from the lists"))
        self.vote = button(tell("Into the next vote"), "quiet", act=self.vote_asked.emit)
        self.vote.setToolTip(tell("Key V, from the lists"))
        self.words.saved.connect(self._word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        for widget in (self.words, self.standing):
            column.addWidget(widget)
        pages = button(tell("All findings"), "quiet", act=self.pages_asked.emit)
        pages.setToolTip(tell("Key G, from the lists"))
        column.addLayout(row_of((self.draft, self.vote, pages)))
        self.show_draft(None)

    def show_draft(self, draft: Draft | None) -> None:
        """Show a theme's finding; only the way to one where there is none."""
        finding = draft.finding if draft else None
        if self._finding is not None and (finding is None or finding.id != self._finding.id):
            self.words.save()  # of the finding that they were typed for
        self._finding = finding
        self.words.show_text(finding.wording if finding else "")
        self.standing.setText(self._standing(draft) if draft else "")
        for widget in (self.words, self.standing):
            widget.setVisible(finding is not None)
        self.vote.setVisible(finding is not None and not self._is_copy)
        self.draft.setVisible(finding is None)

    def finding(self) -> Finding | None:
        """The finding that is shown."""
        return self._finding

    def go_to_words(self) -> None:
        """Ready to write the finding: what is typed takes the place of what stands there."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _word(self, words: str) -> None:
        if self._finding is not None:
            self.worded.emit(self._finding, words)

    def _standing(self, draft: Draft) -> str:
        titles = ", ".join(f"“{title}”" for title in draft.votes)
        if titles:
            return tell("Finding, to be voted on in {titles}", titles=titles)
        return told(OF_THE_HOST if self._is_copy else NOT_IN_A_VOTE)
