"""Which pinned packages are known to be bad: a committed list, with the day it was made."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ADVISORIES = Path(__file__).with_name("advisories.toml")
CONSTRAINTS = ROOT / "constraints.txt"


def bad(pinned: Iterable[str]) -> Iterator[str]:
    """The lines of a list of pinned packages whose version is known to be bad, and why."""
    known = tomllib.loads(ADVISORIES.read_text("utf-8"))["bad"]
    for requirement in map(Requirement, filter(_is_one, pinned)):
        version = next(iter(requirement.specifier)).version
        for advisory, versions in known.get(canonicalize_name(requirement.name), {}).items():
            if version in Requirement(f"x{versions}").specifier:
                yield f"{requirement}: {advisory}"


def _is_one(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def names(pinned: Iterable[str]) -> set[str]:
    """The packages of such a list."""
    return {canonicalize_name(Requirement(line).name) for line in filter(_is_one, pinned)}
