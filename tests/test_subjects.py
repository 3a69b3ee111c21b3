"""The table of subjects in ARCHITECTURE and the folders of the program say the same."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = {
    "domain": "facilitator/domain",
    "services": "facilitator/services",
    "store": "facilitator/store",
    "room": "facilitator/room",
    "exports": "exports",
    "ui": "ui",
    "phones": "resources/phone",
}
MODULES = (".py", ".js")


def told() -> dict[str, list[str]]:
    """The folders that the table names, layer by layer."""
    lines = (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("| subject |"))
    layers = _cells(lines[head])[1:]
    folders: dict[str, list[str]] = {layer: [] for layer in layers}
    for line in lines[head + 2 :]:
        if not line.startswith("|"):
            break
        for layer, cell in zip(layers, _cells(line)[1:], strict=True):
            folders[layer] += re.findall(r"[a-z_/]+", cell)
    return folders


def there(layer: str) -> set[str]:
    """The folders of a layer that hold modules; what is nested in a subject belongs to it."""
    base = ROOT / LAYERS[layer]
    return {
        path.parent.relative_to(base).as_posix()
        for path in base.rglob("*")
        if path.suffix in MODULES and path.name != "__init__.py" and path.parent != base
    }


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_table_names_every_layer() -> None:
    assert set(told()) == set(LAYERS)


def test_every_folder_in_the_table_is_there_and_named_once() -> None:
    for layer, folders in told().items():
        assert len(folders) == len(set(folders)), layer
        missing = [folder for folder in folders if not (ROOT / LAYERS[layer] / folder).is_dir()]
        assert not missing, layer


def test_every_folder_that_is_there_has_its_subject_in_the_table() -> None:
    for layer, folders in told().items():
        strange = {
            folder
            for folder in there(layer)
            if not any(folder == named or folder.startswith(f"{named}/") for named in folders)
        }
        assert not strange, layer


def test_every_file_that_the_page_names_is_there() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`([\w/]+\.(?:py|js))`", page))
    held = [
        path.relative_to(ROOT).as_posix()
        for folder in ("facilitator", "exports", "ui", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in MODULES
    ]
    assert len(named) > 20
    assert not [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in held)]


def test_tests_stand_in_folders_of_the_programs_names() -> None:
    without = set()
    for layer in ("facilitator", "ui", "exports"):
        for folder in {path.parent for path in (ROOT / layer).rglob("*.py")}:
            name = folder.relative_to(ROOT).as_posix()
            tests = ROOT / "tests" / name.removeprefix("facilitator").lstrip("/")
            has_modules = any(path.name != "__init__.py" for path in folder.glob("*.py"))
            if has_modules and not any(tests.glob("test_*.py")):
                without.add(name)
    assert not without
