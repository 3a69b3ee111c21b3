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
from exports.phrases import Tell, group_name, moment, short_id
from facilitator.domain.days import DayInShort
from facilitator.domain.notes.notes import KIND_NAMES
from facilitator.domain.report.summary import BreakoutPart, NoteLine, Summary
from facilitator.domain.stage.read_back_pages import HEADLINES, STANDINGS
from facilitator.domain.wording import Begun, Counted, Joined, Text, people, say


def breakouts(summary: Summary, tell: Tell) -> Section:
    """All breakouts, and whether notes of theirs came in late."""
    title = say("Breakouts")
    return Section(
        key=str(title),
        title=tell(title),
        opens=Opens.PART,
        blocks=tuple(_late_notes(summary, tell)),
        nested=tuple(
            _breakout(part, f"breakout {number}", tell)
            for number, part in enumerate(summary.breakouts)
        ),
    )


def _breakout(part: BreakoutPart, key: str, tell: Tell) -> Section:
    """A breakout: its headline points, then its notes under the questions they speak to."""
    headlines = [line for line in part.notes if line.note.headline]
    others = [line for line in part.notes if not line.note.headline]
    groups = _by_question(others, bool(headlines), tell)
    if headlines:
        groups.insert(0, (tell(HEADLINES), headlines))
    untitled = groups.pop(0)[1] if groups and not groups[0][0] else []
    return Section(
        key=key,
        title=group_name(part.title, tell),
        label=tell(people(part.members)),
        subtitle=" · ".join(told for told in (part.segment, part.topic) if told),
        blocks=(*_about(part, tell), *(_note(line, tell) for line in untitled)),
        nested=tuple(
            Section(
                key=f"{key} {number}",
                title=title,
                blocks=tuple(_note(line, tell) for line in notes),
                listed=False,
            )
            for number, (title, notes) in enumerate(groups, start=1)
        ),
    )


def _by_question(
    notes: Sequence[NoteLine], after_headlines: bool, tell: Tell
) -> list[tuple[str, Sequence[NoteLine]]]:
    """Notes under their questions; those without one are named so unless they come first of all."""
    groups: list[tuple[str, Sequence[NoteLine]]] = []
    for question, members in groupby(notes, key=lambda note: note.question):
        other = tell(say("Other notes")) if after_headlines or groups else ""
        groups.append((question or other, list(members)))
    return groups


def _about(part: BreakoutPart, tell: Tell) -> Iterator[Block]:
    if part.groups:
        yield Small("", tell(_together(part.groups)))
    elif part.notes or part.withheld or part.left_out:
        yield Small("", tell(_checked(part)))
    else:
        yield said(tell(say("No notes were taken in this breakout.")), Voice.REMARK)
    kept = (
        (part.withheld, _withheld(part.withheld)),
        (
            part.left_out,
            Counted(
                part.left_out,
                "{n} note was left out because they may give somebody away.",
                "{n} notes were left out because they may give somebody away.",
            ),
        ),
        (part.unseen, unseen(part.unseen)),
    )
    for number, told in kept:
        if number:
            yield Small("", tell(told))


def unseen(pictures: int) -> Text:
    """How many photographs are kept back."""
    return Counted(
        pictures,
        "{n} photograph is kept from this paper.",
        "{n} photographs are kept from this paper.",
    )


def photographs(summary: Summary, tell: Tell) -> Section:
    """The flip charts that may be printed, group by group, with the words that say the same."""
    groups = tuple(
        Section(
            key=f"photographs {number}",
            title=group_name(part.title, tell),
            subtitle=part.segment,
            blocks=tuple(_picture(line) for line in part.notes if line.photograph),
        )
        for number, part in enumerate(summary.breakouts)
        if any(line.photograph for line in part.notes)
    )
    title = say("Photographs of flip charts")
    return Section(key=str(title), title=tell(title), opens=Opens.PART, nested=groups)


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


def _withheld(quotes: int) -> Text:
    return Counted(
        quotes,
        "{n} quote is not printed because the speaker has not agreed to be quoted.",
        "{n} quotes are not printed because the speakers have not agreed to be quoted.",
    )


def _together(groups: int) -> Text:
    if groups == 1:
        return say("Too few people were in this group for it to be named beside its notes.")
    return say(
        "These are the notes of {groups} groups that are not told apart, because too few people "
        "were in some of them; they stand in no order.",
        groups=groups,
    )


def _checked(part: BreakoutPart) -> Text:
    """Whether the group was read its notes, and how many are not what it heard."""
    if part.checked_at is None:
        return say("These notes were not read back to the group.")
    told = say("Read back to the group and checked with it at {time}.", time=part.checked_at)
    newer = sum(note.standing in STANDINGS for note in part.notes)
    if not newer:
        return told
    are = Counted(
        newer,
        "{n} note is newer than that and marked.",
        "{n} notes are newer than that and marked.",
    )
    return Joined((told, are))


def _note(line: NoteLine, tell: Tell) -> Block:
    note, kind = line.note, tell(KIND_NAMES[line.note.kind])
    late = say("came in after the summary was printed") if line.late else ""
    about = (STANDINGS.get(line.standing, ""), line.judged, late)
    remark = tell(Begun(Joined(about, "; ")))
    if note.is_verbatim:
        return Quote(words=note.words, attribution="", id=note.id, kind=kind, remark=remark)
    return Record(words=note.words, id=note.id, kind=kind, remark=remark)


def _late_notes(summary: Summary, tell: Tell) -> Iterator[Block]:
    """That some notes came in after an earlier print of the summary, where they did."""
    late = sum(note.late for part in summary.breakouts for note in part.notes)
    if late and summary.printed_at:
        came = Counted(
            late,
            "{n} note came in after this summary was last printed, on {moment}; each is marked.",
            "{n} notes came in after this summary was last printed, on {moment}; each is marked.",
            moment=moment(summary.printed_at),
        )
        yield said(tell(came), Voice.REMARK)


def actions(data: Dataset, tell: Tell, most: int | None = None) -> Iterator[Block]:
    """The actions of all groups, with who answers for each and by when; so many at most."""
    lines = data["actions"].records[:most]
    if not lines:
        return
    columns = (
        Column(tell(say("Action")), 5.2),
        Column(tell(say("Group")), 1.8),
        Column(tell(say("Who answers for it")), 2),
        Column(tell(say("By")), 1.4),
        Column(tell(say("Record")), 1.1),
    )
    rows = tuple(_action(line, tell) for line in lines)
    yield Table(columns=columns, groups=(Rows(rows),), wide=True)


def _action(line: Mapping[str, Value], tell: Tell) -> tuple[str, ...]:
    due, owner = line["due"], line["owner_role"]
    return (
        str(line["words"]),
        group_name(str(line["group"]), tell),
        str(owner) if owner else tell(say("nobody yet")),
        tell(DayInShort(due) if isinstance(due, date) else say("no date")),
        short_id(str(line["id"])),
    )
