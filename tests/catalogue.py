"""The translators' files: `python -m tests.catalogue` brings them up to what the program says.

What the program says are the templates in calls of `say`, `tell` and `Counted`, in any module.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from resources.languages import po_path

ROOT = Path(__file__).parent.parent
PROGRAM = ("facilitator", "ui", "exports", "resources")
TEMPLATES = {"say": slice(0, 1), "tell": slice(0, 1), "Counted": slice(1, 3)}
"""By the name of the call, which arguments are templates."""
OUTSIDE = (
    *("ui/ask", "ui/dialogs", "ui/models", "ui/room", "ui/screens", "ui/seminar_files"),
    *(
        "ui/pdf_pages",
        "ui/press",
        "ui/start",
        "ui/tasks",
        "ui/widgets",
        "ui/window",
        "ui/words",
        "facilitator/domain/days",
    ),
    *("facilitator/domain/act_words", "facilitator/domain/kind_words"),
    "facilitator/domain/second_wordings",
    "facilitator/domain/polls/opinion",
    *("facilitator/domain/polls/agreement", "facilitator/domain/synthesis/confidence"),
    *("facilitator/domain/synthesis/agreement", "facilitator/services/views/theme_history"),
    *("facilitator/domain/report/poll_pages", "facilitator/services/report/poll_pages"),
    "facilitator/domain/report/comparison",
    *("facilitator/services/report/finding_pages", "facilitator/services/report/sending"),
    *("facilitator/services/records/activity_log", "facilitator/services/records/held"),
    *("facilitator/room/serve", "facilitator/room/trial", "facilitator/services/files"),
    *("facilitator/services/merging", "facilitator/services/people/importing"),
    "facilitator/services/people/spreadsheets",
    *("facilitator/services/records/authors", "facilitator/services/records/dangling"),
    *("facilitator/services/records/editing", "facilitator/services/records/erasing"),
    *("facilitator/services/records/removing", "facilitator/services/records/retention"),
    *(
        "facilitator/services/seminar/preflight",
        "facilitator/services/seminar/preparing",
        "facilitator/services/synthesis",
    ),
    *(
        "facilitator/services/templates",
        "facilitator/store/files",
        "facilitator/store/auditing",
        "facilitator/store/protecting",
        "facilitator/store/salvaging",
        "facilitator/store/databases",
        "facilitator/store/postgres",
        "facilitator/store/sqlite/connecting",
        "facilitator/store/sqlite/engine",
        "facilitator/store/sqlite/standing",
    ),
    *("facilitator/store/merging/erasures", "facilitator/store/merging/joint_ballots"),
    *("facilitator/store/merging/merge_log", "facilitator/store/merging/note_copies"),
    "facilitator/store/merging/union",
)
"""What people in the room do not read may be untranslated yet: the window, and what only whoever
prepares the day, or looks after its files, is told. Papers are read by everybody."""
TRANSLATED = ("cy",)
WORDING = "facilitator/domain/wording.py"
TOLD_BY = ("facilitator.domain.wording", "ui.words.telling")
"""The modules that `say`, `Counted` and `tell` come from."""
DAY = datetime(2011, 10, 18, tzinfo=UTC)
"""Stands in every file, so that the same texts give the same bytes."""


def templates() -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Everything the program says: file, line, and a template, or the one and the many.

    Raises AssertionError for a template that is put together when the program runs.
    """
    for folder in PROGRAM:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _templates_of(path.relative_to(ROOT).as_posix(), path)


def _templates_of(name: str, path: Path) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    text = path.read_text("utf-8")
    if "wording" not in text and "telling" not in text:
        return
    nodes = list(ast.walk(ast.parse(text)))
    known = {alias.name for node in nodes if _from_wording(node) for alias in node.names}
    known |= set(TEMPLATES) if name == WORDING else set()
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in TEMPLATES.keys() & known:
                yield name, node.lineno, _literals(name, node, TEMPLATES[called])
            case ast.Call(func=ast.Attribute(value=ast.Name(id="wording"), attr=called)) if (
                called in TEMPLATES
            ):
                yield name, node.lineno, _literals(name, node, TEMPLATES[called])


def _from_wording(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    return isinstance(node, ast.ImportFrom) and node.module in TOLD_BY


def _literals(name: str, call: ast.Call, which: slice) -> tuple[str, ...]:
    given = call.args[which]
    texts = [arg.value for arg in given if isinstance(arg, ast.Constant)]
    where = f"{name}:{call.lineno}: a template is a whole sentence, written where it is said"
    assert given, where
    assert len(texts) == len(given), where
    assert all(isinstance(text, str) for text in texts), where
    return tuple(str(text) for text in texts)


def said() -> Catalog:
    """The program's own catalogue, in the order of its files."""
    catalog = Catalog(charset="utf-8")
    for name, _, texts in templates():
        catalog.add(texts[0] if len(texts) == 1 else texts, locations=[(name, 0)])
    return catalog


def translated(language: str) -> Catalog:
    """A translator's file."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def machine_form(catalog: Catalog) -> bytes:
    """What the program reads. A count that is not translated stays out: its English would be put
    into the other language's forms, “0 passage”.
    """
    read = deepcopy(catalog)
    for entry in list(read):
        if entry.pluralizable and not any(entry.string or ()):
            read.delete(entry.id)
    made = BytesIO()
    write_mo(made, read)
    return made.getvalue()


def text_form(catalog: Catalog) -> bytes:
    """What a translator edits."""
    made = BytesIO()
    write_po(made, catalog, width=100, include_lineno=False)
    return made.getvalue()


def brought_up_to_date(language: str) -> Catalog:
    """A translator's file with what is new in it, and without what is no longer said."""
    catalog = translated(language)
    catalog.update(said(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = DAY
    return catalog


if __name__ == "__main__":
    for each in TRANSLATED:
        po_path(each).write_bytes(text_form(brought_up_to_date(each)))
        po_path(each).with_suffix(".mo").write_bytes(machine_form(translated(each)))
