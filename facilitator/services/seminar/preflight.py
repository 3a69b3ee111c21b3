"""What is worth a look before the day begins, each with what to do about it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.readiness import check_poll
from facilitator.domain.records import Record
from facilitator.domain.second_wordings import left_behind, missing
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.terms import denies_photographs, not_said
from facilitator.domain.seminar.wall_clock import begins_at, on_the_wall
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import (
    Begun,
    Joined,
    Lasting,
    Listed,
    Message,
    Text,
    Weekday,
    brief,
    say,
)
from facilitator.services.seminar.running import sheet_in
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.seminar_store import SeminarStore

FAR_FROM_PLAN = timedelta(hours=2)
"""A day that is to start so long before or after its time is a day to ask about."""


MOST_NAMED = 3
"""So many wordings that are to be read again are named, the others counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the preflight needs to know of the machine.

    `room_address` is "" while the room is closed; `trial` is what simulated phones came to, "" as
    long as nobody tried; `has_network` is whether this computer is on one, `has_password` whether
    that is known to ask for a password. `names_due` says that names were to be taken out by now;
    `has_vote_keys` is whether votes can be opened and closed on this computer at all.
    """

    displays: int
    last_backup: datetime | None = None
    room_address: str = ""
    has_network: bool = True
    has_password: bool = False
    trial: Text = ""
    trial_is_good: bool = False
    names_due: Text = ""
    has_vote_keys: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the preflight: what it is about, whether it is well, and what to do if not."""

    name: Message
    ok: bool
    sentence: Text


def preflight(file: SeminarStore, facts: Facts, now: datetime) -> tuple[Check, ...]:
    """Everything worth a look before the day begins, each with what to do about it."""
    with file.read() as reader:
        sheet = sheet_in(reader, now)
        people = reader.count(Participant)
        unplaced = _breakouts_without_people(reader)
        broken = _polls_that_cannot_open(reader)
        seminar = reader.get(Seminar, SEMINAR_ID)
        agenda = reader.every(Segment)
        unworded = _unworded(reader, seminar)
    return (
        _day_check(seminar, now),
        Check(say("Agenda"), bool(agenda), _agenda_sentence(agenda, sheet)),
        Check(say("Participants"), people > 0, _people_sentence(people)),
        _consent_check(seminar),
        *_languages_check(seminar, unworded),
        *((Check(say("Names"), False, facts.names_due),) if facts.names_due else ()),
        _polls_check(broken, has_keys=facts.has_vote_keys),
        Check(say("Breakouts"), not unplaced, unplaced or say("Every breakout has its people.")),
        Check(say("Projector"), facts.displays > 1, _projector_sentence(facts.displays)),
        _room_check(facts),
        Check(
            say("Wi-Fi"), facts.has_password, _WITH_PASSWORD if facts.has_password else _OPEN_AIR
        ),
        *(_of_the_file(file, facts, now) if isinstance(file, SeminarFile) else ()),
    )


def _polls_check(broken: Text, *, has_keys: bool) -> Check:
    if not (broken or has_keys):
        broken = say(
            "The keys of votes are on another computer: votes are opened and closed there, or on "
            "your own phone paired with it. Or bring its file of keys (facilitator serve --keys)."
        )
    return Check(say("Polls"), not broken, broken or say("Every poll can open."))


_WORDED = say("Everything that people read is in both languages.")


def _languages_check(seminar: Seminar, unworded: Text) -> tuple[Check, ...]:
    if seminar.second_language is None:
        return ()
    return (Check(say("Languages"), not unworded, unworded or _WORDED),)


def _unworded(reader: Reader, seminar: Seminar) -> Text:
    """What people would read in the first language alone, or in two that may no longer say the
    same; "" for nothing.
    """
    if seminar.second_language is None:
        return ""
    records: tuple[Record, ...] = (
        seminar,
        *reader.every(Segment),
        *reader.every(Question),
        *reader.every(Finding),
        *reader.every(Poll),
    )
    lacking: Text = ""
    if found := missing(records, seminar.second_language):
        said = Begun(Listed(found))
        lacking = say("{said}. People read them in the first language until then.", said=said)
    left = _left_behind(reader, records)
    return Joined((lacking, left)) if lacking or left else ""


def _left_behind(reader: Reader, records: Sequence[Record]) -> Text:
    """What was worded anew in the first language alone."""
    histories = reader.histories([record.id for record in records])
    held = (
        left_behind(
            [
                record_in(each)
                for each in sorted(revisions, key=lambda each: (each.clock, each.id))
                if each.content is not None
            ]
        )
        for revisions in histories.values()
    )
    changed = [brief(words) for words in held if words]
    if not changed:
        return ""
    shown = Listed(f"“{words}”" for words in changed[:MOST_NAMED])
    more = len(changed) - MOST_NAMED
    if more > 0:
        return say(
            "Changed since the second wording was written, so read both again: "
            "{shown} and {n} more.",
            shown=shown,
            n=more,
        )
    return say(
        "Changed since the second wording was written, so read both again: {shown}.", shown=shown
    )


