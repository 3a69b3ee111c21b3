"""The body of the summary: what people said, the day, and how both are to be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from exports.dataset import Dataset, Value
from exports.document import (
    Aside,
    Block,
    Cell,
    Column,
    Entry,
    Holds,
    Opens,
    Pair,
    Point,
    Points,
    Quote,
    Record,
    Rows,
    Section,
    Small,
    Table,
    Terms,
    said,
)
from exports.phrases import (
    as_share,
    clock_or_dash,
    number_or_dash,
    share_of,
    short_id,
    signed,
)
from facilitator.domain.report.summary import AgendaLine, QuestionPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import LEAST_SHARED, counted, percent


def the_seminar(summary: Summary, data: Dataset) -> Section:
    """What the seminar is part of: who was invited, themes, research questions, case studies."""
    invited = summary.seminar.invitees
    nested = (
        ("Themes", tuple(_theme(theme, data) for theme in summary.themes)),
        ("Research questions", tuple(_research(summary))),
        (
            "Case studies",
            tuple(Entry(study.title, study.focus, study.authors) for study in summary.case_studies),
        ),
    )
    return Section(
        key="The seminar",
        title="The seminar",
        blocks=(Aside("Who was invited", invited),) if invited else (),
        nested=tuple(
            Section(key=f"The seminar {title}", title=title, blocks=blocks, listed=False)
            for title, blocks in nested
            if blocks
        ),
    )


def _theme(theme: Theme, data: Dataset) -> Block:
    """A theme with how much of what was said is in it."""
    return Entry(theme.name, theme.description, weight(theme, data))


def weight(theme: Theme, data: Dataset) -> str:
    """How much of what was said is in a theme, and from how many groups; "" where nothing is."""
    told = data["themes"].get(theme.id)
    passages, groups = told["n"], told["groups"]
    parts = [counted(passages, "passage", "passages")] if isinstance(passages, int) else []
    parts += [f"{groups} of {told['of_groups']} groups spoke of it"] if groups else []
    return "; ".join(parts) if passages else ""


def _research(summary: Summary) -> Iterator[Block]:
    for group, members in groupby(summary.research_questions, key=lambda asked: asked.group):
        yield Points(tuple(Point(question.wording) for question in members), group)


def the_day(summary: Summary, data: Dataset) -> Iterator[Block]:
    """The agenda as planned beside the agenda as run."""
    if not summary.agenda:
        return
    yield said(_how_it_ran(summary.agenda))
    columns = (
        Column("Planned", 1.1),
        Column("Segment", 5),
        Column("Minutes", 1.2, Holds.FIGURES),
        Column("Began", 1.1, Holds.FIGURES),
        Column("Ran for", 1.2, Holds.FIGURES),
        Column("Against the plan", 2, Holds.FIGURES),
    )
    rows = tuple(map(_agenda_row, data["agenda"].records))
    yield Table(columns=columns, groups=(Rows(rows),), wide=True)


def _how_it_ran(lines: Sequence[AgendaLine]) -> str:
    run = [line for line in lines if line.started is not None]
    if not run:
        return "The day has not been run: what follows is the plan."
    told = f"{len(run)} of {counted(len(lines), 'segment', 'segments')} were run."
    late = max(line.drift or 0 for line in run)
    if late <= 0:
        return f"{told} None began later than planned."
    worst = next(line for line in run if line.drift == late)
    minutes = counted(late, "minute", "minutes")
    return f"{told} The latest start against the plan was {minutes} late, at “{worst.title}”."


def _agenda_row(line: Mapping[str, Value]) -> tuple[str, ...]:
    return (
        clock_or_dash(line["planned_start"]),
        str(line["title"]),
        number_or_dash(line["planned_min"]),
        clock_or_dash(line["began"]),
        number_or_dash(line["ran_min"]),
        _drift(line["drift"]),
    )


def _drift(minutes: Value) -> str:
    if not isinstance(minutes, int):
        return "not run"
    return "on time" if minutes == 0 else f"{signed(minutes)} min"


def questions(title: str, parts: Iterable[QuestionPart]) -> Section:
    """Questions under one title, each with its responses."""
    return Section(title=title, opens=Opens.PART, nested=tuple(map(question_section, parts)))


def question_section(part: QuestionPart) -> Section:
    """A question with its responses: the starred first."""
    question = part.question
    starred_first = sorted(part.responses, key=lambda response: not response.starred)
    return Section(
        key=f"question {question.id}",
        title=question.wording,
        label=f"{short_id(question.id)}\n{question.group}".strip(),
        subtitle=question.help,
        blocks=(Small("", _tally(part)), *map(response_block, starred_first)),
    )


def _tally(part: QuestionPart) -> str:
    """How many responses there are, and how many are kept from the page and why."""
    recorded = len(part.responses) + part.withheld + part.left_out
    if not recorded and not part.hidden:
        return "No responses were recorded."
    parts = [counted(recorded, "response", "responses")]
    starred = sum(response.starred for response in part.responses)
    if starred:
        parts.append(f"{starred} starred")
    worded = sum(not response.is_verbatim for response in part.responses)
    if worded:
        parts.append(f"{worded} in the words of who wrote them down, the others quoted")
    if part.hidden:
        parts.append(f"{part.hidden} more hidden and not printed")
    if part.left_out:
        parts.append(f"{part.left_out} left out because they may give somebody away")
    if part.withheld:
        parts.append(f"{part.withheld} not printed because the speaker did not agree to be quoted")
    return f"{'; '.join(parts)}."


def response_block(response: Response) -> Block:
    """Somebody's own words are a quote; another's wording of what was said is none."""
    who = " · ".join(filter(None, (response.sector, response.attribution)))
    if response.is_verbatim:
        return Quote(
            words=response.words, attribution=who, id=response.id, starred=response.starred
        )
    return Record(words=response.words, id=response.id, remark=who, starred=response.starred)


def voice(summary: Summary, data: Dataset, *, brief: bool = False) -> Iterator[Block]:
    """Who was in the room beside who was heard, by sector and by size of organisation; in `brief`
    by sector, and only those of which figures may be told.
    """
    if not summary.voice and not summary.voice_by_size:
        return
    whole = summary.present >= LEAST_SHARED
    yield said(_of_bars(summary) if whole else _of_counts(summary))
    splits = (("sector", "Sector"), ("size", "Size of organisation"))
    for split, title in splits[:1] if brief else splits:
        lines = [line for line in data["voice"].records if line["split"] == split]
        lines = [line for line in lines if not brief or line["people"] is not None]
        if lines:
            yield _voice_table(title, lines, shares=whole)


def _of_bars(summary: Summary) -> str:
    return (
        f"The light bar is a group’s share of the {summary.present} people who were checked in, "
        f"the dark bar its share of the {summary.said_in_all} responses and notes, whether or not "
        "it is known who gave them. Compare the dark bars with each other: where one is short "
        "beside its light bar, that group was heard less than its number would suggest."
    )


def _of_counts(summary: Summary) -> str:
    here = counted(summary.present, "person was", "people were")
    heard = counted(summary.said_in_all, "response or note was", "responses and notes were")
    return f"{here} checked in; {heard} given. Of so few people no shares are told."


def _voice_table(title: str, lines: Iterable[Mapping[str, Value]], *, shares: bool) -> Block:
    """The groups with their figures; with `shares` as parts of the whole as well."""
    columns = (
        Column(title, 3.4, Holds.NAMES),
        Column("People", 1, Holds.FIGURES),
        Column("Share", 1, Holds.FIGURES),
        Column("Said", 1.3, Holds.FIGURES),
        Column("Share", 1, Holds.FIGURES),
        Column("0 to 100 %", 2.6, Holds.SKETCHES),
    )
    kept = range(len(columns)) if shares else (0, 1, 3)
    rows = tuple(tuple(row[at] for at in kept) for row in map(_voice_row, lines))
    return Table(columns=tuple(columns[at] for at in kept), groups=(Rows(rows),))


def _voice_row(line: Mapping[str, Value]) -> tuple[Cell, ...]:
    here, heard = line["people_share"], line["said_share"]
    return (
        str(line["group"]),
        number_or_dash(line["people"]),
        share_of(here),
        number_or_dash(line["said"]),
        share_of(heard),
        Pair(as_share(here), as_share(heard)),
    )


def how_to_read(summary: Summary) -> Iterator[Block]:
    """What the figures and marks of this paper mean."""
    threshold = max((part.poll.threshold for part in summary.polls), default=0.75)
    small = summary.seminar.print_threshold
    yield Terms(
        tuple(
            (term, text.format(threshold=percent(threshold), small=small))
            for term, text in _EXPLAINED.items()
        )
    )


_EXPLAINED = {
    "Who": """The people in the room chose to come. Their votes describe this room on this day; \
