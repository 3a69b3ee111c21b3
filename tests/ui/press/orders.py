"""Orders for a process of its own, which imports them from here."""

from pathlib import Path
from threading import Event

from exports.whole_file import replacing
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.press.orders import Progress


def never_ending(path: Path, *, progress: Progress) -> None:
    """Begins a file and stays at it."""
    with replacing(path) as file:
        file.write(b"half")
        file.flush()
        progress(0.5)
        Event().wait(600)


def refused(*, progress: Progress) -> None:
    """Has a sentence to say."""
    progress(0.1)
    raise SeminarError(say("There is nothing of that name."))


def wrong(words: str, *, progress: Progress) -> int:
    """Has a mistake in it, and would tell somebody's words of it."""
    progress(0.1)
    return int(words)
