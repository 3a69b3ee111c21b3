"""The package for Debian and Ubuntu, made of the bundle: `make deb` leaves it in dist/.

Which of the system's libraries the bundle needs is read from its own files, so that the package
asks for all of them and for no other.
"""

import gzip
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from email.utils import formatdate
from pathlib import Path

from facilitator import __version__
from shipping.licences import FOLDER as LICENCES
from shipping.licences import holder
from shipping.links import asked_of_the_system, libc_needed

ROOT = Path(__file__).parent.parent
HERE = ROOT / "shipping"
BUNDLE = ROOT / "dist" / "facilitator"
STAGE = ROOT / "build" / "deb"
HOME = Path("usr/lib/facilitator")
"""Where the program lies on the machine."""
MAINTAINER = "Facilitator maintainers <maintainers@facilitator.invalid>"
LIBC = "libc6"
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}
"""What newer releases call a package; either will do."""
EXCUSED = {
    "embedded-library": "one folder runs on releases that have other versions of these",
    "custom-library-search-path": "its libraries lie beside it",
    "shared-library-lacks-prerequisites": "what loads them has Python",
    "extra-license-file": "each package's licence lies with it, as its licence asks",
    "hardening-no-fortify-functions": "built by those who publish the packages",
    "hardening-no-pie": "what starts it is PyInstaller's, as published",
    "national-encoding": "a licence keeps its words as they were written",
    "library-not-linked-against-libc": "it holds data alone",
    "package-installs-python-bytecode": "the program is no module of the system's Python",
}
"""What `lintian` finds and why it is so."""


def main() -> int:
    """Write the package; returns 1 where a library's package is not known."""
    stage, target = STAGE, ROOT / "dist" / f"facilitator_{__version__}_{_architecture()}.deb"
    shutil.rmtree(stage, ignore_errors=True)
    _fill(stage)
    needed = sorted(set(_packages(asked_of_the_system(BUNDLE))))
    (stage / "DEBIAN").mkdir()
    (stage / "DEBIAN" / "control").write_text(_control(stage, needed), encoding="utf-8")
    (stage / "DEBIAN" / "md5sums").write_text("".join(_sums(stage)), encoding="utf-8")
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", stage, target], check=True)
    print(target.relative_to(ROOT))
    return 0


def _fill(stage: Path) -> None:
    shutil.copytree(BUNDLE, stage / HOME, symlinks=True)
    _set_rights(stage / HOME)
    program = stage / "usr" / "bin" / "facilitator"
    program.parent.mkdir(parents=True)
    program.symlink_to("../lib/facilitator/facilitator")
    share = stage / "usr" / "share"
    about = share / "doc" / "facilitator"
    for source, target in (
        (HERE / "facilitator.desktop", share / "applications" / "facilitator.desktop"),
        (HERE / "facilitator.xml", share / "mime" / "packages" / "facilitator.xml"),
        (
            ROOT / "resources" / "theme" / "facilitator.svg",
            share / "icons" / "hicolor" / "scalable" / "apps" / "facilitator.svg",
        ),
    ):
        _write(target, source.read_bytes())
    _write(about / "copyright", _copyright().encode())
    _write(about / "changelog.gz", _packed(_changes()))
    _write(share / "man" / "man1" / "facilitator.1.gz", _packed(_page()))
    excuses = "".join(f"# {why}\nfacilitator: {tag}\n" for tag, why in EXCUSED.items())
    _write(share / "lintian" / "overrides" / "facilitator", excuses.encode())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    target.chmod(0o644)


def _set_rights(folder: Path) -> None:
    """All may read, nobody may write; what is started is the program alone."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            is_started = path.is_dir() or path == folder / "facilitator"
            path.chmod(0o755 if is_started else 0o644)
    folder.chmod(0o755)


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def _copyright() -> str:
    """Where the licences are: too many for one page, and each must keep its words."""
    listed = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    inside = HOME / "_internal" / LICENCES
    return (
        f"Facilitator {__version__}\nCopyright 2026 {MAINTAINER}\n\n{listed}\n"
        f"Their texts are in /{inside}; that of the LGPL is in\n"
        "/usr/share/common-licenses/LGPL-3 too.\n"
    )


def _changes() -> str:
    return (
        f"facilitator ({__version__}) stable; urgency=medium\n\n"
        "  * What is new stands in the program's own manual and in CHANGELOG.md.\n\n"
        f" -- {MAINTAINER}  {formatdate((ROOT / 'CHANGELOG.md').stat().st_mtime)}\n"
    )


def _page() -> str:
    """The manual page: what the program says of its commands when it is asked."""
    told = subprocess.run(
        [BUNDLE / "facilitator", "--help"], capture_output=True, text=True, check=True
    )
    said = told.stdout.replace("\\", "\\\\").replace("-", "\\-")
    lines = "\n".join(f"\\&{line}" for line in said.splitlines())
    return (
        f'.TH FACILITATOR 1 "" "Facilitator {__version__}"\n.SH NAME\n'
        "facilitator \\- runs a reflective learning seminar without the internet\n"
        f".SH SYNOPSIS\n.B facilitator\n[command]\n.SH DESCRIPTION\n.nf\n{lines}\n.fi\n"
        ".SH SEE ALSO\nThe manual in the window, under Help, or by Shift+F1.\n"
    )


def _sums(stage: Path) -> Iterator[str]:
    """What `dpkg --verify` compares with, a line for each file."""
    for path in sorted(stage.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            told = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield f"{told}  {path.relative_to(stage)}\n"


def _packages(libraries: Iterable[str]) -> Iterator[str]:
    """The packages that hold them, as `dpkg` of this machine knows it."""
    for library in sorted(libraries):
        name = holder(library)
        if not name:
            print(f"No package of this machine holds {library}.", file=sys.stderr)
            raise SystemExit(1)
        if name == LIBC:
            yield f"{LIBC} (>= {libc_needed(BUNDLE)})"
        else:
            yield f"{RENAMED[name]} | {name}" if name in RENAMED else name


def _control(stage: Path, needed: list[str]) -> str:
    files = [path for path in stage.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    return "\n".join(
        (
            "Package: facilitator",
            f"Version: {__version__}",
            f"Architecture: {_architecture()}",
            f"Maintainer: {MAINTAINER}",
            f"Installed-Size: {size}",
            f"Depends: {', '.join(needed)}",
            "Section: education",
            "Priority: optional",
            "Description: runs a reflective learning seminar without the internet",
            " From the agenda over live votes and notes of the groups to the printed summary:",
            " one file, one laptop, a room of phones.",
            "",
        )
    )


def _architecture() -> str:
    told = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
