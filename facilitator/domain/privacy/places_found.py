"""Where somebody is found: a postcode or a web address in words says which house it is, and whose.

A British postcode is often of fifteen houses, or of one organisation; an organisation's own web
address is its name.
"""

import re
from collections.abc import Iterator

_POSTCODE = re.compile(
    r"(?<![\w/.-])([a-z]{1,2})(\d[a-z\d]?)[ \u00a0]?(\d[abd-hjlnp-uw-z]{2})(?![\w@])", re.IGNORECASE
)
_BEGINNINGS = (
    "AB,AL,B,BA,BB,BD,BH,BL,BN,BR,BS,BT,CA,CB,CF,CH,CM,CO,CR,CT,CV,CW,DA,DD,DE,DG,DH,DL,DN,DT,DY,E,"
    "EC,EH,EN,EX,FK,FY,G,GL,GU,GY,HA,HD,HG,HP,HR,HS,HU,HX,IG,IM,IP,IV,JE,KA,KT,KW,KY,L,LA,LD,LE,LL,"
    "LN,LS,LU,M,ME,MK,ML,N,NE,NG,NN,NP,NR,NW,OL,OX,PA,PE,PH,PL,PO,PR,RG,RH,RM,S,SA,SE,SG,SK,SL,SM,"
    "SN,SO,SP,SR,SS,ST,SW,SY,TA,TD,TF,TN,TQ,TR,TS,TW,UB,W,WA,WC,WD,WF,WN,WR,WS,WV,YO,ZE"
)
"""The letters with which postcodes begin, as Royal Mail has them."""
_AREAS = frozenset(_BEGINNINGS.split(","))
_ENDINGS_OF_WORDS = frozenset(("st", "nd", "rd", "th", "hr", "ft", "gb", "pt", "yr", "pp", "ed"))
"""What stands in small letters behind a figure that is no postcode's: “group B1 2nd round”."""

_SITE = re.compile(
    r"(?<![\w@./-])(https?://)?((?:[^\W_][\w-]*\.)+[^\W\d_]{2,})(:\d+)?"
    r"(/[^\s<>\"“”‘’]*)?(?![\w@-])",
    re.IGNORECASE,
)
_OF_SITES = (
    "biz,charity,com,coop,cymru,edu,eu,foundation,gov,ie,info,io,london,net,ngo,org,scot,uk,wales,"
    "bg,cy,cz,de,dk,fr,gr,hr,hu,lt,lv,nl,pl,pt,ro,sk"
)
"""How addresses end that are read as such without more: hardly a word that a sentence begins with,
which some people type behind a full stop without a space.
"""
_ENDS = frozenset(_OF_SITES.split(","))
_OF_MANY = frozenset(("ac", "co", "gov", "ltd", "me", "net", "nhs", "org", "plc", "police", "sch"))
"""What stands before “.uk” for many: what has it alone (gov.uk) is nobody’s own."""


def postcodes_in(text: str) -> Iterator[str]:
    """British postcodes, as they are written."""
    for found in _POSTCODE.finditer(text):
        area, _, inward = found.groups()
        letters = inward[1:]
        if area.upper() in _AREAS and letters not in _ENDINGS_OF_WORDS:
            yield found.group()


def sites_in(text: str) -> Iterator[str]:
    """Web addresses, as they are written, without the stop that ends their sentence."""
    if "." not in text:
        return
    for found in _SITE.finditer(text):
        scheme, host, _, _ = found.groups()
        if (scheme or _is_written_so(host)) and _is_somebodys(host):
            yield found.group().rstrip(".,;:!?)]")


def _is_written_so(host: str) -> bool:
    """Whether it is an address by its look: words that were typed without a space are none."""
    labels = host.split(".")
    end = labels[-1]
    is_word = end.istitle() and len(labels) == 2 and not host.isupper()
    return labels[0].lower() == "www" or (end.lower() in _ENDS and not is_word)


def _is_somebodys(host: str) -> bool:
    labels = host.lower().removeprefix("www.").split(".")
    ends = 2 if labels[-1] == "uk" and labels[-2:-1] and labels[-2] in _OF_MANY else 1
    return len(labels) > ends
