"""Synthesise: the theme team groups responses and notes, one key for each."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.synthesis import passages as said
from facilitator.services.synthesis import themes
from facilitator.services.synthesis.facets import Asked
from facilitator.services.synthesis.searching import PassageSearch
from ui.models.letting_go import LettingGo
from ui.screens.synthesise.chosen.drafting import OF_FINDINGS, Drafting
from ui.screens.synthesise.chosen.history import History
from ui.screens.synthesise.chosen.members import MembersPanel, with_against
from ui.screens.synthesise.findings.places import Places
from ui.screens.synthesise.marking import Marking
from ui.screens.synthesise.naming import Naming
from ui.screens.synthesise.passages import PassagesPanel
from ui.screens.synthesise.rows import (
    Lists,
    Members,
    asked_anew,
    coded_anew,
    lists_of,
    members_of,
)
from ui.screens.synthesise.similar import Alike
from ui.screens.synthesise.themes import ThemesPanel
from ui.screens.synthesise.together import Together
from ui.screens.synthesise.tying import Tying
from ui.session import Session
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.words.telling import tell

WORKED_BY = (
    (say("1 to 9, A to E"), say("Tie the passage to that theme; again to untie")),
    (
        say("Alt+1 to Alt+9"),
        say("That theme beside the passage; in the themes its key leads to it"),
    ),
    ("Enter, Backspace", say("The next passage, the one before")),
    (say("Shift+→, Shift+←"), say("Choose words: the next key ties that part; Esc lets go")),
    ("Space", say("Read on in a long passage")),
    ("U, X, '", say("Unsure; nothing here; a memo on the passage")),
    (say("T, then Enter"), say("Tie the chosen passages to the theme under the cursor")),
    ("N", say("A new theme for the chosen passages")),
    (say("F, then V"), say("A finding from the theme under the cursor; put it into the next vote")),
    ("G", say("The findings' pages; there K: read, V: into the next vote, C: other seminars")),
    ("F2, M, Del", say("In the themes: rename, merge, delete")),
    ("H, '", say("In the themes and the findings: who did what when, and split out again; a memo")),
    (say("T, Alt+↑, Alt+↓"), say("In the themes: under the one above, or out again; up, down")),
    (
        say("↑, ↓, Enter, Del"),
        say("In a theme's passages: each whole; read it; take out of the theme"),
    ),
    ("Q", say("Ask the group whether its quote, which is read, may be quoted; again: no longer")),
    ("=", say("Passages like this one; those that are ticked follow it into its theme")),
    ("R", say("Who reads which groups, and how far you agree")),
    ("/, W", say("Search what was said; filter it")),
)
"""The keys of the place, for the list of keys."""

SHOWN = frozenset(
    {
        Kind.THEME,
        Kind.CODING,
        Kind.RESPONSE,
        Kind.NOTE,
        Kind.QUESTION,
        Kind.BREAKOUT,
        Kind.CONSENT,
        Kind.SEMINAR,
        *OF_FINDINGS,
    }
)
"""The kinds of records that are shown or told of here."""


class SynthesiseScreen(Screen):
    """Themes on the left, what was said in the middle, the chosen theme's members on the right."""

    KINDS = SHOWN
    KEYS = WORKED_BY

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lists: Lists | None = None
        """What is shown."""
        self._read_last: Lists | None = None
        self._letting_go = LettingGo()
        self._search = PassageSearch()
        self.themes = ThemesPanel()
        self.passages = PassagesPanel()
        self._asked = self.passages.finder.asked()
        self.members = MembersPanel(is_copy=session.is_copy)
        Marking(self, self.passages)
        self._tying = Tying(self, self.passages)
        Naming(self, self.themes, self.passages)
        self.together = Together(self, self.passages)
        Alike(self, self.passages, self._search)
        self.history = History(self)
        self._drafting = Drafting(self, self.members.finding, self.themes.current)
        self.begins_at = self.passages.view
        panes = _beside(self.themes, self.passages, self.members)
        self.places = Places(self, panes, self.members.finding.finding, self.passages.view)
        self._wire()

    def reload(self) -> None:
        self._drafting.reload()
        self.places.take_news()
        self.session.tasks.run(self._read, self._show_lists)

    def finish(self) -> None:
        self.members.description.save()
        self.members.memo.save()
        self.members.finding.words.save()
        self.places.findings.save()
        self.passages.reading.memo.save()
        super().finish()

    def take_news(self, changes: frozenset[Change]) -> None:
        """Of codings alone, only they are read: there may be twenty thousand passages."""
        others = frozenset(change for change in changes if change.kind not in OF_FINDINGS)
        self.places.take_news()
        if not others:
            self._drafting.reload()
        elif all(change.kind is Kind.CODING for change in changes):
            ids = frozenset(change.id for change in changes)
            self.session.tasks.run(partial(self._read_codings, ids), self._show_lists)
        else:
            self.reload()

    def reveal(self, touched: Sequence[Change]) -> None:
        """Go to the passage that was changed, or to the theme."""
        for change in touched:
            if self.passages.choose(change.id):
                return
            self.themes.choose(change.id)

    def _go_to(self, passage_id: str) -> None:
        """Read a passage of the chosen theme in the middle."""
        if self.passages.choose(passage_id):
            self.passages.view.setFocus()

    def _read(self) -> Lists:
        """On the worker, one after the other: what was read last is what news is added to."""
        found = said.everything(self.session.file)
        pressed = self.themes.view.used
        self._read_last = lists_of(found, self._asked, self._search, self._read_last, pressed)
        return self._read_last

    def _read_codings(self, ids: frozenset[str]) -> Lists:
        """On the worker: what has become of codings; of all of them where ids are not told."""
        last = self._read_last
        if last is None:
            return self._read()
        found = said.coded_anew(self.session.file, last.found, None if "" in ids else ids)
        self._read_last = coded_anew(last, found, self._asked, self._search)
        return self._read_last

    def _look_for(self, asked: Asked) -> Lists | None:
        """On the worker: what is looked for, among what was read last."""
        if self._read_last is not None:
            self._read_last = asked_anew(self._read_last, asked, self._search)
        return self._read_last

    def _ask(self) -> None:
        self._asked = self.passages.finder.asked()
        self.session.tasks.run(partial(self._look_for, self._asked), self._show_lists)

    def tie_by_key(self, key: str) -> None:
        """Tie the chosen passages to the theme with this key, or untie them when all are tied."""
        theme = self.themes.view.theme_with(key)
        if theme is not None:
            self._tying.tie_or_untie(theme)

    def _show_lists(self, lists: Lists | None) -> None:
        if lists is None:
            return
        is_first = self.lists is None
        if self.lists is not None:
            self._letting_go.take((*self.lists.passages, *self.lists.found.passages))
        self.lists = lists
        self.passages.show_lists(lists)
        self.themes.show_rows(lists.themes)
        self.themes.tell_beside(lists.by_state)
        self.themes.tell_alike(lists.found.alike)
        self.together.reload()
        if is_first:
            self.together.begin(lists)
        self._show_members()

    def _show_members(self) -> None:
        if self.lists is not None:
            work = partial(members_of, self.lists, self.themes.current())
            self.session.tasks.run(work, self._take_members)

    def _take_members(self, members: Members) -> None:
        """Shown at once with their theme: a key acts on what is shown."""
        if members.theme == self.themes.current():
            self.members.show_members(members)
            self._drafting.show()

    def _write_memo(self, theme: Theme, words: str) -> None:
        self._say_of(theme, "memo", partial(themes.write_memo, words=words))

    def _show_history(self) -> None:
        theme = self.themes.current()
        if theme is not None:
            self.history.ask(theme.id, theme.name)

    def _rename(self, theme: Theme, name: str) -> None:
        self._say_of(theme, "name", partial(themes.rename, name=name))

    def _describe(self, theme: Theme, words: str) -> None:
        self._say_of(theme, "description", partial(themes.describe, description=words))

    def _say_of(self, theme: Theme, what: str, put: Callable[..., object]) -> None:
        file, now = self.session.file, self.session.clock()
        self.write_words((theme.id, what), lambda: put(file, theme, now=now))

    def _merge(self, into: Theme, theme: Theme) -> None:
        self._do(
            lambda file, now: themes.merge_themes(file, into, theme, now=now),
            tell("“{part}” is part of “{whole}” now.", part=theme.name, whole=into.name),
        )

    def _delete(self, theme: Theme) -> None:
        self._do(
            lambda file, now: themes.remove_theme(file, theme, now=now),
            tell("The theme “{name}” is deleted; its passages stay.", name=theme.name),
        )

    def _do(self, act: Callable[[SeminarStore, datetime], object], said: str = "") -> None:
        """One act on the file; `said` tells what has gone, with an Undo beside it."""
        file, now = self.session.file, self.session.clock()
        self.write(lambda: act(file, now), lambda _: self.undoable.emit(said) if said else None)

    def _wire(self) -> None:
        self.themes.state_wanted.connect(self.passages.finder.ask_for)
        self.themes.picked.connect(self._show_members)
        self.themes.renamed.connect(self._rename)
        self.themes.merged.connect(self._merge)
        self.themes.deleted.connect(self._delete)
        self.themes.nested.connect(partial(self.do, themes.nest))
        self.themes.shifted.connect(partial(self.do, themes.shift))
        self.themes.tie_asked.connect(self._tying.tie_from_themes)
        self.passages.finder.changed.connect(self._ask)
        self.passages.chosen_changed.connect(self.themes.tell_chosen)
        self.passages.view.keyed.connect(self.tie_by_key)
        self.passages.view.theme_wanted.connect(self.themes.go_to)
        for view in (self.passages.view, self.themes.view):
            view.finding_wanted.connect(self._drafting.draft)
            view.vote_wanted.connect(self._drafting.put_to_vote)
            view.pages_wanted.connect(self.places.go_to_findings)
        self.members.finding.left.connect(self.passages.view.setFocus)
        self.passages.view.themes_wanted.connect(self.themes.view.setFocus)
        self.passages.view.new_wanted.connect(self.themes.focus_new)
        self.members.finding.pages_asked.connect(self.places.go_to_findings)
        self.members.untied.connect(self._tying.untie)
        self.members.read_asked.connect(self._go_to)
        self.members.described.connect(self._describe)
        self.members.memo_written.connect(self._write_memo)
        self.members.memo.left.connect(self.themes.view.setFocus)
        self.themes.view.history_wanted.connect(self._show_history)
        self.themes.view.memo_wanted.connect(self.members.memo.go_to)


def _beside(themes: QWidget, passages: QWidget, members: MembersPanel) -> SplitView:
    """The three panes, each of which scrolls down where it has little room."""
    named = ((themes, tell("Themes")), (passages, tell("What was said")))
    panes = [PageArea(pane, name, sideways=False) for pane, name in named]
    return SplitView("synthesise", *panes, with_against(members), shares=(4, 9, 5))
