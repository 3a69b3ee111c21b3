"""Where each thing of a template stands, so that a mistake can be named with its line.

The standard library reads TOML but does not say where a value came from. This reads the same text
once more, for positions alone, and may be lenient: the text is known to be TOML by then.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r'''
    (?P<text>    """(?:\\.|[^\\])*?"""+ | \'\'\'.*?\'\'\'+ | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<comment> \#[^\n]* )
  | (?P<newline> \n )
  | (?P<open>    [\[{] )
  | (?P<close>   [\]}] )
  | (?P<equals>  = )
  | (?P<comma>   , )
  | (?P<word>    [^\s\[\]{}=,"'\#]+ )
    ''',
    re.VERBOSE | re.DOTALL,
)

Path = tuple[str | int, ...]


class _Token(NamedTuple):
    form: str
    text: str
    line: int


class Lines:
    """The line of every table, key and list member. Paths look like ("poll", 3, "items", 0)."""

    def __init__(self, text: str) -> None:
        """Read the positions from the text of a TOML document."""
        self._lines: dict[Path, int] = {}
        seen: Counter[str] = Counter()
        table: Path = ()
        for statement in _statements(text.replace("\r\n", "\n")):
            if statement[0].form == "open":
                table = self._header(statement, seen)
            else:
                self._assignment(statement, table)

    def of(self, *path: str | int) -> int:
        """The line on which `path` begins, or the nearest thing that holds it; counted from 1."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _header(self, statement: list[_Token], seen: Counter[str]) -> Path:
        name = _name(statement)
        repeated = len(statement) > 1 and statement[1].form == "open"
        table: Path = (name, seen[name]) if repeated else (name,)
        seen[name] += 1
        self._lines.setdefault((name,), statement[0].line)
        self._lines[table] = statement[0].line
        return table

    def _assignment(self, statement: list[_Token], table: Path) -> None:
        equals = next((at for at, token in enumerate(statement) if token.form == "equals"), 0)
        key = (*table, *_name(statement[:equals]).split("."))
        self._lines[key] = statement[0].line
        for number, line in enumerate(_members(statement[equals + 1 :])):
            self._lines[(*key, number)] = line


def _tokens(text: str) -> Iterator[_Token]:
    line, reached = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", reached, match.start())
        reached = match.start()
        yield _Token(match.lastgroup or "", match.group(), line)


def _statements(text: str) -> Iterator[list[_Token]]:
    """Headers and assignments: what stands between line ends that are outside all brackets."""
    statement: list[_Token] = []
    depth = 0
    for token in _tokens(text):
        depth += (token.form == "open") - (token.form == "close")
        if token.form not in {"newline", "comment"}:
            statement.append(token)
        elif token.form == "newline" and depth == 0 and statement:
            yield statement
            statement = []
    if statement:
        yield statement


def _name(tokens: list[_Token]) -> str:
    return "".join(token.text.strip("\"'") for token in tokens if token.form in {"word", "text"})


def _members(value: list[_Token]) -> Iterator[int]:
    """The line on which each member of a list begins; nothing for a value that is no list."""
    if not value or value[0].text != "[":
        return
    depth, awaited = 0, False
    for token in value:
        if awaited and token.form in {"text", "word", "open"}:
            yield token.line
        awaited = (depth, token.form) in {(0, "open"), (1, "comma")}
        depth += (token.form == "open") - (token.form == "close")
