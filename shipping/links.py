"""What the files of a bundle are linked to, as they say themselves (`readelf -d`)."""

import re
import subprocess
from pathlib import Path


def asked_by(path: Path | str) -> list[str]:
    """The libraries that a file asks for by name; none where it is no program or library."""
    if not is_elf(Path(path)):
        return []
    told = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True)
    lines = [line for line in told.stdout.splitlines() if "(NEEDED)" in line]
    return [line.rsplit("[", 1)[-1].rstrip("]") for line in lines]


def asked_of_the_system(bundle: Path) -> set[str]:
    """The libraries that files of a bundle ask for and that are not in it."""
    brought = {path.name for path in bundle.rglob("*")}
    return {name for path in _files(bundle) for name in asked_by(path)} - brought


def libc_needed(bundle: Path) -> str:
    """The oldest version of the C library that has all that files of a bundle ask of it."""
    asked = {(0, 0)}
    for path in filter(is_elf, _files(bundle)):
        told = subprocess.run(["readelf", "-V", path], capture_output=True, text=True, check=True)
        for major, minor in re.findall(r"Name: GLIBC_(\d+)\.(\d+)", told.stdout):
            asked.add((int(major), int(minor)))
    return ".".join(map(str, max(asked)))


def _files(bundle: Path) -> list[Path]:
    return [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]


def is_elf(path: Path) -> bool:
    """Whether it is a program or library of Linux."""
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"
