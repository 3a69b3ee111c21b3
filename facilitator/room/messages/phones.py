"""What travels between phones and the room: every body and every answer, as it is on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from facilitator.domain.charts.chart import ChartForm
from facilitator.domain.locales import Language
from facilitator.domain.polls.polls import Marked

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\w:.-]+$")]
Label = Annotated[str, Meta(max_length=200)]
Words = Annotated[str, Meta(max_length=4000)]


class Nothing(Struct, frozen=True):
    """An empty object."""


class Done(Struct, frozen=True):
    """It is done, and on the disk."""

    ok: bool = True


class ReceiptIn(Struct, frozen=True):
    """A ballot that this phone sent, by the id under which it was sent."""

    round_id: Id
    submission: Id


class Receipt(Struct, frozen=True):
    """Whether a ballot is among those that a closed round counted, and how many these are."""

    counted: bool
    of: int


class Sorry(Struct, frozen=True):
    """Why something was refused: a word for programs and a sentence for people."""

    reason: str
    sentence: str


SeatId = Annotated[str, Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
"""What a browser calls itself by lot until it is in, the same every time it asks; or nothing."""


class Join(Struct, frozen=True):
    """A person at the door; of what one `seat` says, that which was `pressed` last holds (ms)."""

    code: Label
    take_part: bool
    seat: SeatId = ""
    pressed: int = 0
    language: Language = Language.ENGLISH
    quote: bool = False
    contact: bool = False
    archive: bool = False
    sector: Label = ""
    size: Label = ""
    name: Label = ""
    email: Label = ""


class Me(Struct, frozen=True):
    """What a person changes about themselves."""

    take_part: bool
    language: Language = Language.ENGLISH
    quote: bool = False
    contact: bool = False
    archive: bool = False
    sector: Label = ""
    size: Label = ""
    email: Label = ""


class Known(Struct, frozen=True):
    """What the room knows of the person who asks."""

    language: Language
    sector: str
    size: str
    quote: bool
    contact: bool
    archive: bool
    email: str


class RoomCard(Struct, frozen=True):
    """What anybody may know of the room, and whether they have joined.

    `consent` and `terms` are by language: whoever reads them may change it meanwhile. `language`
    is that of the seminar's own texts, `spoken` are those here that are in the page's language.
    """

    title: str
    subtitle: str
    spoken: tuple[str, ...]
    language: str
    organiser: str
    place: str
    date: str
    rehearsal: bool
    consent: dict[str, str]
    terms: dict[str, tuple[str, ...]]
    sectors: tuple[str, ...]
    sizes: tuple[str, ...]
    names: bool
    shared: bool
    room_threshold: int
    joined: bool
    me: Known | None


class Pair(Struct, frozen=True):
    """A note-taker's, the theme team's or the facilitator's own device at the door."""

    role: Literal["note_taker", "theme_team", "facilitator"]
    code: Label
    seat: SeatId = ""


class ResponseIn(Struct, frozen=True):
    """A response as a phone sends it; its id is made there, so that a resend counts once."""

    id: Id
    question_id: Id
    words: Words


class Correction(Struct, frozen=True):
    """New words for a response; `was` are those that its author saw there, in any order."""

    words: Words
    was: Annotated[tuple[Words, ...], Meta(max_length=20)] = ()


class UpvoteIn(Struct, frozen=True):
    """An upvote given or taken back."""

    response_id: Id
    on: bool = True


class SegmentNow(Struct, frozen=True):
    """The running segment: `ends_at` while its clock goes, `left` seconds while it is paused."""

    title: str
    kind: str
    paused: bool
    ends_at: datetime | None
    left: float | None


class HeadingNow(Struct, frozen=True):
    """A title with a line under it; `lines` are what stands below, as one list. `page` offers
    the page that people take home, "" where there is none.
    """

    title: str
    line: str
    lines: tuple[str, ...] = ()
    page: str = ""


class QuestionNow(Struct, frozen=True):
    """A question that can be answered now."""

    id: str
    wording: str
    help: str
    kind: str
    open: bool
    wall: bool
    one_word: bool
    moderated: bool
    limit: int


class CardNow(Struct, frozen=True):
    """A response on the wall."""

    id: str
    words: str
    sector: str
    starred: bool
    upvotes: int


class WordNow(Struct, frozen=True):
    """A word, and how many of the answers say it."""

    text: str
    people: int


class WallNow(Struct, frozen=True):
    """Responses to the question on the stage; `words` where it asks for one."""

    question_id: str
    total: int
    cards: tuple[CardNow, ...]
    words: tuple[WordNow, ...] = ()


class ItemNow(Struct, frozen=True):
    """One thing a poll asks about."""

    id: str
    text: str


class DealtNow(Struct, frozen=True):
    """One thing to judge, what it is, and the judgements: the mark of each, its name, and what it
    asks for in words, "" for nothing.
    """

    id: str
    text: str
    about: str
    judgements: tuple[tuple[int, str, str], ...]


