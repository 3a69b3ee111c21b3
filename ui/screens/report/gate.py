"""The gate that everything passes on its way out: nothing leaves before it was looked through."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.services.report.leaving import is_waiting, pass_on
from ui import ask
from ui.dialogs.leaving.looking_through import LeavingDialog
from ui.screens.report import making
from ui.screens.report.making import Made
from ui.session import Session

Act = Callable[[], object]


class Gate:
    """What has changed since it was made is made again first: whoever has withdrawn a permission
    meanwhile is in no paper that leaves.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        made: Callable[[], Made | None],
        remake: Callable[[Act], object],
        go: Callable[[object], object],
    ) -> None:
        self._session, self._parent = session, parent
        self._made, self._remake, self._go = made, remake, go

    def let(self, act: Act) -> None:
        """Do what sends the paper that is shown, once it may."""
        self._when_fresh(partial(self._look, act))

    def look(self) -> None:
        """Show the rules and the passages, when nothing is about to leave."""
        self._open(asks=False)

    def _when_fresh(self, then: Act) -> None:
        made, file = self._made(), self._session.file
        if made is None:
            return

        def known(is_outdated: bool) -> None:
            if is_outdated:
                self._remake(then)
            else:
                then()

        self._session.tasks.run(partial(making.is_outdated, file, made), known)

    def _look(self, act: Act) -> None:
        made, file = self._made(), self._session.file
        if made is not None:
            self._session.tasks.run(
                partial(is_waiting, file, made.passages), partial(self._decide, act)
            )

    def _decide(self, act: Act, waits: bool) -> None:
        if not waits:
            act()
            return
        reason = self._open(asks=True)
        if reason is not None:
            self._when_fresh(partial(self._pass, act, reason))

    def _open(self, *, asks: bool) -> str | None:
        dialog = LeavingDialog(self._parent, self._session, asks=asks)
        dialog.record_asked.connect(self._go)
        return ask.ask(dialog)

    def _pass(self, act: Act, reason: str) -> None:
        """What came in meanwhile with a caution is asked about where no reason covers it."""
        made, file, now = self._made(), self._session.file, self._session.clock()
        if made is not None and reason:
            work = partial(pass_on, file, made.passages, reason, now=now)
            self._session.tasks.run(work, lambda _: act())
        else:
            self._look(act)
