"""What a column of a list of people can hold."""

from collections.abc import Mapping
from enum import StrEnum

from facilitator.domain.wording import Message, say


class Field(StrEnum):
    """What a column of a list can hold; what is told more exactly comes first."""

    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    NAME = "name"
    ORGANISATION = "organisation"
    ROLE = "role"
    SECTOR = "sector"
    SIZE = "size"
    EMAIL = "email"
    NEEDS = "needs"
    STATUS = "status"


Columns = Mapping[Field, int]
"""The column (from 0) of each thing that the list holds."""

NAMING = frozenset({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME})
"""One of these has to be there for a row to be a person."""

IN_WORDS: Mapping[str, Message] = {
    "organisation": say("organisation"),
    "role": say("job title"),
    "sector": say("sector"),
    "size": say("size"),
    "email": say("e-mail address"),
    "needs": say("needs"),
}
"""What a list may add to somebody, as it is called."""
