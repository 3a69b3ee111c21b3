"""Sentences of the Run screen: times, drift and states in words."""

import math
from dataclasses import replace
from datetime import datetime

from facilitator.domain.polls.polls import STATE_NAMES, RoundState
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.countdown import left_in_words
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import booked_end
from facilitator.domain.wording import Lasting, say
from facilitator.services.views.run_screen import PollLine
from ui.words.telling import tell, told

A_DAY = 24 * 60
"""In minutes."""


def clock(moment: datetime) -> str:
    """The time of a moment that is on the clock in the room already."""
    return f"{moment:%H:%M}"


def left(sheet: RunSheet) -> str:
    """The time left in the segment, or how far it is over, in words."""
    return told(left_in_words(sheet.left_seconds, paused=sheet.paused))


def seconds_left(ends: datetime, now: datetime) -> int:
    """Whole seconds until a moment, never below nought."""
    return max(0, math.ceil((ends - now).total_seconds()))


OVER = say("The day has ended")
WHERE_NEXT = say("""What comes next:
Take in the notes that others have on a stick (File > Take in notes), and settle versions.
Synthesise (Ctrl+4): sort what was said into themes, and write findings.
Report (Ctrl+5): look through the cautions, print the page people take home, save the full report.
Keep a copy on another disk (Ctrl+Shift+S). Names and addresses go on the retention day.""")


def drift(sheet: RunSheet) -> str:
    """How the day stands against its plan."""
    if sheet.state is DayState.BEFORE:
        return tell(
            "The day has not begun. It is planned to end at {clock}.",
            clock=clock(sheet.projected_finish),
        )
    if sheet.state is DayState.FINISHED:
        return tell("The day ended at {clock}.", clock=clock(sheet.projected_finish))
    minutes = sheet.drift_minutes
    if minutes >= A_DAY:
        return tell(
            "The day began {minutes} ago and was not finished. F9 goes on to its end.",
            minutes=Lasting(minutes),
        )
    late, ends = Lasting(abs(minutes)), clock(sheet.projected_finish)
    if minutes > 0:
        return tell("{time} behind. Ends at {clock} as things stand.", time=late, clock=ends)
    if minutes < 0:
        return tell("{time} ahead. Ends at {clock} as things stand.", time=late, clock=ends)
    return tell("On time. Ends at {clock} as things stand.", clock=ends)


def minutes_late(sheet: RunSheet, seminar: Seminar) -> int:
    """How many minutes past the end of the booking the day will end, or has ended; 0 in time.

    A day that is run on another date than planned has the room until that time of that date.
    """
    if sheet.state is DayState.BEFORE or sheet.drift_minutes >= A_DAY or not sheet.lines:
        return 0
    booked = booked_end(replace(seminar, date=sheet.lines[0].planned_start.date()))
    return max(0, math.ceil((sheet.projected_finish - booked).total_seconds() / 60))


def past_the_end(minutes: int) -> str:
    """That the room is not booked for so long, "" where it is."""
    return (
        tell("That is {minutes} past the booked end.", minutes=Lasting(minutes)) if minutes else ""
    )


def following(sheet: RunSheet) -> str:
    """What comes next."""
    if sheet.next is None:
        return tell("Next: the end of the day")
    return tell("Next: {title}, {minutes} min", title=sheet.next.title, minutes=sheet.next.minutes)


def poll_state(line: PollLine, segment_id: str) -> str:
    """Where a poll stands, short enough for a list."""
    latest = line.latest
    if latest is None:
        return ""
    if latest.state.is_counted and latest.segment_id != segment_id:
        return tell("round {number} done", number=latest.number)
    state = told(STATE_NAMES[latest.state])
    return f"{state}, {turnout(line)}" if latest.state is RoundState.OPEN else state


def turnout(line: PollLine) -> str:
    """How many have voted in the latest round."""
    present = line.latest.told_of(line.cast) if line.latest else 0
    return (
        tell("{cast} of {present} voted", cast=line.cast, present=present)
        if present
        else tell("{cast} voted", cast=line.cast)
    )
