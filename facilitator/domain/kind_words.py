"""What each kind of record is called: one of them, one by its name, several."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Counted, Message, Value, say

_ONE: Mapping[Kind, Message] = {
    Kind.SEMINAR: say("the seminar’s details"),
    Kind.SEGMENT: say("segment"),
    Kind.QUESTION: say("question"),
    Kind.FINDING: say("finding"),
    Kind.THEME: say("theme"),
    Kind.CASE_STUDY: say("case study"),
    Kind.POLL: say("poll"),
    Kind.ROUND: say("round of voting"),
    Kind.HAND_COUNT: say("show of hands"),
    Kind.BALLOT: say("ballot"),
    Kind.PARTICIPANT: say("person"),
    Kind.CONSENT: say("consent"),
    Kind.ADDRESS: say("address"),
    Kind.BREAKOUT: say("group"),
    Kind.RESPONSE: say("response"),
    Kind.UPVOTE: say("upvote"),
    Kind.NOTE: say("note"),
    Kind.CHECK: say("check of notes"),
    Kind.CODING: say("coding"),
    Kind.PHOTOGRAPH: say("photograph"),
    Kind.PROGRESS: say("the state of the day"),
    Kind.SEGMENT_RUN: say("run of a segment"),
    Kind.STAGE: say("what the room sees"),
    Kind.SPEAKERS: say("the speakers’ list"),
    Kind.SLIDES: say("slides"),
    Kind.SLIDE_PICTURE: say("picture of a slide"),
    Kind.ADDITION: say("addition to the paper"),
}

_NAMED: Mapping[Kind, Message] = {
    Kind.SEMINAR: say("the seminar’s details “{name}”"),
    Kind.SEGMENT: say("segment “{name}”"),
    Kind.QUESTION: say("question “{name}”"),
    Kind.FINDING: say("finding “{name}”"),
    Kind.THEME: say("theme “{name}”"),
    Kind.CASE_STUDY: say("case study “{name}”"),
    Kind.POLL: say("poll “{name}”"),
    Kind.ROUND: say("round of voting “{name}”"),
    Kind.HAND_COUNT: say("show of hands “{name}”"),
    Kind.BALLOT: say("ballot “{name}”"),
    Kind.CONSENT: say("consent “{name}”"),
    Kind.BREAKOUT: say("group “{name}”"),
    Kind.RESPONSE: say("response “{name}”"),
    Kind.UPVOTE: say("upvote “{name}”"),
    Kind.NOTE: say("note “{name}”"),
    Kind.CHECK: say("check of notes “{name}”"),
    Kind.CODING: say("coding “{name}”"),
    Kind.PROGRESS: say("the state of the day “{name}”"),
    Kind.SEGMENT_RUN: say("run of a segment “{name}”"),
    Kind.STAGE: say("what the room sees “{name}”"),
    Kind.SPEAKERS: say("the speakers’ list “{name}”"),
    Kind.SLIDES: say("slides “{name}”"),
    Kind.SLIDE_PICTURE: say("picture of a slide “{name}”"),
    Kind.ADDITION: say("addition to the paper “{name}”"),
}

_MANY: Mapping[Kind, Callable[[int], Counted]] = {
    Kind.SEMINAR: lambda n: Counted(n, "{n} seminar", "{n} seminars"),
    Kind.SEGMENT: lambda n: Counted(n, "{n} segment", "{n} segments"),
    Kind.QUESTION: lambda n: Counted(n, "{n} question", "{n} questions"),
    Kind.FINDING: lambda n: Counted(n, "{n} finding", "{n} findings"),
    Kind.THEME: lambda n: Counted(n, "{n} theme", "{n} themes"),
    Kind.CASE_STUDY: lambda n: Counted(n, "{n} case study", "{n} case studies"),
    Kind.POLL: lambda n: Counted(n, "{n} poll", "{n} polls"),
    Kind.ROUND: lambda n: Counted(n, "{n} round of voting", "{n} rounds of voting"),
    Kind.HAND_COUNT: lambda n: Counted(n, "{n} show of hands", "{n} shows of hands"),
    Kind.BALLOT: lambda n: Counted(n, "{n} ballot", "{n} ballots"),
    Kind.PARTICIPANT: lambda n: Counted(n, "{n} person", "{n} people"),
    Kind.CONSENT: lambda n: Counted(n, "{n} consent", "{n} consents"),
    Kind.ADDRESS: lambda n: Counted(n, "{n} address", "{n} addresses"),
    Kind.BREAKOUT: lambda n: Counted(n, "{n} group", "{n} groups"),
    Kind.RESPONSE: lambda n: Counted(n, "{n} response", "{n} responses"),
    Kind.UPVOTE: lambda n: Counted(n, "{n} upvote", "{n} upvotes"),
    Kind.NOTE: lambda n: Counted(n, "{n} note", "{n} notes"),
    Kind.CHECK: lambda n: Counted(n, "{n} check of notes", "{n} checks of notes"),
    Kind.PHOTOGRAPH: lambda n: Counted(n, "{n} photograph", "{n} photographs"),
    Kind.CODING: lambda n: Counted(n, "{n} coding", "{n} codings"),
    Kind.PROGRESS: lambda n: Counted(n, "{n} state of the day", "{n} states of the day"),
    Kind.SEGMENT_RUN: lambda n: Counted(n, "{n} run of a segment", "{n} runs of segments"),
    Kind.STAGE: lambda n: Counted(n, "{n} picture on the wall", "{n} pictures on the wall"),
    Kind.SPEAKERS: lambda n: Counted(n, "{n} speakers’ list", "{n} speakers’ lists"),
    Kind.SLIDES: lambda n: Counted(n, "{n} set of slides", "{n} sets of slides"),
    Kind.SLIDE_PICTURE: lambda n: Counted(n, "{n} picture of a slide", "{n} pictures of slides"),
    Kind.ADDITION: lambda n: Counted(n, "{n} addition to the paper", "{n} additions to the paper"),
}


def one(kind: Kind) -> Message:
    """A record without its name."""
    return _ONE[kind]


def named(kind: Kind, name: str) -> Value:
    """A record by its name; a person needs no more than that."""
    return name if kind is Kind.PARTICIPANT else replace(_NAMED[kind], values=(("name", name),))


def several(kind: Kind, number: int) -> Counted:
    """So many of them."""
    return _MANY[kind](number)
