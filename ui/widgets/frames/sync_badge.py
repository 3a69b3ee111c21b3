"""Whether notes have reached the host, in one calm line of the window's head."""

from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.domain.merging.sync import Laptop, Reach, Standing, received
from facilitator.domain.wording import Share, say
from ui import theme
from ui.words.telling import tell, told

_ICONS = {
    Reach.TRYING: "clock",
    Reach.UP: "upload",
    Reach.AWAY: "clock",
    Reach.UNPAIRED: "triangle-alert",
    Reach.REFUSED: "triangle-alert",
}


ALONE = say("Notes stay on this computer")
WHAT_ALONE_CAN = say(
    "This is a copy for taking notes, and this computer is not paired with its host. Notes are "
    "written here as usual; agenda, votes and people are the host’s. Click to pair with the "
    "note-takers’ code, or hand the notes over on a stick with File > Hand over my notes."
)


class SyncBadge(QPushButton):
    """Hidden until there is something to say. What a click does is for the window to decide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(tell("Notes and their host"))
        self.hide()

    def show_standing(self, standing: Standing) -> None:
        """How this laptop stands to its host."""
        coming = f" ({told(Share(standing.share))})" if standing.share < 1 else ""
        icon = "check" if standing.is_whole else _ICONS[standing.reach]
        self._say(f"{told(standing.sentence)}{coming}", icon, _details(standing))

    def show_alone(self) -> None:
        """This computer takes notes in a copy whose host it does not know."""
        self._say(told(ALONE), "triangle-alert", told(WHAT_ALONE_CAN))

    def show_laptops(self, laptops: tuple[Laptop, ...]) -> None:
        """How far the laptops are that send this host their notes."""
        said = told(received(laptops))
        icon = "download" if any(laptop.left for laptop in laptops) else "check"
        details = "\n".join(
            tell(
                "{name}: {received} versions received, last at {at}",
                name=each.name,
                received=each.received,
                at=f"{each.at:%H:%M}",
            )
            for each in laptops
        )
        if said:
            self._say(said, icon, details)

    def _say(self, words: str, icon: str, details: str) -> None:
        self.setText(words)
        self.setIcon(theme.icon(icon))
        self.setAccessibleName(words)
        self.setToolTip(details)
        self.show()


def _details(standing: Standing) -> str:
    said = []
    if standing.at is not None:
        said.append(tell("Last in step with the host at {at}.", at=f"{standing.at:%H:%M}"))
    if standing.reach is Reach.UNPAIRED:
        said.append(tell("Click to type the note-takers’ code again; nothing is lost."))
    elif not standing.is_whole:
        said.append(tell("Everything is kept here and goes by itself. Click to try now."))
    if standing.waiting.besides:
        said.append(
            tell(
                "{besides} other changes stay in this copy: only notes go by themselves. "
                "Hand the host a copy of this file for the rest.",
                besides=standing.waiting.besides,
            )
        )
    return "\n".join(said)
