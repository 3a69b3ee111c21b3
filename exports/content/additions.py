"""What authors added to a paper: answers, comments, what is new; and all of it as a table."""

from collections.abc import Collection, Iterator, Sequence

from exports.dataset import DataTable, Type, field
from exports.document import (
    Aside,
    Block,
    Paragraph,
    Quote,
    Record,
    Run,
    Small,
    Voice,
    said,
)
from exports.phrases import Tell, moment, short_id
from facilitator.domain.report.additions import (
    ADDITION_NAMES,
    Addition,
    AdditionKind,
    of_kind,
)
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Counted, Text, Weekday, say


def who_and_when(addition: Addition, tell: Tell) -> str:
    """Who wrote it, and on which day."""
    return " · ".join(filter(None, (addition.by, tell(Weekday(addition.at.date())))))


def you_said(summary: Summary, tell: Tell, most: int | None = None) -> Iterator[Block]:
    """What the room asked of the authors, and what these will do."""
    for each in of_kind(summary.additions, AdditionKind.YOU_SAID)[:most]:
        yield Record(words=each.words, id=each.id, kind=tell(say("You said")))
        yield Aside(tell(say("We will")), each.answer or tell(say("Not decided yet.")))
        yield Small("", who_and_when(each, tell))


def beside(summary: Summary, tell: Tell, *about: str) -> Iterator[Block]:
    """What the authors say of a theme or finding, for the paper and as their comment."""
    told = of_kind(summary.additions, AdditionKind.FOR_PAPER, AdditionKind.COMMENT)
    for each in (one for one in told if one.about and one.about in about):
        yield Aside(tell(ADDITION_NAMES[each.kind]), each.words)
        yield Small("", f"{short_id(each.id)} · {who_and_when(each, tell)}")


def comments(summary: Summary, told_of: Collection[str], tell: Tell) -> Iterator[Block]:
    """What is said of the whole, or of what is `told_of` nowhere, by authors and by people who were
    there; and until when it may be.
    """
    kinds = (AdditionKind.FOR_PAPER, AdditionKind.COMMENT, AdditionKind.PARTICIPANT)
    sent = {given.id for part in summary.comments for given in part.responses}
    for each in of_kind(summary.additions, *kinds):
        is_told = each.about in told_of or each.about in sent
        if is_told and each.kind is not AdditionKind.PARTICIPANT:
            continue
        late = tell(_LATE) if _is_late(each, summary) else ""
        yield Record(
            words=each.words,
            id=each.id,
            kind=tell(ADDITION_NAMES[each.kind]),
            remark=" · ".join(filter(None, (who_and_when(each, tell), late))),
        )
        if each.answer:
            yield Aside(tell(_ANSWER), each.answer)
    yield from _sent(summary, tell)
    yield from invitation(summary, tell)


def _sent(summary: Summary, tell: Tell) -> Iterator[Block]:
    """What people sent who had the paper before them, each with what the authors answer."""
    answers = of_kind(summary.additions, AdditionKind.COMMENT, AdditionKind.FOR_PAPER)
    kind = tell(ADDITION_NAMES[AdditionKind.PARTICIPANT])
    for part in summary.comments:
        for given in part.responses:
            day = tell(Weekday(given.recorded_at.date()))
            yield Quote(words=given.words, attribution="", id=given.id, kind=kind, remark=day)
            for each in (one for one in answers if one.about == given.id):
                yield Aside(tell(_ANSWER), each.words)
                yield Small("", who_and_when(each, tell))
        if kept := part.withheld + part.left_out + part.unarchived:
            yield Small("", tell(_unprinted(kept)))


def _unprinted(comments: int) -> Text:
    return Counted(
        comments,
        "{n} comment more is not printed.",
        "{n} comments more are not printed.",
    )


def _is_late(comment: Addition, summary: Summary) -> bool:
    """Whether somebody's comment came after the day until which they were asked for."""
    asked = of_kind(summary.additions, AdditionKind.INVITATION)[-1:]
    until = asked[0].until if asked else None
    is_participants = comment.kind is AdditionKind.PARTICIPANT
    return is_participants and until is not None and comment.at.date() > until


