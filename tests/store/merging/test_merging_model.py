"""Merging in thousands of histories: the order never matters, and no unseen text is covered."""

from copy import deepcopy
from itertools import count

from hypothesis import event, given, settings
from hypothesis import strategies as st

from facilitator.domain.merging.merge import heads_of
from tests.store.merging.histories import DEVICES, History, histories, play, times
from tests.store.merging.journal_model import Journal

THOUSANDS = times(2000)


class Laptops:
    """Four journals in memory, and for every revision what its author had before their eyes."""

    def __init__(self, history: History) -> None:
        self.journals = [
            Journal(device, skew) for device, skew in zip(DEVICES, history.skews, strict=True)
        ]
        self.seen: dict[str, set[str]] = {}
        self.words: dict[str, str] = {}
        self._ids = count()
        play(history, self)

    def write(self, who: int, record: str, words: str, now: int) -> None:
        shown = self.journals[who].shown(record)
        if shown is None or not shown.erased:
            self._append(who, record, words, now, [shown] if shown else [])

    def delete(self, who: int, record: str, now: int) -> None:
        shown = self.journals[who].shown(record)
        if shown is not None and not shown.gone:
            self._append(who, record, None, now, [shown])

    def erase(self, who: int, record: str, now: int) -> None:
        shown = self.journals[who].shown(record)
        if shown is not None and not shown.erased:
            self._append(who, record, None, now, [shown], erased=True)

    def settle(self, who: int, record: str, words: str, now: int) -> None:
        heads = self.journals[who].heads(record)
        if len(heads) > 1:
            self._append(who, record, words, now, list(heads))

    def take_in(self, who: int, whose: int) -> None:
        self.journals[who].take_in(self.journals[whose])

    def _append(self, who, record, words, now, seen, erased=False) -> None:  # type: ignore[no-untyped-def]
        id = f"r{next(self._ids)}"
        # Of what the laptop holds, a person sees the version that is shown, or all when settling.
        self.seen[id] = {revision.id for revision in seen}
        if words is not None:
            self.words[id] = words
        self.journals[who].append(id, record, words, now, seen, erased)


def _merged(journals: list[Journal], order: list[int]) -> Journal:
    first, *others = order
    result = deepcopy(journals[first])
    for other in others:
        result.take_in(journals[other])
    return result


@settings(max_examples=THOUSANDS)
@given(histories(25), st.permutations(range(4)), st.permutations(range(4)))
def test_laptops_merged_in_any_order_and_more_than_once_hold_the_same(
    history: History, one: list[int], other: list[int]
) -> None:
    journals = Laptops(history).journals
    merged = _merged(journals, one)
    assert merged.everything() == _merged(journals, other).everything()
    assert merged.everything() == _merged(journals, [*one, *other, *one]).everything()
    event(f"conflicts: {sum(len(merged.heads(r)) > 1 for r in merged.records()) > 0}")


@settings(max_examples=THOUSANDS)
@given(histories(25))
def test_it_does_not_matter_which_two_of_three_were_merged_first(history: History) -> None:
    a, b, c, _ = Laptops(history).journals
    left, right = deepcopy(a), deepcopy(b)
    left.take_in(b)
    left.take_in(c)
    right.take_in(c)
    whole = deepcopy(a)
    whole.take_in(right)
    assert left.everything() == whole.everything()


@settings(max_examples=THOUSANDS)
@given(histories(25))
def test_every_text_stands_unless_somebody_who_saw_it_wrote_on_or_it_was_erased(
    history: History,
) -> None:
    laptops = Laptops(history)
    merged = _merged(laptops.journals, [0, 1, 2, 3])
    for id, words in laptops.words.items():
        revision = merged.revisions[id]
        of_record = merged.of(revision.record)
        if any(other.erased for other in of_record):
            assert revision.content is None
            continue
        assert revision.content == words
        stands = revision in heads_of(of_record)
        assert stands == all(id not in laptops.seen[other.id] for other in of_record)


@settings(max_examples=THOUSANDS)
@given(histories(25))
def test_an_erasure_leaves_no_word_and_its_receipt_in_every_file_that_it_reaches(
    history: History,
) -> None:
    merged = _merged(Laptops(history).journals, [2, 0, 3, 1])
    erased = {r.record for r in merged.revisions.values() if r.erased}
    for record in erased:
        assert all(revision.content is None for revision in merged.of(record))
        (receipt,) = merged.heads(record)
        assert receipt.erased
    event(f"something erased: {bool(erased)}")
