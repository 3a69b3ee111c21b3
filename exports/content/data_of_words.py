"""What was planned, said and noted as tables, with who was heard and what is left out."""

from collections.abc import Iterator, Sequence

from exports.dataset import DataTable, Type, Value, field
from facilitator.domain.notes.notes import KIND_NAMES
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.deposit import is_for_archive
from facilitator.domain.report.summary import QuestionPart, Summary, VoiceLine
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.questions import QuestionKind
from facilitator.domain.wording import LEAST_SHARED, brief

_NOT_PUT = "Not put to people"
_NOT_JUDGED = "Not asked, or too few to tell"
_FINDING = "finding"
_KINDS = {kind.value: kind for kind in QuestionKind} | {_FINDING: "A finding that was spoken to"}
_CAME = {"captured": "Written down as it was said", "sent": "By phone, tablet or paper"}
"""No more is told of the way: few take some of them."""
_SAFE = "Left out for the protection of small groups, or nobody"


def agenda(summary: Summary) -> DataTable:
    """The day as planned and as run."""
    return DataTable(
        name="agenda",
        title="The day, planned and run",
        fields=(
            field("place", "Its place in the order of the day", Type.COUNT),
            field("title", "What it was"),
            field("planned_start", "When it was to begin", Type.CLOCK),
            field("planned_min", "How many minutes it was to take", Type.COUNT),
            field("began", "When it began", Type.CLOCK, missing="Not run"),
            field("ran_min", "How many minutes it took", Type.COUNT, missing="Not run or not over"),
            field("drift", "Minutes late, below nought early", Type.COUNT, missing="Not run"),
            field("seg_id", "Record id of the part of the day", Type.ID, missing="Not recorded"),
        ),
        rows=tuple(
            (
                place,
                line.title,
                line.planned_start,
                line.planned_minutes,
                line.started,
                line.ran_minutes,
                line.drift,
                line.segment_id,
            )
            for place, line in enumerate(summary.agenda, start=1)
        ),
    )


def questions(summary: Summary) -> DataTable:
    """Every question, with how many responses there are and how many of them are printed."""
    asked = {part.question.id: part for part in summary.asked}
    known = {question.id: question for question in summary.research_questions}
    known |= {id_: part.question for id_, part in asked.items()}
    tested = {part.question.id for part in summary.findings}
    return DataTable(
        name="questions",
        title="Questions",
        fields=(
            field("q_id", "Record id of the question", Type.ID),
            field("wording", "What was asked"),
            field("kind", "What it was for", values=_KINDS),
            field("group", "The heading it stands under", missing="None"),
            field("theme_id", "Record id of its theme", Type.ID, missing="No theme"),
            field("source", "What it stands on", missing="Not recorded"),
            field("printed", "Responses that may be printed", Type.COUNT, missing=_NOT_PUT),
            field("hidden", "Responses the facilitator hid", Type.COUNT, missing=_NOT_PUT),
            field("withheld", "Responses without consent", Type.COUNT, missing=_NOT_PUT),
            field("left_out", "Responses with a caution", Type.COUNT, missing=_NOT_PUT),
            field("unarchived", "Responses no archive gets", Type.COUNT, missing=_NOT_PUT),
            field("origin", "Its key in the template, or where it is from", missing="Made here"),
            field("short", "Its first words"),
        ),
        rows=tuple(
            (
                question.id,
                question.wording,
                _FINDING if question.id in tested else question.kind.value,
                question.group,
                question.theme_id,
                question.source,
                *_responses_to(asked.get(question.id)),
                question.origin,
                brief(question.wording),
            )
            for question in known.values()
        ),
    )


def _responses_to(part: QuestionPart | None) -> tuple[Value, ...]:
    if part is None:
        return (None, None, None, None, None)
    return (len(part.responses), part.hidden, part.withheld, part.left_out, part.unarchived)


def responses(summary: Summary) -> DataTable:
    """What people answered, where it may be printed."""
    return DataTable(
        name="responses",
        title="Responses",
        fields=(
            field("id", "Record id", Type.ID),
            field("q_id", "Record id of the question", Type.ID),
            field("words", "The words"),
            field("verbatim", "Whether they are a speaker’s own words", Type.YES_NO),
            field("sector", "The speaker’s sector", missing="Not given, or too few people of it"),
            field("attribution", "Whose the words are", missing="Not given, or true of too few"),
            field("starred", "Whether the facilitator starred it", Type.YES_NO),
            field("seg_id", "The part of the day it was said in", Type.ID, missing="Not recorded"),
            field("channel", "How it came in", values=_CAME),
            field("redacted", "Whether words are changed [like this]", Type.YES_NO),
            field("quote_consent", "Whether it may be quoted", Type.YES_NO),
            field("archive_consent", "Whether an archive may keep it", Type.YES_NO),
        ),
        rows=tuple(
            (
                response.id,
                part.question.id,
                response.words,
                response.is_verbatim,
                response.sector,
                response.attribution,
                response.starred,
                response.segment_id,
                "captured" if response.channel is Channel.PLENARY else "sent",
                bool(response.printed_as),
                response.quotable,
                response.archivable,
            )
            for part in summary.asked
            for response in part.responses
        ),
    )


