"""The library of ICU's data that comes with Qt, made anew with what Qt asks of it.

Qt compares words by it (QCollator, as in the dialogs for files), in the order of the one locale
that the program has (ui/start/app.py). Nearly all of it are names of languages, regions, units and
zones in hundreds of languages, the orders of their words, converters between code pages and
dictionaries for breaking lines: Qt has its own, or none of ours asks. Layout of the data: ICU's
`ucmndata.h`, "CmnD" format version 1: a header, a table of names and places, the items.
"""

import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

KEPT = re.compile(
    r"[^/]+/("
    r"coll/(ucadata\.icu|(root|res_index|pool|en|en_.+|cy)\.res)|"
    r"[^/]+\.(nrm|cfu)|(?!unames)[^/]+\.icu|"
    r"(root|pool|res_index|supplementalData|likelySubtags|keyTypeData|numberingSystems|"
    r"zoneinfo64|timezoneTypes|metaZones|windowsZones|icuver|icustd)\.res)"
)
_HEADER = struct.Struct("<HBB")
_MAGIC = b"\xda\x27"
_EVEN = 16


def slim(library: Path, target: Path) -> None:
    """Write the library to `target` with a part of its data. Raises ValueError where `library` is
    none of ICU's data, CalledProcessError where no C compiler makes it.
    """
    content = library.read_bytes()
    start = _start(content)
    name, data = _symbol(content), target.with_suffix(".dat")
    data.write_bytes(_package(content[start:]))
    code = target.with_suffix(".s")
    code.write_text(_assembly(name, data), encoding="ascii")
    soname = f"-Wl,-soname,{library.name}"
    subprocess.run(["cc", "-shared", "-nostdlib", soname, code, "-o", target], check=True)


def items(package: bytes) -> Iterator[tuple[str, bytes]]:
    """Each item of a package by its name, in the order of names, which is that of places too."""
    table = _HEADER.unpack_from(package)[0]
    (count,) = struct.unpack_from("<I", package, table)
    places = [struct.unpack_from("<II", package, table + 4 + 8 * at) for at in range(count)]
    ends = [table + place for _, place in places[1:]] + [len(package)]
    for (name, place), end in zip(places, ends, strict=True):
        word = package[table + name : package.index(b"\0", table + name)]
        yield word.decode("ascii"), package[table + place : end]


def _start(content: bytes) -> int:
    """Where the package begins in a library."""
    for found in re.finditer(re.escape(_MAGIC), content):
        if content[found.start() + 10 : found.start() + 14] == b"CmnD":
            return found.start() - 2
    raise ValueError("there is no package of ICU's data in this library")


def _symbol(content: bytes) -> str:
    """What the data is called by those that link to it, such as icudt73_dat."""
    found = re.search(rb"\0(icudt\d+_dat)\0", content)
    if found is None:
        raise ValueError("nothing in this library is called as ICU's data is")
    return found[1].decode("ascii")


def _package(package: bytes) -> bytes:
    """The same package with what is kept of it."""
    kept = [(name, item) for name, item in items(package) if KEPT.fullmatch(name)]
    header = package[: _HEADER.unpack_from(package)[0]]
    names, at = b"", 4 + 8 * len(kept)
    table = struct.pack("<I", len(kept))
    first = _even(at + sum(len(name) + 1 for name, _ in kept))
    place = first
    for name, item in kept:
        table += struct.pack("<II", at + len(names), place)
        names += name.encode("ascii") + b"\0"
        place += _even(len(item))
    body = b"".join(item.ljust(_even(len(item)), b"\0") for _, item in kept)
    return header + (table + names).ljust(first, b"\0") + body


def _even(length: int) -> int:
    return -(-length // _EVEN) * _EVEN


def _assembly(name: str, data: Path) -> str:
    return f"""
    .section .rodata
    .balign {_EVEN}
    .globl {name}
    .type {name}, %object
{name}:
    .incbin "{data}"
    .size {name}, . - {name}
    .section .note.GNU-stack, "", %progbits
"""
