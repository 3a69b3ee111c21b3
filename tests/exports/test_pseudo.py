"""In a language that is none, no document shows a word that came from elsewhere.

What is plain then, in any of the formats, and was written by nobody, was never in the catalogue.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from io import BytesIO
from pathlib import Path

import docx
import lxml.html
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from exports import papers
from exports.content.deposit.beside import readme
from exports.content.deposit.documents import documents_of
from exports.content.deposit.tables import dataset_of_deposit
from exports.content.handouts.documents import handout_document
from exports.document import Document
from exports.docx.paper import paper_of
from exports.html.page import page_of
from exports.phrases import short_id
from facilitator import __version__
from facilitator.domain import locales
from facilitator.domain.locales import WELSH
from facilitator.domain.polls.polls import Secrecy
from facilitator.domain.report.additions import AdditionKind, of_kind
from facilitator.domain.report.deposit import Deposit, View
from facilitator.domain.report.summary import Handout, HandoutKind, Length, Summary
from facilitator.domain.wording import InBoth, Message, Wording
from tests.exports.all_said import all_said, not_run, of_one_mind
from tests.exports.content.handouts.test_handouts import handout, seats
from tests.exports.content.test_summary import empty
from tests.pseudo import PSEUDO, outside, typed

SAME_EVERYWHERE = (
    *("UTC", "SHA-256 0af", "Facilitator", __version__, "PAGE", r"TOC \o", "1-2", r"\h \z \u"),
    "facilitator export FILE --to pdf --length full --language xx --out PAPER",
    "facilitator check FILE",
)
"""Names of a clock, of a sum, of the program and its options; how a list of contents is made."""

NAMED_IN_A_README = ("quote_consent", "sha256sum --check SHA256SUMS")
"""A column and a command."""


@pytest.fixture(autouse=True)
def _spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(locales._LOCALES, PSEUDO.code, PSEUDO)


def written(value: object) -> Iterator[str]:
    """What people wrote into a value, and its ids; sentences of the program's are none."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield from (value, short_id(value))
    elif isinstance(value, Message):
        yield from written(tuple(each for _, each in value.values))
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from written(part)
    elif is_dataclass(value) and (isinstance(value, InBoth) or not isinstance(value, Wording)):
        for field in fields(value):
            yield from written(getattr(value, field.name))


def of_people(made: Summary | Handout) -> frozenset[str]:
    """All that may be plain in a document that is made of it."""
    return typed([*written(made), *SAME_EVERYWHERE])


def every_paper(summary: Summary) -> Mapping[str, Document]:
    """The three lengths, and what goes with a deposit; its codebook is of columns, in English."""
    made = {length.value: papers.paper_of(summary, length, PSEUDO) for length in Length}
    deposit = Deposit(view=View.RESEARCH, summary=summary)
    beside = documents_of(deposit, dataset_of_deposit(deposit), PSEUDO)
    return made | {name: each for name, each in beside.items() if name in ("method", LOG)}


LOG = "anonymisation-log"


def shown(document: Document) -> Iterator[str]:
    """Every text of its page for browsers."""
    yield from read_in(page_of(document))


def read_in(page: bytes) -> Iterator[str]:
    """Every text of a page."""
    for element in lxml.html.fromstring(page).iter():
        if element.tag not in ("style", "meta"):
            yield from filter(None, (element.text, element.get("aria-label"), element.get("alt")))
        yield element.tail or ""


def in_file(document: Document) -> Iterator[str]:
    """Every text of its file for word processors."""
    paper = docx.Document(BytesIO(paper_of(document)))
    edges = (paper.sections[0].header._element, paper.sections[0].footer._element)
    for part in (each for whole in (paper.element, *edges) for each in whole.iter()):
        name = part.tag.rpartition("}")[2]
        if name in ("t", "instrText"):
            yield part.text or ""
        elif name in ("docPr", "tblCaption"):
            yield from (part.get(key) or "" for key in ("descr", qn("w:val")))


def escaped(texts: Iterable[str], people: frozenset[str]) -> set[str]:
    """What stands in them that is nobody's and no name; a label stands two spaces before a title,
    a line for a number before what it is of.
    """
    return {
        f"“{each}” in “{text[:80]}”"
        for whole in texts
        for text in re.split("  |_____\u00a0", whole)
        for each in outside(text, people)
    }


