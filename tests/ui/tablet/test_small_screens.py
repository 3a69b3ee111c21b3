"""A ballot of any method fits the screen of a small tablet, upright or lying, with large text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from facilitator.domain.polls.polls import Criterion, Item, Method
from tests.ui.fitting import does_not_fit
from tests.ui.run_day import poll
from tests.ui.tablet.conftest import MakeTablet
from tests.ui.tablet.test_tablet import step_up
from ui import text_size
from ui.tablet.window import FACES

SCREENS = ((100, (768, 1024)), (150, (1024, 600)), (200, (768, 1024)))
"""Per cent of the usual size of text, and how large the screen is."""
ITEMS = (Item("a", "Partnerships imposed by regulators or commissioners"), Item("b", "Scale"))


@pytest.mark.parametrize("method", FACES)
def test_a_ballot_fits_a_small_tablet(method: Method, make_tablet: MakeTablet) -> None:
    asked = replace(poll("p", method), items=ITEMS, criteria=(Criterion("c", "Reach"),))
    window = make_tablet(asked)
    step_up(window)
    for percent, size in SCREENS:
        text_size.choose(percent)
        window.resize(*size)
        for _ in range(3):
            QCoreApplication.processEvents()
        found = [f"is {window.width()} wide"] if window.width() > size[0] else []
        found += does_not_fit(window)
        text_size.choose(text_size.USUAL)
        assert found == []
