"""Rows of a list that are nobody who comes: titles of sections, totals, and those who cannot.

Who is told so is told why, and can be taken all the same by hand.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from facilitator.domain.people.participants import Participant
from facilitator.domain.wording import Text, say
from facilitator.services.people.headings import is_status, plain
from facilitator.services.people.spreadsheets import Row

_NOT_COMING = re.compile(
    r"\b(not attending|not coming|cancell?ed|refunded|deleted|declined|withdrawn|transferred|"
    r"void|voided|annulled|failed|abandoned|charged ?back|expired|rejected|"
    r"absente?s?|no show|wait ?list(?:ed)?|waiting list|reserve list|"
    r"apolog(?:y|ies)|regrets|unable to (?:attend|come)|canslwyd|wedi canslo|ddim yn dod|"
    r"ymddiheuriad(?:au)?|rhestr aros|"
    r"annulee?|desistee?|remboursee?|storniert|abgesagt|abgemeldet|erstattet|abgelehnt|"
    r"cancelad[oa]|anulad[oa]|ausente|no asiste|annullat[oa]|rimborsat[oa]|assente|geannuleerd|"
    r"afgemeld|afwezig|afgezegd|odwolan[aeoy]|anulowan[aeoy]|nieobecn[aey]|aflyst|avlyst|installt|"
    r"avbokad|peruttu|zrusen[aeoy]?|anulat[a]?|ar ceal|cealaithe|отменено|отменен|ακυρωθηκε)\b|"
    r"^(?:n|no|non|nein|nee|nie|nao|nej|nei|ei|nage|nac ydy)$"
)
_STILL_COMING = re.compile(
    r"\b(?:not|never|partial(?:ly)?|part) (?:cancell?ed|refunded|deleted|declined|withdrawn|"
    r"transferred|void(?:ed)?|annulled|failed|abandoned|expired|rejected)\b"
)
_ANSWERED_NO = re.compile(
    r"^(?:no|nope|non|nein|nee|nie|nao|nej|nei|ei|nage|nac ydy|sorry|unfortunately|cant|cannot|"
    r"unable|not able)\b(?! (?:response|reply|answer|status)\b)"
)
_OF_REFUSALS = re.compile(
    r"^(?:is )?(?:cancell?ed|declined|withdrawn|refunded|apolog(?:y|ies)|no show|void(?:ed)?|"
    r"not (?:attending|coming)|canslwyd|wedi canslo)(?: (?:on|at|by|date|time))?$|"
    r"^(?:cancellation|withdrawal|refund) (?:date|time)$|"
    r"^wait(?:ing)? ?list(?: (?:position|place|no))?$"
)
_REMARKED = re.compile(
    r"^(?:cancell?ed|withdrawn|withdrew|has cancelled|not (?:attending|coming)|no show|"
    r"unable to (?:attend|come)|(?:on )?(?:the )?waiting list|wait ?list(?:ed)?|wedi canslo|"
    r"canslwyd|ddim yn dod|rhestr aros)\b|"
    r"^(?:apolog(?:y|ies)|ymddiheuriad(?:au)?)(?: (?:sent|received|given))?$"
)
"""How a remark begins that somebody does not come."""
_NOTHING_SAID = frozenset({"", "no", "n", "false", "0", "none", "na", "nage"})
_REMARK = re.compile(
    r"^\s*(?:[*†‡#{]|\(.*\)\s*$|(?:note|notes|nb|n\.b\.|key|source|contact|please|queries|nodyn|"
    r"nodiadau|cyswllt)\b[^,]*(?::|[.!?]\s*$))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"^(?:\S+\s+){5,}\S+[.!?]$")
_FOOTER = re.compile(
    r"^(?:(?:grand|sub) ?)?totals?\b|^(?:count|sum|average|cyfanswm|gesamt|summe|insgesamt)\b|"
    r"^(?:printed|exported|generated|created|updated|report)\b.*\d|\bpage \d+(?: of \d+)?$|"
    r"^end of (?:list|report)$|^points possible$|^(?:total )?(?:number|no|nifer) (?:of|y|o) \w+"
)
_SECTION = re.compile(
    r"^(?:(?:third|public|private|voluntary|statutory|local|national)(?: public)? sector|"
    r"(?:local|central) government|attending|confirmed|invited|speakers|delegates|guests|staff|"
    r"participants|attendees|organisers|organizers|facilitators|note ?takers|panel|"
    r"(?:table|group|session|day|grŵp|bwrdd) (?:\d+|[a-h]))$"
)
"""What stands over some people of a list by itself, and is nobody's name."""


SAYS = say("The list says “{said}”.")
NAME_STRUCK = say("“{words}” is crossed out in the list, or a part of it.")
STRUCK = say("Crossed out in the list, or partly so: {words}.")


def says_no(words: str) -> bool:
    """Whether what a list says of somebody means that they do not come."""
    return bool(_NOT_COMING.search(_STILL_COMING.sub("", plain(words))))


def why_not(
    status: str, headings: Sequence[str], cells: Sequence[str], known: Collection[int] = ()
) -> Text:
    """Why somebody does not come: by what they answered, by any column of a status ("Order
    status") or of those who do not come ("Cancelled"), or by a remark in one that is none of the
    `known`; "" where nothing says so.
    """
    if says_no(status) or _ANSWERED_NO.search(plain(status)):
        return SAYS.of(said=status)
    for heading, cell in zip(headings, cells, strict=True):
        if cell and _keeps_away(heading, cell):
            return SAYS.of(said=f"{heading}: {cell}")
    remarks = (cell for column, cell in enumerate(cells) if column not in known)
    if remark := next((each for each in remarks if _REMARKED.search(plain(each))), ""):
        return SAYS.of(said=remark)
    return ""


def _keeps_away(heading: str, cell: str) -> bool:
    of_refusals, of_status = _says_who_comes(heading)
    if of_refusals:
        said = plain(cell) or cell.strip(" -–—")  # a tick has no letters
        return said not in _NOTHING_SAID
    return of_status and says_no(cell)


@lru_cache(maxsize=1000)
def _says_who_comes(heading: str) -> tuple[bool, bool]:
    """Whether a column is of those who do not come, and whether it is of a status."""
    words = plain(heading)
    return bool(_OF_REFUSALS.search(words)), is_status(words)


def no_person(found: Participant) -> Text:
    """Why a row is none, "" where it may be one: a total, or what is said of the list itself."""
    if _FOOTER.search(plain(found.name)) and "@" not in found.email:  # a count may stand there
        return say("This looks like a total or the foot of a page, not like a person.")
    is_remark = _REMARK.search(found.name) or _SENTENCE.search(found.name)
    if is_remark and "@" not in found.email:
        return say("This looks like a remark, not like a person.")
    return ""


def sections(
    rows: Sequence[Row], titles: Collection[float], sectors: Iterable[str]
) -> Iterator[tuple[Row, bool, str]]:
    """Each row with whether it is the title of a section, and the title it stands under."""
    known, over = {plain(sector) for sector in sectors}, ""
    for row in rows:
        said = [cell for cell in row.cells if cell]
        alone = plain(said[0]) if len(said) == 1 else ""
        is_title = row.number in titles or alone in known - {""} or bool(_SECTION.match(alone))
        if not is_title and alone and said[0] == row.cells[0] and says_no(alone):
            is_title = True
        if is_title:
            over = said[0] if said else ""
        yield row, is_title, over
