"""Elements of a page. What people wrote goes into them as text, and never as markup."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no page may hold (HTML Living Standard, 13.2.3.5)."""

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


def fit(text: str) -> str:
    """The text without what a page may not hold."""
    return _UNFIT.sub("\ufffd", text)
