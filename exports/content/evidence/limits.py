"""What limits a paper and how it can be made again: what was not settled, came late or was kept
back and why; where each thing that findings stand on is found; and from what it was made.
"""

from collections.abc import Iterator

from exports.content.evidence.sheets import Claim
from exports.document import Block, Paragraph, Point, Points, Run, Terms
from exports.phrases import moment, short_id
from facilitator import __version__
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import counted


def limitations(summary: Summary) -> Iterator[Block]:
    """What is not in this paper or not sure in it, each with its reason."""
    told = tuple(Point(sentence) for sentence in _limits(summary))
    if told:
        yield Points(told)


def _limits(summary: Summary) -> Iterator[str]:
    if summary.conflicts:
        records = counted(summary.conflicts, "record stands", "records stand")
        yield f"{records} in two wordings that nobody has settled; the later one is printed."
    late = sum(line.late for part in summary.breakouts for line in part.notes)
    if late and summary.printed_at:
        notes = counted(late, "note", "notes")
        yield f"{notes} came in after the print of {moment(summary.printed_at)}; each is marked."
    yield from _withheld(summary)
    sealed = sum(part.unrevealed for part in summary.polls)
    if sealed:
        rounds = counted(sealed, "round was", "rounds were")
        yield f"{rounds} voted on and not revealed, and stay sealed here."
    if summary.unsplit:
        polls = counted(summary.unsplit, "poll is", "polls are")
        yield f"{polls} not split by sector or size: groups would be too small to be shown."
    if summary.unseen_codings:
        seen = counted(summary.unseen_codings, "passage", "passages")
        yield f"What others made of {seen} is left out: people sort apart and have not compared."
    if summary.present + summary.joined < summary.expected:
        yield (
            f"{summary.present + summary.joined} of {summary.expected} people who were expected "
            "came; who did not may think otherwise than those who did."
        )


def _withheld(summary: Summary) -> Iterator[str]:
    """What was said and is not printed, by the reason it is kept for."""
    answers, groups = summary.asked, summary.breakouts
    kept = (
        (
            sum(q.withheld for q in answers) + sum(group.withheld for group in groups),
            "is not printed because nobody recorded that it may be quoted",
            "are not printed because nobody recorded that they may be quoted",
        ),
        (
            sum(q.left_out for q in answers) + sum(group.left_out for group in groups),
            "is left out because it may give somebody away",
            "are left out because they may give somebody away",
        ),
        (
            sum(q.hidden for q in answers),
            "was hidden by the facilitator",
            "were hidden by the facilitator",
        ),
    )
    for number, one, several in kept:
        if number:
            yield counted(number, f"response or note {one}", f"responses or notes {several}") + "."
    unseen = sum(group.unseen for group in groups)
    if unseen:
        yield counted(unseen, "photograph is", "photographs are") + " kept from this paper."
    if summary.unasked:
        one, several = "finding, vote or question is", "findings, votes or questions are"
        yield counted(summary.unasked, one, several) + " left out with all that was said to it."


def evidence_index(claims: tuple[Claim, ...]) -> Iterator[Block]:
    """Finding by finding the ids of all that it stands on, each leading to it."""
    for claim in claims:
        ids = [(part.poll.id, f"#poll {part.poll.id}") for part in claim.parts]
        ids += [(passage.id, f"#{passage.id}") for passage in claim.passages]
        if ids:
            name = Run(f"{claim.title} ({short_id(claim.id)}): ", strong=True)
            runs = [run for id_, to in ids for run in (Run(short_id(id_), link=to), Run(" "))]
            yield Paragraph((name, *runs[:-1]))


_AGAIN = (
    "facilitator export FILE --to pdf --length full --out PAPER makes it from the same state of "
    "the file; facilitator check FILE tells whether the file is as it was written."
)


def rebuilding(summary: Summary) -> Iterator[Block]:
    """From what this paper was made, by what, and how the same is made again; nothing where nothing
    was recorded.
    """
    if not summary.at_a_glance:
        return
    yield Terms(
        (
            ("Seminar file", f"{summary.file_id}, as it stood after change {summary.position}"),
            ("Program", f"Facilitator {__version__}"),
            ("Made", moment(summary.made_at)),
            (
                "To make it again",
                _AGAIN,
            ),
        )
    )
