"""Where the program begins: the window at once, all else by the command line.

Nothing that the first picture does not need is loaded on the way to it.
"""

import sys
from collections.abc import Sequence

from ui.start.display import has_display


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window where no command is given, else run it; returns the exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words or not has_display():
        from ui.start import cli

        return cli.main(words)
    from ui.start import app

    return app.main()
