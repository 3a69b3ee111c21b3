"""Where this person's seminars and the program's notes to itself lie.

Apart from the rest, since the first window asks before anything of the store is loaded.
"""

from facilitator.store.files.installation import user_folder

__all__ = ["user_folder"]
