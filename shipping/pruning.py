"""What of all that is collected goes into the bundle: nothing that no part of the program asks for.

An entry is PyInstaller's: where it goes in the bundle, where it is taken from, and its kind.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath

from shipping.packages import not_shipped

Entry = tuple[str, str, str]

UNUSED_MODULES = (
    "PySide6.QtDBus",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PIL._avif",  # photographs are JPEG, PNG or WebP (services/notes/pictures.py)
    "PIL._imagingcms",
    "_sqlite3",  # the store's driver brings its own
    "_tkinter",
    "lxml.builder",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.sax",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.fft",
    "numpy.polynomial",
    "numpy.testing",
    "pydoc_data",
    "readline",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.orm",
    "sqlite3",
    "tkinter",
    *not_shipped(),
)

OF_THE_SYSTEM = (
    "libX11-xcb.so.1",
    "libX11.so.6",
    "libcups.so.2",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libgssapi_krb5.so.2",  # comes with what prints
)
"""Libraries that every Linux desktop has and that belong to it: they speak to what runs there, read
how it is set up, or are shared with its drivers, and it keeps them safe. With them goes what they
alone bring. Those who pack AppImages came to the same, by what went wrong (their "excludelist").
"""

UNUSED_PARTS = (
    "/__pycache__/",  # beside our own resources, where the program was run from its source
    # Plugins of Qt: nothing of ours leads there, or they are for machines without a desktop.
    "/translations/",
    "/plugins/egldeviceintegrations/",
    "/plugins/generic/",
    "/plugins/imageformats/libqicns",
    "/plugins/imageformats/libqpdf",
    "/plugins/imageformats/libqtga",
    "/plugins/imageformats/libqtiff",
    "/plugins/imageformats/libqwbmp",
    "/plugins/networkinformation/",
    "/plugins/platforminputcontexts/libqtvirtualkeyboard",
    "/plugins/platforms/libqeglfs",
    "/plugins/platforms/libqlinuxfb",
    "/plugins/platforms/libqminimalegl",
    "/plugins/platforms/libqvkkhrdisplay",
    "/plugins/platforms/libqvnc",
    "/plugins/platformthemes/libqgtk3",  # the program has a look of its own
    "/plugins/qmltooling/",
    "/plugins/sqldrivers/",
    "/plugins/tls/",
    "/plugins/wayland-graphics-integration-server/",
    # One ratio of two names is asked for; the rest is there in Python too, or twice.
    "/rapidfuzz/distance/metrics_cpp",
    "/rapidfuzz/fuzz_cpp_avx2",
    "/rapidfuzz/process_cpp",
    # What tells git how to take files, a library's own tests and what its papers are made of.
    "/.gitattributes",
    "/docx/templates/default-docx-template/",
    "/numpy/_core/_multiarray_tests",
    "/numpy/_core/_operand_flag_tests",
    "/numpy/_core/_rational_tests",
    "/numpy/_core/_struct_ufunc_tests",
    "/numpy/_core/_umath_tests",
)


def is_used(entry: Entry) -> bool:
    """Whether nothing says that it is of no use."""
    place = "/" + entry[0].replace("\\", "/")
    return not any(part in place for part in UNUSED_PARTS)


def linked(entries: Iterable[Entry], asked_by: Callable[[str], Collection[str]]) -> list[Entry]:
    """The entries without libraries that none of the others is linked to, however far away.

    `asked_by` names the libraries that a file asks for. What Python or a program loads by its name
    (modules, Qt's plugins, a library beside its Python) is there of itself.
    """
    entries = [entry for entry in entries if _name(entry) not in OF_THE_SYSTEM]
    by_name = {_name(entry): entry for entry in entries if _is_library(entry)}
    reached = [entry for entry in entries if not _is_library(entry)]
    left, seen = deque(reached), set[str]()
    while left:
        for name in asked_by(left.popleft()[1]):
            if name in by_name and name not in seen:
                seen.add(name)
                left.append(by_name[name])
    return [entry for entry in entries if not _is_library(entry) or _name(entry) in seen]


def without_dangling_links(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """The entries without links to libraries that are not kept."""
    names = {_name(entry) for entry in kept}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _name(entry) in names]


def _is_library(entry: Entry) -> bool:
    """Whether it came along because something is linked to it."""
    place = PurePosixPath(entry[0].replace("\\", "/"))
    beside = place.parent
    if ".so" not in place.name or place.name.startswith("libpython"):
        return False
    return str(beside) in (".", "PySide6/Qt/lib") or beside.name.endswith(".libs")


def _name(entry: Entry) -> str:
    return PurePosixPath(entry[0]).name