they are no sample and say nothing about how many think so elsewhere.""",
    "n": """n is the number of people a share or a mean is of: those who voted in a round, on a \
scale those with a view. “Don’t know” is counted and shown apart. Shares of options of which each \
person chose one are rounded so that together they make no more than 100 %.""",
    "Agreement": """Agreement is the share who agree or strongly agree. A statement is accepted \
with at least the threshold fixed before voting opened (here {threshold} unless a poll says \
otherwise) and an interquartile range (IQR) of at most 1 on the five points, and rejected \
where as many disagree; most had no view where fewer than the quorum had one (half of those who \
voted unless a poll says otherwise). Cns is \
the Tastle–Wierman measure: 1 when all give the same answer, 0 when the room is split between the \
ends of the scale.""",
    "Rounds": """The same poll was put more than once where it says so. Results stayed sealed \
until each round was closed and revealed.""",
    "Small groups": """Groups of fewer than {small} are not split out on paper. A dash stands for \
what is not shown and for what does not exist, and does not tell which.""",
    "Record ids": """The eight signs beside a response, note or poll are the start of its record \
id in the seminar file. ◆ marks what the facilitator starred.""",
}


def in_short(summary: Summary) -> Iterator[Block]:
    """The method in eighty words."""
    threshold = max((part.poll.threshold for part in summary.polls), default=0.75)
    voted = (
        "Results stayed sealed until each round was closed. A statement is accepted with at least "
        f"{percent(threshold)} agreement and an interquartile range of at most 1 on five points. "
    )
    yield said(
        "The people in the room chose to come: they are no sample. Statements were put to the "
        "vote, where it says so twice, before and after groups had spoken of them. "
        f"{voted if summary.polls else ''}Groups of fewer than {summary.seminar.print_threshold} "
        "are not told apart. Words stand here only where they may be printed; eight signs beside "
        "them find each again in the seminar file."
    )


def texts(paragraphs: Sequence[str]) -> Iterator[Block]:
    """Plain paragraphs."""
    yield from map(said, paragraphs)
