"""What a face holds of an open seminar: the file's handle, what reads it, ids for new records.

Faces do not import the store; where it keeps these is its own matter.
"""

from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.reader import Reader

__all__ = ["Reader", "SeminarFile", "new_id"]
