"""The breakouts in the summary: headline points first, what was checked, and who is to act."""

from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from exports.dataset import Dataset, Value
from exports.document import (
    Block,
    Column,
    Opens,
    Picture,
    Quote,
    Record,
    Rows,
    Section,
    Small,
    Table,
    Voice,
    said,
)
from exports.phrases import moment, short_id
from facilitator.domain.days import write_day
from facilitator.domain.notes.notes import KIND_NAMES
from facilitator.domain.report.summary import BreakoutPart, NoteLine, Summary
from facilitator.domain.stage.read_back_pages import HEADLINES, STANDINGS
from facilitator.domain.wording import counted


def breakouts(summary: Summary) -> Section:
    """All breakouts, and whether notes of theirs came in late."""
    return Section(
        title="Breakouts",
        opens=Opens.PART,
        blocks=tuple(_late_notes(summary)),
        nested=tuple(
            _breakout(part, f"breakout {number}") for number, part in enumerate(summary.breakouts)
        ),
    )


def _breakout(part: BreakoutPart, key: str) -> Section:
    """A breakout: its headline points, then its notes under the questions they speak to."""
    headlines = [line for line in part.notes if line.note.headline]
    groups = _by_question([line for line in part.notes if not line.note.headline], bool(headlines))
    if headlines:
        groups.insert(0, (str(HEADLINES), headlines))
    untitled = groups.pop(0)[1] if groups and not groups[0][0] else []
    return Section(
        key=key,
        title=part.title,
        label=counted(part.members, "person", "people"),
        subtitle=" · ".join(told for told in (part.segment, part.topic) if told),
        blocks=(*_about(part), *map(_note, untitled)),
        nested=tuple(
            Section(
                key=f"{key} {number}",
                title=title,
                blocks=tuple(map(_note, notes)),
                listed=False,
            )
            for number, (title, notes) in enumerate(groups, start=1)
        ),
    )


def _by_question(
    notes: Sequence[NoteLine], after_headlines: bool
) -> list[tuple[str, Sequence[NoteLine]]]:
    """Notes under their questions; those without one are named so unless they come first of all."""
    groups: list[tuple[str, Sequence[NoteLine]]] = []
    for question, members in groupby(notes, key=lambda note: note.question):
        other = "Other notes" if after_headlines or groups else ""
        groups.append((question or other, list(members)))
    return groups


def _about(part: BreakoutPart) -> Iterator[Block]:
    if part.groups:
        yield Small("", _together(part.groups))
    elif part.notes or part.withheld or part.left_out:
        yield Small("", _checked(part))
    else:
        yield said("No notes were taken in this breakout.", Voice.REMARK)
    if part.withheld:
        yield Small("", _withheld(part.withheld))
    if part.left_out:
        notes = counted(part.left_out, "note was", "notes were")
        yield Small("", f"{notes} left out because they may give somebody away.")
    if part.unseen:
        pictures = counted(part.unseen, "photograph is", "photographs are")
        yield Small("", f"{pictures} kept from this paper.")


def photographs(summary: Summary) -> Section:
    """The flip charts that may be printed, group by group, with the words that say the same."""
    groups = tuple(
        Section(
            key=f"photographs {number}",
            title=part.title,
            subtitle=part.segment,
            blocks=tuple(_picture(line) for line in part.notes if line.photograph),
        )
        for number, part in enumerate(summary.breakouts)
        if any(line.photograph for line in part.notes)
    )
    return Section(title="Photographs of flip charts", opens=Opens.PART, nested=groups)


def _picture(line: NoteLine) -> Picture:
    kept = line.photograph
    assert kept is not None
    return Picture(
        jpeg=b64decode(kept.jpeg),
        width=kept.width,
        height=kept.height,
        words=line.note.words,
        id=line.note.id,
        remark=line.question,
    )


def _withheld(quotes: int) -> str:
    if quotes == 1:
        return "1 quote is not printed, because it is not recorded that it may be quoted."
    return f"{quotes} quotes are not printed, because it is not recorded that they may be quoted."


def _together(groups: int) -> str:
    if groups == 1:
        return "Too few people were in this group for it to be named beside its notes."
    return (
        f"These are the notes of {groups} groups that are not told apart, because too few people "
        "were in some of them; they stand in no order."
    )


def _checked(part: BreakoutPart) -> str:
    """Whether the group was read its notes, and how many are not what it heard."""
    if part.checked_at is None:
        return "These notes were not read back to the group."
    said = f"Read back to the group and checked with it at {part.checked_at:%H:%M}."
    newer = sum(note.standing in STANDINGS for note in part.notes)
    if not newer:
        return said
    are = "1 note is" if newer == 1 else f"{newer} notes are"
    return f"{said} {are} newer than that and marked."


def _note(line: NoteLine) -> Block:
    note, kind = line.note, str(KIND_NAMES[line.note.kind])
    told = [str(STANDINGS.get(line.standing, ""))]
    if line.judged:
        told.append(str(line.judged))
    if line.late:
        told.append("came in after the summary was printed")
    about = "; ".join(filter(None, told))
    remark = f"{about[:1].upper()}{about[1:]}"
    if note.is_verbatim:
        return Quote(words=note.words, attribution="", id=note.id, kind=kind, remark=remark)
    return Record(words=note.words, id=note.id, kind=kind, remark=remark)


def _late_notes(summary: Summary) -> Iterator[Block]:
    """That some notes came in after an earlier print of the summary, where they did."""
    late = sum(note.late for part in summary.breakouts for note in part.notes)
    if late and summary.printed_at:
        came = counted(late, "note", "notes")
        yield said(
            f"{came} came in after this summary was last printed, on {moment(summary.printed_at)}; "
            "each is marked.",
            Voice.REMARK,
        )


def actions(data: Dataset, most: int | None = None) -> Iterator[Block]:
    """The actions of all groups, with who answers for each and by when; so many at most."""
    lines = data["actions"].records[:most]
    if not lines:
        return
    columns = (
        Column("Action", 5.2),
        Column("Group", 1.8),
        Column("Who answers for it", 2),
        Column("By", 1.4),
        Column("Record", 1.1),
    )
    yield Table(columns=columns, groups=(Rows(tuple(map(_action, lines))),), wide=True)


def _action(line: Mapping[str, Value]) -> tuple[str, ...]:
    due = line["due"]
    return (
        str(line["words"]),
        str(line["group"]),
        str(line["owner_role"] or "nobody yet"),
        write_day(due) if isinstance(due, date) else "no date",
        short_id(str(line["id"])),
    )
