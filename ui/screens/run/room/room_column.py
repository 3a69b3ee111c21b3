"""What the room sees, and under it the capture of what the room says."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.stage.sights import Slide
from facilitator.domain.stage.slides import place
from facilitator.domain.stage.stage import Stage
from facilitator.services.views import run_screen
from facilitator.services.views.run_screen import Console
from ui import theme
from ui.room.room_process import RoomState
from ui.screens.run.room.capture import CaptureBox
from ui.screens.run.room.claims import ClaimsLine
from ui.screens.run.room.flow import flow, unheard
from ui.screens.run.room.preview import StagePreview
from ui.screens.run.room.responses_box import ResponsesBox
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told


class RoomColumn(QWidget):
    """The preview, the capture and the responses."""

    blank_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.preview = StagePreview(session)
        self.standing = Label(tell("The room sees"), "caption")
        self.phones = Label(role="caption")
        self.claims = ClaimsLine()
        self.flow = labels.small()
        self.blank = button(tell("Blank  F12"), "", act=self.blank_asked.emit)
        self.capture = CaptureBox()
        self.responses = ResponsesBox()
        self._is_blank = False
        self.preview.feed.viewed.connect(lambda _: self._say_what_is_shown())
        self._lay_out()
        self.show_flow("")

    def show_console(self, console: Console) -> None:
        """Show how the room's screen stands, and whoever asks for a name at the door."""
        self.show_stage(console.stage)
        self.claims.show_claims(console.claims)

    def show_stage(self, stage: Stage) -> None:
        """Say whether the room's screen is blank."""
        self._is_blank = stage.blank
        self._say_what_is_shown()
        self.blank.setText(tell("Show it  F12") if stage.blank else tell("Blank  F12"))
        self.blank.setAccessibleName(
            tell("Bring the picture back") if stage.blank else tell("Blank")
        )

    def _say_what_is_shown(self) -> None:
        """Which slide it is, where it is one."""
        view = self.preview.feed.view
        sight = view.sight if view is not None else None
        said = tell("The screen is blank") if self._is_blank else tell("The room sees")
        if isinstance(sight, Slide) and not self._is_blank:
            said = told(place(sight.page, sight.pages))
        self.standing.setText(said)

    def show_room(self, state: RoomState, joined: int) -> None:
        """Say how the room stands for phones."""
        words = {
            RoomState.CLOSED: tell("Phones: closed"),
            RoomState.OPEN: tell("Phones: {joined} in", joined=joined),
        }
        self.phones.setText(words.get(state, tell("Phones: opening…")))

    def look_at_the_door(self, console: Console) -> None:
        """Look who is on the way in, while the room is open to phones; and who is not heard."""
        room = self._session.room
        if room is not None and room.state is RoomState.OPEN:
            look = partial(run_screen.arrivals, self._session.file)
            self._session.tasks.run(look, lambda found: self.show_flow(flow(console, found)))
        else:
            self.show_flow(unheard(console))

    def show_flow(self, words: str) -> None:
        """Say who is on the way in; nothing where nobody is."""
        self.flow.setText(words)
        self.flow.setVisible(bool(words))

    def _lay_out(self) -> None:
        head = Flow((self.standing, self.phones, labels.KeyHint("F10"), self.blank))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(self.flow)
        column.addWidget(self.claims)
        column.addWidget(self.preview)
        column.addWidget(labels.rule())
        column.addWidget(self.capture)
        column.addWidget(self.responses, 1)
