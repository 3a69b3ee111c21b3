"""Acts: what somebody did, as a verb and the ids it concerns. Its words (`act_words`) are made when
it is shown, from what the subjects say now, so that no act keeps a name that its bearer had erased.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_WORD = re.compile("[a-z][a-z_]{0,39}")


class Word(StrEnum):
    """A word that acts are told with. Newer programs may say more of them without a new version of
    the file: to older ones such a word is one that they do not know, and no damage.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not (isinstance(value, str) and _WORD.fullmatch(value)):
            return None
        made = str.__new__(cls, value)
        made._name_, made._value_ = value.upper(), value
        return made

    @property
    def is_known(self) -> bool:
        """Whether this program says it."""
        return self._name_ in type(self).__members__


class Place(Word):
    """Where an act was done; ELSEWHERE for those of files that did not say."""

    ELSEWHERE = ""
    WINDOW = "window"
    PREPARE = "prepare"
    RUN = "run"
    NOTES = "notes"
    SYNTHESISE = "synthesise"
    COMPARE = "compare"
    REPORT = "report"
    ROOM = "room"
    COMMAND_LINE = "command_line"


class Verb(Word):
    """What can be done to a seminar."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    MOVE = "move"
    DUPLICATE = "duplicate"
    RENAME = "rename"
    IMPORT = "import"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    NOTE_CONSENT = "note_consent"
    TAKE_CONSENT = "take_consent"
    WRITE_OUT_ADDRESSES = "write_out_addresses"
    ANONYMISE = "anonymise"
    ALLOCATE = "allocate"
    PLACE = "place"
    PLACE_LATE = "place_late"
    KEEP_PLACES = "keep_places"
    FREE_PLACES = "free_places"
    CAPTURE = "capture"
    CORRECT = "correct"
    CHANGE_FOR_PRINT = "change_for_print"
    HIDE = "hide"
    STAR = "star"
    UNSTAR = "unstar"
    TIE = "tie"
    UNTIE = "untie"
    UNSURE = "unsure"
    NOTHING_HERE = "nothing_here"
    UNMARK = "unmark"
    MEMO = "memo"
    LINK_ALIKE = "link_alike"
    READ_FINDING = "read_finding"
    UNREAD_FINDING = "unread_finding"
    DESCRIBE = "describe"
    NEST = "nest"
    UNNEST = "unnest"
    MERGE_THEMES = "merge_themes"
    SPLIT_THEME = "split_theme"
    READ_GROUPS = "read_groups"
    READ_TOGETHER = "read_together"
    SPLIT = "split"
    JOIN = "join"
    MARK = "mark"
    SET_SECTOR = "set_sector"
    SET_SIZE = "set_size"
    ASSIGN = "assign"
    HEADLINE = "headline"
    UNHEADLINE = "unheadline"
    ALLOW_QUOTE = "allow_quote"
    FORBID_QUOTE = "forbid_quote"
    ASK_BACK = "ask_back"
    ALLOW_ARCHIVE = "allow_archive"
    FORBID_ARCHIVE = "forbid_archive"
    TELL_WORDS = "tell_words"
    CHECK_NOTES = "check_notes"
    SETTLE = "settle"
    TAKE_OUT = "take_out"
    OTHER = "other"

    SET_UP = "set_up"
    KEEP = "keep"
    START_DAY = "start_day"
    GO_ON = "go_on"
    GO_BACK = "go_back"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    FINISH_DAY = "finish_day"
    TICK = "tick"
    SHOW = "show"
    BLANK = "blank"
    READ_BACK = "read_back"
    OPEN_SPEAKERS = "open_speakers"
    LEAD_SPEAKERS = "lead_speakers"
    CLOSE_SPEAKERS = "close_speakers"
    OPEN_ROUND = "open_round"
    CLOSE_ROUND = "close_round"
    AWAIT_COUNT = "await_count"
    DECLARE_COUNT = "declare_count"
    REVEAL_ROUND = "reveal_round"
    DISCARD_ROUND = "discard_round"
    COUNT_HANDS = "count_hands"
    SET_COUNTDOWN = "set_countdown"
    TAKE_IN = "take_in"
    PAIR = "pair"
    LET_OUT = "let_out"
    MERGE = "merge"
    SYNC = "sync"
    ERASE = "erase"
    EXPORT = "export"

    @property
    def is_undoable(self) -> bool:
        """Whether undo offers such acts: not what moved the day or was taken in from others."""
        return self not in _STAYS


_STAYS = frozenset(
    {
        Verb.TAKE_CONSENT,
        Verb.SET_UP,
        Verb.KEEP,
        Verb.WRITE_OUT_ADDRESSES,
        Verb.ANONYMISE,
        Verb.START_DAY,
        Verb.GO_ON,
        Verb.GO_BACK,
        Verb.PAUSE,
        Verb.RESUME,
        Verb.EXTEND,
        Verb.FINISH_DAY,
        Verb.TICK,
        Verb.SHOW,
        Verb.BLANK,
        Verb.READ_BACK,
        Verb.OPEN_SPEAKERS,
        Verb.LEAD_SPEAKERS,
        Verb.CLOSE_SPEAKERS,
        Verb.OPEN_ROUND,
        Verb.CLOSE_ROUND,
        Verb.AWAIT_COUNT,
        Verb.DECLARE_COUNT,
        Verb.REVEAL_ROUND,
        Verb.DISCARD_ROUND,
        Verb.COUNT_HANDS,
        Verb.SET_COUNTDOWN,
        Verb.TAKE_IN,
        Verb.PAIR,
        Verb.LET_OUT,
        Verb.MERGE,
        Verb.SYNC,
        Verb.ERASE,
        Verb.EXPORT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing a person did: the revisions written in one transaction.

    `subjects` are the records it concerns, as far as they are not simply what it wrote. `session`
    is that of the window (or server, or command) it was done in. `undoes` names the act this one
    took back.
    """

    id: str
    verb: Verb
    subjects: tuple[str, ...] = ()
    undoable: bool
    device: str
    session: str = ""
    place: Place = Place.ELSEWHERE
    at: str
    undoes: str | None = None
