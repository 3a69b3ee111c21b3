"""A program without what the bundle leaves out: whatever its sources import is imported there.

`python -m tests.shipping.left_out` prints ratios of names by what is left, as JSON.
"""

import ast
import importlib
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from shipping.pruning import UNUSED_MODULES, UNUSED_PARTS

ROOT = Path(__file__).parents[2]
SOURCES = ("facilitator", "exports", "resources", "ui")
BROUGHT = {"psycopg", "cryptography"}
"""What who works with a database has brought."""
NOT_HERE = {"winreg", "msvcrt", "ctypes.windll", "nt", *BROUGHT}
"""What only other systems have, or who works with a database."""
NAMES = ("Group 1", "group  1", "Housing and care", "care and housing", "Tŷ Glas", "王小明", "")


class _LeftOut(MetaPathFinder):
    """Nothing of what is left out is found."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        place = f"/{fullname.replace('.', '/')}."
        by_name = any(
            fullname == name or fullname.startswith(f"{name}.") for name in UNUSED_MODULES
        )
        if by_name or any(part in place for part in UNUSED_PARTS):
            raise ModuleNotFoundError(f"{fullname} is not in the bundle", name=fullname)
        return None


def imported() -> Iterator[tuple[str, str]]:
    """Every module that a source names, with one name out of it, "" where the module is meant."""
    for folder in SOURCES:
        for source in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(source.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    yield from ((alias.name, "") for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module is not None:
                    yield from ((node.module, alias.name) for alias in node.names)


def ratios() -> list[float]:
    from rapidfuzz import fuzz

    return [fuzz.token_sort_ratio(one, other) for one in NAMES for other in NAMES]


if __name__ == "__main__":
    for known in [name for name in sys.modules if name in UNUSED_MODULES]:
        del sys.modules[known]
    sys.meta_path.insert(0, _LeftOut())
    for module, name in sorted(set(imported())):
        if module.partition(".")[0] in NOT_HERE:
            continue
        try:
            found = importlib.import_module(module)
            if name and not hasattr(found, name):
                importlib.import_module(f"{module}.{name}")
        except ModuleNotFoundError as error:
            # Who works on a database has brought what that needs; nothing else may lead there.
            leads_to_one = "store.postgres" in module or "store.databases" in module
            if (error.name or "").partition(".")[0] not in BROUGHT or not leads_to_one:
                raise
    sys.stdout.write(json.dumps(ratios()))
