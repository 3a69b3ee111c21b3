"""The doorway counts how far phones have come, each browser once, and forgets who is in."""

from facilitator.domain.facts import Arrivals
from facilitator.room.net.admission import MOST_REMEMBERED
from facilitator.room.net.doorway import LAPTOP, STAYS_SECONDS, Doorway


def test_phones_are_counted_at_the_step_they_are_at() -> None:
    doorway = Doorway()
    for visit in ("anna", "bert", "cleo"):
        doorway.saw(visit, "", 1.0)
    doorway.saw("bert", "consent", 2.0)
    assert doorway.arrivals(3.0) == Arrivals(scanned=2, consent=1)
    doorway.saw("bert", "", 3.0)
    assert doorway.arrivals(3.0) == Arrivals(scanned=2, consent=1), "a page loaded again"
    doorway.let_in("bert", "192.0.2.1")
    assert doorway.arrivals(3.0) == Arrivals(scanned=2, from_one=1)
    doorway.saw("a laptop of the theme team", LAPTOP, 3.0)
    assert doorway.arrivals(3.0) == Arrivals(scanned=2, from_one=1), "no phone on its way in"


def test_who_has_not_moved_for_long_is_not_at_the_door_any_more() -> None:
    doorway = Doorway()
    doorway.saw("anna", "", 0.0)
    doorway.saw("bert", "consent", 5.0)
    doorway.saw("anna", "", 10.0)
    assert doorway.arrivals(5.0 + STAYS_SECONDS) == Arrivals(scanned=1)
    assert doorway.arrivals(10.0 + STAYS_SECONDS) == Arrivals()


def test_joins_from_one_machine_are_counted_together() -> None:
    doorway = Doorway()
    for number in range(12):
        doorway.let_in(f"visit {number}", "192.0.2.66")
        doorway.let_in(f"other {number}", f"192.0.2.{number}")
    assert doorway.arrivals(0.0) == Arrivals(from_one=12)


def test_what_is_remembered_has_an_end() -> None:
    doorway = Doorway()
    for number in range(MOST_REMEMBERED + 10):
        doorway.saw(f"visit {number}", "", 0.0)
    assert doorway.arrivals(0.0).scanned == MOST_REMEMBERED
