"""“The same name?” is asked of themes whose names are alike, and of no others."""

import pytest

from facilitator.domain.synthesis.themes import Theme
from facilitator.services.synthesis.same_names import same_names


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Trust", "trust", True),
        ("Unpaid time", "Time, unpaid", True),
        ("Smaller partner", "Smaller partners", True),
        ("Ymddiriedaeth", "Ymddiriédaeth", True),
        ("信任", "信任", True),
        ("Group 1", "Group 2", False),
        ("Trust", "Thrift", False),
        ("Risk without a voice", "Unpaid time", False),
        ("信任", "合同", False),
        ("?", "!", False),
    ],
)
def test_names_are_alike_or_not(one: str, other: str, alike: bool) -> None:
    themes = [Theme(id="1", position=1, name=one), Theme(id="2", position=2, name=other)]
    assert bool(same_names(themes)) is alike


def test_the_most_alike_stand_first() -> None:
    names = ("Smaller partner", "Trust", "Smaller partners", "TRUST")
    themes = [Theme(id=name, position=n, name=name) for n, name in enumerate(names)]
    found = [(one.id, other.id) for one, other in same_names(themes)]
    assert found == [("Trust", "TRUST"), ("Smaller partner", "Smaller partners")]
