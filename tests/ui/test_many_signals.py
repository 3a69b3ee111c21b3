"""The program lives through as many signals as a long day brings."""

import subprocess
import sys

EMITTING = """
import ui
from PySide6.QtCore import QObject, Signal


class Teller(QObject):
    told = Signal(str)


teller = Teller()
for number in range(5_000):
    teller.told.emit("news")
"""


def test_thousands_of_signals_do_no_harm() -> None:
    """PySide 6.12.0 under Python 3.11 dies after some hundreds where nothing is done about it."""
    command = [sys.executable, "-c", EMITTING]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
