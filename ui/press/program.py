"""How this program starts itself once more."""

import sys


def program() -> list[str]:
    """What starts this program's command line; a bundle is its own Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
