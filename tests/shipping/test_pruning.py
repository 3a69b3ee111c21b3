"""Nothing goes into the bundle that nothing leads to, and nothing is left out that something does.

The oracle takes libraries away one by one, as long as one is found that nobody asks for.
"""

from hypothesis import given
from hypothesis import strategies as st

from shipping.pruning import OF_THE_SYSTEM, Entry, is_used, linked, without_dangling_links

NAMES = [f"lib{letter}.so.1" for letter in "abcdefgh"]
PLACES = ["{}", "PySide6/Qt/lib/{}", "numpy.libs/{}"]
PROGRAMS: list[Entry] = [
    ("PySide6/QtGui.abi3.so", "QtGui", "EXTENSION"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "xcb", "BINARY"),
    ("pypdfium2_raw/libpdfium.so", "pdfium", "BINARY"),
    ("libpython3.11.so.1.0", "python", "BINARY"),
]
LIBRARIES = st.lists(st.sampled_from(NAMES), unique=True, max_size=4)


@st.composite
def bundles(draw: st.DrawFn) -> tuple[list[Entry], dict[str, list[str]]]:
    """Programs and libraries, and what each asks for; some of it is the system's."""
    places = {name: draw(st.sampled_from(PLACES)) for name in draw(LIBRARIES) + NAMES[:3]}
    libraries: list[Entry] = [
        (place.format(name), name, "BINARY") for name, place in places.items()
    ]
    entries = [*PROGRAMS, *libraries]
    asks = {source: draw(LIBRARIES) for _, source, _ in entries}
    return draw(st.permutations(entries)), asks


@given(bundles())
def test_a_library_stays_where_something_that_stays_asks_for_it(
    bundle: tuple[list[Entry], dict[str, list[str]]],
) -> None:
    entries, asks = bundle
    reached = {source for _, source, _ in PROGRAMS}
    while True:
        more = {name for source in reached for name in asks.get(source, ())} - reached
        if not more:
            break
        reached |= more
    kept = linked(entries, lambda source: asks[source])
    assert {source for _, source, _ in kept} == reached & asks.keys()
    assert kept == [entry for entry in entries if entry in kept], "in the order in which they came"


def test_what_running_from_source_left_beside_our_resources_stays_out() -> None:
    place = "resources/languages/{}__init__.{}"
    assert not is_used((place.format("__pycache__/", "cpython-311.pyc"), "cache", "DATA"))
    assert is_used((place.format("", "py"), "module", "DATA"))


def test_two_libraries_that_ask_for_each_other_alone_both_go() -> None:
    pair: list[Entry] = [("liba.so.1", "a", "BINARY"), ("libb.so.1", "b", "BINARY")]
    asks = {"a": ["libb.so.1"], "b": ["liba.so.1"], "xcb": []}
    assert linked([*pair, PROGRAMS[1]], asks.__getitem__) == [PROGRAMS[1]]


def test_what_belongs_to_the_system_stays_there_with_what_it_alone_asks_for() -> None:
    entries: list[Entry] = [PROGRAMS[1], ("libcups.so.2", "cups", "BINARY")]
    entries.append(("libgnutls.so.30", "gnutls", "BINARY"))
    asks = {"xcb": ["libcups.so.2"], "cups": ["libgnutls.so.30"], "gnutls": []}
    assert "libcups.so.2" in OF_THE_SYSTEM
    assert linked(entries, asks.__getitem__) == [PROGRAMS[1]]


def test_links_lead_to_what_is_there() -> None:
    kept: list[Entry] = [("PySide6/Qt/lib/libQt6Gui.so.6", "gui", "BINARY")]
    datas: list[Entry] = [
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libavif.so", "pillow.libs/libavif.so", "SYMLINK"),
        ("docs/privacy.md", "docs/privacy.md", "DATA"),
    ]
    assert without_dangling_links(datas, kept) == [datas[0], datas[2]]


def test_what_photographs_charts_and_windows_need_is_used() -> None:
    for place in (
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "docx/templates/default.docx",
    ):
        assert is_used((place, place, "BINARY")), place
