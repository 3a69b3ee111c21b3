"""What a record shows of versions that did not know of each other, kind by kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from facilitator.domain.merging.heads import Shown, shown_of
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Revision
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.store.records.reader import record_in
from facilitator.store.records.writer import content_of

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
NOTE = Note(id="n", breakout_id="b", words="Trust takes years", recorded_at=NOON, quotable=True)


def revision(id: str, record: Record | None, *parents: str, clock: int = 0) -> Revision:
    return Revision(
        id=id,
        record="n",
        kind=(record or NOTE).KIND,
        content=None if record is None else content_of(record),
        gone=record is None,
        erased=False,
        based_on=parents,
        device="d",
        clock=clock,
        act="a",
    )


def apart(base: Record, *versions: Record | None) -> Shown:
    """What versions show that were each written upon the same, the later the further on.

    In whatever order heads and history are read, it is the same.
    """
    first = revision("base", base)
    heads = [revision(f"h{n}", v, "base", clock=n) for n, v in enumerate(versions)]
    found = [
        shown_of(ordered, (*reversed(ordered), first), record_in) for ordered in permutations(heads)
    ]
    assert all(each == found[0] for each in found)
    return found[0]


def test_a_star_beside_an_edit_is_no_conflict() -> None:
    edited, starred = replace(NOTE, words="Trust takes time"), replace(NOTE, starred=True)
    shown = apart(NOTE, starred, edited)
    assert not shown.in_conflict
    assert shown.record == replace(edited, starred=True)
    assert {head.id for head in shown.answered} == {"h0", "h1"}


def test_any_number_of_laptops_each_change_a_field_of_their_own() -> None:
    changes = {"words": "Said anew", "kind": NoteKind.QUOTE, "sector": "Industry", "size": "Small"}
    versions = [replace(NOTE, **{name: value}) for name, value in changes.items()]  # type: ignore[arg-type]  # each its own
    shown = apart(NOTE, *versions)
    assert shown.record == replace(NOTE, **changes)  # type: ignore[arg-type]
    assert len(shown.answered) == 4


def test_two_wordings_are_a_conflict_and_each_keeps_what_merged() -> None:
    ours, theirs = replace(NOTE, words="Ours"), replace(NOTE, words="Theirs", owner="Chair")
    shown = apart(NOTE, ours, theirs, replace(NOTE, starred=True))
    assert [form.record for form in shown.forms] == [
        replace(NOTE, words="Theirs", owner="Chair", starred=True),
        replace(NOTE, words="Ours", owner="Chair", starred=True),
    ]
    assert {head.id for head in shown.answered} == {"h1", "h2"}


@pytest.mark.parametrize("was", [True, False])
@pytest.mark.parametrize("given_last", [True, False])
def test_where_permissions_differ_the_stricter_wins(was: bool, given_last: bool) -> None:
    base = replace(NOTE, quotable=was)
    versions: list[Record] = [
        replace(base, quotable=True, starred=True),
        replace(base, quotable=False),
    ]
    shown = apart(base, *(reversed(versions) if given_last else versions))
    assert not shown.in_conflict
    assert shown.record == replace(base, quotable=False, starred=True)


def test_consents_that_differ_come_to_what_both_agree_to() -> None:
    base = Consent(id="n", given_at=NOON)
    one = replace(base, quote=True, archive=True)
    other = replace(base, quote=True, contact=True, take_part=False)
    shown = apart(base, one, other)
    assert not shown.in_conflict
    assert shown.record == replace(base, quote=True, take_part=False)


def test_a_permission_is_the_stricter_also_where_words_are_in_conflict() -> None:
    shown = apart(NOTE, replace(NOTE, words="Ours", quotable=False), replace(NOTE, words="Theirs"))
    assert shown.in_conflict
    assert shown.record == replace(NOTE, words="Theirs", quotable=False)


def test_taking_out_beside_a_change_is_for_people_to_settle() -> None:
    shown = apart(NOTE, replace(NOTE, starred=True), None)
    assert shown.in_conflict
    assert [form.record for form in shown.forms] == [replace(NOTE, starred=True), None]


def _lost(known: Sequence[Revision], heads: Sequence[Revision]) -> Shown:
    return shown_of(heads, [*known, *heads], record_in)


def test_an_ancestor_that_is_missing_or_was_wiped_means_a_conflict() -> None:
    heads = [revision("h0", replace(NOTE, starred=True), "base"), revision("h1", NOTE, "base")]
    assert not _lost([revision("base", NOTE)], heads).in_conflict
    assert _lost([], heads).in_conflict
    assert _lost([revision("base", None)], heads).in_conflict
    same = [replace(head, content=heads[0].content) for head in heads]
    assert not _lost([], same).in_conflict


def test_an_ancestor_that_is_missing_on_the_way_means_a_conflict() -> None:
    known = [revision("base", NOTE)]
    heads = [
        revision("h0", replace(NOTE, starred=True), "lost", "base"),
        revision("h1", NOTE, "base"),
    ]
    assert _lost(known, heads).in_conflict


def test_who_wrote_upon_a_merge_stands_on_what_it_came_to() -> None:
    """Two who saw a star and an edit merged, each write upon both."""
    known = [
        revision("base", NOTE),
        revision("star", replace(NOTE, starred=True), "base"),
        revision("edit", replace(NOTE, words="Edited"), "base"),
    ]
    merged = replace(NOTE, starred=True, words="Edited")
    heads = [
        revision("h0", replace(merged, starred=False), "star", "edit"),
        revision("h1", replace(merged, words="Edited again"), "edit", "star"),
    ]
    shown = _lost(known, heads)
    assert not shown.in_conflict
    assert shown.record == replace(NOTE, words="Edited again")


def test_a_third_who_saw_less_does_not_bring_an_old_wording_back() -> None:
    """Somebody undid an edit; another starred it as edited; a third knew of neither."""
    known = [revision("base", NOTE), revision("edit", replace(NOTE, words="Edited"), "base")]
    heads = [
        revision("undone", NOTE, "edit", clock=1),
        revision("starred", replace(NOTE, words="Edited", starred=True), "edit", clock=2),
        revision("third", replace(NOTE, sector="Industry"), "base", clock=3),
    ]
    shown = _lost(known, heads)
    assert not shown.in_conflict
    assert shown.record == replace(NOTE, starred=True, sector="Industry")


def test_people_put_into_a_group_on_two_laptops_are_all_in_it() -> None:
    group = Breakout(id="n", segment_id="s", position=1, title="A", member_ids=("a", "b"))
    shown = apart(
        group,
        replace(group, member_ids=("a", "b", "c")),
        replace(group, member_ids=("b", "d"), place="Library"),
    )
    assert not shown.in_conflict
    assert isinstance(shown.record, Breakout)
    assert set(shown.record.member_ids) == {"b", "c", "d"}
    assert shown.record.place == "Library"


def test_a_place_in_the_list_and_a_time_of_arrival_are_nothing_to_settle() -> None:
    person = Participant(id="n", name="Ann")
    shown = apart(NOTE, replace(NOTE, position=3), replace(NOTE, position=2))
    assert shown.record == replace(NOTE, position=2)
    assert not shown.in_conflict
    assert not apart(
        person,
        replace(person, arrived_at=NOON),
        replace(person, arrived_at=NOON.replace(hour=13), email="ann@example.org"),
    ).in_conflict


def test_what_a_poll_asks_is_one_thing() -> None:
    poll = Poll(
        id="n", position=1, title="T", wording="W?", method=Method.APPROVE, items=(Item("i", "I"),)
    )
    asked = replace(poll, method=Method.RANK)
    assert not apart(poll, replace(poll, title="Other"), asked).in_conflict
    assert apart(poll, replace(poll, items=()), asked).in_conflict


def test_of_how_the_day_runs_the_latest_counts_whole() -> None:
    stage = Stage(id="n", since=NOON)
    shown = apart(stage, replace(stage, blank=True), replace(stage, scene=Scene.BREAK))
    assert not shown.in_conflict
    assert shown.record == replace(stage, scene=Scene.BREAK)


def test_a_response_corrected_here_and_hidden_there_is_corrected_and_hidden() -> None:
    response = Response(id="n", question_id="q", words="Teh money", recorded_at=NOON)
    shown = apart(response, replace(response, words="The money"), replace(response, hidden=True))
    assert not shown.in_conflict
    assert shown.record == replace(response, words="The money", hidden=True)
