"""What is done with the chosen poll, and with anything else that is put before the room."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from facilitator.domain.polls.polls import Round
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import say
from facilitator.services.polls import voting
from facilitator.services.views import projector
from facilitator.services.views import run_screen as desk
from ui.screens.run.votes.poll_keys import COUNTDOWN, Phase
from ui.screens.run.votes.show_panel import ShowPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import told

if TYPE_CHECKING:
    from ui.screens.run.votes.paper.window import PaperWindow
    from ui.tablet.window import TabletWindow

PART_OF_WINDOW = 0.85
CLOSED = say("The room is closed to phones, so nobody could join. F10 opens it.")


class VoteActs(QObject):
    """Each key of the panel becomes one act on the file; `tablet` is there while it is passed."""

    def __init__(self, screen: Screen, panel: ShowPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = panel
        self.tablet: TabletWindow | None = None
        self.paper: PaperWindow | None = None
        panel.show_asked.connect(self._show)
        panel.result_wanted.connect(self._want_result)
        poll = panel.poll
        poll.open_asked.connect(self._open)
        poll.close_asked.connect(partial(self._with_round, voting.close_round))
        poll.await_asked.connect(partial(self._with_round, voting.await_count))
        poll.declare_asked.connect(partial(self._with_round, voting.declare_count))
        poll.discard_asked.connect(partial(self._with_round, voting.discard_round))
        poll.countdown_asked.connect(self._count_down)
        poll.reveal_asked.connect(partial(self._with_round, voting.reveal_round))
        poll.again_asked.connect(partial(self._with_round, voting.reopen_round))
        poll.counted.connect(self._count_hands)
        poll.tablet_asked.connect(self._open_tablet)

    def _show(self, scene: Scene, subject_id: str, message: str) -> None:
        if scene is Scene.JOIN:
            room = self._screen.session.room
            if room is None or room.greeting is None:
                self._screen.session.tasks.said.emit(told(CLOSED))
                return
            message = room.greeting.url
        self._screen.do(projector.show, scene, subject_id, message)

    def _want_result(self, poll_id: str) -> None:
        self._screen.session.tasks.run(
            partial(desk.result, self._screen.session.file, poll_id),
            partial(self._panel.show_result, poll_id),
        )

    def _open(self) -> None:
        line = self._panel.line
        if line is not None:
            segment_id = self._panel.segment_id
            self._screen.do(partial(voting.open_round, segment_id=segment_id), line.poll.id)

    def _with_round(self, verb: Callable[..., object], *values: object) -> None:
        line = self._panel.line
        if line is not None and line.latest is not None:
            self._screen.do(verb, line.latest.id, *values)

    def _count_hands(self, marks: tuple[tuple[str, int, int], ...], people: int) -> None:
        line = self._panel.line
        if line is not None and line.latest is not None:
            work = partial(voting.count_hands, marks=marks, people=people)
            self._settle_hands(line.latest, work)

    def _settle_hands(self, held: Round, work: Callable[..., object]) -> None:
        """Once the file has the numbers, they need not be remembered; until then they are."""
        screen, poll = self._screen, self._panel.poll

        def settled(_: object) -> None:
            poll.hands.forget(held.id)
            poll.leave_forms()
            screen.reload()

        done = partial(work, screen.session.file, held.id, now=screen.session.clock())
        screen.write(done, settled)

    def _count_down(self) -> None:
        """Close the round in half a minute, or keep it open after all."""
        line, now = self._panel.line, self._screen.session.clock()
        if line is not None and line.latest is not None:
            counting = line.latest.closes_at is not None
            ends = None if counting else now + timedelta(seconds=COUNTDOWN)
            self._with_round(voting.set_countdown, ends)

    def _open_tablet(self) -> None:
        if self._panel.poll.phase is Phase.COUNTING:
            self._open_paper()
            return
        from ui.tablet.window import TabletWindow  # only where there is a tablet to pass round

        if self.tablet is not None:
            self.tablet.leave()
        self.tablet = TabletWindow(self._screen.session, self._screen)
        self.tablet.destroyed.connect(self._forget_tablet)
        self.tablet.showFullScreen()

    def _open_paper(self) -> None:
        from ui.screens.run.votes.paper.window import PaperWindow  # only where paper is counted

        line = self._panel.line
        if line is None or line.latest is None:
            return
        if self.paper is not None and shiboken6.isValid(self.paper):
            self.paper.close()
        self.paper = PaperWindow(self._screen.session, line.latest.id, self._screen)
        self.paper.counted.connect(self._screen.reload)
        self.paper.resize(self._screen.window().size() * PART_OF_WINDOW)
        self.paper.show()
        self.paper.activateWindow()

    def _forget_tablet(self) -> None:
        self.tablet = None
