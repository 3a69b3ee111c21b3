"""The house rules that a machine can keep: sizes, borders, nothing of this machine in the files."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ui.start import cli

ROOT = Path(__file__).parent.parent
SOURCES = ("facilitator", "ui", "exports", "resources", "benchmarks", "shipping", "tests")
MODULE_LINES = 450
TEST_MODULE_LINES = 650
FUNCTION_LINES = 45
CLASS_LINES = 200
FOLDER_MODULES = 15

# Modules and functions that are longer, each with its reason.
LONG: dict[str, str] = {}

MACHINE = re.compile(
    r"(?<!ui/screens)/(?:home|root|work|Users)/\w|[A-Z]:\\Users\\"  # somebody's folders
    r"|(?:index-url|find-links|trusted-host|extra-index)"  # where packages were fetched from
    r"|https?://(?:localhost|127\.0\.0\.1|10\.|192\.168\.)[\d.]*:\d+/simple",
)
SLEEPS = re.compile(r"\b(?:time\.sleep|asyncio\.sleep|qWait|qtbot\.wait)\(")


def modules() -> Iterator[Path]:
    """Every Python module of the program and its tests."""
    for folder in SOURCES:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """What the repository holds; without git, everything that is not ignored at the top."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True, text=True
        )
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        made = re.compile(
            r"(?:^|/)(?:\.(?!ci/|gitignore)|build/|dist/|__pycache__|[^/]*\.egg-info)"
        )
        found = [path for path in ROOT.rglob("*") if not made.search(name_of(path))]
    return [path for path in found if path.is_file()]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def function_lengths(path: Path) -> dict[str, int]:
    return {
        f"{name_of(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in statements(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement in a piece of code; a walk through its expressions takes much longer."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for each in getattr(node, part, ()):
            yield each
            yield from statements(each)


@cache
def module_length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_a_module_fits_in_a_sitting() -> None:
    lengths = {name_of(path): module_length(path) for path in modules()}
    long = {
        name
        for name, lines in lengths.items()
        if lines > (TEST_MODULE_LINES if name.startswith("tests/") else MODULE_LINES)
    }
    assert long == {name for name in LONG if ":" not in name}


def test_a_function_is_a_paragraph() -> None:
    lengths = {name: n for path in modules() for name, n in function_lengths(path).items()}
    long = {name for name, lines in lengths.items() if lines > FUNCTION_LINES}
    assert long == {name for name in LONG if ":" in name}


def test_a_window_class_has_one_job() -> None:
    """Its length counts where it is written, so it may not be cut into bases that only it has."""
    classes = {
        f"{name_of(path)}:{node.name}": node
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    named = {node.name: node for node in classes.values()}
    heirs = Counter(base for node in classes.values() for base in _bases(node))
    sliced = set()
    for where, node in classes.items():
        bases = [base for base in _bases(node) if base in named]
        alone = [named[base] for base in bases if heirs[base] == 1]
        if len(bases) > 1 or sum(map(_lines, (node, *alone))) > CLASS_LINES:
            sliced.add(where)
    assert not sliced


def _bases(node: ast.ClassDef) -> list[str]:
    """The names of the classes that this one is made of, without their modules and types."""
    plain = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return [ast.unparse(base).rsplit(".", 1)[-1] for base in plain]


def _lines(node: ast.ClassDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def test_a_folder_of_the_program_can_be_overlooked() -> None:
    modules_in = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for folder in ("facilitator", "ui", "exports", "resources")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "__init__.py"
    )
    assert {folder: n for folder, n in modules_in.items() if n > FOLDER_MODULES} == {}


def test_a_module_says_why_it_exists() -> None:
    silent = [
        name_of(path)
        for path in modules()
        if path.name != "__init__.py"
        and not path.name.startswith("test_")
        and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_every_folder_of_the_program_is_a_package() -> None:
    """Without it the import checks would pass over the folder."""
    bare = {
        path.parent.relative_to(ROOT).as_posix()
        for path in modules()
        if path.relative_to(ROOT).parts[0] != "tests" and not (path.parent / "__init__.py").exists()
    }
    assert not bare


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    telling = []
    for path in tracked_files():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        telling += [f"{name_of(path)}: {hit.group()}" for hit in MACHINE.finditer(text)]
    assert not telling


def test_only_the_theme_sets_style_sheets() -> None:
    styled = [
        name_of(path)
        for path in (ROOT / "ui").rglob("*.py")
        if "setStyleSheet(" in path.read_text("utf-8") and name_of(path) != "ui/theme.py"
    ]
    assert not styled


def test_only_the_settings_are_kept_in_settings() -> None:
    """Elsewhere nobody would see what is kept, under which key and with which default."""
    keeping = [
        name_of(path)
        for path in (ROOT / "ui").rglob("*.py")
        if "QSettings" in path.read_text("utf-8") and name_of(path) != "ui/settings.py"
    ]
    assert not keeping


OF_THE_STORE = re.compile(
    r"driver_connection|exec_driver_sql|raw_connection|\bPRAGMA\b"
    r"|\.(?:database|connection|driving)\b(?!\.)|\bsqlite3?_(?:errorcode|errorname)"
)
"""What only the store may touch: connections, the driver, the database's own settings."""


def test_only_the_store_touches_connections_and_the_driver() -> None:
    touching = [
        f"{name_of(path)}:{number}: {hit.group()}"
        for folder in ("facilitator", "ui", "exports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not name_of(path).startswith("facilitator/store/")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (hit := OF_THE_STORE.search(line))
    ]
    assert not touching


def test_what_begins_with_an_underscore_is_used_where_it_stands() -> None:
    """Others may not use it; vulture lets a name pass that any other module has too."""
    unused = [
        f"{name_of(path)}: {name}"
        for folder in ("facilitator", "ui", "exports", "resources")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in tree(path).body
        for name in _names_given(node)
        if name.startswith("_") and not name.startswith("__")
        if len(re.findall(rf"\b{name}\b", path.read_text("utf-8"))) == 1
    ]
    assert not unused


def _names_given(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
    return []


_OF_ITS_OWN_CLASS = ("self", "cls", "file", "there")
"""What methods call an instance of their own class."""


def test_modules_do_not_use_each_others_underscore_names() -> None:
    """What begins with an underscore is its module's own, in the store and for whoever uses it."""
    taken = [
        f"{name_of(path)}: {alias.name}"
        for folder in ("facilitator", "ui", "exports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    reached = [
        f"{name_of(path)}: {ast.unparse(node)}"
        for path in sorted((ROOT / "facilitator/store").rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in _OF_ITS_OWN_CLASS)
    ]
    assert not taken
    assert not reached


def said_outside(own: str, wanted: re.Pattern[str]) -> list[str]:
    """Where the program says what one module of it alone may say."""
    return [
        f"{name_of(path)}: {hit.group()}"
        for folder in ("facilitator", "ui", "exports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if name_of(path) != own
        for hit in wanted.finditer(path.read_text("utf-8"))
    ]


def test_a_file_is_written_whole_by_one_module() -> None:
    """Beside it, through to the disk, renamed, its folder synced: `facilitator.whole_file`."""
    writes = re.compile(r"os\.(?:replace|rename|fsync)\(|(?<!whole_file)\.write_(?:text|bytes)\(")
    assert not said_outside("facilitator/whole_file.py", writes)


def test_types_are_made_known_to_what_reads_json_by_one_module() -> None:
    """One after another, or two threads that come first together end the process: `typed`."""
    reads = re.compile(r"json\.decode\([^#]*type=|msgspec\.convert\(|Decoder\(")
    assert not said_outside("facilitator/typed.py", reads)


def test_no_test_sleeps() -> None:
    sleeping = [
        f"{name_of(path)}: {hit.group()}"
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        for hit in SLEEPS.finditer(path.read_text("utf-8"))
    ]
    assert not sleeping


def test_no_day_is_written_in_the_language_of_the_machine() -> None:
    """`%B` and its like follow the system's language; `facilitator.domain.days` does not."""
    local = re.compile(r"%-?[aAbBchpPrxXZE+O]")
    told = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if not name_of(path).startswith(("tests/", "benchmarks/"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FormattedValue | ast.Call)
        if any(local.search(form) for form in _time_forms(node))
    ]
    assert not told


def test_the_computers_own_clock_is_asked_for_by_name() -> None:
    """What is of a seminar goes by the clock in its room (`room_clock`); `days.on_this_computer` is
    for the rest.
    """
    asking = [
        f"{name_of(path)}:{number}"
        for folder in ("facilitator", "ui", "exports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if name_of(path) != "facilitator/domain/days.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ".astimezone()" in line
    ]
    assert not asking


def _time_forms(node: ast.FormattedValue | ast.Call) -> Iterator[str]:
    """The formats that times are written in: behind the colon of an f-string, or in a call."""
    if isinstance(node, ast.FormattedValue):
        parts = list(ast.walk(node.format_spec)) if node.format_spec else []
    else:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        parts = list(node.args) if called in ("strftime", "strptime") else []
    yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))


TIMES = re.compile(
    r"perf_counter|process_time|elapsed\.total_seconds|(?:monotonic|time)\(\) - \w+ <"
)


def test_no_test_measures_speed_or_stands_on_a_benchmark() -> None:
    """A busy computer is no fault of the program's; benchmarks measure, and stand on tests."""
    measuring = [
        f"{name_of(path)}: {hit.group()}"
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        for rule in (TIMES, re.compile(r"^\s*(?:from|import) benchmarks\b", re.MULTILINE))
        for hit in rule.finditer(path.read_text("utf-8"))
    ]
    assert not measuring


def test_whoever_catches_everything_says_why() -> None:
    """The linter refuses a broad `except`; the edges that need one name themselves beside it."""
    bare = [
        f"{name_of(path)}:{number}"
        for path in modules()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"# noqa: BLE001(?! - \w)", line)
    ]
    assert not bare


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_the_commands_a_document_shows_exist(
    document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = set(re.findall(r"(?:^|`)\s*(?:\$ )?facilitator ([a-z]+)", read(document), re.MULTILINE))
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert shown <= set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_the_make_targets_a_document_shows_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)\s*make ([a-z-]+)", read(document), re.MULTILINE)) <= targets


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_the_files_a_document_points_to_exist(document: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(document))
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_the_pinned_versions_cover_every_dependency() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {same_name(line) for line in read("constraints.txt").splitlines() if "==" in line}
    assert not [name for name in wanted if same_name(name) not in pinned]


def same_name(requirement: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s;=<>\[]", requirement)[0]).lower()


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
