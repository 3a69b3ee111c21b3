"""Elements of a page. What people wrote goes into them as text, and never as markup."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from exports.phrases import fit

Content = str | Element


def el(tag: str, *content: Content, **attributes: str) -> Element:
    """An element; "_" at the end of an attribute's name goes, one within it is a hyphen."""
    named = {name.rstrip("_").replace("_", "-"): fit(text) for name, text in attributes.items()}
    made = Element(tag, named)
    put(made, content)
    return made


def put(into: Element, content: Iterable[Content]) -> None:
    """Add texts and elements to what an element holds."""
    for each in content:
        if isinstance(each, Element):
            into.append(each)
        elif len(into):
            into[-1].tail = (into[-1].tail or "") + fit(each)
        else:
            into.text = (into.text or "") + fit(each)


def own(tag: str, words: str, **attributes: str) -> Element:
    """Words that people wrote: they run in their own direction and keep their lines."""
    return el(tag, words, dir="auto", **attributes)


def aside_moving(table: Element, name: str) -> Element:
    """A table that moves sideways by itself where the screen is narrow, by keyboard too."""
    return el("div", table, class_="wide", role="group", tabindex="0", aria_label=name)
