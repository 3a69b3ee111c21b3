"""What people are told before they take part, beside the consent text, and what they choose.

The text is the organiser's own words; who is responsible, on what ground and until when are facts
of the seminar, said in the language of whoever reads them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Message, say

CHOICES: Mapping[str, Message] = {
    "take_part": say("I want to take part under these terms"),
    "quote": say("My words may be quoted, without my name"),
    "archive": say("My words may be kept in an archive for research, without my name"),
    "contact": say("I may be contacted after the seminar"),
}
"""What a person agrees to or not, by the field of their consent, in the order they are asked."""

ARCHIVED = say("Anonymised votes are archived and can be recounted.")
"""True whatever a seminar says of itself; voters are told it again with each vote."""

PHOTOGRAPHED = say(
    "Flip charts may be photographed, people are not. A photograph is printed only where its group "
    "has agreed."
)

_DENIES_PICTURES = re.compile(
    r"\b(?:no|dim)\b(?:\W+\w+){0,4}?\W+"
    r"(?:pictures?|photos?|photograph\w*|images?|lluniau|llun|ffotograff\w*)\b",
    re.IGNORECASE,
)

_WANTED: Mapping[str, Message] = {
    "consent": say("what is recorded and what for"),
    "controller": say("who is responsible"),
    "contact": say("how to reach the organiser"),
    "lawful_basis": say("the lawful basis"),
    "withdraw_days": say("until when people can withdraw"),
    "kept_days": say("how long names are kept"),
    "rule": say("the rule under which people speak"),
}


def terms(seminar: Seminar) -> tuple[Message, ...]:
    """What the seminar says of these things, a sentence each; what it does not say is left out.
    What becomes of votes is the same in all.
    """
    return tuple(_terms(seminar))


def _terms(seminar: Seminar) -> Iterator[Message]:
    if seminar.rule:
        yield say("People speak under this rule: {rule}", rule=seminar.spoken_rule)
    if seminar.controller:
        yield say("Responsible for what is collected: {controller}", controller=seminar.controller)
    if seminar.contact:
        yield say("How to reach them: {contact}", contact=seminar.contact)
    if seminar.lawful_basis:
        yield say("The lawful basis: {basis}", basis=seminar.lawful_basis)
    if seminar.withdraw_days:
        day = seminar.date + timedelta(days=seminar.withdraw_days)
        yield say(
            "You can withdraw what you said until {day}: on your phone, at the desk, or in writing "
            "to those who are responsible.",
            day=day,
        )
    if seminar.photographs:
        yield PHOTOGRAPHED
    yield from kept(seminar)
    yield ARCHIVED


def kept(seminar: Seminar) -> Iterator[Message]:
    """How long names stay; nothing where that is not settled."""
    if (until := seminar.kept_until) is not None:
        if seminar.photographs:
            yield say(
                "Names, addresses and photographs are kept until {day}, and deleted then.",
                day=until,
            )
        else:
            yield say("Names and addresses are kept until {day}, and deleted then.", day=until)


def not_said(seminar: Seminar) -> tuple[Message, ...]:
    """What people should be told and are not."""
    return tuple(words for field, words in _WANTED.items() if not getattr(seminar, field))


def denies_photographs(seminar: Seminar) -> bool:
    """Whether its own words seem to say that no picture is taken, where flip charts may be."""
    own = (seminar.consent, seminar.consent_second)
    return seminar.photographs and any(map(_DENIES_PICTURES.search, own))