def on_pages(path: Path, people: frozenset[str]) -> set[str]:
    """The plain words of a file of pages that are nobody's, wherever lines end."""
    known = {word for text in people for word in re.findall(WORD, text)}
    with pypdfium2.PdfDocument(path) as pages:
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        text += "\n" + "\n".join(line.get_title() for line in pages.get_toc())
    with pikepdf.open(path) as file:
        objects = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
        text += "\n" + "\n".join(str(each["/Alt"]) for each in objects if "/Alt" in each)
    whole = re.sub(r"[-\u00ad\ufffe]\s*\n", "", text)
    words = set(re.findall(WORD, whole)) - known
    return {word for word in words if not any(each.startswith(word) for each in known)}


WORD = r"(?<![A-Za-z0-9])[A-Za-z]{3,}(?![A-Za-z0-9])"
ONE, FEW = all_said(1), all_said(2, shares=False)
DAYS = {
    "one of each": ONE,
    "several, of few people": FEW,
    "nothing": replace(empty(ONE), codings=()),
    "not run": not_run(ONE),
    "of one mind": of_one_mind(FEW),
}


@pytest.mark.parametrize("day", DAYS)
def test_every_paper_of_a_day_is_all_out_of_the_catalogue(day: str) -> None:
    people = of_people(DAYS[day])
    found = {
        f"{name}: {each}"
        for name, document in every_paper(DAYS[day]).items()
        for each in escaped(shown(document), people)
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("view", View)
def test_what_is_read_first_of_a_deposit_is_all_out_of_the_catalogue(day: str, view: View) -> None:
    deposit = Deposit(view=view, summary=DAYS[day])
    told = readme(deposit, (), PSEUDO)
    assert not escaped(told.splitlines(), of_people(DAYS[day]) | typed(NAMED_IN_A_README))


@pytest.mark.parametrize("kind", HandoutKind)
def test_every_handout_is_all_out_of_the_catalogue(kind: HandoutKind) -> None:
    made = handout(kind, people=seats(), codes=("Z2Y3X4",), language=PSEUDO.code)
    kept = [_kept_as(secrecy, made) for secrecy in (Secrecy.NAMED, Secrecy.PSEUDONYMOUS)]
    for each in (made, *kept, replace(made, rounds=(), votes=(), agenda=(), asked=())):
        assert not escaped(shown(handout_document(each)), of_people(each))


def _kept_as(secrecy: Secrecy, made: Handout) -> Handout:
    """The same, its votes kept so, of people who say where they come from."""
    seminar = replace(made.seminar, sectors=("Zsector",), sizes=("Zsize",))
    votes = tuple(
        replace(each, polls=tuple(replace(poll, secrecy=secrecy) for poll in each.polls))
        for each in made.votes
    )
    return replace(made, seminar=seminar, votes=votes)


def test_the_page_on_phones_with_its_form_is_all_out_of_the_catalogue() -> None:
    invited = of_kind(ONE.additions, AdditionKind.INVITATION)[-1]
    page, *_ = papers.page_to_take_home(ONE, PSEUDO, invited)
    assert b"<form" in page
    assert not escaped(read_in(page), of_people(ONE))


def test_no_format_has_a_word_of_its_own_beside(tmp_path: Path) -> None:
    path = tmp_path / "full.pdf"
    papers.write_words(FEW, path, locale=PSEUDO)
    assert not on_pages(path, of_people(FEW))
    assert not escaped(in_file(papers.paper_of(FEW, Length.FULL, PSEUDO)), of_people(FEW))


def test_a_word_outside_the_catalogue_is_found() -> None:
    made = papers.paper_of(ONE, Length.PAGE, PSEUDO)
    plain = replace(made, front=replace(made.front, facts=("Plainly said",)))
    assert any("Plainly said" in each for each in escaped(shown(plain), of_people(ONE)))


def test_headings_in_a_language_of_longer_words_are_not_torn(tmp_path: Path) -> None:
    path = tmp_path / "full.pdf"
    papers.write_words(FEW, path, locale=WELSH)
    with pypdfium2.PdfDocument(path) as pages:
        words = {word for page in pages for word in page.get_textpage().get_text_range().split()}
    assert {"Anghytuno’n", "Anghytuno", "Cytunwyd", "Canolrif"} <= words
    assert "Anghytu" not in words
