"""No package is pinned to a version that is known to be bad; what is shipped is listed."""

import tomllib

from shipping import packages
from tests import dependencies

PINNED = dependencies.CONSTRAINTS.read_text("utf-8").splitlines()


def test_no_pinned_version_is_known_to_be_bad() -> None:
    assert list(dependencies.bad(PINNED)) == []


def test_a_bad_version_is_found_wherever_it_is_put() -> None:
    planted = [*PINNED, "pillow==10.2.0", 'Starlette==0.48.0; sys_platform == "win32"']
    assert list(dependencies.bad(planted)) == [
        "pillow==10.2.0: CVE-2024-28219",
        'Starlette==0.48.0; sys_platform == "win32": CVE-2025-62727',
    ]


def test_advisories_are_of_packages_that_are_used() -> None:
    listed = tomllib.loads(dependencies.ADVISORIES.read_text("utf-8"))["bad"]
    assert listed.keys() <= dependencies.names(PINNED)


def test_every_package_that_is_shipped_is_listed_with_its_licence() -> None:
    """Where this fails, `python -m shipping.packages` writes the list anew: read what changed."""
    assert all(packages.shipped().values())
    assert packages.LISTED.read_text("utf-8") == packages.page()


def test_every_package_that_is_shipped_brings_its_licence_s_text() -> None:
    for name in packages.shipped():
        texts = [path.read_text("utf-8", "replace") for path, _ in packages.texts(name)]
        assert max(map(len, texts), default=0) > 500, name


def test_what_only_developers_need_is_not_shipped() -> None:
    kept_out = set(packages.not_shipped())
    assert {"pytest", "hypothesis", "mypy", "PyInstaller", "playwright"} <= kept_out
    assert kept_out.isdisjoint({"PySide6", "lxml", "sqlcipher3", "numpy", "resources", "ui"})