def notes(summary: Summary) -> DataTable:
    """What the breakouts noted, where it may be printed."""
    return DataTable(
        name="notes",
        title="Notes of the breakouts",
        fields=(
            field("id", "Record id", Type.ID),
            field("group", "The breakout"),
            field("question", "The question it speaks to", missing="None"),
            field("kind", "What it records"),
            field("words", "The words"),
            field("verbatim", "Whether they are a speaker’s own words", Type.YES_NO),
            field("headline", "Whether it is one of the group’s main points", Type.YES_NO),
            field("checked", "How it stands to what the group was read"),
            field("own_point", "How many of the group say: that is us", missing=_NOT_JUDGED),
            field("group_id", "Record id of the breakout", Type.ID, missing="Groups told together"),
            field("redacted", "Whether words are changed [like this]", Type.YES_NO),
            field("quote_consent", "Whether the group said it may be quoted", Type.YES_NO),
            field("archive_consent", "Whether an archive may keep it", Type.YES_NO),
        ),
        rows=tuple(
            (
                line.note.id,
                group.title,
                line.question,
                str(KIND_NAMES[line.note.kind]),
                line.note.words,
                line.note.is_verbatim,
                line.note.headline,
                line.standing.value,
                str(line.judged) or None,
                group.breakout_id,
                bool(line.note.printed_as),
                line.note.quotable,
                is_for_archive(line.note),
            )
            for group in summary.breakouts
            for line in group.notes
        ),
    )


def actions(summary: Summary) -> DataTable:
    """What is to be done, by whom and until when."""
    return DataTable(
        name="actions",
        title="Actions",
        fields=(
            field("id", "Record id", Type.ID),
            field("words", "What is to be done"),
            field("group", "The breakout that noted it"),
            field("owner_role", "The role that answers for it", missing="Nobody yet"),
            field("due", "The day it should be done by", Type.DAY, missing="No date"),
        ),
        rows=tuple(
            (note.id, note.words, group.title, note.owner, note.due)
            for group, note in summary.actions
        ),
    )


def voice(summary: Summary) -> DataTable:
    """Who was in the room beside who was heard."""
    lines = (("sector", summary.voice), ("size", summary.voice_by_size))
    return DataTable(
        name="voice",
        title="Who was heard",
        keys=2,
        fields=(
            field("split", "What people are grouped by", values={s.value: s for s in Split}),
            field("group", "The sector or size"),
            field("people", "People of it in the room", Type.COUNT, missing=_SAFE),
            field("people_share", "Their part of the room", Type.SHARE, missing=_SAFE),
            field("said", "Responses and notes of theirs", Type.COUNT, missing=_SAFE),
            field("said_share", "Their part of all that was said", Type.SHARE, missing=_SAFE),
        ),
        rows=tuple(row for split, group in lines for row in _voice(split, group, summary)),
    )


def _voice(split: str, lines: Sequence[VoiceLine], summary: Summary) -> Iterator[tuple[Value, ...]]:
    """Shares are of everybody present, and of all that was said, known by whom or not."""
    told = sum(line.responses or 0 for line in summary.voice)
    whole = max(summary.said_in_all, told)
    for line in lines:
        here = _part(line.people, summary.present, summary)
        heard = _part(line.responses, whole, summary)
        yield (split, line.name, line.people, here, line.responses, heard)


def _part(number: int | None, whole: int, summary: Summary) -> float | None:
    """Of few people, and of what few people said, no part is told: they are counted."""
    if number is None or min(whole, summary.present) < LEAST_SHARED:
        return None
    return number / whole


def suppressions(summary: Summary) -> DataTable:
    """Every figure that is left out of a table, and by which rule."""
    rule = f"fewer than {summary.seminar.print_threshold} people, or what would give them away"
    kept = [
        (
            part.poll.id,
            f"{part.split.value}: {name}",
            f"{line.item} round {line.round}: {line.answer}",
        )
        for part in summary.splits
        for line in part.lines
        for name, people in zip(part.names, line.cells, strict=True)
        if people is None
    ]
    silent = [
        (split, line.name)
        for split, lines in (("sector", summary.voice), ("size", summary.voice_by_size))
        for line in lines
        if line.people is None
    ]
    return DataTable(
        name="suppressions",
        title="What is left out",
        keys=4,
        fields=(
            field("table", "The table"),
            field("row", "The row"),
            field("column", "The column"),
            field("rule", "Why it is left out"),
        ),
        rows=(
            *(("splits", f"{poll} {row}", column, rule) for poll, column, row in kept),
            *(("voice", f"{split}: {name}", "people and said", rule) for split, name in silent),
        ),
    )
