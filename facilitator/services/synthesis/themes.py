"""Sorting: responses and notes are grouped into themes, and themes are made, renamed and merged."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import KIND_NAMES, Note
from facilitator.domain.passages import normal
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import between
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme, in_order
from facilitator.domain.wording import say
from facilitator.services.synthesis import coding
from facilitator.services.synthesis.coding import Passage
from facilitator.store.files.file import new_id
from facilitator.store.records import codings
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NO_SECTOR = "No sector given"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage, where it comes from in words, and its question's wording ("" without one).

    `theme_ids` are the themes that it, or a part of it, is in.
    """

    passage: Passage
    origin: str
    question: str
    theme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Everything there is to sort: themes in order, passages in the order they were said."""

    themes: tuple[Theme, ...]
    passages: tuple[Placed, ...]
    sectors: tuple[str, ...]

    def members(self, theme_id: str) -> tuple[Placed, ...]:
        """The passages tied to a theme."""
        return tuple(p for p in self.passages if theme_id in p.theme_ids)

    def untied(self) -> tuple[Placed, ...]:
        """The passages tied to no theme yet."""
        return tuple(placed for placed in self.passages if not placed.theme_ids)


def everything(file: SeminarStore) -> Sorted:
    """All themes, responses and notes, from one snapshot."""
    with file.read() as reader:
        questions = {question.id: question.wording for question in reader.every(Question)}
        breakouts = {breakout.id: breakout.title for breakout in reader.every(Breakout)}
        themes = codings.themes_of(reader)

        def placed(passage: Passage, origin: str) -> Placed:
            question = questions.get(passage.question_id, "")
            return Placed(passage, origin, question, themes.get(passage.id, ()))

        responses = [placed(r, _response_origin(r)) for r in reader.every(Response)]
        notes = [placed(n, _note_origin(n, breakouts)) for n in reader.every(Note)]
        passages = sorted([*responses, *notes], key=_when)
        sectors = reader.get(Seminar, SEMINAR_ID).sectors
        ordered = in_order(reader.every(Theme))
        return Sorted(themes=ordered, passages=tuple(passages), sectors=sectors)


def coded_anew(file: SeminarStore, found: Sorted, coding_ids: Collection[str]) -> Sorted:
    """What was found, after news of those codings and of nothing else: only they are read."""
    with file.read() as reader:
        touched = codings.passages_with(reader, coding_ids)
        themes = codings.themes_of(reader, touched)
    passages = tuple(
        replace(placed, theme_ids=themes.get(placed.passage.id, ()))
        if placed.passage.id in touched
        else placed
        for placed in found.passages
    )
    return replace(found, passages=passages)


def count_by_sector(
    passages: Iterable[Placed], sectors: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    """Passages per sector in the seminar's order, those without a sector last; none left out."""
    counts = Counter(placed.passage.sector or NO_SECTOR for placed in passages)
    named = dict.fromkeys([*sectors, *sorted(set(counts) - {NO_SECTOR}), NO_SECTOR])
    return tuple((name, counts[name]) for name in named if counts[name])


