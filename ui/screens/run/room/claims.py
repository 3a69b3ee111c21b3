"""Names that are typed on a second phone: the facilitator nods, or sends it away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.services.people.joining import Claim
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.words.telling import tell


class ClaimsLine(QWidget):
    """Hidden while nobody asks. Both signals carry the id of the first device that does."""

    nodded = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: Sequence[Claim] = ()
        self.words = labels.wrapped(Label(role="strong"))
        self.yes = button(tell("Let it in  Alt+Y"), "", "check", self.nod)
        self.no = button(tell("No  Alt+N"), "quiet", "x", self.refuse)
        self.yes.setAccessibleName(tell("Let this phone take the name’s place"))
        self.no.setAccessibleName(tell("Send this phone away"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch()
        column.addLayout(row)
        self.hide()

    def show_claims(self, claims: Sequence[Claim]) -> None:
        """Show who asks, the first by name."""
        self._claims = claims
        self.setVisible(bool(claims))
        if claims:
            more = tell(", and {n} more", n=len(claims) - 1) * (len(claims) > 1)
            asked = tell(
                "A second phone gives the name {name}{more}. Ask them: is it theirs?",
                name=claims[0].name,
                more=more,
            )
            if claims[0].in_a_vote:
                asked += " " + tell(
                    "In the vote that is open, what it sends replaces what the first one sent; "
                    "what that sent before the room’s server was started anew stays as it is."
                )
            nameless = tell(
                "A phone gives a name that is no longer on the list{more}. Let it in?", more=more
            )
            self.words.setText(asked if claims[0].name else nameless)

    def nod(self) -> None:
        """The phone takes the place of the one that has the name."""
        if self._claims:
            self.nodded.emit(self._claims[0].device_id)

    def refuse(self) -> None:
        """The phone has nothing to do with the name."""
        if self._claims:
            self.refused.emit(self._claims[0].device_id)
