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
    Tell,
    as_share,
    clock_or_dash,
    group_name,
    number_or_dash,
    share_of,
    short_id,
    signed,
)
from facilitator.domain.report.summary import AgendaLine, QuestionPart, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import (
    LEAST_SHARED,
    Counted,
    Joined,
    Message,
    Share,
    Text,
    say,
)


def the_seminar(summary: Summary, data: Dataset, tell: Tell) -> Section:
    """What the seminar is part of: who was invited, themes, research questions, case studies."""
    invited = summary.seminar.invitees
    nested = (
        (say("Themes"), tuple(_theme(theme, data, tell) for theme in summary.themes)),
        (say("Research questions"), tuple(_research(summary, tell))),
        (
            say("Case studies"),
            tuple(Entry(study.title, study.focus, study.authors) for study in summary.case_studies),
        ),
    )
    whole = say("The seminar")
    return Section(
        key=str(whole),
        title=tell(whole),
        blocks=(Aside(tell(say("Who was invited")), invited),) if invited else (),
        nested=tuple(
            Section(key=f"{whole} {title}", title=tell(title), blocks=blocks, listed=False)
            for title, blocks in nested
            if blocks
        ),
    )


def _theme(theme: Theme, data: Dataset, tell: Tell) -> Block:
    """A theme with how much of what was said is in it."""
    return Entry(theme.name, theme.description, tell(weight(theme, data)))


def weight(theme: Theme, data: Dataset) -> Text:
    """How much of what was said is in a theme, and from how many groups; "" where nothing is."""
    told = data["themes"].get(theme.id)
    passages, groups, of_groups = told["n"], told["groups"], told["of_groups"]
    if not isinstance(passages, int) or not passages:
        return ""
    counted = Counted(passages, "{n} passage", "{n} passages")
    if not isinstance(groups, int) or not groups or not isinstance(of_groups, int):
        return counted
    spoke = say("{groups} of {of_groups} groups spoke of it", groups=groups, of_groups=of_groups)
    return Joined((counted, spoke), "; ")


def _research(summary: Summary, tell: Tell) -> Iterator[Block]:
    for group, members in groupby(summary.research_questions, key=lambda asked: asked.group):
        yield Points(tuple(Point(tell(question.spoken)) for question in members), group)


def the_day(summary: Summary, data: Dataset, tell: Tell) -> Iterator[Block]:
    """The agenda as planned beside the agenda as run."""
    if not summary.agenda:
        return
    yield said(tell(_how_it_ran(summary.agenda)))
    columns = (
        Column(tell(say("Planned")), 1.1),
        Column(tell(say("Segment")), 5),
        Column(tell(say("Minutes")), 1.2, Holds.FIGURES),
        Column(tell(say("Began")), 1.1, Holds.FIGURES),
        Column(tell(say("Ran for")), 1.2, Holds.FIGURES),
        Column(tell(say("Against the plan")), 2, Holds.FIGURES),
    )
    rows = tuple(_agenda_row(line, tell) for line in data["agenda"].records)
    yield Table(columns=columns, groups=(Rows(rows),), wide=True)


def _how_it_ran(lines: Sequence[AgendaLine]) -> Text:
    run = [line for line in lines if line.started is not None]
    if not run:
        return say("The day has not been run: what follows is the plan.")
    told = Counted(
        len(lines),
        "{run} of {n} segment were run.",
        "{run} of {n} segments were run.",
        run=len(run),
    )
    late = max(line.drift or 0 for line in run)
    if late <= 0:
        return Joined((told, say("None began later than planned.")))
    worst = next(line for line in run if line.drift == late)
    latest = Counted(
        late,
        "The latest start against the plan was {n} minute late, at “{title}”.",
        "The latest start against the plan was {n} minutes late, at “{title}”.",
        title=worst.title,
    )
    return Joined((told, latest))


def _agenda_row(line: Mapping[str, Value], tell: Tell) -> tuple[str, ...]:
    return (
        clock_or_dash(line["planned_start"]),
        str(line["title"]),
        number_or_dash(line["planned_min"]),
        clock_or_dash(line["began"]),
        number_or_dash(line["ran_min"]),
        tell(_drift(line["drift"])),
    )


