"""Taking over: themes, questions and findings of other seminars go on in this one.

What was taken over has the origin that it had there, or else its id there, for its own: it stands
in one row with the other wherever seminars are compared, and is taken once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from facilitator.domain.acts import Verb
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.origins import key_of
from facilitator.domain.synthesis.themes import Theme, in_order, parents
from facilitator.domain.wording import counted, listed
from facilitator.store.databases.anywhere import looked_at_anywhere
from facilitator.store.files.file import new_id
from facilitator.store.postgres.address import Address
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T", Theme, Question, Finding)


@dataclass(frozen=True, slots=True)
class Material:
    """What may go on elsewhere: themes, each behind the one it stands under, emerging questions and
    findings; nothing that anybody in the room said, and no vote.
    """

    themes: tuple[Theme, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def said(self) -> str:
        """How much it is, in words; "" where it is nothing."""
        parts = (
            (self.themes, "theme", "themes"),
            (self.questions, "question", "questions"),
            (self.findings, "finding", "findings"),
        )
        return listed(counted(len(some), one, many) for some, one, many in parts if some)


def material_at(where: Path | Address, passphrase: str = "") -> Material:
    """That of a seminar that is not open, which is left as it is.

    Raises SeminarError where it cannot be read, PassphraseError where that is the reason.
    """
    with looked_at_anywhere(where, passphrase) as file, file.read() as reader:
        return _of(reader)


def lacking(file: SeminarStore, others: Sequence[Material]) -> Material:
    """What others have and this seminar does not."""
    with file.read() as reader:
        return _lacking(_of(reader), others)


def take_over(
    file: SeminarStore,
    others: Sequence[Material],
    *,
    only: Collection[str] | None = None,
    now: datetime,
) -> Material:
    """Take over what others have and this seminar does not, in one act; returns it as it is here.
    With `only`, what was made from those origins.

    A finding that a second person has read there has not been read here.
    """
    with file.write(Verb.ADD, now) as writer:
        here = _of(writer)
        found = _lacking(here, others)
        if only is not None:
            found = _chosen(found, only, {theme.id for theme in here.themes})
        writer.put_all((*found.themes, *found.questions, *found.findings))
    return found


def _chosen(found: Material, only: Collection[str], here: Collection[str]) -> Material:
    """What was chosen, in themes that are here or were chosen, too, and else in none."""
    themes = [each for each in found.themes if each.origin in only]
    there = {*here, *(theme.id for theme in themes)}

    def kept(theme_id: str) -> str:
        return theme_id if theme_id in there else ""

    questions = (each for each in found.questions if each.origin in only)
    findings = (each for each in found.findings if each.origin in only)
    return Material(
        tuple(replace(each, parent_id=kept(each.parent_id)) for each in themes),
        tuple(replace(each, theme_id=kept(each.theme_id)) for each in questions),
        tuple(replace(each, theme_id=kept(each.theme_id)) for each in findings),
    )


def _of(reader: Reader) -> Material:
    return Material(
        in_order(reader.every(Theme)),
        reader.every(Question, kind=QuestionKind.EMERGING),
        reader.every(Finding),
    )


def _lacking(here: Material, others: Sequence[Material]) -> Material:
    themes, questions = _Beside(here.themes), _Beside(here.questions)
    findings = _Beside(here.findings)
    for other in others:
        themes.take(other.themes)
        questions.take(other.questions)
        findings.take(other.findings)
    under = parents(here.themes)

    def placed(theme: Theme) -> Theme:
        above = themes.ids.get(theme.parent_id, "")
        return replace(theme, parent_id="" if above in under else above)

    return Material(
        tuple(map(placed, themes.taken)),
        tuple(replace(e, theme_id=themes.ids.get(e.theme_id, "")) for e in questions.taken),
        tuple(
            replace(e, theme_id=themes.ids.get(e.theme_id, ""), read_as="") for e in findings.taken
        ),
    )


class _Beside(Generic[T]):
    """Records of one kind that are here, and behind them those that are `taken`. `ids` tell which
    record here each of those others is.
    """

    def __init__(self, here: Sequence[T]) -> None:
        self.taken: list[T] = []
        self.ids: dict[str, str] = {}
        self._last = max((each.position for each in here), default=0)
        self._known: dict[str, str] = {}
        for each in here:
            self._know(each)

    def take(self, others: Iterable[T]) -> None:
        """Take each that is not here yet, by what it was made from or by its words."""
        for each in others:
            known = (self._known[key] for key in _keys(each) if key in self._known)
            self.ids[each.id] = next(known, "") or self._taken(each)

    def _taken(self, other: T) -> str:
        self._last += 1
        origin = other.origin or other.id
        new = replace(other, id=new_id(), position=self._last, origin=origin)
        self.taken.append(new)
        self._know(new)
        return new.id

    def _know(self, record: T) -> None:
        for key in _keys(record):
            self._known.setdefault(key, record.id)


def _keys(record: Theme | Question | Finding) -> Iterable[str]:
    words = record.name if isinstance(record, Theme) else record.wording
    return record.origin or record.id, record.id, key_of(words.casefold())
