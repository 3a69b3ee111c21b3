"""The table of a poll: its items and rounds in rows, what its method counts in columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.dataset import Dataset, Value
from exports.document import Cell, Column, Holds, Rows, Table
from exports.phrases import Tell, figure_or_dash, measure, number_or_dash, percent_or_dash
from facilitator.domain.polls.measures import MEAN_PLACES
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, DONT_KNOW_LABEL, Method
from facilitator.domain.report.summary import PollPart
from facilitator.domain.wording import Text, say


@dataclass(frozen=True, slots=True)
class Came:
    """What an item came to in a round, as the dataset has it."""

    data: Dataset
    round_id: str
    item_id: str

    def measure(self, name: str) -> Value:
        """One of its measures."""
        return self.data["measures"].get(self.round_id, self.item_id)[name]

    def people(self, answer: int) -> str:
        """How many gave an answer."""
        found = self.data["results"].find(self.round_id, self.item_id, answer)
        return number_or_dash(found["people"] if found else 0)


Figure = tuple[Text, float, Callable[[Came], str]]
"""A column's heading, its part of the width, and how its cells are found."""


def _point(mark: int) -> Callable[[Came], str]:
    return lambda came: came.people(mark)


_OF: Figure = ("n", 0.6, lambda came: number_or_dash(came.measure("with_view")))
_PEOPLE: Figure = (say("People"), 1, lambda came: number_or_dash(came.measure("people")))
_SHARE: Figure = (say("Share"), 1, lambda came: percent_or_dash(came.measure("percent")))
_MEAN: Figure = (say("Mean"), 1, lambda came: measure(came.measure("mean"), MEAN_PLACES))
_MEDIAN: Figure = (say("Median"), 1, lambda came: figure_or_dash(came.measure("median")))
_IQR: Figure = (say("IQR"), 0.7, lambda came: figure_or_dash(came.measure("iqr")))
_SD: Figure = (say("SD"), 0.7, lambda came: measure(came.measure("sd"), 2))
_SCORE: Figure = (say("Points"), 1, lambda came: figure_or_dash(came.measure("score"), 2))


def _borda(came: Came) -> str:
    return figure_or_dash(came.measure("score"))


_SHORT_LABELS = (*AGREE_LABELS[:2], say("Neither"), *AGREE_LABELS[3:])

_FIGURES: Mapping[Method, tuple[Figure, ...]] = {
    Method.CHOOSE_ONE: (_OF, _PEOPLE, _SHARE),
    Method.APPROVE: (_OF, _PEOPLE, _SHARE),
    Method.AGREE: (
        _OF,
        *((label, 1.0, _point(mark)) for mark, label in enumerate(_SHORT_LABELS, start=1)),
        (DONT_KNOW_LABEL, 0.9, _point(DONT_KNOW)),
        (say("Agreed"), 0.9, lambda came: percent_or_dash(came.measure("percent"))),
        _MEDIAN,
        _IQR,
        (say("Cns"), 0.8, lambda came: measure(came.measure("consensus"), 2)),
    ),
    Method.RATE: (_OF, _MEAN, _MEDIAN, _IQR, _SD),
    Method.RANK: (
        _OF,
        (say("Borda points"), 1.2, _borda),
    ),
    Method.DOTS: (_OF, (say("People who gave any"), 1.4, _PEOPLE[2]), (say("Dots"), 1, _SCORE[2])),
    Method.WEIGHTED: (_OF, (say("Weighted mean"), 1.2, _MEAN[2])),
    Method.PAIRWISE: (_OF, _SCORE),
}


def poll_table(part: PollPart, data: Dataset, tell: Tell) -> Table | None:
    """The poll's figures, rounds under each other; None where the method has no items to count."""
    figures = _FIGURES.get(part.poll.method)
    items = _items_in_order(part)
    if figures is None or not items:
        return None
    agree = method_of(part.poll).judged
    spanned = len(items) > 1 and (len(part.rounds) > 1 or agree)
    by_round = spanned or len(items) == 1
    named = say("Round") if by_round else say("Item")
    first = Column(tell(named), 1.9 if by_round else 4.0, Holds.NAMES)
    columns = (first, *(Column(tell(title), wide, Holds.FIGURES) for title, wide, _ in figures))
    called: dict[str, Text | None] = {id_: None if by_round else text for id_, text in items}
    rows = {
        id_: tuple(_rows(part, data, id_, named, figures, tell)) for id_, named in called.items()
    }
    groups = [Rows(rows[item], tell(text)) for item, text in items]
    if not spanned:
        groups = [Rows(tuple(row for item, _ in items for row in rows[item]))]
    return Table(columns=columns, groups=tuple(groups), wide=agree)


def _rows(
    part: PollPart,
    data: Dataset,
    item_id: str,
    named: Text | None,
    figures: Sequence[Figure],
    tell: Tell,
) -> Iterator[tuple[Cell, ...]]:
    """An item's rows, one for each round that had it, which names them where nothing else does."""
    for each in part.rounds:
        if data["measures"].find(each.round.id, item_id) is not None:
            turn = say("Round {n}", n=each.round.number) if named is None else named
            came = Came(data, each.round.id, item_id)
            yield (tell(turn), *(find(came) for _, _, find in figures))


def _items_in_order(part: PollPart) -> list[tuple[str, Text]]:
    """Item ids and texts in the chart's order: as asked on a scale, else by the last result."""
    texts = {line.item_id: line.spoken for each in part.rounds for line in each.tally.lines}
    if method_of(part.poll).in_item_order or not part.rounds:
        return list(texts.items())
    best_first = [item for group in part.rounds[-1].tally.order for item in group]
    return [(item, texts[item]) for item in dict.fromkeys([*best_first, *texts]) if item in texts]
