"""What limits a paper and how it can be made again: what was not settled, came late or was kept
back and why; where each thing that findings stand on is found; and from what it was made.
"""

from collections.abc import Iterator

from exports.content.evidence.sheets import Claim
from exports.content.group_pages import unseen
from exports.document import Block, Paragraph, Point, Points, Run, Terms
from exports.phrases import Tell, moment, short_id
from facilitator import __version__
from facilitator.domain.locales import Language, Locale
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Counted, Text, say


def limitations(summary: Summary, tell: Tell) -> Iterator[Block]:
    """What is not in this paper or not sure in it, each with its reason."""
    told = tuple(Point(tell(sentence)) for sentence in _limits(summary))
    if told:
        yield Points(told)


def _limits(summary: Summary) -> Iterator[Text]:
    if summary.conflicts:
        yield Counted(
            summary.conflicts,
            "{n} record stands in two wordings that nobody has settled; the later one is printed.",
            "{n} records stand in two wordings that nobody has settled; the later one is printed.",
        )
    late = sum(line.late for part in summary.breakouts for line in part.notes)
    if late and summary.printed_at:
        yield Counted(
            late,
            "{n} note came in after the print of {moment}; each is marked.",
            "{n} notes came in after the print of {moment}; each is marked.",
            moment=moment(summary.printed_at),
        )
    yield from _withheld(summary)
    yield from _untold(summary)
    came = summary.present + summary.joined
    if came < summary.expected:
        yield say(
            "{n} of {expected} people who were expected came; who did not may think otherwise than "
            "those who did.",
            n=came,
            expected=summary.expected,
        )


def _untold(summary: Summary) -> Iterator[Text]:
    """Of what no figures are told, and what others made of the words."""
    sealed = sum(part.unrevealed for part in summary.polls)
    if sealed:
        yield Counted(
            sealed,
            "{n} round was voted on and not revealed, and stays sealed here.",
            "{n} rounds were voted on and not revealed, and stay sealed here.",
        )
    if summary.unsplit:
        yield Counted(
            summary.unsplit,
            "{n} poll is not split by sector or size: groups would be too small to be shown.",
            "{n} polls are not split by sector or size: groups would be too small to be shown.",
        )
    if summary.unseen_codings:
        yield Counted(
            summary.unseen_codings,
            "What others made of {n} passage is left out: people sort apart and have not compared.",
            "What others made of {n} passages is left out: people sort apart and have not "
            "compared.",
        )


def _withheld(summary: Summary) -> Iterator[Text]:
    """What was said and is not printed, by the reason it is kept for."""
    answers, groups = summary.asked, summary.breakouts
    kept = (
        Counted(
            sum(q.withheld for q in answers) + sum(group.withheld for group in groups),
            "{n} response or note is not printed because the speaker has not agreed to be quoted.",
            "{n} responses or notes are not printed because the speakers have not agreed to be "
            "quoted.",
        ),
        Counted(
            sum(q.left_out for q in answers) + sum(group.left_out for group in groups),
            "{n} response or note is left out because it may give somebody away.",
            "{n} responses or notes are left out because they may give somebody away.",
        ),
        Counted(
            sum(q.hidden for q in answers),
            "{n} response or note was hidden by the facilitator.",
            "{n} responses or notes were hidden by the facilitator.",
        ),
    )
    yield from (each for each in kept if each.n)
    pictures = sum(group.unseen for group in groups)
    if pictures:
        yield unseen(pictures)
    if summary.unasked:
        yield Counted(
            summary.unasked,
            "{n} finding, vote or question is left out with all that was said to it.",
            "{n} findings, votes or questions are left out with all that was said to it.",
        )


def evidence_index(claims: tuple[Claim, ...]) -> Iterator[Block]:
    """Finding by finding the ids of all that it stands on, each leading to it."""
    for claim in claims:
        ids = [(part.poll.id, f"#poll {part.poll.id}") for part in claim.parts]
        ids += [(passage.id, f"#{passage.id}") for passage in claim.passages]
        if ids:
            name = Run(f"{claim.title} ({short_id(claim.id)}): ", strong=True)
            runs = [run for id_, to in ids for run in (Run(short_id(id_), link=to), Run(" "))]
            yield Paragraph((name, *runs[:-1]))


def rebuilding(summary: Summary, tell: Tell) -> Iterator[Block]:
    """From what this paper was made, by what, and how the same is made again; nothing where nothing
    was recorded.
    """
    if not summary.at_a_glance:
        return
    file = say(
        "{file}, as it stood after change {change}", file=summary.file_id, change=summary.position
    )
    told = (
        (say("Seminar file"), file),
        (say("Program"), f"Facilitator {__version__}"),
        (say("Made"), moment(summary.made_at)),
        (say("To make it again"), _again(tell.locale)),
    )
    yield Terms(tuple((tell(term), tell(text)) for term, text in told))


def _again(locale: Locale) -> Text:
    """The commands that make the same, in the same language, and check what it is made from."""
    language = "" if locale.code == Language.ENGLISH else f" --language {locale.code}"
    return say(
        "{command} makes it from the same state of the file; {check} tells whether the file is as "
        "it was written.",
        command=f"facilitator export FILE --to pdf --length full{language} --out PAPER",
        check="facilitator check FILE",
    )
