"""One watch of a file for all that is shown of it: each has a thread and connections of its own."""

from functools import cache

from facilitator.store.files.file import SeminarFile
from ui.news import Watch


@cache
def watch_of(file: SeminarFile) -> Watch:
    """The file's watch; whoever closes the file stops it first."""
    return Watch(file)
