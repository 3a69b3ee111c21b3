"""The texts of the licences of all that is in the bundle, in its folder `licences`."""

import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from shipping.packages import shipped, texts
from shipping.pruning import Entry

FOLDER = Path("licences")
_BY_DEBIAN = ("/lib/", "/usr/lib/")


def licences(binaries: Iterable[Entry]) -> list[Entry]:
    """Of the packages, of Python, of what starts it, and of the system's libraries among these."""
    found = [(Path(name, inside), path) for name in shipped() for path, inside in texts(name)]
    found += [(Path("pyinstaller", inside), path) for path, inside in texts("pyinstaller")]
    found += [(Path("python", path.name), path) for path in _of_python()]
    found += [(Path("system", package), path) for package, path in _of_the_system(binaries)]
    return [(str(FOLDER / place), str(path), "DATA") for place, path in found]


def _of_python() -> Iterator[Path]:
    kept_in = (sysconfig.get_path("stdlib"), sys.base_prefix)
    yield from [path for path in (Path(each, "LICENSE.txt") for each in kept_in) if path.exists()][
        :1
    ]


def _of_the_system(binaries: Iterable[Entry]) -> Iterator[tuple[str, Path]]:
    """Of each package of Debian that a library was taken from."""
    packages = {
        package
        for _, source, _ in binaries
        if source.startswith(_BY_DEBIAN)
        for package in [holder(Path(source).name)]
        if package
    }
    for package in sorted(packages):
        text = Path("/usr/share/doc", package, "copyright")
        if text.exists():
            yield package, text


def holder(library: str) -> str:
    """The package of this machine that holds a library, "" where `dpkg` knows of none."""
    told = subprocess.run(
        ["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False
    )
    return told.stdout.partition(":")[0]
