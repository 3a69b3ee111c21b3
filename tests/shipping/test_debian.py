"""What the package tells the desktop is what the program says of itself; its weight is bounded."""

import configparser
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from facilitator.store.records.tables import APPLICATION_ID
from shipping import weight
from shipping.links import asked_by, asked_of_the_system, libc_needed

SHIPPING = Path(__file__).parents[2] / "shipping"
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_a_seminar_is_known_by_its_name_and_by_the_program_s_number() -> None:
    (kind,) = ElementTree.parse(SHIPPING / "facilitator.xml").getroot()
    glob, number = kind.find(f"{SPACE}glob"), kind.find(f".//{SPACE}match[@type='big32']")
    assert glob is not None
    assert number is not None
    assert glob.get("pattern") == "*.seminar"
    assert int(number.get("value", ""), 16) == APPLICATION_ID
    assert number.get("offset") == "68", "SQLite file format, 1.3"


def test_the_menu_s_entry_opens_what_is_of_that_kind() -> None:
    (kind,) = ElementTree.parse(SHIPPING / "facilitator.xml").getroot()
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(SHIPPING / "facilitator.desktop", "utf-8")
    about = entry["Desktop Entry"]
    assert about["MimeType"] == f"{kind.get('type')};"
    assert about["Exec"] == "facilitator %f"


def test_libraries_that_are_beside_are_not_asked_of_the_system(tmp_path: Path) -> None:
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "program")
    asked = asked_of_the_system(tmp_path)
    assert asked == set(asked_by(tmp_path / "program"))
    library = next(name for name in asked if name.startswith("libc."))
    (tmp_path / library).write_text("in the place of a library")
    assert asked_of_the_system(tmp_path) == asked - {library}


def test_the_c_library_has_to_be_as_new_as_what_is_asked_of_it(tmp_path: Path) -> None:
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "program")
    major, minor = map(int, libc_needed(tmp_path).split("."))
    assert (2, 2) < (major, minor) < (3, 0)


@pytest.mark.parametrize(("megabytes", "code"), [(219, 0), (221, 1)])
def test_a_bundle_that_is_too_heavy_fails(tmp_path: Path, megabytes: int, code: int) -> None:
    part = tmp_path / "_internal" / "numpy.libs"
    part.mkdir(parents=True)
    with (part / "library").open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    (tmp_path / "_internal" / "linked").symlink_to(part / "library")
    assert weight.main(tmp_path) == code
    assert weight.weights(tmp_path) == {"numpy": megabytes * 1_000_000}
