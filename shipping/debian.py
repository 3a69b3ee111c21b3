"""The package for Debian and Ubuntu, made of the bundle: `make deb` leaves it in dist/.

Which of the system's libraries the bundle needs is read from its own files, so that the package
asks for all of them and for no other.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from facilitator import __version__

ROOT = Path(__file__).parent.parent
HERE = ROOT / "shipping"
BUNDLE = ROOT / "dist" / "facilitator"
STAGE = ROOT / "build" / "deb"
MAINTAINER = "Facilitator maintainers <maintainers@facilitator.invalid>"
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}
"""What newer releases call a package; either will do."""


def main() -> int:
    """Write the package; returns 1 where a library's package is not known."""
    stage, target = STAGE, ROOT / "dist" / f"facilitator_{__version__}_{_architecture()}.deb"
    shutil.rmtree(stage, ignore_errors=True)
    _fill(stage)
    needed = sorted(set(_packages(_libraries(BUNDLE))))
    (stage / "DEBIAN").mkdir()
    (stage / "DEBIAN" / "control").write_text(_control(stage, needed), encoding="utf-8")
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", stage, target], check=True)
    print(target.relative_to(ROOT))
    return 0


def _fill(stage: Path) -> None:
    shutil.copytree(BUNDLE, stage / "opt" / "facilitator", symlinks=True)
    program = stage / "usr" / "bin" / "facilitator"
    program.parent.mkdir(parents=True)
    program.symlink_to("/opt/facilitator/facilitator")
    share = stage / "usr" / "share"
    for source, target in (
        (HERE / "facilitator.desktop", share / "applications" / "facilitator.desktop"),
        (HERE / "facilitator.xml", share / "mime" / "packages" / "facilitator.xml"),
        (
            ROOT / "resources" / "theme" / "facilitator.svg",
            share / "icons" / "hicolor" / "scalable" / "apps" / "facilitator.svg",
        ),
        (ROOT / "docs" / "dependencies.md", share / "doc" / "facilitator" / "copyright"),
    ):
        target.parent.mkdir(parents=True)
        shutil.copyfile(source, target)
        target.chmod(0o644)


def _libraries(bundle: Path) -> set[str]:
    """The libraries that files of the bundle ask for and that are not in it."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    brought = {path.name for path in bundle.rglob("*")}
    asked = {name for path in files if _is_elf(path) for name in _needed(path)}
    return asked - brought


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _needed(path: Path) -> Iterator[str]:
    """What a library or program says that it is linked to (`readelf -d`)."""
    told = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True)
    for line in told.stdout.splitlines():
        if "(NEEDED)" in line:
            yield line.rsplit("[", 1)[-1].rstrip("]")


def _packages(libraries: set[str]) -> Iterator[str]:
    """The packages that hold them, as `dpkg` of this machine knows it."""
    for library in sorted(libraries):
        told = subprocess.run(
            ["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False
        )
        if not told.stdout:
            print(f"No package of this machine holds {library}.", file=sys.stderr)
            raise SystemExit(1)
        name = told.stdout.splitlines()[0].split(":", 1)[0]
        yield f"{RENAMED[name]} | {name}" if name in RENAMED else name


def _control(stage: Path, needed: list[str]) -> str:
    size = sum(path.stat().st_size for path in stage.rglob("*") if path.is_file()) // 1024
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
