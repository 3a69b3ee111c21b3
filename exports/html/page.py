"""A document as one web page: its own look, no script, nothing loaded from elsewhere.

Chromium prints it on paper as it stands, every reader turns its headings, lists and tables, and it
can be sent by mail. The same document always gives the same bytes.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from exports.document import Document, Front, Section, Use
from exports.html.blocks import Page, block_of
from exports.html.elements import el, own
from exports.phrases import REHEARSAL
from exports.whole_file import replacing
from facilitator.domain.locales import locale_of
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.wording import say
from resources import ROOT

_NOTHING_ELSE = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action "
)
"""The page's own rule for browsers: whatever somebody wrote, nothing is loaded or run, nor sent but
by a form of ours to whoever gave the page. What is photographed stands within the page.
"""

_DEEPEST = 6
_SUITED = ("large-print", "greyscale", "wide-spacing")
"""What the look of a page is suited by, as classes of the whole."""


def write(document: Document, path: Path, legibility: Legibility = PLAIN) -> None:
    """Write the document to `path`. Raises SeminarError where the place cannot be written."""
    page = page_of(document, legibility)
    with replacing(path) as file:
        file.write(page)


def page_of(
    document: Document, legibility: Legibility = PLAIN, form: Element | None = None
) -> bytes:
    """The whole page, in UTF-8, for these readers; with a form at its end, where there is one."""
    locale = locale_of(document.language)
    page = Page(locale)
    suited = " ".join(n for n in _SUITED if getattr(legibility, n.replace("-", "_")))
    look = {"class_": suited} if suited else {}
    head, body = _head(document, has_form=form is not None), _body(document, page)
    if form is not None:
        body.insert(len(body) - 1, form)
    whole = el("html", head, body, lang=document.language, **look)
    written: bytes = tostring(whole, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + written


def _head(document: Document, *, has_form: bool) -> Element:
    """What browsers are told. A page that says nowhere where it is from sends a form from nowhere
    as well, and no room takes it: one with a form says it to whoever gave it.
    """
    sends, referrer = ("'self'", "same-origin") if has_form else ("'none'", "no-referrer")
    about = document.about
    look = (ROOT / "documents" / "page.css").read_text(encoding="utf-8")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", **{"http-equiv": "Content-Security-Policy"}, content=_NOTHING_ELSE + sends),
        el("meta", name="referrer", content=referrer),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="author", content=about.author),
        el("meta", name="description", content=about.subject),
        el("meta", name="date", content=about.made_at.isoformat(timespec="seconds")),
        el("title", document.title),
        el("style", look),
    )


def _body(document: Document, page: Page) -> Element:
    sections = [part for section in document.sections for part in _section(section, 2, page)]
    contents = [_contents(document, page)] if document.use is Use.REPORT else []
    stamp = (
        [el("p", REHEARSAL.in_(page.locale), class_="stamp")] if document.about.rehearsal else []
    )
    imprint = [block_of(small, page) for small in document.front.imprint]
    foot = [el("footer", *imprint, el("p", document.about.line, class_="small"))]
    front = _front(document.front, page)
    return el("body", *stamp, front, *contents, el("main", *sections), *foot)


def _front(front: Front, page: Page) -> Element:
    owner = (own("p", front.owner, class_="owner"),) if front.owner else ()
    return el(
        "header",
        *owner,
        own("h1", front.title),
        *(own("p", subtitle, class_="lead") for subtitle in front.subtitles),
        *(own("p", fact, class_="fact") for fact in front.facts),
        *(block_of(block, page) for block in front.blocks),
    )


def _contents(document: Document, page: Page) -> Element:
    name = say("Contents").in_(page.locale)
    return el("nav", el("h2", name), _listed(document.sections, page), aria_label=name)


def _listed(sections: tuple[Section, ...], page: Page) -> Element:
    items = []
    for section in _titled(sections):
        link = el("a", own("span", section.title), href=f"#{page.at(section.key)}")
        inner = tuple(_titled(section.nested))
        items.append(el("li", link, *((_listed(inner, page),) if inner else ())))
    return el("ul", *items)


def _titled(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Those that the list of contents names."""
    return (section for section in sections if section.title and section.listed)


def _section(section: Section, rank: int, page: Page) -> Iterator[Element]:
    """The section under its heading; without a title, what it holds goes on by itself."""
    blocks = [block_of(block, page) for block in section.blocks]
    below = rank + 1 if section.title else rank
    nested = [part for each in section.nested for part in _section(each, below, page)]
    if not section.title:
        yield from [*blocks, *nested]
        return
    label = (" ", el("small", section.label)) if section.label else ()
    heading = el(f"h{min(rank, _DEEPEST)}", own("span", section.title), *label)
    subtitle = (own("p", section.subtitle, class_="remark"),) if section.subtitle else ()
    yield el("section", heading, *subtitle, *blocks, *nested, **page.place(section.key))
