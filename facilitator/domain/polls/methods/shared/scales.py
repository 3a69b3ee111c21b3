"""What the scales share: the figures of where people stand and how far apart."""

from dataclasses import replace

from facilitator.domain.polls import measures
from facilitator.domain.polls.methods.shared.sums import Points, Sums
from facilitator.domain.polls.polls import Item
from facilitator.domain.polls.results import Line
from facilitator.domain.wording import say

NOTE = say(
    "On an agree scale, the agreement share is those who agreed or strongly agreed, of those with"
    " a view; “don’t know” is counted apart. A statement is accepted where that share, and "
    "rejected where the share who disagreed, reached the threshold set before voting opened and "
    "the interquartile range was at most 1 of 5 points; it has an outcome where at least the "
    "quorum set before, half of those who voted unless a poll says otherwise, had a view. The "
    "measure of consensus from 0 to 1 is that of Tastle and Wierman (2007), Consensus and "
    "dissention: a measure of ordinal dispersion. Dissent is marked where the standard deviation "
    "is over 0.3 of the scale’s span."
)


class ScaleSums(Sums):
    """Sums of one mark for each item."""

    def on_scale(self, item: Item, points: Points) -> Line:
        """The figures of a scale; those who stand on none of its points have no view."""
        centre, spread = measures.mean(points), measures.median_iqr(points)
        return replace(
            self.line_of(item, centre or 0, points),
            with_view=measures.with_view(points),
            mean=None if centre is None else float(centre),
            median=None if spread is None else spread[0],
            iqr=None if spread is None else spread[1],
            sd=measures.sd(points),
            consensus=measures.tastle_wierman(points),
            dissent=measures.dissent(points),
        )
