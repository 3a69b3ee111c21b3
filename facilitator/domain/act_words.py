"""What acts are called where they are shown, to undo them or to tell who made which version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Place, Verb
from facilitator.domain.kind_words import named, one, several
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Counted, Message, Text, Value, brief, say


@dataclass(frozen=True, slots=True)
class Subject:
    """What a record is called now; "" where it has no name, or none any more."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the activity log: `at` is when it was done first, by the seminar's clock, `times`
    how often it was.
    """

    at: datetime
    verb: Verb
    said: Message
    times: int
    where: Text
    who: Text


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
    Verb.TAKE_CONSENT: say("Take consent on the tablet"),
    Verb.ANONYMISE: say("Take people out for good"),
    Verb.WRITE_OUT_ADDRESSES: say("Write out addresses for a mailing"),
    Verb.ALLOCATE: say("Allocate breakouts"),
    Verb.PLACE: say("Move people between groups"),
    Verb.PLACE_LATE: say("Place late arrivals"),
    Verb.KEEP_PLACES: say("Keep places"),
    Verb.FREE_PLACES: say("Free places"),
    Verb.CAPTURE: say("Capture {what}"),
    Verb.CORRECT: say("Correct {what}"),
    Verb.CHANGE_FOR_PRINT: say("Change {what} for printing"),
    Verb.HIDE: say("Hide {what}"),
    Verb.STAR: say("Star {what}"),
    Verb.UNSTAR: say("Take star away"),
    Verb.TIE: say("Tie {what}"),
    Verb.UNTIE: say("Untie {what}"),
    Verb.UNSURE: say("Be unsure about {what}"),
    Verb.NOTHING_HERE: say("Find nothing in {what}"),
    Verb.UNMARK: say("Take a mark from {what}"),
    Verb.READ_FINDING: say("Mark {what} as read by a second person"),
    Verb.UNREAD_FINDING: say("Mark {what} as not read by a second person"),
    Verb.MEMO: say("Write a memo on {what}"),
    Verb.LINK_ALIKE: say("Link {what} to what says the same"),
    Verb.DESCRIBE: say("Describe {what}"),
    Verb.NEST: say("Put {what} under another"),
    Verb.UNNEST: say("Take {what} out of the other"),
    Verb.MERGE_THEMES: say("Merge into {what}"),
    Verb.SPLIT_THEME: say("Split {what} out again"),
    Verb.READ_GROUPS: say("Choose the groups to read"),
    Verb.READ_TOGETHER: say("Stop reading apart"),
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
    Verb.ASK_BACK: say("Ask the group about {what}"),
    Verb.ALLOW_ARCHIVE: say("Allow archiving"),
    Verb.FORBID_ARCHIVE: say("Forbid archiving"),
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
    Verb.OPEN_SPEAKERS: say("Open the speakers’ list"),
    Verb.LEAD_SPEAKERS: say("Lead the speakers’ list"),
    Verb.CLOSE_SPEAKERS: say("Close the speakers’ list"),
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
    Verb.LET_OUT: say("Let a paired device out"),
    Verb.MERGE: say("Merge a file"),
    Verb.SYNC: say("Get in step with the host"),
    Verb.ERASE: say("Erase for good"),
    Verb.EXPORT: say("Print or save the summary"),
}

_VOTES: Mapping[Verb, Message] = {
    Verb.OPEN_ROUND: say("Open voting on “{what}”"),
    Verb.CLOSE_ROUND: say("Close voting on “{what}”"),
    Verb.AWAIT_COUNT: say("Wait for the count of “{what}”"),
    Verb.DECLARE_COUNT: say("Declare the count of “{what}”"),
    Verb.DISCARD_ROUND: say("Discard the vote on “{what}”"),
    Verb.REVEAL_ROUND: say("Reveal the result of “{what}”"),
}
"""Of one vote, which is known by its name."""

NEWER = say("What a newer Facilitator did: {what}")
"""Of acts that this program has no words for."""

PLACES: Mapping[Place, Text] = {
    Place.ELSEWHERE: "",
    Place.WINDOW: say("in the window"),
    Place.PREPARE: say("in Prepare"),
    Place.RUN: say("in Run"),
    Place.NOTES: say("in Notes"),
    Place.SYNTHESISE: say("in Synthesise"),
    Place.COMPARE: say("in Compare"),
    Place.REPORT: say("in Report"),
    Place.ROOM: say("from phones and laptops"),
    Place.COMMAND_LINE: say("on the command line"),
}
"""Where an act was done."""

_PASSAGES = frozenset({Kind.NOTE, Kind.RESPONSE})


def words(verb: Verb, subjects: Sequence[Subject]) -> Message:
    """What an act is called, such as “Add theme “Trust””."""
    votes = [subject.name for subject in subjects if subject.kind is Kind.ROUND and subject.name]
    if verb in _VOTES and len(votes) == 1:
        return replace(_VOTES[verb], values=(("what", brief(votes[0])),))
    return replace(_WORDS.get(verb, NEWER), values=(("what", _called(subjects)),))


def _called(subjects: Sequence[Subject]) -> Value:
    if len(subjects) == 1:
        return _one(subjects[0])
    return (
        _several(len(subjects), {each.kind for each in subjects}) if subjects else say("something")
    )


def _one(subject: Subject) -> Value:
    name = brief(subject.name, 40)
    return named(subject.kind, name) if name else one(subject.kind)


def _several(number: int, kinds: set[Kind]) -> Counted:
    kind = next(iter(kinds))
    if len(kinds) == 1:
        return several(kind, number)
    if kinds <= _PASSAGES:
        return Counted(number, "{n} passage", "{n} passages")
    return Counted(number, "{n} record", "{n} records")
