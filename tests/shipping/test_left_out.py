"""What the bundle leaves out is nothing that the program loads, at its start or ever after."""

import json
import subprocess
import sys

from tests.shipping.left_out import imported, ratios


def test_whatever_a_source_imports_is_there_and_does_the_same() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.shipping.left_out"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == ratios()


def test_what_is_imported_within_functions_is_looked_at_too() -> None:
    assert {("rapidfuzz", "fuzz"), ("PySide6.QtPdf", "QPdfDocument")} <= set(imported())
