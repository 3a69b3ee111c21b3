"""Every page of the shared tablet fits the screen of a small one, upright or lying, with large text
and in Welsh, which has the longer words.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Criterion, Item, Method, Secrecy
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from tests.ui.fitting import does_not_fit
from tests.ui.run_day import MORNING, poll
from tests.ui.tablet.conftest import MakeTablet
from tests.ui.tablet.test_tablet import step_up
from ui import settings, text_size
from ui.session import Session
from ui.tablet.name_page import NamePage
from ui.tablet.scales import ScaleFace
from ui.tablet.window import FACES, TabletWindow

Screens = tuple[tuple[int, tuple[int, int]], ...]
SCREENS: Screens = ((100, (768, 1024)), (150, (1024, 600)), (200, (600, 1024)))
"""Per cent of the usual size of text, and how large the screen is."""
ITEMS = (
    Item("a", "Partnerships imposed by regulators or commissioners"),
    Item("b", "Scale"),
    Item("c", "Telecommunications-infrastructure"),
)


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()


def cut(window: TabletWindow, screens: Screens = SCREENS) -> list[str]:
    """What of its page is cut, covered or off one of the screens."""
    found = []
    for percent, size in screens:
        text_size.choose(percent)
        window.resize(*size)
        for _ in range(3):
            QCoreApplication.processEvents()
        wide = window.width()
        found += [f"{size}: is {wide} wide"] if wide > size[0] else []
        found += [f"{size}: {each}" for each in does_not_fit(window)]
    return found


def speak(session: Session, *languages: Language) -> None:
    """The seminar's languages, and somebody on its list."""
    with session.file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), languages=languages))
        writer.put(Participant(id="ann", name="Angharad Llwyd-Prydderch"))


@pytest.mark.parametrize("method", FACES)
def test_a_ballot_fits_a_small_tablet(
    method: Method, make_tablet: MakeTablet, session: Session
) -> None:
    speak(session, Language.WELSH)
    asked = replace(poll("p", method), items=ITEMS, may_abstain=True)
    window = make_tablet(replace(asked, criteria=(Criterion("c", "Reach"),)))
    step_up(window)
    assert cut(window) == []


def test_every_page_around_a_ballot_fits_a_small_tablet(
    make_tablet: MakeTablet, session: Session
) -> None:
    speak(session, Language.WELSH, Language.ENGLISH)
    asked = replace(poll("p", Method.AGREE, secrecy=Secrecy.PSEUDONYMOUS), items=ITEMS)
    window = make_tablet(asked)
    for go_on in WAY:
        assert cut(window, SCREENS[-1:]) == [], type(window.page)
        go_on(window)
    assert cut(window, SCREENS[-1:]) == []


def _press(name: str) -> Callable[[TabletWindow], None]:
    """Press a button of the page that is shown."""
    return lambda window: getattr(window.page, name).click()


def _name(window: TabletWindow) -> None:
    page = window.page
    assert isinstance(page, NamePage)
    page.list.select(0)
    page.on.click()


def _mark(window: TabletWindow) -> None:
    face = step_up(window).face
    assert isinstance(face, ScaleFace)
    for row in face.rows:
        row.choices[3].click()
    window.check()


WAY: tuple[Callable[[TabletWindow], object], ...] = (
    lambda window: window.bar.ask.click(),
    _press("consent"),
    _name,
    _press("on"),
    _press("next"),
    lambda window: window.begin(),
    lambda window: window.wait(),
    _mark,
    _press("cast"),
)
"""From the first page to the last: what leads to the next."""
