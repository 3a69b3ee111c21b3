"""What acts are called where they are shown, to undo them or to tell who made which version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Counted, Message, Value, brief, say


@dataclass(frozen=True, slots=True)
class Subject:
    """What a record is called now; "" where it has no name, or none any more."""

    kind: Kind
    name: str = ""


_WORDS: Mapping[Verb, Message] = {
    Verb.ADD: say("Add {what}"),
    Verb.CHANGE: say("Change {what}"),
    Verb.REMOVE: say("Remove {what}"),
    Verb.MOVE: say("Move {what}"),
    Verb.DUPLICATE: say("Duplicate {what}"),
    Verb.RENAME: say("Rename {what}"),
    Verb.IMPORT: say("Take people from a list"),
    Verb.CHECK_IN: say("Check in {what}"),
    Verb.CHECK_OUT: say("Check out {what}"),
    Verb.NOTE_CONSENT: say("Note consent"),
    Verb.ALLOCATE: say("Allocate breakouts"),
    Verb.PLACE: say("Move people between groups"),
    Verb.PLACE_LATE: say("Place late arrivals"),
    Verb.KEEP_PLACES: say("Keep places"),
    Verb.FREE_PLACES: say("Free places"),
    Verb.CAPTURE: say("Capture {what}"),
    Verb.CORRECT: say("Correct {what}"),
    Verb.HIDE: say("Hide {what}"),
    Verb.STAR: say("Star {what}"),
    Verb.UNSTAR: say("Take star away"),
    Verb.TIE: say("Tie {what}"),
    Verb.UNTIE: say("Untie {what}"),
    Verb.DESCRIBE: say("Describe {what}"),
    Verb.NEST: say("Put {what} under another"),
    Verb.UNNEST: say("Take {what} out of the other"),
    Verb.MERGE_THEMES: say("Merge into {what}"),
    Verb.SPLIT: say("Split {what}"),
    Verb.JOIN: say("Join notes"),
    Verb.MARK: say("Change the kind of {what}"),
    Verb.SET_SECTOR: say("Set sector"),
    Verb.SET_SIZE: say("Set size"),
    Verb.ASSIGN: say("Assign action"),
    Verb.HEADLINE: say("Mark headline point"),
    Verb.UNHEADLINE: say("Take headline mark away"),
    Verb.ALLOW_QUOTE: say("Allow quoting"),
    Verb.FORBID_QUOTE: say("Forbid quoting"),
    Verb.TELL_WORDS: say("Tell whose words they are"),
    Verb.CHECK_NOTES: say("Check notes with the group"),
    Verb.SETTLE: say("Settle versions"),
    Verb.TAKE_OUT: say("Take a merge out"),
    Verb.OTHER: say("Change {what}"),
    Verb.SET_UP: say("Set the seminar up"),
    Verb.KEEP: say("Keep what is typed"),
    Verb.START_DAY: say("Start the day"),
    Verb.GO_ON: say("Go on"),
    Verb.GO_BACK: say("Go back"),
    Verb.PAUSE: say("Pause"),
    Verb.RESUME: say("Resume"),
    Verb.EXTEND: say("Give more time"),
    Verb.FINISH_DAY: say("Finish the day"),
    Verb.TICK: say("Tick off"),
    Verb.SHOW: say("Show the room something"),
    Verb.BLANK: say("Blank the screen"),
    Verb.READ_BACK: say("Read notes back"),
    Verb.OPEN_ROUND: say("Open voting"),
    Verb.CLOSE_ROUND: say("Close voting"),
    Verb.AWAIT_COUNT: say("Wait for a count by hand"),
    Verb.DECLARE_COUNT: say("Declare the count"),
    Verb.DISCARD_ROUND: say("Discard a vote"),
    Verb.REVEAL_ROUND: say("Reveal the result"),
    Verb.COUNT_HANDS: say("Count hands"),
    Verb.SET_COUNTDOWN: say("Set the countdown"),
    Verb.TAKE_IN: say("Take in what people sent"),
    Verb.PAIR: say("Let somebody in"),
    Verb.MERGE: say("Merge a file"),
    Verb.SYNC: say("Get in step with the host"),
    Verb.ERASE: say("Erase for good"),
}

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
    Kind.BREAKOUT: say("group"),
    Kind.RESPONSE: say("response"),
    Kind.UPVOTE: say("upvote"),
    Kind.NOTE: say("note"),
    Kind.CHECK: say("check of notes"),
    Kind.CODING: say("coding"),
    Kind.PROGRESS: say("the state of the day"),
    Kind.SEGMENT_RUN: say("run of a segment"),
    Kind.STAGE: say("what the room sees"),
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
}

_MANY: Mapping[Kind, Callable[[int], Counted]] = {
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
    Kind.BREAKOUT: lambda n: Counted(n, "{n} group", "{n} groups"),
    Kind.RESPONSE: lambda n: Counted(n, "{n} response", "{n} responses"),
    Kind.UPVOTE: lambda n: Counted(n, "{n} upvote", "{n} upvotes"),
    Kind.NOTE: lambda n: Counted(n, "{n} note", "{n} notes"),
    Kind.CHECK: lambda n: Counted(n, "{n} check of notes", "{n} checks of notes"),
    Kind.CODING: lambda n: Counted(n, "{n} coding", "{n} codings"),
    Kind.SEGMENT_RUN: lambda n: Counted(n, "{n} run of a segment", "{n} runs of segments"),
}

_PASSAGES = frozenset({Kind.NOTE, Kind.RESPONSE})


def words(verb: Verb, subjects: Sequence[Subject]) -> Message:
    """What an act is called, such as “Add theme “Trust””."""
    return replace(_WORDS[verb], values=(("what", _called(subjects)),))


def _called(subjects: Sequence[Subject]) -> Value:
    if len(subjects) == 1:
        return _one(subjects[0])
    return (
        _several(len(subjects), {each.kind for each in subjects}) if subjects else say("something")
    )


def _one(subject: Subject) -> Value:
    name = brief(subject.name, 40)
    if not name:
        return _ONE[subject.kind]
    if subject.kind is Kind.PARTICIPANT:
        return name
    return replace(_NAMED[subject.kind], values=(("name", name),))


def _several(number: int, kinds: set[Kind]) -> Counted:
    kind = next(iter(kinds))
    if len(kinds) == 1 and kind in _MANY:
        return _MANY[kind](number)
    if kinds <= _PASSAGES:
        return Counted(number, "{n} passage", "{n} passages")
    return Counted(number, "{n} record", "{n} records")
