"""A document with a block of every role in it, for the tests of everything that draws documents."""

from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from exports.document import (
    About,
    Aside,
    Block,
    Card,
    Cards,
    Column,
    Document,
    Entry,
    Figure,
    Front,
    Holds,
    Opens,
    Pair,
    Paragraph,
    Picture,
    Point,
    Points,
    Quote,
    Record,
    Rows,
    Run,
    Scan,
    Scans,
    Section,
    Shift,
    Small,
    Table,
    Terms,
    Use,
    Voice,
    said,
)
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part


def drawn_jpeg() -> bytes:
    """A small picture as one is kept."""
    held = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(held, "JPEG")
    return held.getvalue()


NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
JPEG = drawn_jpeg()
CHART = Chart(
    form=ChartForm.DIVERGING,
    title="A chart",
    bars=tuple(
        Bar(
            label=f"Round {number}",
            figure=f"{number} of 4 agree",
            aside="2 don’t know",
            parts=(Part("Against it", 1, 0.25, -1), Part("For it", 3, 0.75, 1)),
            group="An item that is asked about",
        )
        for number in (1, 2)
    ),
    base="n = 6 in all",
    text="Round 1: 1 of 4 agree.",
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(
        (
            Run("It leads "),
            Run("to a quote", link="#quote-with-a-long-id"),
            Run(", to "),
            Run("another place", link="https://example.org/there"),
            Run(" and is "),
            Run("meant very much", strong=True),
            Run(". " + "It goes on for some lines so that it has to be wrapped. " * 4),
        )
    ),
    *(said(f"Spoken in the voice of {voice}.", voice) for voice in Voice),
    Aside("Labelled", "An answer to its label."),
    Small("Turnout", "Small print beside a label."),
    Small("", "Small print by itself."),
    Quote(
        words="Our own words.",
        attribution="Third sector",
        id="quote-with-a-long-id",
        kind="Quote",
        remark="Changed since",
        starred=True,
    ),
    Record(words="What somebody noted.", id="record-id", kind="Point", remark="Came in late"),
    Points((Point("First of all"), Point("Second to none")), "In a list"),
    Points((Point("said twice", 2), Point("said once", 1))),
    Terms((("n", "How many people voted."), ("IQR", "How far apart they are."))),
    Entry("A theme", "What belongs to it.", by="Its authors"),
    Table(
        caption="A caption",
        note="How to read it",
        columns=(
            Column("Statement", 3, Holds.NAMES),
            Column("Unhyphenatable", 1, Holds.FIGURES),
            Column("Movement", 2, Holds.SKETCHES),
            Column("Signature", 2, Holds.HANDWRITING),
        ),
        groups=(
            Rows((("One", "1234567", Shift(0.25, 0.5, 0.75, "Two"), ""),), "Group of rows"),
            Rows(
                (
                    ("Two", "2345678", Pair(0.5, None, "50 % of the room, – of what was said"), ""),
                    ("", "3456789", Shift(None, 1, 0.5, "One"), ""),
                )
            ),
        ),
        wide=True,
    ),
    Figure(CHART, "Round 1: 1 of 4 agree.", caption="What the chart is of"),
    Picture(jpeg=JPEG, width=40, height=30, words="What is on it", id="picture-id", remark="Asked"),
    Scans(
        "Join in",
        "Here",
        (Scan("Scan this", ((True, False), (False, True)), ("A name",)),),
        (("or open", "10.0.0.5"), ("and type", "WMQ7K")),
    ),
    Cards((Card(name="On a badge", about="Where from", sign="Group 1"), Card(name="Another"))),
)


def made_of(*blocks: Block, use: Use = Use.REPORT) -> Document:
    """A document whose sections hold these blocks at every depth."""
    return Document(
        title="Title",
        language="en-GB",
        use=use,
        about=About(author="Us", subject="All of it", line="Us · here", made_at=NOW),
        front=Front(title="Front", owner="Us", subtitles=("Below",), facts=("A day", "Here")),
        sections=(
            Section(key="first", title="First part", blocks=blocks, opens=Opens.PART),
            Section(
                key="second",
                title="Second part",
                opens=Opens.PART,
                nested=(
                    Section(
                        key="within",
                        title="Within it",
                        label="4 people",
                        subtitle="A line beneath",
                        blocks=blocks,
                        nested=(
                            Section(key="deep", title="Deep within", listed=False, blocks=blocks),
                        ),
                        at_one_look=True,
                    ),
                    Section(key="after", title="", blocks=(said("Afterwards."),), listed=False),
                ),
            ),
        ),
    )
