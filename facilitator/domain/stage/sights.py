"""Sights: what the room sees, as the values that are painted."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.charts.chart import Chart
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.wording import Text, say

TAKE_HOME = say("Take home what came out of the day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Before the day and at its opening."""

    title: Text
    subtitle: Text
    place: str
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How to join with a phone. `address` is what people type, with the scheme.

    `network` and `password` are the Wi-Fi's, "" when unknown: the file does not hold them, the
    computer that shows the sight fills them in.
    """

    title: Text
    address: str
    code: str
    network: str = ""
    password: str = ""

    @property
    def link(self) -> str:
        """What the QR code says: the address, which brings the join code along."""
        return f"{self.address}?code={self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A segment's title with one line under it: presentations, discussions, report back, close."""

    title: Text
    line: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The close of the day, with the page that people take home. `address` is where the room is
    served: the file does not hold it, whoever serves the room fills it in; "" where nobody does.
    """

    title: Text
    line: Text = ""
    offer: Text = TAKE_HOME
    address: str = ""

    @property
    def link(self) -> str:
        """What the QR code says: where the page is."""
        return f"{self.address}page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question put to the room."""

    wording: Text
    help: Text = ""


@dataclass(frozen=True, slots=True)
class WallCard:
    """A response on the wall, with the speaker's sector where it was given."""

    id: str
    words: str
    sector: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word, and how many of the answers to a question say it."""

    text: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A question with responses to it, newest first; `total` counts those that do not fit too.

    `words` are all words given to a question that asks for one, the most frequent first.
    """

    wording: Text
    cards: tuple[WallCard, ...]
    total: int
    words: tuple[WordCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneResponse:
    """One response alone, whole, under its question; the speaker's sector where it was given."""

    question: Text
    words: str
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A poll whose results the room may not see: a draft, an open round, or one that is closed.

    `state` is a sentence ("Voting is open"); `cast` counts ballots; `present` is 0 when unknown.
    `closes_at` is the end of a countdown (UTC), once one was set. `how` is how a ballot is filled
    in; `scale` the points each item is placed on, where it is. `address` and `code` are how others
    join: the file does not hold the address, whoever serves the room fills it in.
    """

    wording: Text
    items: tuple[Text, ...]
    number: int
    state: Text
    cast: int
    present: int
    secrecy: Text
    open: bool
    closes_at: datetime | None = None
    how: Text = ""
    scale: tuple[Text, ...] = ()
    address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A revealed poll: chart, how many voted, and a sentence on consensus or ties."""

    wording: Text
    chart: Chart
    turnout: Text
    verdict: Text = ""
    method: Text = ""
    ties: Text = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout on the projector: its name, place, topic and the names of its members."""

    title: str
    place: str
    topic: str
    members: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A countdown, or a break.

    `ends_at` is on the clock in the room; `left` are seconds when it is paused.
    """

    title: Text
    line: Text
    ends_at: datetime | None
    left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Who goes where; with the time that is left once the groups are at work."""

    title: Text
    groups: tuple[Group, ...]
    clock: Clock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message to the whole room; groups at work keep their countdown under it."""

    message: str
    clock: Clock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """One group's notes, read back to it: one page of them. `page` counts from 1.

    `question` is what the group was asked, `headlines` the points it put first: both stay in sight.
    `whole` are all pages, since every page is set in the letters that the fullest allows. `checked`
    is a sentence once the group has said that they are right.
    """

    title: str
    topic: str
    notes: tuple[NoteContent, ...]
    page: int = 1
    whole: tuple[tuple[NoteContent, ...], ...] = ()
    checked: Text = ""
    question: Text = ""
    headlines: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.whole) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """The speakers' list: who speaks since when, who is next and how many wait behind them.

    `limit` is how long each may speak (seconds, 0 for no limit), `rule` who comes first.
    """

    speaking: Text
    since: datetime | None
    limit: int
    next: tuple[Text, ...]
    more: int
    rule: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One page of slides, with the words on it; `page` counts from 1. The picture is not in here:
    whoever paints it asks the file for it.
    """

    slides_id: str
    title: str
    words: str
    page: int
    pages: int


Sight = (
    Welcome
    | Joining
    | Heading
    | Closing
    | Asked
    | Wall
    | OneResponse
    | Vote
    | Results
    | Groups
    | Clock
    | Said
    | ReadBack
    | Speakers
    | Slide
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is painted: the sight, whether the screen is blank, whether this is a rehearsal.

    `locales` are the languages the room is spoken to in, the first of them first.
    """

    sight: Sight
    blank: bool = False
    rehearsal: bool = False
    locales: tuple[Locale, ...] = (ENGLISH,)
