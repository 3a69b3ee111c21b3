"""What the program ships beside its own code: `python -m tests.dependencies` lists it, with
licences, in docs/dependencies.md.
"""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LISTED = ROOT / "docs" / "dependencies.md"
ADVISORIES = Path(__file__).with_name("advisories.toml")
CONSTRAINTS = ROOT / "constraints.txt"
HEAD = """# What the program is made with

Packages that are shipped with the program, and the licence that each names. Their texts are in the
packages themselves. The typefaces are under the SIL Open Font Licence, the icons (Lucide) under the
ISC licence. Qt and zeroconf are under the LGPL: they lie beside the program as libraries of their
own and can be exchanged.

| package | licence |
|---|---|
"""
NAMED_NOWHERE = {"sqlcipher3": "zlib (SQLCipher itself: BSD-3-Clause)"}
"""Licences that a package names only in its text."""


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


def shipped() -> dict[str, str]:
    """The licence of every package that the program needs to run, by its name."""
    found: dict[str, str] = {}
    left = ["facilitator"]
    while left:
        name = canonicalize_name(left.pop())
        if name not in found:
            package = distribution(name)
            found[name] = NAMED_NOWHERE.get(name) or licence(package)
            needed = map(Requirement, package.requires or ())
            left += [n.name for n in needed if n.marker is None or n.marker.evaluate({"extra": ""})]
    del found["facilitator"]
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """What a package says of its licence, "" where it says nothing."""
    said = package.metadata
    classifiers = said.get_all("Classifier") or ()
    listed = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License :: ")]
    whole = (said.get_all("License") or [""])[0].partition("\n")[0]
    return (said.get_all("License-Expression") or [""])[0] or "; ".join(listed) or whole


def page() -> str:
    """What docs/dependencies.md says."""
    return HEAD + "".join(f"| {name} | {under} |\n" for name, under in shipped().items())


if __name__ == "__main__":
    LISTED.write_text(page(), "utf-8")
