"""No package is pinned to a version that is known to be bad; what is shipped is listed."""

import tomllib

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
    """Where this fails, `python -m tests.dependencies` writes the list anew: read what changed."""
    assert all(dependencies.shipped().values())
    assert dependencies.LISTED.read_text("utf-8") == dependencies.page()
