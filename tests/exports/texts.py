"""What a document says, for the tests that look for it in what was made of it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum

from exports import document as tree
from exports.document import Document, Figure, Pair, Paragraph
from exports.phrases import short_id
from facilitator.domain.charts.chart import Chart


def texts_of(document: Document) -> Iterator[str]:
    """Every text that a reader of the pages has to find, in no order."""
    front = document.front
    yield from (front.title, front.owner, *front.subtitles, *front.facts)
    yield from (text for small in front.imprint for text in (small.label, small.text))
    for section in tree.all_sections(document.sections):
        yield from (section.title, *section.label.split("\n"), section.subtitle)
        for block in section.blocks:
            yield from texts_in(block)


def texts_in(value: object) -> Iterator[str]:
    """All texts of a block; runs are one text, an id is printed by its first signs."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Paragraph):
        yield value.words
    elif isinstance(value, Figure):
        yield value.caption
        yield from _texts_in_chart(value.chart)
    elif is_dataclass(value) and not isinstance(value, Pair):  # which is drawn
        for name in (field.name for field in fields(value)):
            part = getattr(value, name)
            yield from texts_in(short_id(part) if name == "id" else part)


def _texts_in_chart(chart: Chart) -> Iterator[str]:
    yield str(chart.base)
    for bar in chart.bars:
        yield from map(str, (bar.label, bar.figure, bar.aside))
