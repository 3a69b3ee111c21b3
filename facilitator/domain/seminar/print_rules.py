"""What a seminar decides of its papers: what may stand beside words, and what of unasked quotes."""

from collections.abc import Mapping
from enum import StrEnum

from facilitator.domain.wording import Message, say


class Attribution(StrEnum):
    """What may stand beside words."""

    SECTOR = "sector"
    NOBODY = "nobody"


class UnknownConsent(StrEnum):
    """What becomes of somebody's own words where nobody recorded that they may be quoted."""

    WITHHELD = "withheld"
    PRINTED = "printed"


ATTRIBUTION_WORDS: Mapping[Attribution, Message] = {
    Attribution.SECTOR: say("the sector, where enough people share it"),
    Attribution.NOBODY: say("nothing"),
}
UNKNOWN_CONSENT_WORDS: Mapping[UnknownConsent, Message] = {
    UnknownConsent.WITHHELD: say("stays here"),
    UnknownConsent.PRINTED: say("is printed, as its note-taker wrote it"),
}
