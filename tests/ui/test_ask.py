"""Where to write is asked so that nothing is written over a file of another kind."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ui import ask


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("page.html", "page.html"), ("page.HTML", "page.HTML"), ("day", "day.html")],
)
def test_a_name_gets_the_ending_of_what_is_written(
    typed: str, chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = str(tmp_path / typed), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    assert ask.choose_new_file(None, "Save", tmp_path / "notes.html") == tmp_path / chosen


@pytest.mark.parametrize(
    ("typed", "kind", "chosen"),
    [
        ("day.pdf", "Web pages (*.html)", "day.html"),
        ("day.html", "PDF documents (*.pdf)", "day.pdf"),
        ("day.html", "", "day.html.pdf"),
        ("day.pdf", "PDF documents (*.pdf)", "day.pdf"),
        ("day.v2", "Web pages (*.html)", "day.v2.html"),
    ],
)
def test_the_kind_that_was_chosen_decides_the_ending(
    typed: str, kind: str, chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = str(tmp_path / typed), kind
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    kinds = "PDF documents (*.pdf);;Web pages (*.html)"
    assert ask.choose_new_file(None, "Save", tmp_path / "day.pdf", kinds) == tmp_path / chosen


@pytest.mark.parametrize("agrees", [True, False])
def test_a_page_is_not_written_over_a_seminar_and_over_another_page_only_when_told_so(
    agrees: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seminar, page = tmp_path / "day.seminar", tmp_path / "day.seminar.html"
    asked: list[str] = []

    def confirm(_parent: object, question: str, *_: object) -> bool:
        asked.append(question)
        return agrees

    monkeypatch.setattr(ask, "confirm", confirm)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(seminar), ""))
    assert ask.choose_new_file(None, "Save", tmp_path / "notes.html") == page
    page.touch()
    chosen = ask.choose_new_file(None, "Save", tmp_path / "notes.html")
    assert chosen == (page if agrees else None)
    assert asked == ["day.seminar.html is there already."]
