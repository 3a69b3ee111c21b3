"""What the tables are of, and how they are read: the first sheet, and the seminar itself."""

from collections.abc import Collection

from exports.dataset import DataTable, Type, field
from exports.phrases import moment
from facilitator.domain.days import full_day
from facilitator.domain.report.additions import AdditionKind, of_kind
from facilitator.domain.report.attendance import took_part
from facilitator.domain.report.summary import Summary
from facilitator.domain.seminar.seminar import Seminar

_READING = (
    "Every column is explained in the table codebook, and what an empty cell means. Ids are those "
    "of the seminar file and the same in every document made of it."
)
_FORMULAS = """In files of values (CSV) a text that begins with one of = + - @ ' has one ' more in \
front, so that no program takes it for a formula."""


def readme(summary: Summary) -> DataTable:
    """What these tables are, where they come from and how to read them."""
    seminar = summary.seminar
    day = full_day(seminar.date)
    told = (
        ("Title", seminar.title),
        ("Subtitle", seminar.subtitle),
        ("DOI", _added(summary, AdditionKind.DOI)),
        ("Creators", _added(summary, AdditionKind.CREATOR)),
        ("Held", ", ".join(filter(None, (day, seminar.place)))),
        ("Organiser", seminar.organiser),
        ("Contact", seminar.contact),
        (
            "Rehearsal",
            "Nobody here is real." if seminar.rehearsal else "",
        ),
        ("Spoken under", seminar.rule),
        ("Seminar file", summary.file_id),
        ("Version", f"As the file stood after change {summary.position}"),
        ("Made", str(moment(summary.made_at))),
        ("Citation", _added(summary, AdditionKind.CITATION) or _citation(seminar, day)),
        ("Funders", _added(summary, AdditionKind.FUNDER)),
        ("Licence", _added(summary, AdditionKind.LICENCE)),
        ("How to read", _READING),
        ("Files of values", _FORMULAS),
        ("Small groups", _small_groups(summary)),
        ("Words", "Words are here only where they may be quoted; the others are counted."),
    )
    return DataTable(
        name="README",
        title="What these tables are",
        fields=(field("about", "What it is about"), field("text", "What is said of it")),
        rows=tuple(line for line in told if line[1]),
    )


def _added(summary: Summary, kind: AdditionKind) -> str:
    return "; ".join(each.words for each in of_kind(summary.additions, kind))


def _citation(seminar: Seminar, day: str) -> str:
    return f"{seminar.organiser or seminar.title}: {seminar.title}, {day}. Data."


def _small_groups(summary: Summary) -> str:
    return (
        f"Groups of fewer than {summary.seminar.print_threshold} are not told apart; what is left "
        "out is listed in the table suppressions."
    )


def seminar(summary: Summary) -> DataTable:
    """The seminar: one row."""
    held = summary.seminar
    return DataTable(
        name="seminar",
        title="The seminar",
        fields=(
            field("file_id", "Id of the seminar file", Type.ID),
            field("title", "Its title"),
            field("subtitle", "Its subtitle", missing="None"),
            field("purpose", "What it was for", missing="Not recorded"),
            field("organiser", "Who held it", missing="Not recorded"),
            field("place", "Where", missing="Not recorded"),
            field("day", "When", Type.DAY),
            field("time_zone", "The zone of its clock (IANA)"),
            field("took_part", "People who did anything at all, at the least", Type.COUNT),
            field("present", "People on the list who came", Type.COUNT),
            field("expected", "People who were expected", Type.COUNT),
            field("print_threshold", "The smallest group that is told apart", Type.COUNT),
            field("rehearsal", "Whether it was a rehearsal", Type.YES_NO),
        ),
        rows=(
            (
                summary.file_id,
                held.title,
                held.subtitle,
                held.purpose,
                held.organiser,
                held.place,
                held.date,
                held.time_zone,
                took_part(summary),
                summary.present,
                summary.expected,
                held.print_threshold,
                held.rehearsal,
            ),
        ),
    )


def themes(summary: Summary) -> DataTable:
    """What people said, grouped."""
    tied = {(line.theme_id, line.passage_id) for line in summary.codings}
    return DataTable(
        name="themes",
        title="Themes",
        fields=(
            field("theme_id", "Record id", Type.ID),
            field("parent_id", "The theme it stands under", Type.ID, missing="None"),
            field("name", "Its name"),
            field("definition", "What belongs to it", missing="Not recorded"),
            field("origin", "Where it was taken over from", missing="Made here"),
            field("n", "Passages in it that may be printed", Type.COUNT),
            field("groups", "Groups with notes in it", Type.COUNT, missing=_TOGETHER),
            field("of_groups", "Groups that met", Type.COUNT, missing=_TOGETHER),
        ),
        rows=tuple(
            (
                theme.id,
                theme.parent_id,
                theme.name,
                theme.description,
                theme.origin,
                sum(theme_id == theme.id for theme_id, _ in tied),
                *_groups(summary, {passage for theme_id, passage in tied if theme_id == theme.id}),
            )
            for theme in summary.themes
        ),
    )


_TOGETHER = "Some groups are too small to be told apart"


def _groups(summary: Summary, passages: Collection[str]) -> tuple[int | None, int | None]:
    """How many groups noted some of the passages, of how many."""
    if any(part.groups for part in summary.breakouts):
        return None, None
    noted = [any(line.note.id in passages for line in part.notes) for part in summary.breakouts]
    return sum(noted), len(noted)


def codings(summary: Summary) -> DataTable:
    """Which passage, or which part of one, is in which theme."""
    words = summary.passages
    changed = "The words that were coded have changed since"
    return DataTable(
        name="codings",
        title="Passages in themes",
        fields=(
            field("coding_id", "Record id", Type.ID),
            field("passage_id", "Record id of the response or note", Type.ID),
            field("theme_id", "Record id of the theme", Type.ID),
            field("start", "Where it begins, in code points", Type.COUNT, missing=changed),
            field("end", "Where it ends, in code points", Type.COUNT, missing=changed),
            field("words", "The words", missing=changed),
            field("coder", "Who coded: a number; 0 where it would tell a group", Type.COUNT),
            field("day", "On which day", Type.DAY),
        ),
        rows=tuple(
            (
                line.id,
                line.passage_id,
                line.theme_id,
                line.start,
                line.end,
                None if line.start is None else words[line.passage_id][line.start : line.end],
                line.coder,
                line.day,
            )
            for line in summary.codings
        ),
    )
