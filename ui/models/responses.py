"""Responses in a list, newest first: ten thousand open at once, news touches only its own rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, tzinfo
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.wording import Counted, Text, say
from facilitator.services.records.authors import Allowed
from facilitator.services.views.run_screen import Marks
from ui.models import row_changes
from ui.widgets.lists.editing import TAKE_ROLE
from ui.widgets.lists.rows import ROW_ROLE, Row
from ui.words.telling import tell, told

WRITTEN_DOWN = (Channel.PLENARY, Channel.PAPER)
Index = QModelIndex | QPersistentModelIndex


class ResponsesModel(QAbstractListModel):
    """Responses, those that match a search. A row's words are made only when it is painted.

    `corrected` carries a response and the words put in its place; the row changes when the file
    says so.
    """

    corrected = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Response] = []
        self._shown: list[Response] = []
        self._themes: dict[str, str] = {}
        self._marks = Marks(Counter(), {})
        self._allowed: dict[str, Allowed] = {}
        self._wanted = ""
        self.zone: tzinfo = UTC
        """That of the clock in the room."""

    @property
    def total(self) -> int:
        """How many responses there are, whatever the search."""
        return len(self._all)

    @property
    def hidden(self) -> int:
        """How many of them are kept from the wall."""
        return sum(response.hidden for response in self._all)

    def response(self, index: Index) -> Response | None:
        """The response at an index, None when there is none."""
        inside = index.isValid() and 0 <= index.row() < len(self._shown)
        return self._shown[index.row()] if inside else None

    def index_of(self, response_id: str) -> QModelIndex:
        """Where a response is shown; invalid when it is not."""
        rows = (row for row, response in enumerate(self._shown) if response.id == response_id)
        return self.index(next(rows, -1), 0)

    def name_themes(self, themes: dict[str, str]) -> None:
        """The names of themes by id."""
        if themes != self._themes:
            self._themes = themes
            self._announce(0, len(self._shown) - 1)

    def show_marks(self, marks: Marks) -> None:
        """How many phones have upvoted each response, and which themes it is in."""
        if marks != self._marks:
            self._marks = marks
            self._announce(0, len(self._shown) - 1)

    def noted(self) -> list[str]:
        """The ids of those that may be quoted because somebody here noted so."""
        mine = (each for each in self._all if each.channel in WRITTEN_DOWN)
        return [each.id for each in mine if each.quotable]

    def show_allowed(self, allowed: Mapping[str, Allowed]) -> None:
        """Who noted of each that it may be quoted, and when."""
        if allowed != self._allowed:
            self._allowed = dict(allowed)
            self._announce(0, len(self._shown) - 1)

    def themes_of(self, response: Response) -> tuple[str, ...]:
        """The ids of the themes that a response is in."""
        return self._marks.themes.get(response.id, ())

    def next_hidden(self, index: Index) -> QModelIndex:
        """The next response, around the end, that is kept from the wall; invalid without one."""
        count, start = len(self._shown), index.row() + 1
        rows = ((start + step) % count for step in range(count))
        return self.index(next((row for row in rows if self._shown[row].hidden), -1), 0)

    def show_all(self, responses: Sequence[Response]) -> None:
        """Show these responses, newest first."""
        self._all = list(responses)
        matching = [response for response in self._all if self._matches(response)]
        row_changes.show_anew(self, self._shown, matching)

    def search(self, words: str) -> None:
        """Show only the responses whose words, sector or speaker contain these."""
        wanted = words.strip().casefold()
        if wanted != self._wanted:
            self._wanted = wanted
            self.show_all(self._all)

    def take(self, responses: Iterable[Response], ids: frozenset[str]) -> None:
        """News of some responses: those of `ids` that are not among `responses` are gone."""
        found = {response.id: response for response in responses}
        standing = {response.id for response in self._shown}
        new = dict(found)
        self._all = [
            new.pop(known.id, known)
            for known in self._all
            if known.id in found or known.id not in ids
        ]
        for response in new.values():
            self._all.insert(_place(self._all, response), response)
        # What is on the screen stays there: a corrected response does not vanish from a search.
        shown = [each for each in self._all if each.id in standing or self._matches(each)]
        row_changes.show(self, self._shown, shown, lambda response: response.id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        response = self.response(index)
        if response is None:
            return None
        if role == ROW_ROLE:
            return self._row(response)
        if role == TAKE_ROLE:
            return partial(self._take, response)
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return response.words
        return self._spoken(response) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        response = self.response(index)
        edits = role == Qt.ItemDataRole.EditRole
        return response is not None and edits and self._take(response, value)

    def _take(self, response: Response, value: Any) -> bool:
        """Take words that correct those of a response as it was then."""
        words = str(value).strip()
        if words in ("", response.words):
            return False
        self.corrected.emit(response, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren

    def _row(self, response: Response) -> Row:
        upvotes = self._marks.upvotes[response.id]
        marks = (("star", response.starred), ("eye-off", response.hidden), ("arrow-up", upvotes))
        icons = [name for name, there in marks if there]
        return Row(
            key=response.id,
            text=" ".join(response.words.split()),
            detail=" · ".join(self._about(response)),
            icons=tuple(icons),
            figure=str(upvotes or ""),
            value=response,
        )

    def _about(self, response: Response) -> list[str]:
        themes = [self._themes[t] for t in self.themes_of(response) if t in self._themes]
        said = f"{response.recorded_at.astimezone(self.zone):%H:%M}"
        about = (
            said,
            response.sector,
            response.attribution,
            told(_whose(response)),
            self._leave(response),
            *themes,
        )
        return [part for part in about if part]

    def _leave(self, response: Response) -> str:
        """Who noted that it may be quoted, and when."""
        allowed = self._allowed.get(response.id) if response.quotable else None
        here = response.recorded_at.astimezone(self.zone)
        return told(allowed.in_words(here)) if allowed else ""

    def _spoken(self, response: Response) -> str:
        states = (
            (tell("starred"), response.starred),
            (tell("hidden from the wall"), response.hidden),
        )
        said = [state for state, there in states if there]
        if upvotes := self._marks.upvotes[response.id]:
            said.append(told(Counted(upvotes, "{n} upvote", "{n} upvotes")))
        return ", ".join([response.words, *self._about(response), *said])

    def _matches(self, response: Response) -> bool:
        if not self._wanted:
            return True
        text = f"{response.words}\n{response.sector}\n{response.attribution}"
        return self._wanted in text.casefold()

    def _announce(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def _whose(response: Response) -> Text:
    """Whether what was written down is the speaker's own words, and what may become of it."""
    if response.channel is Channel.PAPER:
        return _ON_PAPER[response.quotable, response.archivable]
    if response.channel is not Channel.PLENARY or not response.their_words:
        return ""
    return say("their own words, may be quoted") if response.quotable else say("their own words")


_ON_PAPER = {
    (False, False): say("on paper, not to be quoted"),
    (True, False): say("on paper, may be quoted"),
    (False, True): say("on paper, may be archived"),
    (True, True): say("on paper, may be quoted and archived"),
}
"""What somebody ticked beside words that they wrote on paper: (quoted, archived)."""


def _place(responses: Sequence[Response], new: Response) -> int:
    """Before the first that is not newer; nearly always at the top."""
    older = (place for place, known in enumerate(responses) if known.recorded_at <= new.recorded_at)
    return next(older, len(responses))
