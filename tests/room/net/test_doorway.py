"""The doorway counts how far phones have come, each browser once, and forgets who is in."""

from facilitator.domain.facts import Arrivals
from facilitator.room.net.admission import MOST_REMEMBERED
from facilitator.room.net.doorway import Doorway


def test_phones_are_counted_at_the_step_they_are_at() -> None:
    doorway = Doorway()
    for visit in ("anna", "bert", "cleo"):
        doorway.saw(visit, "")
    doorway.saw("bert", "consent")
    assert doorway.arrivals == Arrivals(scanned=2, consent=1)
    doorway.saw("bert", "")
    assert doorway.arrivals == Arrivals(scanned=2, consent=1), "a page loaded again"
    doorway.let_in("bert", "192.0.2.1")
    assert doorway.arrivals == Arrivals(scanned=2, from_one=1)


def test_joins_from_one_machine_are_counted_together() -> None:
    doorway = Doorway()
    for number in range(12):
        doorway.let_in(f"visit {number}", "192.0.2.66")
        doorway.let_in(f"other {number}", f"192.0.2.{number}")
    assert doorway.arrivals == Arrivals(from_one=12)


def test_what_is_remembered_has_an_end() -> None:
    doorway = Doorway()
    for number in range(MOST_REMEMBERED + 10):
        doorway.saw(f"visit {number}", "")
    assert doorway.arrivals.scanned == MOST_REMEMBERED
