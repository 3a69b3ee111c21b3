"""A view of every sight, with the awkward texts that real seminars bring."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.methods.agree import Agree
from facilitator.domain.polls.methods.rate import Rate
from facilitator.domain.polls.polls import AGREE_LABELS, Ballot, Item, Method, Poll
from facilitator.domain.polls.split_chart import split_chart
from facilitator.domain.privacy.disclosure import ROOM, Split, protect
from facilitator.domain.seminar.speaking import RULE
from facilitator.domain.stage.sights import (
    Asked,
    Clock,
    Closing,
    Group,
    Groups,
    Heading,
    Joining,
    OneResponse,
    ReadBack,
    Results,
    Said,
    Sight,
    Slide,
    Speakers,
    View,
    Vote,
    Wall,
    WallCard,
    Welcome,
    WordCount,
)
from facilitator.domain.wording import percent, say

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
FINDING = "Savings from innovation are hard to show within a single budget year."
LONG = "In what circumstances does a localist approach to commissioning help small organisations? "
FIRST = ["Alexandra", "Bao", "Ceri", "Dafydd", "Eleanor", "Farida", "George", "Hannah", "Ivo", "Jo"]
LAST = ["Beaumont", "Nguyen", "ap Gwilym", "Whitfield-Jones", "Okonkwo", "Llewellyn"]
NAMES = tuple(f"{FIRST[at % 10]} {LAST[(at // 10 + at) % 6]}" for at in range(60))


def groups(count: int) -> Groups:
    """Sixty people in so many groups."""
    size = len(NAMES) // count
    return Groups(
        title="Breakouts: who goes where",
        groups=tuple(
            Group(f"Table {at + 1}", "Room A", LONG, NAMES[at * size : (at + 1) * size])
            for at in range(count)
        ),
    )


UNEVEN = tuple((f"{place}. " + LONG)[: 10 + 16 * place] for place in range(8))
EIGHT = (
    "Informal work with other organisations",
    "A consortium",
    "A supply chain under a prime contractor",
    "A strategic alliance",
    "A group structure or a merger",
    "A partnership with a public body",
    "A partnership with a private firm",
    "Another kind of partnership",
)
SECTORS = (
    "Third sector",
    "Local public sector",
    "National public sector",
    "Organisations that fund or lend, at home and abroad",
    "Research",
)
AT_WORK = Clock(title="Breakouts", line="", ends_at=NOW + timedelta(minutes=23))


def read_back(notes: int, words: str = "Small partners heard too late.") -> ReadBack:
    """So many notes on the second page, of all kinds; a headline point was on the first."""
    kinds = [*NoteKind]
    laid = tuple(
        NoteContent(breakout_id="g", words=f"{words} {at}", kind=kinds[at % 6])
        for at in range(notes)
    )
    headlines = (NoteContent(breakout_id="g", words=f"{words} first", headline=True),)
    return ReadBack(
        title="Table 1",
        topic=LONG,
        notes=laid,
        page=2,
        whole=(headlines, laid, laid),
        question=LONG,
        headlines=(f"{words} first",),
        checked="Checked with the group at 12:10; 2 notes are newer than that.",
    )


def agree_chart(*counts: tuple[int, int, int, int, int]) -> Chart:
    """A diverging chart with a bar for each round."""
    bars = []
    for number, round_ in enumerate(counts, start=1):
        whole = sum(round_)
        parts = tuple(
            Part(label, people, people / whole, level)
            for level, (label, people) in enumerate(zip(AGREE_LABELS, round_, strict=True), -2)
        )
        figure = f"{percent(round_[3] + round_[4], whole)} agree, n = {whole}"
        bars.append(
            Bar(
                label=f"Round {number}",
                figure=figure,
                parts=parts,
                group=FINDING,
                aside="4 don’t know",
            )
        )
    return Chart(form=ChartForm.DIVERGING, title=FINDING, bars=tuple(bars), base="", text="")


def many_agree_chart() -> Chart:
    """Four items with long names, in two rounds each."""
    one = agree_chart((4, 9, 11, 18, 10), (0, 0, 1, 30, 22)).bars
    bars = tuple(replace(bar, group=f"{at}. {LONG * 2}") for at in range(4) for bar in one)
    return Chart(form=ChartForm.DIVERGING, title="Many", bars=bars, base="", text="")


def choice_chart(labels: tuple[str, ...] = UNEVEN) -> Chart:
    """A chart of bars."""
    bars = tuple(
        Bar(
            label=label,
            figure=f"{50 - place} people, {percent(50 - place, 60)}",
            parts=(Part("", 50 - place, (50 - place) / 60),),
        )
        for place, label in enumerate(labels)
    )
    return Chart(form=ChartForm.BARS, title="Which matter?", bars=bars, base="", text="")


def split_sight(of: Poll, rounds: int) -> Results:
    """A result by sector: five sectors of twelve, in each mark a group large enough to be shown."""
    marked = ((6, (4,)), (6, (2,))) if of.method is Method.AGREE else ((6, (1,)), (6, ()))
    ballots = [
        Ballot(
            round_id="r",
            voter_key=f"{sector}{people}{marks}{at}",
            marks=tuple((item.id, mark) for item in of.items for mark in marks),
            sector=sector,
        )
        for sector in SECTORS
        for people, marks in marked
        for at in range(people)
    ]
    exact = cross_all(of, ballots, {Split.SECTOR: SECTORS})
    released = [protect(table, ROOM) for table in exact]
    named = [(f"Round {number}", released) for number in range(1, rounds + 1)]
    chart = split_chart(of, named, SECTORS, ROOM)
    assert chart is not None
    turnout = "By sector, of all ballots; under 5 people not shown"
    return Results(wording=of.wording, chart=chart, turnout=turnout)


def split_poll(method: Method, items: tuple[str, ...], wording: str) -> Poll:
    """A poll whose results can be split."""
    return Poll(
        id="p",
        position=1,
        title="Split",
        wording=wording,
        method=method,
        items=tuple(Item(f"{place}", text) for place, text in enumerate(items)),
    )


def a_vote(cast: int = 23, items: tuple[str, ...] = (FINDING,), is_open: bool = True) -> Vote:
    """A vote whose results are sealed."""
    return Vote(
        wording="How far do you agree with this finding?",
        items=items,
        number=1,
        state="Voting is open" if is_open else "Voting is closed",
        cast=cast,
        present=60,
        secrecy="When voting closes, nobody can find out who cast which vote.",
        open=is_open,
    )


def on_a_scale(vote: Vote) -> Vote:
    """The vote with the points of its scale, in a room that serves phones."""
    points = Agree().points()
    return replace(vote, scale=points, address="http://192.168.4.1:8080", code="XFA7S")


def a_wall(cards: int = 30, total: int | None = None) -> Wall:
    """A wall with cards from short to far too long."""
    return Wall(
        wording="Who wants innovation, and who carries its risks?",
        cards=tuple(
            WallCard(str(at), LONG * (1 + at % 4), "Third sector" if at % 2 else "", at % 3 == 0)
            for at in range(cards)
        ),
        total=cards if total is None else total,
    )


def speakers(
    name: str = "Siân Prydderch",
    since: datetime = NOW - timedelta(seconds=75),
    names: int = 2,
    more: int = 0,
) -> Speakers:
    """The speakers' list with somebody speaking, and so many who are next."""
    sister = name.replace("Siân", "Elin")
    waiting = (sister, "A person at the back", say("Somebody from {group}", group="Group 2"))
    return Speakers(
        speaking=name,
        since=since if name else None,
        limit=180,
        next=waiting[:names],
        more=more,
        rule=RULE,
    )