def _day_check(seminar: Seminar, now: datetime) -> Check:
    """Whether this is the day, and about the hour, for which the seminar is planned."""
    here, begins = on_the_wall(now, seminar), on_the_wall(begins_at(seminar), seminar)
    if here.date() != begins.date():
        sentence = say(
            "Today is {today}; the seminar is planned for {day}. Started now, it runs "
            "by today’s clock. The date is in Prepare, under Details.",
            today=Weekday(here.date()),
            day=Weekday(begins.date()),
        )
        return Check(say("Day"), False, sentence)
    apart = abs(now - begins_at(seminar))
    clocks = {"here": f"{here:%H:%M}", "begins": f"{begins:%H:%M}"}
    if apart <= FAR_FROM_PLAN:
        return Check(
            say("Day"),
            True,
            say("Today is its day; the day is planned to begin at {begins}.", **clocks),
        )
    hours = Lasting(round(apart.total_seconds() / 60))
    if here > begins:
        said = say(
            "It is {here}, {hours} later than the day is planned to begin at {begins}.",
            hours=hours,
            **clocks,
        )
    else:
        said = say(
            "It is {here}, {hours} earlier than the day is planned to begin at {begins}.",
            hours=hours,
            **clocks,
        )
    return Check(say("Day"), False, said)


def _agenda_sentence(agenda: Sequence[Segment], sheet: RunSheet) -> Text:
    if not agenda:
        return say("There is no agenda yet. Add segments in Prepare.")
    return say(
        "{n} segments; the plan ends at {end}.",
        n=len(agenda),
        end=f"{sheet.projected_finish:%H:%M}",
    )


def _people_sentence(people: int) -> Text:
    if people == 0:
        return say("Nobody is on the list. You can run without one; breakouts then fill by hand.")
    return say("{people} people are on the list.", people=people)


def _consent_check(seminar: Seminar) -> Check:
    if unsaid := not_said(seminar):
        sentence = say(
            "People are not told {unsaid}. Say it in Prepare, under Details.", unsaid=Listed(unsaid)
        )
        return Check(say("Consent"), False, sentence)
    if denies_photographs(seminar):
        return Check(say("Consent"), False, _DENIED)
    return Check(say("Consent"), True, _ALL_SAID)


_ALL_SAID = say(
    "People are told who is responsible, on what ground, until when, and under which rule."
)


_DENIED = say(
    "The consent text seems to say that no pictures are taken, but flip charts may be "
    "photographed. Change the text, or untick photographs, in Prepare, under Details."
)


def _projector_sentence(displays: int) -> Text:
    if displays > 1:
        return say("A second display is connected; the room's picture goes there by itself.")
    return say(
        "There is one display, or two that show the same. "
        "Plug the projector in and choose “extend”."
    )


def _room_check(facts: Facts) -> Check:
    if not facts.has_network:
        sentence = say(
            "This computer is on no network, so no phone can reach it. Join the Wi-Fi first."
        )
        return Check(say("Room"), False, sentence)
    if not facts.room_address:
        return Check(say("Room"), False, say("The room is closed to phones. F10 opens it."))
    if not facts.trial:
        sentence = say(
            "The room is open at {address}. Try it with simulated phones: F10.",
            address=facts.room_address,
        )
        return Check(say("Room"), False, sentence)
    return Check(say("Room"), facts.trial_is_good, facts.trial)


_OPEN_AIR = say(
    "No password of the Wi-Fi is entered (F10). On an open Wi-Fi anybody near can read what phones "
    "send, names and votes too, and take a phone’s place: use one with a password."
)


_WITH_PASSWORD = say(
    "The Wi-Fi has a password. Who knows it could still listen: phones talk to this computer "
    "without encryption."
)


def _of_the_file(file: SeminarFile, facts: Facts, now: datetime) -> tuple[Check, ...]:
    """What a database has an administrator for."""
    return (_disk_check(file), _backup_check(facts.last_backup, now))


def _disk_check(file: SeminarFile) -> Check:
    free = shutil.disk_usage(file.path.parent).free // 1_000_000
    enough = free >= 500
    sentence = (
        say("{n} GB are free.", n=f"{free / 1000:,.0f}")
        if enough
        else say("Only {free} MB are free. Make room first.", free=f"{free:,}")
    )
    return Check(say("Disk"), enough, sentence)


def _backup_check(last: datetime | None, now: datetime) -> Check:
    if last is None:
        return Check(
            say("Backup"), False, say("There is no backup yet. One is made when the day begins.")
        )
    hours = (now - last).total_seconds() / 3600
    if hours < 1:
        return Check(say("Backup"), True, say("The last backup was made within the last hour."))
    made = say("The last backup was made {hours} hours ago.", hours=f"{hours:.0f}")
    return Check(say("Backup"), hours < 24, made)


def _polls_that_cannot_open(reader: Reader) -> Text:
    for poll in reader.every(Poll):
        try:
            check_poll(poll)
        except SeminarError as error:
            return error.sentence
    return ""


def _breakouts_without_people(reader: Reader) -> Text:
    empty = [b.title for b in reader.every(Breakout) if not b.member_ids]
    if not empty:
        return ""
    return say(
        "Nobody is placed in {groups}. Share people out in Prepare.", groups=", ".join(empty)
    )
