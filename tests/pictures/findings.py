"""Pictures of the findings in Synthesise: pages of one from the paper and of one drafted here."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.services.synthesis import drafting, passages, themes
from facilitator.store.files.file import SeminarFile
from tests.pictures.notes import NOW, copy_of, session_on
from tests.ui.one_watch import watch_of
from ui.screens.synthesise import SynthesiseScreen

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
        watch_of(copy).stop()
        copy.close()
