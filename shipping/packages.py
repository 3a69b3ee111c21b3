"""The packages that are shipped beside the program's own code, and the licences they are under:
`python -m shipping.packages` lists them in docs/dependencies.md.
"""

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LISTED = Path(__file__).parent.parent / "docs" / "dependencies.md"
HEAD = """# What the program is made with

Packages that are shipped with the program, and the licence that each names. Their texts lie beside
the program, in its folder `licences`. The typefaces are under the SIL Open Font Licence, the icons
(Lucide) under the ISC licence. Qt and zeroconf are under the LGPL: they lie beside the program as
libraries of their own and can be exchanged.

| package | licence |
|---|---|
"""
NAMED_NOWHERE = {"sqlcipher3": "zlib (SQLCipher itself: BSD-3-Clause)"}
"""Licences that a package names only in its text."""
TEXT_OF = dict.fromkeys(("pyside6-essentials", "pyside6-pdf", "shiboken6"), "python-bidi")
"""Packages without a text of their own, and one that brings the same: LGPL 3 and GPL 3."""
_TEXTS = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "OFL")


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


def texts(name: str) -> Iterator[tuple[Path, str]]:
    """The files that a package's licence stands in, and where each is put among its own."""
    for file in distribution(TEXT_OF.get(name, name)).files or ():
        folders = [part.lower() for part in file.parent.parts]
        if "licenses" in folders and folders[0].endswith(".dist-info"):
            inside = Path(*file.parts[folders.index("licenses") + 1 :])
        elif file.name.upper().startswith(_TEXTS) and file.suffix in ("", ".txt", ".md"):
            inside = Path(file.name)
        else:
            continue
        yield Path(str(file.locate())), str(inside)


def not_shipped() -> list[str]:
    """Modules of this machine that only somebody who works on the program needs."""
    ours = {*shipped(), "facilitator"}
    return [
        module
        for module, packages in packages_distributions().items()
        if ours.isdisjoint(map(canonicalize_name, packages))
    ]


def page() -> str:
    """What docs/dependencies.md says."""
    return HEAD + "".join(f"| {name} | {under} |\n" for name, under in shipped().items())


if __name__ == "__main__":
    LISTED.write_text(page(), "utf-8")
