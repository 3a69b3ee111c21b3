"""No sentence is hidden from the catalogue: what looks like words in a module that people read the
work of is told by `say`, `tell` or `Counted`, or is one of the names listed here.

The runs under a pseudo-language find what they come by; this finds what stands in a branch that no
run has taken, too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.catalogue import TEMPLATES

ROOT = Path(__file__).parent.parent
READ = (
    *("exports/content", "exports/html", "exports/pdf", "facilitator/domain"),
    *("facilitator/room/messages", "facilitator/services", "facilitator/store/merging", "ui"),
)
NOT_READ = (
    # the command line, and what goes to a programmer
    *("ui/start", "ui/crash_report.py"),
    # tables of data, whose columns are explained in English
    *("exports/content/about_records.py", "exports/content/data_", "exports/content/deposit"),
    "facilitator/services/report/recounting.py",
    # what is looked for in what people wrote
    *("facilitator/domain/privacy/name", "facilitator/domain/privacy/words_as_names.py"),
    *("facilitator/services/people/columns.py", "facilitator/services/people/heading"),
    "facilitator/services/people/sector_words.py",
    # statements of SQL, of PDF and of HTML; days, as each language has them; the manual is English
    *("facilitator/store/merging/arriving", "facilitator/store/merging/note_copies.py"),
    *("exports/pdf/pen.py", "exports/pdf/scripts", "exports/pdf/tagging"),
    *("exports/html/page.py", "exports/pdf/inks", "facilitator/domain/locales.py"),
    *("facilitator/store/merging/erasures.py", "ui/dialogs/program/manual_pages.py"),
    # made people, and what a library says of a template
    *("facilitator/services/rehearsal", "facilitator/services/templates/reading.py"),
    "facilitator/services/seminar/computer_clock.py",
)
WORDS = re.compile(r"[A-Za-z]{2,} (?:[A-Za-z]{2,}|\{)|\} [A-Za-z]{2,}")
"""Two words, or one beside something that is put in."""
NAMES = frozenset(
    {
        # answers and groups, kept under an English name and said by `_ANSWERS` and `group_called`
        *("Neither, or no view", "Not ticked", "Not chosen", "No mark", "Not given"),
        *("That is us", "Others at the table", "Question back", "Minority view"),
        "Column {}",  # of a list without headings: `import_people` says it
        # keys
        *("not asked", "none of these", "nothing here", "said alike", "asked back", "by the group"),
        *("other words", "only own", "only others", "one coder", "to read", "no theme"),
        *("organisation {}", "sector {}", "size {}", "voter {}", "address {}"),
        *("upvote {}", "seat {}", "retold {}", "{} members", "cy en", "en cy"),
        *("#poll {}", "finding {}", "strand {}", "mark {}"),
        *("ballot {} {}", "group {} {}", "breakout {}", "segment {}"),
        # commands, files and programs
        *("facilitator check FILE", "facilitator export FILE --to pdf --length full{} --out PAPER"),
        *(" --language {}", "Facilitator {}", "Source Sans Pro"),
        *("{} copy{}", "{} rehearsal{}", "{} notes.html"),
        *("restored {}{}", "“{}”, round {}", "Seminar {}", "{} salvaged{}", "{} notes {}{}"),
    }
)


def plain_words(path: Path) -> Iterator[tuple[int, str]]:
    """What looks like words in a module and is no template: a line and the text, “{}” for what is
    put in.
    """
    tree = ast.parse(path.read_text("utf-8"))
    passed_over = {id(inner) for node in ast.walk(tree) for inner in _not_said(node)}
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        if isinstance(node, ast.JoinedStr):
            passed_over |= {id(part) for part in node.values}
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if WORDS.search(text):
            yield node.lineno, text


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """What under a node nobody reads as it stands there, or finds in the catalogue."""
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Call(func=ast.Name(id=name)) if name in TEMPLATES:
            yield from node.args[TEMPLATES[name]]
        case ast.Call(func=ast.Attribute(attr="warning" | "info" | "error" | "exception")):
            yield from ast.walk(node)
        case ast.Call(func=ast.Name(id="field" | "DataTable")):  # of data: explained in English
            yield from ast.walk(node)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
            yield from ast.walk(node)
        case ast.keyword(arg="key"):
            yield from ast.walk(node)
        case ast.Assert():
            yield from ast.walk(node)
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if "Seminar" not in name:
            yield from ast.walk(node)


def test_what_people_read_is_all_out_of_the_catalogue() -> None:
    found = [
        f"{name}:{line}: {text!r}"
        for folder in READ
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(NOT_READ)
        for line, text in plain_words(path)
        if text not in NAMES
    ]
    assert not found, "\n".join(found)