def tie(file: SeminarStore, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Tie the passages to the theme, as they are in the file now; those already tied stay so."""
    with file.write(Verb.TIE, now, on=_ids(passages)) as writer:
        writer.get(Theme, theme_id)
        coding.code(writer, passages, theme_id, coder=file.device, now=now)


def untie(file: SeminarStore, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Take the passages out of the theme."""
    with file.write(Verb.UNTIE, now, on=_ids(passages)) as writer:
        coding.uncode(writer, {passage.id for passage in passages}, theme_id)


def add_theme(
    file: SeminarStore, name: str, passages: Sequence[Passage] = (), *, now: datetime
) -> Theme:
    """A new theme behind the others, with the passages tied to it at once."""
    id = new_id()
    with file.write(Verb.ADD, now, on=(id,)) as writer:
        themes = writer.every(Theme)
        _refuse_twin(themes, name, "")
        last = themes[-1].position if themes else None
        theme = Theme(id=id, position=between(last, None), name=_named(name))
        writer.put(theme)
        coding.code(writer, passages, theme.id, coder=file.device, now=now)
    return theme


def rename(file: SeminarStore, theme: Theme, name: str, *, now: datetime) -> Theme:
    """The theme under another name; SeminarError when another theme has that name."""
    renamed = replace(theme, name=_named(name))
    with file.write(Verb.RENAME, now) as writer:
        _refuse_twin(writer.every(Theme), name, theme.id)
        writer.put(renamed, seen=theme)
    return renamed


def describe(file: SeminarStore, theme: Theme, description: str, *, now: datetime) -> None:
    """Say what belongs into the theme."""
    with file.write(Verb.DESCRIBE, now) as writer:
        writer.get(Theme, theme.id)
        writer.put(replace(theme, description=normal(description).strip()), seen=theme)


def nest(file: SeminarStore, theme: Theme, under: Theme | None, *, now: datetime) -> None:
    """Put the theme under another, or under none; SeminarError where that would be a second level.

    It stands last there.
    """
    with file.write(Verb.NEST if under else Verb.UNNEST, now) as writer:
        kept, themes = writer.get(Theme, theme.id), writer.every(Theme)
        parent = writer.get(Theme, under.id).id if under else ""
        _refuse_second_level(kept, parent, themes)
        last = max((t.position for t in themes if t.parent_id == parent), default=None)
        writer.put(replace(theme, parent_id=parent, position=between(last, None)), seen=theme)


def _refuse_second_level(theme: Theme, parent: str, themes: Sequence[Theme]) -> None:
    if parent == theme.id:
        raise SeminarError(say("A theme cannot stand under itself: choose another one."))
    if parent and any(each.parent_id == theme.id for each in themes):
        raise SeminarError(
            say(
                "Other themes stand under “{name}”: take them out first, then put it there.",
                name=theme.name,
            )
        )
    if any(each.id == parent and each.parent_id for each in themes):
        raise SeminarError(say("That theme stands under another itself: choose one that does not."))


def merge_themes(file: SeminarStore, into: Theme, *others: Theme, now: datetime) -> None:
    """Everything tied to the others is tied to `into`, and the others go; one act."""
    if into in others:
        raise SeminarError(say("A theme cannot be merged with itself: choose another one."))
    with file.write(Verb.MERGE_THEMES, now, on=(into.id,)) as writer:
        for theme in others:
            _replace_theme(writer, theme.id, into.id)
            writer.remove(theme)


def remove_theme(file: SeminarStore, theme: Theme, *, now: datetime) -> None:
    """Delete a theme; what was tied to it stays, untied from it."""
    with file.write(Verb.REMOVE, now, on=(theme.id,)) as writer:
        _replace_theme(writer, theme.id, "")
        writer.remove(theme)


def _replace_theme(writer: Writer, old: str, new: str) -> None:
    """Put `new` ("" for nothing) in the place of `old` wherever a record names a theme."""
    coding.move(writer, old, new)
    subjects: tuple[Question | Finding, ...] = (*writer.every(Question), *writer.every(Finding))
    for subject in subjects:
        if subject.theme_id == old:
            writer.put(replace(subject, theme_id=new))
    for theme in writer.every(Theme, parent_id=old):
        writer.put(replace(theme, parent_id=_parent_for(writer, theme, new)))


def _parent_for(writer: Writer, theme: Theme, new: str) -> str:
    """Where a theme stands after the one above it became a part of `new`."""
    above = writer.find(Theme, new) if new and new != theme.id else None
    return above.id if above and not above.parent_id else ""


def _named(name: str) -> str:
    name = normal(" ".join(name.split()))
    if not name:
        raise SeminarError(say("A theme needs a name: type one first."))
    return name


def _refuse_twin(themes: Sequence[Theme], name: str, own_id: str) -> None:
    wanted = _named(name).casefold()
    if any(theme.name.casefold() == wanted and theme.id != own_id for theme in themes):
        raise SeminarError(
            say(
                "There is a theme “{name}” already: choose another name, or merge the two.",
                name=_named(name),
            )
        )


def _ids(passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(passage.id for passage in passages)


def _when(placed: Placed) -> tuple[datetime, str]:
    return placed.passage.recorded_at, placed.passage.id


def _response_origin(response: Response) -> str:
    return "Response, hidden from the wall" if response.hidden else "Response"


def _note_origin(note: Note, breakouts: dict[str, str]) -> str:
    return f"{KIND_NAMES[note.kind]}, {breakouts.get(note.breakout_id, 'a breakout')}"