def a_cloud(words: int = 30) -> Wall:
    """A cloud of words that were given more and less often, a very long one among them."""
    texts = [*NAMES, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"]
    said = tuple(
        WordCount(texts[-1 - at % len(texts)] if at else "trust", max(1, 24 - at))
        for at in range(words)
    )
    return Wall(
        wording="One word for today?", cards=(), total=sum(w.people for w in said), words=said
    )


SIGHTS: dict[str, Sight] = {
    "welcome": Welcome(
        title="Reflective learning policy seminar",
        subtitle="What have partnerships taught us?",
        place="Council Chamber, 18 October 2011",
        lines=("Wi-Fi: SeminarRoom", "http://192.168.4.1/join", "The Chatham House Rule applies."),
    ),
    "join": Joining(title="Seminar", address="http://192.168.178.105:8080/", code="XFA7S"),
    "join by Wi-Fi": Joining(
        title="Seminar",
        address="http://192.168.178.105:8080/",
        code="XFA7S",
        network="Council Chamber Guests 5 GHz",
        password="correct horse battery",
    ),
    "join by long Wi-Fi": Joining(
        title="Seminar",
        address="http://192.168.178.105:8080/",
        code="MMWWM",
        network="W" * 32,
        password="m" * 63,
    ),
    "heading": Heading(title="Report back", line="Each table has three minutes."),
    "close": Closing(title="Thank you", line=LONG, address="http://192.168.178.101:8080/"),
    "close without a room": Closing(title="Thank you", line="What have we learned?"),
    "question": Asked(wording=LONG, help="Think of one case you know."),
    "long question": Asked(wording=LONG * 20, help="Think of one case you know."),
    "unbroken word": Asked(wording="Donaudampfschifffahrtsgesellschaftskapitän" * 4),
    "wall": a_wall(),
    "empty wall": a_wall(0),
    "cloud": a_cloud(14),
    "full cloud": a_cloud(300),
    "vote": a_vote(),
    "closed vote": a_vote(is_open=False),
    "vote on a scale": on_a_scale(a_vote()),
    "last seconds": on_a_scale(replace(a_vote(), closes_at=NOW + timedelta(seconds=23))),
    "rating of eight": replace(
        a_vote(items=EIGHT), how="0 is the lowest, 10 the highest.", scale=Rate().points()
    ),
    "one response": OneResponse(
        question="Who carries the risk?", words=LONG * 3, sector="Third sector"
    ),
    "vote on many": a_vote(items=tuple(f"{LONG}{at}" for at in range(12))),
    "vote on eight": a_vote(items=EIGHT),
    "vote on thirty": a_vote(items=tuple(f"Thing {at}" for at in range(30))),
    "vote on a novel": a_vote(items=(LONG * 20, "Something short")),
    "one round": Results(
        wording=FINDING, chart=agree_chart((4, 9, 11, 18, 10)), turnout="56 voted"
    ),
    "two rounds": Results(
        wording=FINDING,
        chart=agree_chart((4, 9, 11, 18, 10), (0, 0, 1, 30, 22)),
        turnout="56 of 60 voted",
        verdict="Accepted: 98 % agree; opinions are close together.",
        method="Agreement share of those with a view",
    ),
    "eight bars": Results(
        wording="Which of these does your own organisation take part in? Choose all that apply.",
        chart=choice_chart(labels=EIGHT),
        turnout="53 of 54 voted in round 1",
        method="The item approved by most comes first.",
        verdict=f"Approved by most: {EIGHT[0]}, 50 of 60 people (83 %).",
    ),
    "choices": Results(wording=LONG * 2, chart=choice_chart(), turnout="60 voted", verdict=LONG),
    "crowded": Results(
        wording=LONG * 4,
        chart=many_agree_chart(),
        turnout="60 of 60 voted in round 2",
        verdict=LONG * 3,
        method=LONG * 2,
    ),
    "by sector": split_sight(split_poll(Method.AGREE, ("A",), FINDING), 1),
    "by sector, two rounds": split_sight(split_poll(Method.AGREE, ("A",), LONG), 2),
    "eight by sector, two rounds": split_sight(split_poll(Method.APPROVE, EIGHT, LONG), 2),
    "six rounds": Results(
        wording=LONG,
        chart=agree_chart(*[(4, 9, 11, 18, 10)] * 6),
        turnout="56 voted",
        verdict="No consensus.",
    ),
    "six groups": groups(6),
    "ten groups": groups(10),
    "two groups": groups(2),
    "countdown": Clock(title="Tea", line="Then: second vote", ends_at=NOW + timedelta(minutes=12)),
    "paused": Clock(title="Discussion", line="", ends_at=None, left=3700.0),
    "message": Said(message="The fire alarm is tested at eleven. Please stay seated."),
    "message to groups": Said(message="Please come to your second question now.", clock=AT_WORK),
    "long message to groups": Said(message=LONG * 12, clock=AT_WORK),
    "groups at work": replace(groups(6), clock=AT_WORK),
    "speakers": speakers(),
    "speakers over time": speakers(since=NOW - timedelta(seconds=215), names=3, more=4),
    "speakers with long names": speakers(LONG, names=3, more=11),
    "nobody speaks": speakers("", names=0),
    "slide in words": Slide(
        slides_id="s", title="Findings", words=f"{LONG}\nA second line", page=2, pages=12
    ),
    "read back": read_back(3),
    "read back long notes": read_back(12, LONG * 2),
    "read back one long note": read_back(1, LONG * 12),
    "read back nothing": ReadBack(title="Table 1", topic="", notes=()),
}


def view(name: str, *, rehearsal: bool = False) -> View:
    """The sight as it is painted."""
    return View(sight=SIGHTS[name], rehearsal=rehearsal)