class CriterionNow(Struct, frozen=True):
    """A criterion of a weighted poll."""

    id: str
    text: str
    weight: float


class PollNow(Struct, frozen=True):
    """The poll on the stage: turnout, never counts, until it is revealed.

    `how` says how a ballot is filled in, `deals` whether each phone has something else to judge,
    `takes_nothing` whether an empty one is an answer.
    """

    round_id: str
    poll_id: str
    number: int
    state: str
    method: str
    how: str
    deals: bool
    takes_nothing: bool
    title: str
    wording: str
    items: tuple[ItemNow, ...]
    criteria: tuple[CriterionNow, ...]
    most: int
    budget: int
    rate_max: int
    agree_labels: tuple[str, ...]
    shuffle: bool
    secrecy: str
    archived: str
    may_abstain: bool
    for_whom: str
    listed: bool
    cast: int
    present: int
    closes_at: datetime | None


class PartNow(Struct, frozen=True):
    """A piece of a bar; as in `facilitator.domain.charts.chart`, and so are bar and chart."""

    label: str
    people: float
    share: float
    level: int


class BarNow(Struct, frozen=True):
    """One bar of a chart."""

    label: str
    figure: str
    parts: tuple[PartNow, ...]
    group: str
    aside: str
    newest: bool


class ChartNow(Struct, frozen=True):
    """A whole chart, in the phone's language."""

    form: ChartForm
    title: str
    bars: tuple[BarNow, ...]
    base: str
    text: str


class ResultsNow(Struct, frozen=True):
    """A revealed poll."""

    chart: ChartNow
    verdict: str
    turnout: str
    rule: str
    ties: str


class GroupNow(Struct, frozen=True):
    """A breakout as the room is shown it."""

    title: str
    place: str
    topic: str
    id: str = ""


class GroupIn(Struct, frozen=True):
    """The group a person says they are in; "" asks to be dealt into one."""

    group_id: Annotated[str, Meta(max_length=64)] = ""


class GroupsNow(Struct, frozen=True):
    """Who goes where. `seating` differs when anybody's place has changed, so that phones ask."""

    title: str
    groups: tuple[GroupNow, ...]
    seating: int = 0


class SpeakersNow(Struct, frozen=True):
    """The speakers' list: the tickets of those who wait, in turn, and of who speaks, "" for nobody.

    A phone knows its own ticket; nobody's name goes out. `rule` says who comes first.
    """

    id: str
    order: tuple[str, ...]
    called: str
    rule: str


class SpeakIn(Struct, frozen=True):
    """Somebody asks to speak, or takes it back, on the list that they saw, if they say which.

    `press` is made on the phone, so that a resend counts once.
    """

    on: bool = True
    list_id: str = ""
    press: Annotated[str, Meta(max_length=64)] = ""


class SpeakerMe(Struct, frozen=True):
    """One's own place on the speakers' list, "" for none, and what the room sees one called."""

    ticket: str
    name: str


class Shared(Struct, frozen=True, kw_only=True):
    """What every phone is shown. `now` is the server's clock, so that all countdowns agree.

    `language` is that of the seminar's own texts; `spoken` are headings and labels in the phone's
    language: the program's, and the seminar's second wordings; `screen` is what the projector
    shows, line by line. `epoch` is another one when the host's file took another's place: what
    is counted and was received is then told anew.
    """

    version: int
    epoch: str
    now: datetime
    title: str
    language: str
    rehearsal: bool
    scene: str
    segment: SegmentNow | None = None
    heading: HeadingNow | None = None
    message: str = ""
    questions: tuple[QuestionNow, ...] = ()
    wall: WallNow | None = None
    poll: PollNow | None = None
    results: ResultsNow | None = None
    groups: GroupsNow | None = None
    speakers: SpeakersNow | None = None
    spoken: tuple[str, ...] = ()
    screen: tuple[str, ...] = ()


class MyResponse(Struct, frozen=True):
    """A response of the person who asks; `hidden` while it is kept from the wall."""

    id: str
    question_id: str
    words: str
    hidden: bool


class Mine(Struct, frozen=True):
    """What belongs to the person who asks. `admitted` is the open round of a
    list on which they are, `dealt` what they are to judge: of others, or of their own group. `held`
    says why nothing can be sent yet, while the facilitator is asked about a name.
    """

    responses: tuple[MyResponse, ...] = ()
    ballot: Marked | None = None
    admitted: str = ""
    held: str = ""
    upvoted: tuple[str, ...] = ()
    group: GroupNow | None = None
    speaks: SpeakerMe | None = None
    dealt: tuple[DealtNow, ...] = ()


class State(Shared, frozen=True, kw_only=True):
    """What every phone is shown, and what belongs to this one."""

    mine: Mine
