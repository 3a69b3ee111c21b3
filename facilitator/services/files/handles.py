"""What a face holds of an open seminar: the file's handle, what reads it, ids for new records
and the name of the fact that says which seminar it is.

Faces do not import the store; where it keeps these is its own matter.
"""

from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.facts import FILE_ID
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

__all__ = ["FILE_ID", "Reader", "SeminarFile", "SeminarStore", "new_id"]