def _drift(minutes: Value) -> Text:
    if not isinstance(minutes, int):
        return say("not run")
    return say("{n} min", n=signed(minutes)) if minutes else say("on time")


def questions(title: Message, parts: Iterable[QuestionPart], tell: Tell) -> Section:
    """Questions under one title, each with its responses."""
    nested = tuple(question_section(part, tell) for part in parts)
    return Section(key=str(title), title=tell(title), opens=Opens.PART, nested=nested)


def question_section(part: QuestionPart, tell: Tell) -> Section:
    """A question with its responses: the starred first."""
    question = part.question
    starred_first = sorted(part.responses, key=lambda response: not response.starred)
    return Section(
        key=f"question {question.id}",
        title=tell(question.spoken),
        label=f"{short_id(question.id)}\n{question.group}".strip(),
        subtitle=tell(question.spoken_help),
        blocks=(Small("", tell(_tally(part))), *map(response_block, starred_first)),
    )


def _tally(part: QuestionPart) -> Text:
    """How many responses there are, and how many are kept from the page and why."""
    recorded = len(part.responses) + part.withheld + part.left_out
    if not recorded and not part.hidden:
        return say("No responses were recorded.")
    starred = sum(response.starred for response in part.responses)
    worded = sum(not response.is_verbatim for response in part.responses)
    quoted = len(part.responses) - worded
    told = (
        (starred, say("{n} starred", n=starred)),
        (worded, say("{n} in the words of who wrote them down", n=worded)),
        (worded and quoted, say("{n} quoted", n=quoted)),
        (part.hidden, say("{n} more hidden and not printed", n=part.hidden)),
        (
            part.left_out,
            say("{n} left out because they may give somebody away", n=part.left_out),
        ),
        (
            part.withheld,
            say("{n} not printed because the speaker has not agreed to be quoted", n=part.withheld),
        ),
    )
    whole = Counted(recorded, "{n} response", "{n} responses")
    parts = Joined((whole, *(each for number, each in told if number)), "; ")
    return say("{parts}.", parts=parts)


def response_block(response: Response) -> Block:
    """Somebody's own words are a quote; another's wording of what was said is none."""
    who = " · ".join(filter(None, (response.sector, response.attribution)))
    if response.is_verbatim:
        return Quote(
            words=response.words, attribution=who, id=response.id, starred=response.starred
        )
    return Record(words=response.words, id=response.id, remark=who, starred=response.starred)


def voice(summary: Summary, data: Dataset, tell: Tell, *, brief: bool = False) -> Iterator[Block]:
    """Who was in the room beside who was heard, by sector and by size of organisation; in `brief`
    by sector, and only those of which figures may be told.
    """
    if not summary.voice and not summary.voice_by_size:
        return
    whole = summary.present >= LEAST_SHARED
    yield said(tell(_of_bars(summary) if whole else _of_counts(summary)))
    splits = (("sector", say("Sector")), ("size", say("Size of organisation")))
    for split, title in splits[:1] if brief else splits:
        lines = [line for line in data["voice"].records if line["split"] == split]
        lines = [line for line in lines if not brief or line["people"] is not None]
        if lines:
            yield _voice_table(title, lines, tell, shares=whole)


def _of_bars(summary: Summary) -> Text:
    return say(
        "The light bar is a group’s share of the {people} people who were checked in, the dark bar "
        "its share of the {said} responses and notes, whether or not it is known who gave them. "
        "Compare the dark bars with each other: where one is short beside its light bar, that "
        "group was heard less than its number would suggest.",
        people=summary.present,
        said=summary.said_in_all,
    )


def _of_counts(summary: Summary) -> Text:
    here = Counted(summary.present, "{n} person was checked in", "{n} people were checked in")
    heard = Counted(
        summary.said_in_all,
        "{n} response or note was given.",
        "{n} responses and notes were given.",
    )
    none = say("Of so few people no shares are told.")
    return Joined((Joined((here, heard), "; "), none))


