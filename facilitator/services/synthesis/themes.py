"""Sorting: responses and notes are grouped into themes, and themes are made, renamed and merged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import KIND_NAMES, Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import between
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.writer import Writer

Passage = Response | Note
"""What can be tied to a theme."""

P = TypeVar("P", bound=Passage)

NO_SECTOR = "No sector given"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage, where it comes from in words, and its question's wording ("" without one)."""

    passage: Passage
    origin: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Everything there is to sort: themes in order, passages in the order they were said."""

    themes: tuple[Theme, ...]
    passages: tuple[Placed, ...]
    sectors: tuple[str, ...]

    def members(self, theme_id: str) -> tuple[Placed, ...]:
        """The passages tied to a theme."""
        return tuple(p for p in self.passages if theme_id in p.passage.theme_ids)

    def untied(self) -> tuple[Placed, ...]:
        """The passages tied to no theme yet."""
        return tuple(placed for placed in self.passages if not placed.passage.theme_ids)


def everything(file: SeminarFile) -> Sorted:
    """All themes, responses and notes, from one snapshot."""
    with file.read() as reader:
        questions = {question.id: question.wording for question in reader.every(Question)}
        breakouts = {breakout.id: breakout.title for breakout in reader.every(Breakout)}
        responses = [
            Placed(r, _response_origin(r), questions.get(r.question_id, ""))
            for r in reader.every(Response)
        ]
        notes = [
            Placed(n, _note_origin(n, breakouts), questions.get(n.question_id, ""))
            for n in reader.every(Note)
        ]
        passages = sorted([*responses, *notes], key=_when)
        sectors = reader.get(Seminar, SEMINAR_ID).sectors
        return Sorted(themes=reader.every(Theme), passages=tuple(passages), sectors=sectors)


def count_by_sector(
    passages: Iterable[Placed], sectors: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    """Passages per sector in the seminar's order, those without a sector last; none left out."""
    counts = Counter(placed.passage.sector or NO_SECTOR for placed in passages)
    named = dict.fromkeys([*sectors, *sorted(set(counts) - {NO_SECTOR}), NO_SECTOR])
    return tuple((name, counts[name]) for name in named if counts[name])


def tie(file: SeminarFile, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Tie the passages to the theme, as they are in the file now; those already tied stay so."""
    with file.write(_label("Tie", passages), now) as writer:
        writer.get(Theme, theme_id)
        _retie(writer, passages, theme_id, tied=True)


def untie(file: SeminarFile, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Take the passages out of the theme."""
    with file.write(_label("Untie", passages), now) as writer:
        _retie(writer, passages, theme_id, tied=False)


def add_theme(
    file: SeminarFile, name: str, passages: Sequence[Passage] = (), *, now: datetime
) -> Theme:
    """A new theme behind the others, with the passages tied to it at once."""
    with file.write("Add theme", now) as writer:
        themes = writer.every(Theme)
        _refuse_twin(themes, name, "")
        last = themes[-1].position if themes else None
        theme = Theme(id=new_id(), position=between(last, None), name=_named(name))
        writer.put(theme)
        _retie(writer, passages, theme.id, tied=True)
    return theme


def rename(file: SeminarFile, theme: Theme, name: str, *, now: datetime) -> Theme:
    """The theme under another name; SeminarError when another theme has that name."""
    renamed = replace(theme, name=_named(name))
    with file.write("Rename theme", now) as writer:
        _refuse_twin(writer.every(Theme), name, theme.id)
        writer.put(renamed)
    return renamed


def merge_themes(file: SeminarFile, into: Theme, *others: Theme, now: datetime) -> None:
    """Everything tied to the others is tied to `into`, and the others go; one act."""
    if into in others:
        raise SeminarError("A theme cannot be merged with itself: choose another one.")
    with file.write(f"Merge into “{into.name}”", now) as writer:
        for theme in others:
            _replace_theme(writer, theme.id, into.id)
            writer.remove(theme)


def remove_theme(file: SeminarFile, theme: Theme, *, now: datetime) -> None:
    """Delete a theme; what was tied to it stays, untied from it."""
    with file.write("Delete theme", now) as writer:
        _replace_theme(writer, theme.id, "")
        writer.remove(theme)


def _retie(writer: Writer, passages: Sequence[Passage], theme_id: str, *, tied: bool) -> None:
    for passage in passages:
        current = writer.find(type(passage), passage.id)
        if current and (theme_id in current.theme_ids) != tied:
            writer.put(_with_theme(current, theme_id) if tied else _without(current, theme_id))


def _replace_theme(writer: Writer, old: str, new: str) -> None:
    """Put `new` ("" for nothing) in the place of `old` wherever a record names a theme."""
    passages: tuple[Passage, ...] = (*writer.every(Response), *writer.every(Note))
    for passage in passages:
        if old in passage.theme_ids:
            writer.put(_with_theme(_without(passage, old), new))
    subjects: tuple[Question | Finding, ...] = (*writer.every(Question), *writer.every(Finding))
    for subject in subjects:
        if subject.theme_id == old:
            writer.put(replace(subject, theme_id=new))


def _with_theme(passage: P, theme_id: str) -> P:
    named = [*passage.theme_ids, theme_id] if theme_id else passage.theme_ids
    return replace(passage, theme_ids=tuple(dict.fromkeys(named)))


def _without(passage: P, theme_id: str) -> P:
    return replace(passage, theme_ids=tuple(t for t in passage.theme_ids if t != theme_id))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise SeminarError("A theme needs a name: type one first.")
    return name


def _refuse_twin(themes: Sequence[Theme], name: str, own_id: str) -> None:
    wanted = _named(name).casefold()
    if any(theme.name.casefold() == wanted and theme.id != own_id for theme in themes):
        raise SeminarError(
            f"There is a theme “{_named(name)}” already: choose another name, or merge the two."
        )


def _label(verb: str, passages: Sequence[Passage]) -> str:
    what = "passage" if len(passages) == 1 else f"{len(passages)} passages"
    return f"{verb} {what}"


def _when(placed: Placed) -> tuple[datetime, str]:
    return placed.passage.recorded_at, placed.passage.id


def _response_origin(response: Response) -> str:
    return "Response, hidden from the wall" if response.hidden else "Response"


def _note_origin(note: Note, breakouts: dict[str, str]) -> str:
    return f"{KIND_NAMES[note.kind]}, {breakouts.get(note.breakout_id, 'a breakout')}"
