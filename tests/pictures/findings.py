"""Pictures of the findings in Synthesise: pages of one from the paper and of one drafted here."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.domain.polls.opinion.groups import OpinionGroups, opinion_groups
from facilitator.services.synthesis import drafting, passages, themes
from facilitator.store.files.file import SeminarFile
from tests.pictures.notes import NOW, copy_of, session_on
from tests.ui.one_watch import watch_of
from ui.screens.synthesise import SynthesiseScreen
from ui.screens.synthesise.findings.page import FindingPageView
from ui.tasks import ImmediateTasks

PLACE_OF_SCREEN = (1184, 676)


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The lists on a copy of a rehearsed seminar."""
    with TemporaryDirectory() as folder:
        copy = copy_of(file, Path(folder) / "copy.seminar")
        found = passages.everything(copy)
        said = [placed.passage for placed in found.passages[::7]]
        theme = themes.add_theme(copy, "Risk without a voice", said, now=NOW)
        finding = drafting.draft(copy, theme, now=NOW)
        drafting.word(copy, finding, "Smaller partners carry risk but have no seat.", now=NOW)
        for number, name in (
            (0, "findings"),
            (2, "findings-divided"),
            (5, "findings-polls"),
            (6, "findings-groups"),
        ):
            screen = SynthesiseScreen(session_on(copy))
            screen.resize(*PLACE_OF_SCREEN)
            screen.show()
            screen.passages.view.pages_wanted.emit()
            screen.places.findings.order.setCurrentIndex(number)
            yield name, screen
        page = FindingPageView(ImmediateTasks())
        page.resize(*PLACE_OF_SCREEN)
        page.show_page(_grouped())
        yield "findings-map", page
        watch_of(copy).stop()
        copy.close()


def _grouped() -> OpinionGroups:
    """Sixty people of two minds about eight statements, who all hold the last."""
    chance = Random(1)
    votes = {
        str(person): {
            str(at): 1 if at == 7 or (at % 2 == person % 2) == (chance.random() > 0.2) else -1
            for at in range(8)
        }
        for person in range(60)
    }
    later = {key: given | {"0": 1} for key, given in votes.items()}
    statements = {str(at): f"Statement {at + 1}" for at in range(8)}
    return opinion_groups(votes, statements, 5, later=later)
