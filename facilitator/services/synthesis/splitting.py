"""Splitting out again what was merged, also after later work.

A theme that became part of another comes back with the passages that it had then and that nobody
has taken out since. The other one keeps what was tied to it, what other themes brought into it, and
what came into it later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from facilitator.domain.acts import Act, Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.codings import Coding, Span, coding_id, span_of
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.synthesis.themes import refuse_twin
from facilitator.store.records.outcomes import Outcome, outcomes
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

Key = tuple[str, Span | None, str]
"""What a coding ties and who tied it: it is the same in whichever theme."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A theme as it was when it became part of another, and the act in which it did."""

    theme: Theme
    act: Act

    @property
    def into(self) -> str:
        """What it became part of."""
        return self.act.subjects[0]


def merges_in(reader: Reader) -> dict[str, Merge]:
    """Each theme that is not there any more because it was merged, by its id."""
    gone = sorted(reader.born_after(Theme, 0) - reader.ids(Theme))
    found = ((id, _merge_of(reader, id)) for id in gone)
    return {id: merge for id, merge in found if merge is not None}


def _merge_of(reader: Reader, theme_id: str) -> Merge | None:
    shown = reader.shown(theme_id)
    act = reader.act(shown.lead.act) if shown and not shown.lead.erased else None
    if act is None or act.verb is not Verb.MERGE_THEMES or not act.subjects:
        return None
    theme = _said_in(reader.revisions(shown.lead.based_on)) if shown else None
    return Merge(theme, act) if isinstance(theme, Theme) else None


def _before(outcome: Outcome) -> Record | None:
    """What a record said before an act."""
    return _said_in(outcome.before)


def _said_in(revisions: Sequence[Revision]) -> Record | None:
    said = [revision for revision in revisions if revision.content is not None]
    return record_in(said[0]) if said else None


def split_out(file: SeminarStore, theme_id: str, *, now: datetime) -> Theme:
    """The theme that was merged stands by itself again; one act.

    Raises SeminarError where it was not merged, where what it was merged into is gone, and where
    another theme has its name by now.
    """
    with file.write(Verb.SPLIT_THEME, now, on=(theme_id,)) as writer:
        merges = merges_in(writer)
        merge = merges.get(theme_id)
        if merge is None:
            raise SeminarError(say("This theme is not part of another: there is nothing to split."))
        return _Splitting(writer, merges, merge).do()


class _Splitting:
    """One theme comes back, within an act of the caller's."""

    def __init__(self, writer: Writer, merges: Mapping[str, Merge], merge: Merge) -> None:
        self._writer = writer
        self._merges = merges
        self._merge = merge
        self._had: dict[str, dict[Key, Coding]] = {}

    def do(self) -> Theme:
        """Put the theme back with all that was its own."""
        theme = self._as_it_may_stand()
        self._writer.put(theme)
        for key, coding in self._codings_of(theme.id).items():
            there = self._writer.find(Coding, _id(key, self._into))
            if there is None:
                continue  # somebody has taken it out since
            self._writer.put(coding)
            if not self._stands_without(self._into, key):
                self._writer.remove(there)
        for record in self._pointed_at():
            self._writer.put(record)
        return theme

    @cached_property
    def _into(self) -> str:
        """The theme that it is a part of by now: what it was merged into may have been merged."""
        id, seen = self._merge.into, {self._merge.theme.id}
        while self._writer.find(Theme, id) is None:
            if id in seen or id not in self._merges:
                raise SeminarError(
                    say("The theme that this is part of is gone: undo its deletion first.")
                )
            seen.add(id)
            id = self._merges[id].into
        return id

    def _as_it_may_stand(self) -> Theme:
        themes, theme = self._writer.every(Theme), self._merge.theme
        refuse_twin(themes, theme.name, theme.id)
        above = {each.id for each in themes if not each.parent_id}
        return theme if theme.parent_id in above else replace(theme, parent_id="")

    def _codings_of(self, theme_id: str) -> Mapping[Key, Coding]:
        """What a theme that was merged had then."""
        if theme_id not in self._had:
            act = self._merges[theme_id].act
            said = map(_before, outcomes(self._writer, act))
            codings = (each for each in said if isinstance(each, Coding))
            self._had[theme_id] = {_key(c): c for c in codings if c.theme_id == theme_id}
        return self._had[theme_id]

    def _stands_without(self, theme_id: str, key: Key) -> bool:
        """Whether a passage is in a theme for another reason than the theme that is split out."""
        if not self._came_by_merging(theme_id, key):
            return True
        return any(
            merge.into == theme_id
            and id != self._merge.theme.id
            and key in self._codings_of(id)
            and self._stands_without(id, key)
            for id, merge in self._merges.items()
        )

    def _came_by_merging(self, theme_id: str, key: Key) -> bool:
        """Whether merging brought a passage into a theme, when it came there last."""
        history = sorted(self._writer.history(_id(key, theme_id)), key=lambda r: (r.clock, r.id))
        came = ""
        for before, revision in zip([None, *history], history, strict=False):
            if revision.content is not None and (before is None or before.content is None):
                came = revision.act
        act = self._writer.act(came)
        if act is None or act.verb not in (Verb.MERGE_THEMES, Verb.SPLIT_THEME):
            return False
        return (theme_id in act.subjects) is (act.verb is Verb.MERGE_THEMES)

    def _pointed_at(self) -> Iterator[Record]:
        """Questions, findings and themes that stood under it then and are where they were put."""
        id, into = self._merge.theme.id, self._into
        for outcome in outcomes(self._writer, self._merge.act):
            before = _before(outcome)
            now = self._now(outcome)
            if isinstance(before, Question | Finding) and isinstance(now, Question | Finding):
                if before.theme_id == id and now.theme_id == into:
                    yield replace(now, theme_id=id)
            elif isinstance(before, Theme) and isinstance(now, Theme) and before.parent_id == id:
                put = record_in(outcome.made[0])
                if isinstance(put, Theme) and now.parent_id == put.parent_id:
                    yield replace(now, parent_id=id)

    def _now(self, outcome: Outcome) -> Record | None:
        if outcome.kind not in (Kind.QUESTION, Kind.FINDING, Kind.THEME):
            return None
        shown = self._writer.shown(outcome.record)
        return shown.record if shown else None


def _key(coding: Coding) -> Key:
    return coding.passage_id, span_of(coding), coding.coder


def _id(key: Key, theme_id: str) -> str:
    passage, span, coder = key
    return coding_id(passage, theme_id, span, coder)
