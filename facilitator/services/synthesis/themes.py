"""Sorting: responses and notes are grouped into themes, and themes are made, renamed and merged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.passages import normal
from facilitator.domain.seminar.agenda import between
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.codings import Mark, Span
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme, in_order, parents
from facilitator.domain.wording import say
from facilitator.services.synthesis import coding
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.passages import Reading
from facilitator.store.files.file import new_id
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore


def tie(file: SeminarStore, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Tie the passages to the theme, as they are in the file now; those already tied stay so."""
    with file.write(Verb.TIE, now, on=_ids(passages)) as writer:
        writer.get(Theme, theme_id)
        coding.code(writer, passages, theme_id, coder=file.device, now=now)


def untie(file: SeminarStore, passages: Sequence[Passage], theme_id: str, *, now: datetime) -> None:
    """Take the passages out of the theme."""
    with file.write(Verb.UNTIE, now, on=_ids(passages)) as writer:
        own = _own_alone(writer, file.device)
        coding.uncode(writer, {passage.id for passage in passages}, theme_id, own)


def tie_part(
    file: SeminarStore, passage: Passage, span: Span, theme_id: str, *, now: datetime
) -> None:
    """Tie a part of the passage, as it was shown, to the theme.

    Raises SeminarError where the words were corrected meanwhile and the part is not found again.
    """
    with file.write(Verb.TIE, now, on=(passage.id,)) as writer:
        writer.get(Theme, theme_id)
        kept, there = coding.as_it_is_now(writer, passage, span)
        coding.code(writer, [kept], theme_id, there, coder=file.device, now=now)


def untie_part(
    file: SeminarStore, passage: Passage, span: Span, theme_id: str, *, now: datetime
) -> None:
    """Take a part of the passage, as it was shown, out of the theme."""
    with file.write(Verb.UNTIE, now, on=(passage.id,)) as writer:
        kept, there = coding.as_it_is_now(writer, passage, span)
        coding.uncode_part(writer, kept, there, theme_id, _own_alone(writer, file.device))


VERBS = {Mark.UNSURE: Verb.UNSURE, Mark.NOTHING: Verb.NOTHING_HERE}
"""What it is called to say so of a passage."""


def mark(file: SeminarStore, passages: Sequence[Passage], said: Mark, *, now: datetime) -> None:
    """Say of passages that one is unsure, or that there is nothing in them.

    Raises SeminarError where there is said to be nothing in what is in a theme.
    """
    with file.write(VERBS[said], now, on=_ids(passages)) as writer:
        if said is Mark.NOTHING and _are_in_themes(writer, passages, file.device):
            raise SeminarError(
                say("This is in a theme: take it out first, then say that nothing is here.")
            )
        coding.mark(writer, passages, said, coder=file.device, now=now)


def unmark(file: SeminarStore, passages: Sequence[Passage], said: Mark, *, now: datetime) -> None:
    """Take that back."""
    with file.write(Verb.UNMARK, now, on=_ids(passages)) as writer:
        coding.unmark(writer, _ids(passages), said, _own_alone(writer, file.device))


def _are_in_themes(reader: Reader, passages: Sequence[Passage], coder: str) -> bool:
    """Whether one of them is in a theme, as far as this coder may know."""
    own = _own_alone(reader, coder)
    found = codings.said_of(reader, _ids(passages))
    return any(each.theme_id and own in ("", each.coder) for each in found)


def _own_alone(reader: Reader, coder: str) -> str:
    """The coder, where people read apart and nobody's keys touch what others have tied; else "":
    then what is seen is everybody's.
    """
    reading = Reading(coder, codings.readers_of_groups(reader))
    return coder if reading.is_apart else ""


def write_memo(
    file: SeminarStore, passage: Passage | Theme | Finding, words: str, *, now: datetime
) -> None:
    """This coder's memo on a passage, a theme or a finding; without words there is none."""
    words = normal(words).strip()
    with file.write(Verb.MEMO, now, on=(passage.id,)) as writer:
        if words:
            coding.mark(writer, [passage], Mark.MEMO, words, coder=file.device, now=now)
        else:
            coding.unmark_own(writer, passage.id, Mark.MEMO, file.device)


def add_theme(
    file: SeminarStore, name: str, passages: Sequence[Passage] = (), *, now: datetime
) -> Theme:
    """A new theme behind the others, with the passages tied to it at once."""
    id = new_id()
    with file.write(Verb.ADD, now, on=(id,)) as writer:
        themes = writer.every(Theme)
        refuse_twin(themes, name, "")
        last = themes[-1].position if themes else None
        theme = Theme(id=id, position=between(last, None), name=_named(name))
        writer.put(theme)
        coding.code(writer, passages, theme.id, coder=file.device, now=now)
    return theme


def rename(file: SeminarStore, theme: Theme, name: str, *, now: datetime) -> Theme:
    """The theme under another name; SeminarError when another theme has that name."""
    renamed = replace(theme, name=_named(name))
    with file.write(Verb.RENAME, now) as writer:
        refuse_twin(writer.every(Theme), name, theme.id)
        writer.put(renamed, seen=theme)
    return renamed


def describe(file: SeminarStore, theme: Theme, description: str, *, now: datetime) -> None:
    """Say what belongs into the theme."""
    with file.write(Verb.DESCRIBE, now) as writer:
        writer.refuse_unknown(Theme, theme.id)
        writer.put(replace(theme, description=normal(description).strip()), seen=theme)


def shift(file: SeminarStore, theme: Theme, places: int, *, now: datetime) -> None:
    """Move the theme down (up when negative) among those that stand where it stands.

    What stands under it goes along. At either end nothing is written.
    """
    with file.write(Verb.MOVE, now, on=(theme.id,)) as writer:
        kept, themes = writer.get(Theme, theme.id), writer.every(Theme)
        above = parents(themes)
        beside = [t for t in in_order(themes) if above.get(t.id) == above.get(kept.id)]
        here = [t.id for t in beside].index(kept.id)
        others = [t for t in beside if t.id != kept.id]
        place = min(max(here + places, 0), len(others))
        if place != here:
            before = others[place - 1].position if place else None
            after = others[place].position if place < len(others) else None
            writer.put(replace(theme, position=between(before, after)), seen=theme)


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


def refuse_twin(themes: Sequence[Theme], name: str, own_id: str) -> None:
    """Raises SeminarError where another theme has that name."""
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
