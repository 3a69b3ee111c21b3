"""What a tally comes to in one sentence: consensus on an agree scale, first place elsewhere.

Consensus is judged by the rule fixed before the round opened (see `measures.reached`); the sentence
says how many people it stands on and whether they are far apart.
"""

from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.polls.item_results import Line
from facilitator.domain.polls.polls import AGREE_LABELS, Method, Poll
from facilitator.domain.polls.tally import Tally
from facilitator.domain.wording import brief, counted, figure, listed, people, percent

_DISAGREES = (len(AGREE_LABELS) - 1) // 2
"""The last mark of the agree scale that counts as disagreement."""


def verdict(poll: Poll, tally: Tally) -> str:
    """A sentence for the projector; ties, disagreeing rules and dissent are said, never hidden."""
    if not tally.ballots:
        return "Nobody has voted."
    return _VERDICTS[tally.method](poll, tally)


def agreeing(line: Line) -> int:
    """How many people agree or strongly agree."""
    return round((line.agreement or 0) * line.with_view)


def _agree(poll: Poll, tally: Tally) -> str:
    if len(tally.lines) == 1:
        return _judged(poll, tally.lines[0])
    reached = [line for line in tally.lines if line.reached]
    sentence = f"Consensus on {len(reached)} of {counted(len(tally.lines), 'item', 'items')}"
    if reached:
        sentence += f": {listed(brief(line.text, 40) for line in reached)}"
    far = [line for line in tally.lines if line.dissent]
    apart = f" Opinions are far apart on {listed(brief(line.text, 40) for line in far)}."
    return f"{sentence}.{apart if far else ''}"


def _judged(poll: Poll, line: Line) -> str:
    """Consensus or not on one item, with the figures that decided it."""
    if line.reached is None:
        return f"Nobody has a view; {people(line.dont_know)} said “don’t know”."
    many = f"{agreeing(line)} of {line.with_view} agree ({percent(agreeing(line), line.with_view)})"
    if line.reached:
        return f"Consensus: {many}{_WARNING if line.dissent else ', spread small'}."
    against = sum(count for mark, count in line.points if mark <= _DISAGREES)
    if against > agreeing(line):
        share = percent(against, line.with_view)
        many = f"{against} of {line.with_view} disagree ({share}), {agreeing(line)} agree"
    elif (line.agreement or 0) < poll.threshold:
        many += f"; consensus needs {percent(poll.threshold)}"
    else:
        many += ", but the spread is wide"
    return f"No consensus: {many}{_WARNING if line.dissent else ''}."


_WARNING = "; dissent is marked, opinions are far apart"


def _most_people(poll: Poll, tally: Tally) -> str:
    verb = "Chosen" if tally.method is Method.CHOOSE_ONE else "Approved"
    if not any(line.people for line in tally.lines):
        return "No item was chosen."
    first, tied = _first(tally)
    many = f"{first.people} of {people(first.with_view)}{_each(tally)}"
    return f"{verb} by most: {tied}, {many} ({percent(first.people, first.with_view)})."


def _rate(poll: Poll, tally: Tally) -> str:
    first, tied = _first(tally)
    if first.mean is None:
        return "No item was rated."
    if len(tally.lines) == 1:
        middle = f"Mean {figure(first.mean)} of 10, median {figure(first.median or 0)}"
        return f"{middle}, from {people(first.people)}{_WARNING if first.dissent else ''}."
    return f"Rated highest: {tied}, mean {figure(first.mean)} of 10{_each(tally)}."


def _rank(poll: Poll, tally: Tally) -> str:
    if tally.disagreement:
        return tally.disagreement
    rules = "All three rules put" if tally.method is Method.RANK else "Both rules put"
    return f"{rules} {_first(tally)[1]} first."


def _dots(poll: Poll, tally: Tally) -> str:
    first, tied = _first(tally)
    dots = counted(round(first.score), "dot", "dots")
    return f"Most dots: {tied}, {dots} from {people(first.people)}{_each(tally)}."


def _weighted(poll: Poll, tally: Tally) -> str:
    first, tied = _first(tally)
    if first.mean is None:
        return "No item was rated."
    return f"Highest by weighted criteria: {tied}, {figure(first.mean, 2)} of 10{_each(tally)}."


def _words(poll: Poll, tally: Tally) -> str:
    if not tally.words:
        return "No words were given."
    most = tally.words[0][1]
    first = [word for word, count in tally.words if count == most]
    if most == 1:
        return f"{counted(len(first), 'word', 'different words')}, each given by one person."
    return (
        f"Given most often: {_some(first)}, by {people(most)}{' each' if len(first) > 1 else ''}."
    )


def _first(tally: Tally) -> tuple[Line, str]:
    """A line of first place, and the texts of all who share it."""
    lines = {line.item_id: line for line in tally.lines}
    return lines[tally.order[0][0]], _some([lines[item].text for item in tally.order[0]])


def _some(texts: Sequence[str], most: int = 4) -> str:
    """The texts in one phrase; beyond a handful, how many more there are."""
    shown = [brief(text, 60) for text in texts[:most]]
    return listed([*shown, f"{len(texts) - most} more"] if len(texts) > most else shown)


def _each(tally: Tally) -> str:
    return " each" if len(tally.order[0]) > 1 else ""


_VERDICTS: Mapping[Method, Callable[[Poll, Tally], str]] = {
    Method.CHOOSE_ONE: _most_people,
    Method.APPROVE: _most_people,
    Method.AGREE: _agree,
    Method.RATE: _rate,
    Method.RANK: _rank,
    Method.DOTS: _dots,
    Method.WEIGHTED: _weighted,
    Method.PAIRWISE: _rank,
    Method.WORDS: _words,
}
