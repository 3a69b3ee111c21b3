"""Merging in random histories: the order never matters, and no unseen text is covered."""

import json
from copy import deepcopy
from itertools import count
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from facilitator.domain.merging.heads import shown_of
from facilitator.domain.revisions import Revision
from facilitator.store.records.reader import record_in
from facilitator.store.records.writer import content_of
from tests.store.merging.histories import DEVICES, History, histories, play, times
from tests.store.merging.journal_model import Journal
from tests.store.merging.notes import note

HUNDREDS = times(250)


class Laptops:
    """Four journals in memory, and for every revision which words its author had before them."""

    def __init__(self, history: History) -> None:
        self.journals = [
            Journal(device, skew) for device, skew in zip(DEVICES, history.skews, strict=True)
        ]
        self.displayed: dict[str, set[str]] = {}
        self.words: dict[str, str] = {}
        self._ids = count()
        play(history, self)

    def write(self, who: int, record: str, words: str, now: int) -> None:
        journal = self.journals[who]
        if not journal.is_erased(record):
            fields = (journal.shown(record) or _begun(record)) | {"words": words}
            self._append(who, record, fields, now, journal.answered(record))

    def mark(self, who: int, record: str, field: str, now: int) -> None:
        shown = self.journals[who].shown(record)
        if shown is not None:
            changed = shown | {field: not shown[field]}
            self._append(who, record, changed, now, self.journals[who].answered(record))

    def delete(self, who: int, record: str, now: int) -> None:
        if self.journals[who].shown(record) is not None:
            self._append(who, record, None, now, self.journals[who].answered(record))

    def erase(self, who: int, record: str, now: int) -> None:
        journal = self.journals[who]
        if journal.heads(record) and not journal.is_erased(record):
            self._append(who, record, None, now, journal.answered(record), erased=True)

    def settle(self, who: int, record: str, words: str, now: int) -> None:
        forms = self.journals[who].forms(record)
        if len(forms) > 1:
            fields = (forms[0][0] or _begun(record)) | {"words": words}
            self._append(who, record, fields, now, list(self.journals[who].heads(record)))

    def take_in(self, who: int, whose: int) -> None:
        self.journals[who].take_in(self.journals[whose])

    def _append(self, who, record, fields, now, seen, erased=False) -> None:  # type: ignore[no-untyped-def]
        id, journal = f"r{next(self._ids)}", self.journals[who]
        before = _displayed(journal, record)
        # Of what the laptop holds, a person sees the version that is shown, or all when settling.
        self.displayed[id] = set(before if len(seen) == len(journal.heads(record)) else before[:1])
        if fields is not None and fields["words"] not in self.words.values():
            self.words[id] = fields["words"]
        journal.append(id, record, fields and json.dumps(fields), now, seen, erased)


def _begun(record: str) -> dict[str, Any]:
    return dict(json.loads(content_of(note(record, ""))))


def _displayed(journal: Journal, record: str) -> list[str]:
    """The words of every form, those that are shown first."""
    return [form["words"] for form, _ in journal.forms(record) if form is not None]


def _merged(journals: list[Journal], order: list[int]) -> Journal:
    first, *others = order
    result = deepcopy(journals[first])
    for other in others:
        result.take_in(journals[other])
    return result


def _by_the_program(journal: Journal, heads: list[Revision], known: list[Revision]) -> object:
    """What the program makes of the same heads, told as the oracle tells it."""
    shown = shown_of(heads, known, record_in)
    return [
        (
            None if form.record is None else json.loads(content_of(form.record)),
            {head.id for head in form.heads},
        )
        for form in shown.forms
    ]


@settings(max_examples=HUNDREDS)
@given(histories(25), st.permutations(range(4)), st.permutations(range(4)))
def test_laptops_merged_in_any_order_and_more_than_once_hold_the_same(
    history: History, one: list[int], other: list[int]
) -> None:
    journals = Laptops(history).journals
    merged = _merged(journals, one)
    assert merged.everything() == _merged(journals, other).everything()
    assert merged.everything() == _merged(journals, [*one, *other, *one]).everything()


@settings(max_examples=HUNDREDS)
@given(histories(25), st.randoms(use_true_random=False), st.data())
def test_what_is_shown_follows_from_the_heads_and_what_they_stand_on_in_whatever_order(
    history: History, chance: Any, data: st.DataObject
) -> None:
    merged = _merged(Laptops(history).journals, [0, 1, 2, 3])
    ids = sorted(merged.revisions)
    lost = data.draw(st.sets(st.sampled_from(ids), max_size=1)) if ids else set()
    for record in sorted(merged.records()):
        heads = list(merged.heads(record))
        known = [each for each in merged.of(record) if each in heads or each.id not in lost]
        expected = Journal("of one record", revisions={each.id: each for each in known})
        if {each.id for each in expected.heads(record)} != {each.id for each in heads}:
            continue  # what was lost stood between: something else is a head now
        chance.shuffle(heads)
        chance.shuffle(known)
        forms = expected.forms(record)
        assert _by_the_program(merged, heads, known) == forms
        event(f"heads: {min(len(heads), 4)}, forms: {min(len(forms), 3)}")


@settings(max_examples=HUNDREDS)
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


@settings(max_examples=HUNDREDS)
@given(histories(25))
def test_every_text_stands_unless_somebody_who_saw_it_wrote_on_or_it_was_erased(
    history: History,
) -> None:
    laptops = Laptops(history)
    merged = _merged(laptops.journals, [0, 1, 2, 3])
    covered = {
        words
        for id, revision in merged.revisions.items()
        if revision.content is None or id in laptops.words
        for words in laptops.displayed[id]
    }
    for id, words in laptops.words.items():
        record = merged.revisions[id].record
        if merged.is_erased(record):
            assert merged.revisions[id].content is None
        elif words not in covered:
            assert words in _displayed(merged, record)


@settings(max_examples=HUNDREDS)
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
