"""The program lives through as many signals and strokes as a long day brings.

PySide 6.12.0 under Python 3.11 dies after some thousands where nothing is done about it.
"""

import subprocess
import sys

import pytest

EMITTING = """
import ui
from PySide6.QtCore import QObject, Signal


class Teller(QObject):
    told = Signal(str)


teller = Teller()
for number in range(5_000):
    teller.told.emit("news")
"""
PAINTING = """
import ui
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap

app = QGuiApplication([])
picture = QPixmap(10, 10)
painter = QPainter(picture)
for number in range(100_000):
    painter.setPen(QColor("red"))
painter.end()
"""


@pytest.mark.parametrize("work", [EMITTING, PAINTING], ids=["signals", "strokes"])
def test_thousands_do_no_harm(work: str) -> None:
    command = [sys.executable, "-c", work]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
