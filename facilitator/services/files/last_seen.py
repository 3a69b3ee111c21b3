"""What was seen of a database when it answered last: who was in, and what was written lately.

A copy of a large seminar takes its time, and is made seldom. Of what was written since, whoever
watches over the database keeps the versions, so that a room that goes on in its copy goes on where
it was a second ago. A vote's ballots do not come that way: votes stay as they were in the copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.merging.sync import Slice
from facilitator.domain.revisions import Kind
from facilitator.services.files.seats import NOBODY_KNOWS, WereIn
from facilitator.store.merging import exchange
from facilitator.store.records.reader import Reader

AT_ONCE = 400
MOST_BYTES = 32_000_000
"""So much of what was written since a copy was made is remembered: where none can be made, because
its disk is full or gone, it would be more and more.
"""
KINDS = frozenset(Kind) - {Kind.ROUND}


@dataclass(frozen=True, slots=True)
class LastSeen:
    """Everything from a place of the journal on (`begin`; None before the first look), each piece
    with the place up to which it goes. What would be too much is forgotten, up to the place
    `forgot`: a copy that does not go so far is gone on in as it is.
    """

    were_in: WereIn = NOBODY_KNOWS
    begin: int | None = None
    news: tuple[tuple[int, Slice], ...] = ()
    at: datetime | None = None
    forgot: int = 0

    def seen_now(self, reader: Reader, now: datetime) -> "LastSeen":
        """The same by now."""
        begin, end, forgot = self.begin, reader.position().journal, self.forgot
        news = list(self.news)
        place, held = news[-1][0] if news else begin, sum(_bytes_of(each) for _, each in news)
        if place is not None and place > end:  # the database was put back to an earlier moment
            news, begin, forgot, place = [], end, end, end
        while place is not None and place < end:
            brings, place = exchange.arrived_after(reader, place, AT_ONCE)
            news.append((place, brings))
            held += _bytes_of(brings)
            if held > MOST_BYTES:
                news, begin, forgot, place = [], end, end, end
        begin = end if begin is None else begin
        return LastSeen(self.were_in.seen_now(reader), begin, tuple(news), now, forgot)

    def without(self, held_to: int) -> "LastSeen":
        """The same without what a copy holds already that goes so far."""
        gone = [place for place, _ in self.news if place <= held_to]
        if not gone:
            return self
        return replace(self, begin=gone[-1], news=self.news[len(gone) :])

    def lacking(self, held_to: int) -> Iterator[Slice] | None:
        """What a copy lacks that goes so far; None where that is not known from there on."""
        if self.begin is None or self.begin > held_to:
            return None
        return (
            replace(brings, revisions=tuple(e for e in brings.revisions if e.kind in KINDS))
            for place, brings in self.news
            if place > held_to
        )


def _bytes_of(brings: Slice) -> int:
    return sum(len(each.content or "") for each in brings.revisions)


NOTHING_SEEN = LastSeen()
