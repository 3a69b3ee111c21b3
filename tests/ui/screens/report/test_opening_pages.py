"""A long report takes the place of the one before without holding the window up."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QSizeF
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from ui.screens.report import opening_pages
from ui.screens.report.opening_pages import AT_ONCE
from ui.screens.report.preview import Preview


def pages_in(path: Path, number: int) -> Path:
    writer = pypdf.PdfWriter()
    for _ in range(number):
        writer.add_blank_page(595, 842)
    writer.write(path)
    return path


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made, before_close_func=lambda _: made.close_file())
    return made


def test_no_turn_looks_at_more_than_a_few_pages_and_none_is_shown_before_all_are_known(
    qtbot: QtBot, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[list[int]] = [[]]

    class Looked(QPdfDocument):
        def pagePointSize(self, page: int) -> QSizeF:
            looked[-1].append(page)
            return super().pagePointSize(page)

    monkeypatch.setattr(opening_pages, "QPdfDocument", Looked)
    look = preview._opening._look

    def turn() -> None:
        looked.append([])
        look()

    monkeypatch.setattr(preview._opening, "_look", turn)
    preview._opening._turn.timeout.disconnect()
    preview._opening._turn.timeout.connect(lambda: preview._opening._look())
    shown: list[int] = []
    preview.show_file(
        pages_in(tmp_path / "short.pdf", 3), lambda: shown.append(preview.document.pageCount())
    )
    assert shown == [3], "a short one is there at once"
    looked.clear()
    many = 3 * AT_ONCE + 5
    preview.show_file(
        pages_in(tmp_path / "long.pdf", many), lambda: shown.append(preview.document.pageCount())
    )
    assert shown == [3]
    assert preview.document.pageCount() == 3, "the one before is shown meanwhile"
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown == [3, many]
    assert [page for each in looked for page in each][:many] == list(range(many))
    assert all(len(each) <= AT_ONCE for each in looked[:-1])
    assert len(looked) == 4
    assert preview.page.maximum() == many


def test_of_two_that_are_asked_for_the_later_is_shown_alone(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    shown: list[str] = []
    preview.show_file(pages_in(tmp_path / "a.pdf", 100), lambda: shown.append("first"))
    preview.show_file(pages_in(tmp_path / "b.pdf", 60), lambda: shown.append("second"))
    qtbot.waitUntil(lambda: bool(shown))
    assert preview.document.pageCount() == 60
    preview.show_file(pages_in(tmp_path / "c.pdf", 100), lambda: shown.append("third"))
    preview.close_file()
    for _ in range(5):
        QCoreApplication.processEvents()
    assert shown == ["second"]


def test_what_was_looked_for_is_looked_for_in_the_next_pages(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    for name, times in (("one.pdf", 1), ("three.pdf", 3)):
        canvas = Canvas(str(tmp_path / name))
        for _ in range(times):
            canvas.drawString(100, 500, "partnership")
            canvas.showPage()
        canvas.save()
    preview.show_file(tmp_path / "one.pdf", lambda: None)
    preview.search.setText("partnership")
    qtbot.waitUntil(lambda: preview.hits.text() == "1 found")
    preview.show_file(tmp_path / "three.pdf", lambda: None)
    qtbot.waitUntil(lambda: preview.hits.text() == "3 found")