_LATE = say("came after the day by which comments were asked for")
_ANSWER = say("Authors’ answer")


def invitation(summary: Summary, tell: Tell) -> Iterator[Block]:
    """Until when comments are asked for, and where to."""
    for each in of_kind(summary.additions, AdditionKind.INVITATION)[-1:]:
        day = Weekday(each.until) if each.until else None
        until = tell(say("Comments are asked for until {day}.", day=day)) if day else ""
        yield said(" ".join(filter(None, (until, each.words))))


def what_is_new(summary: Summary, tell: Tell) -> Iterator[Block]:
    """What a later edition says that the one before did not, in the authors' words and by count."""
    news = of_kind(summary.additions, AdditionKind.EDITION)
    for number, each in enumerate(news, start=2):
        kind = tell(say("Edition {n}", n=number))
        yield Record(words=each.words, id=each.id, kind=kind, remark=who_and_when(each, tell))
    yield from _changes(summary, tell)
    came = _commented(summary, news)
    if came:
        told = Counted(
            came,
            "{n} comment came in on the edition before.",
            "{n} comments came in on the edition before.",
        )
        yield Small("", tell(told))


def _changes(summary: Summary, tell: Tell) -> Iterator[Block]:
    """What changed since the edition before left, each with the way to it."""
    changes = summary.changes
    if changes is None:
        return
    way = dict.fromkeys(summary.passages, "#")
    way |= {part.poll.id: "#poll " for part in summary.polls}
    way |= {part.finding.id: "#finding " for part in summary.polls if part.finding}
    way |= {part.question.id: "#question " for part in summary.findings}
    every = (
        (say("New"), changes.new_ids),
        (say("Changed"), changes.changed_ids),
        (say("Votes revealed"), changes.revealed_ids),
    )
    told = [(label, [id_ for id_ in ids if id_ in way]) for label, ids in every]
    since = say("Since the edition that left on {moment}:", moment=moment(changes.since))
    yield said(tell(since))
    for label, ids in told:
        links = [Run(short_id(id_), link=f"{way[id_]}{id_}") for id_ in ids]
        runs = [run for link in links for run in (link, Run(" "))]
        if runs:
            yield Paragraph((Run(f"{tell(label)} ({len(ids)}): ", strong=True), *runs[:-1]))
    if not any(ids for _, ids in told):
        nothing = say("Nothing that was said, found or voted has changed.")
        yield said(tell(nothing), Voice.REMARK)


def _commented(summary: Summary, news: Sequence[Addition]) -> int:
    """How many comments that are told came in between the last edition and the one before it."""
    if not news:
        return 0
    moments = [each.at for each in of_kind(summary.additions, AdditionKind.PARTICIPANT)]
    moments += [given.recorded_at for part in summary.comments for given in part.responses]
    since = news[-2].at if len(news) > 1 else None
    return sum(at <= news[-1].at and (since is None or at > since) for at in moments)


def additions_table(summary: Summary) -> DataTable:
    """What authors added, each with who and when."""
    return DataTable(
        name="additions",
        title="What authors added",
        fields=(
            field("addition_id", "Record id", Type.ID),
            field("kind", "What it is", values={k.value: w for k, w in ADDITION_NAMES.items()}),
            field("about", "Record id of the theme or finding", Type.ID, missing="The whole"),
            field("words", "What it says"),
            field("answer", "What was answered, or will be done", missing="Nothing"),
            field("by", "Who wrote it", missing="Not said"),
            field("at", "When", Type.MOMENT),
            field("until", "Until when comments are asked for", Type.DAY, missing="Not asked"),
        ),
        rows=tuple(
            (
                each.id,
                each.kind.value,
                each.about,
                each.words,
                each.answer,
                each.by,
                each.at,
                each.until,
            )
            for each in summary.additions
        ),
    )
