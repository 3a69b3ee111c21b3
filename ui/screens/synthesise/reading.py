"""One passage at a time, whole: what it is and what it is in first, then its words, large."""

from collections.abc import Mapping, Sequence
from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from facilitator.domain.notes.notes import Note
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.synthesis.codings import MARK_WORDS, Mark
from facilitator.domain.wording import Text, brief, say
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.passages import Part, Placed
from ui import theme
from ui.screens.synthesise.passage_words import PassageWords
from ui.widgets.forms.fields import TextField
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.words.telling import tell, told

NOTHING_CHOSEN = say("Choose a passage in the list below; Enter goes from one to the next.")
IN_NONE = say("In no theme yet")
PART_WORDS = 24
"""How many letters of a part stand beside its theme."""
ALIKE_WORDS = 60
"""How many letters stand there of what says the same."""
READ = (Mark.UNSURE, Mark.NOTHING)
MEMO_LINES = 2
PERMISSIONS: Mapping[Permission | None, Text] = {
    None: say("The host knows whether it may be quoted"),
    Permission.GIVEN: say("May be quoted"),
    Permission.REFUSED: say("May not be quoted"),
    Permission.UNKNOWN: say("Not asked whether it may be quoted"),
}

Names = Mapping[str, str]
"""What themes are called, by their ids: key and name."""


class ReadingPane(QFrame):
    """The passage that a key acts on. What may be long, its words, comes last and scrolls.

    `memo_written` carries the passage and what was written on it, `left` that Escape goes back.
    """

    memo_written = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage: Passage | None = None
        theme.set_role(self, "card")
        self.about = labels.small()
        self.question = labels.small()
        self.marks = labels.small()
        self.themes = labels.wrapped(labels.Label("", "strong"))
        self.alike = labels.small()
        self.words = PassageWords()
        self.similar = labels.OneLine("", "small")
        self.similar.hide()
        self.memos = labels.small()
        self.memo = TextField(
            tell("Memo on the passage"), tell("What this passage makes you think"), MEMO_LINES
        )
        self.memo.setMaximumHeight(self.memo.minimumHeight())
        self.memo.saved.connect(self._write_memo)
        set_keys(self.memo, {"Escape": self.left.emit})
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(0.5))
        for label in (self.about, self.question, self.marks, self.themes, self.alike):
            column.addWidget(label)
        column.addWidget(self.words, 1)
        column.addWidget(self.similar)
        column.addWidget(self.memos)
        column.addWidget(self.memo)

    def tell_similar(self, said: str) -> None:
        """What is like the passage that is read; "" while that is not known."""
        self.similar.setText(said)
        self.similar.setVisible(bool(said))

    def go_to_memo(self) -> None:
        """Ready to write the memo."""
        if self._passage is not None:
            self.memo.show()
            self.memo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_passage(
        self,
        placed: Placed | None,
        names: Names,
        wanted: Sequence[str] = (),
        alike: Sequence[Placed] = (),
    ) -> None:
        """Show a passage with its themes, what note-takers found alike, and in it what was searched
        for; without one, how to come to one.
        """
        self._show_memo(placed)
        _tell(self.alike, [_said_alike(other) for other in alike])
        for label in (self.question, self.marks, self.themes):
            label.setVisible(placed is not None)
        if placed is None:
            self.about.setText(told(NOTHING_CHOSEN))
            self.words.show_words("", (), ())
            return
        passage = placed.passage
        beside = (
            told(placed.kind),
            placed.group,
            passage.sector,
            passage.size,
            f"{placed.said_at:%H:%M}",
        )
        _tell(self.about, beside)
        _tell(self.question, (placed.question,))
        _tell(self.marks, _marks(passage, placed.permission))
        self.themes.setText(in_themes(placed, names))
        self.words.show_words(passage.words, placed.parts, wanted)

    def _show_memo(self, placed: Placed | None) -> None:
        passage = placed.passage if placed else None
        if self._passage is not None and (passage is None or passage.id != self._passage.id):
            self.memo.save()  # of the passage that it was written on
        self._passage = passage
        self.memo.show_text(placed.memo if placed else "")
        self.memo.setVisible(self.memo.hasFocus() or bool(self.memo.text()))
        _tell(
            self.memos, [tell("Memo: {memo}", memo=memo) for memo in placed.memos] if placed else ()
        )

    def _write_memo(self, words: str) -> None:
        if self._passage is not None:
            self.memo_written.emit(self._passage, words)


def in_themes(placed: Placed, names: Names) -> str:
    """The themes a passage is in, each with the parts of it that are, by their numbers in it."""
    numbers = count(1)
    numbered = [(part, next(numbers) if part.span else None) for part in placed.parts]
    said = [
        " ".join(
            [
                f"{names[id]}{_by_whom(placed, id)}",
                *(_part(*each) for each in numbered if each[0].theme_id == id),
            ]
        )
        for id in placed.theme_ids
        if id in names
    ]
    marked = [told(MARK_WORDS[mark]) for mark in READ if mark in placed.marks]
    in_them = [tell("In {what}", what=" · ".join(said))] if said else []
    return " · ".join(in_them + marked) or told(IN_NONE)


def _by_whom(placed: Placed, theme_id: str) -> str:
    """Who put it there, where several have read it and not all of them did."""
    if not placed.is_read or len(placed.read_by) < 2:
        return ""
    if theme_id not in placed.own:
        return " " + tell("(others, not you)")
    return "" if theme_id in placed.others else " " + tell("(you, not others)")


def _part(part: Part, number: int | None) -> str:
    words = part.words
    short = words if len(words) <= PART_WORDS else f"{words[: PART_WORDS - 1].rstrip()}…"
    return (
        f"[{number} “{short}”]"
        if number
        else tell("[“{short}”: corrected since, look again]", short=short)
    )


def _marks(passage: Passage, permission: Permission | None) -> Sequence[str]:
    headline, tags = (passage.headline, passage.tags) if isinstance(passage, Note) else (False, ())
    asked = passage.is_verbatim or permission not in (Permission.UNKNOWN, None)
    return (
        tell("★ Starred") if passage.starred else "",
        tell("Headline point") if headline else "",
        told(PERMISSIONS[permission]) if asked else tell("Not word for word"),
        *(f"#{tag}" for tag in tags),
    )


def _said_alike(other: Placed) -> str:
    return tell(
        "Linked by a note-taker, {group}: “{words}”",
        group=other.group,
        words=brief(other.passage.words, ALIKE_WORDS),
    )


def _tell(label: labels.Label, said: Sequence[str]) -> None:
    label.setText(" · ".join(filter(None, said)))
    label.setVisible(bool(label.text()))