def _voice_table(
    title: Message, lines: Iterable[Mapping[str, Value]], tell: Tell, *, shares: bool
) -> Block:
    """The groups with their figures; with `shares` as parts of the whole as well."""
    share = tell(say("Share"))
    columns = (
        Column(tell(title), 3.4, Holds.NAMES),
        Column(tell(say("People")), 1, Holds.FIGURES),
        Column(share, 1, Holds.FIGURES),
        Column(tell(say("Said")), 1.3, Holds.FIGURES),
        Column(share, 1, Holds.FIGURES),
        Column(tell(say("0 to 100 %")), 2.6, Holds.SKETCHES),
    )
    kept = range(len(columns)) if shares else (0, 1, 3)
    rows = tuple(
        tuple(row[at] for at in kept) for row in (_voice_row(each, tell) for each in lines)
    )
    return Table(columns=tuple(columns[at] for at in kept), groups=(Rows(rows),))


def _voice_row(line: Mapping[str, Value], tell: Tell) -> tuple[Cell, ...]:
    here, heard = line["people_share"], line["said_share"]
    told = say(
        "{room} of the room, {said} of what was said", room=share_of(here), said=share_of(heard)
    )
    return (
        group_name(str(line["group"]), tell),
        number_or_dash(line["people"]),
        share_of(here),
        number_or_dash(line["said"]),
        share_of(heard),
        Pair(as_share(here), as_share(heard), tell(told)),
    )


def how_to_read(summary: Summary, tell: Tell) -> Iterator[Block]:
    """What the figures and marks of this paper mean."""
    threshold = Share(max((part.poll.threshold for part in summary.polls), default=0.75))
    small = summary.seminar.print_threshold
    explained = ((term, text.of(threshold=threshold, small=small)) for term, text in _EXPLAINED)
    yield Terms(tuple((tell(term), tell(text)) for term, text in explained))


_EXPLAINED = (
    (
        say("Who"),
        say(
            "The people in the room chose to come. Their votes describe this room on this day; "
            "they are no sample and say nothing about how many think so elsewhere."
        ),
    ),
    (
        say("n"),
        say(
            "n is the number of people a share or a mean is of: those who voted in a round, on a "
            "scale those with a view. “Don’t know” is counted and shown apart. Shares of options "
            "of which each person chose one are rounded so that together they make no more than "
            "100 %."
        ),
    ),
    (
        say("Agreement"),
        say(
            "Agreement is the share who agree or strongly agree. A statement is accepted with at "
            "least the threshold fixed before voting opened (here {threshold} unless a poll says "
            "otherwise) and an interquartile range (IQR) of at most 1 on the five points, and "
            "rejected where as many disagree; most had no view where fewer than the quorum had "
            "one (half of those who voted unless a poll says otherwise). Cns is the "
            "Tastle–Wierman measure: 1 when all give the same answer, 0 when the room is split "
            "between the ends of the scale."
        ),
    ),
    (
        say("Rounds"),
        say(
            "The same poll was put more than once where it says so. Results stayed sealed until "
            "each round was closed and revealed."
        ),
    ),
    (
        say("Small groups"),
        say(
            "Groups of fewer than {small} are not split out on paper. A dash stands for what is "
            "not shown and for what does not exist, and does not tell which."
        ),
    ),
    (
        say("Record ids"),
        say(
            "The eight signs beside a response, note or poll are the start of its record id in "
            "the seminar file. ◆ marks what the facilitator starred."
        ),
    ),
)


def in_short(summary: Summary, tell: Tell) -> Iterator[Block]:
    """The method in eighty words."""
    threshold = Share(max((part.poll.threshold for part in summary.polls), default=0.75))
    voted = say(
        "Results stayed sealed until each round was closed. A statement is accepted with at least "
        "{threshold} agreement and an interquartile range of at most 1 on five points.",
        threshold=threshold,
    )
    told = (
        say("The people in the room chose to come: they are no sample."),
        say(
            "Statements were put to the vote, where it says so twice, before and after groups had "
            "spoken of them."
        ),
        voted if summary.polls else "",
        say(
            "Groups of fewer than {small} are not told apart.",
            small=summary.seminar.print_threshold,
        ),
        say(
            "Words stand here only where they may be printed; eight signs beside them find each "
            "again in the seminar file."
        ),
    )
    yield said(tell(Joined(told)))


def texts(paragraphs: Sequence[Text], tell: Tell) -> Iterator[Block]:
    """Plain paragraphs."""
    yield from (said(tell(each)) for each in paragraphs)
