"""What authors added stands in all lengths and in the tables, with who and when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from exports.content.data import dataset_of
from exports.content.short_papers.four_pages import four_pages
from exports.content.short_papers.one_page import one_pages, words_in
from exports.content.summary import summary_document
from exports.document import Document, Section, all_sections
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.summary import Summary
from tests.exports.sample_summary import MORNING, seminar_summary


def added(kind: AdditionKind, words: str, **about: object) -> Addition:
    at = MORNING + timedelta(days=2, minutes=list(AdditionKind).index(kind))
    return Addition(id=f"{kind}-{words}", kind=kind, words=words, by="The authors", at=at, **about)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def day() -> Summary:
    whole = seminar_summary(responses=12, findings=2, seed=1)
    told = next(part for part in whole.polls if part.finding is not None and part.rounds)
    assert told.finding is not None
    additions = (
        added(AdditionKind.MESSAGE, "Ties held where they were old."),
        added(AdditionKind.YOU_SAID, "Pay us on time", answer="Ask for thirty days"),
        added(AdditionKind.FOR_PAPER, "Section four says so", about=told.finding.theme_id),
        added(AdditionKind.COMMENT, "We read it otherwise", about=told.finding.id),
        added(AdditionKind.PARTICIPANT, "You left out the north", answer="It is in now"),
        added(AdditionKind.INVITATION, "Write to us", until=date(2011, 11, 1)),
        added(AdditionKind.EDITION, "The north is told of"),
        added(AdditionKind.FUNDER, "The Council"),
        added(AdditionKind.LICENCE, "CC BY 4.0"),
        added(AdditionKind.CITATION, "Centre (2011), Ties"),
    )
    return replace(whole, additions=additions)


def words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words_of(getattr(value, name))


def text(document: Document | Section) -> str:
    return "\n".join(words_of(document))


def section(document: Document, title: str) -> str:
    return next(text(each) for each in all_sections(document.sections) if each.title == title)


def test_the_full_report_holds_all_of_it_where_it_belongs(day: Summary) -> None:
    document = summary_document(day)
    whole = text(document)
    assert all(each.words in whole and each.answer in whole for each in day.additions)
    assert "Ties held where they were old." in section(document, "At a glance")
    assert "Ask for thirty days" in section(document, "You said, we will")
    assert "We read it otherwise" in section(document, "Findings, theme by theme")
    assert "The authors · Thursday 20 October 2011" in section(document, "You said, we will")
    assert "until Tuesday 1 November 2011" in section(document, "Comments on this paper")
    new = section(document, "What is new in this edition")
    assert "The north is told of" in new
    assert "1 comment came in on the edition before." in new
    assert "Second edition" in document.front.subtitles


def test_the_short_papers_hold_the_messages_instead_of_drafts_and_stay_short(day: Summary) -> None:
    page = next(one_pages(day))
    assert "Ties held where they were old." in text(page)
    assert words_in(page) <= 300
    four = text(next(four_pages(day, page)))
    for words in ("Ask for thirty days", "The Council", "CC BY 4.0", "Centre (2011), Ties"):
        assert words in four
    assert "until Tuesday 1 November 2011" in four


def test_a_comment_on_what_is_told_nowhere_is_told_among_the_comments(day: Summary) -> None:
    lost = replace(day, additions=(added(AdditionKind.COMMENT, "On its own", about="gone"),))
    assert "On its own" in section(summary_document(lost), "Comments on this paper")


def test_without_additions_no_part_of_theirs_is_there(day: Summary) -> None:
    bare = summary_document(replace(day, additions=()))
    titles = {each.title for each in all_sections(bare.sections)}
    told = {"You said, we will", "Comments on this paper", "What is new in this edition"}
    assert not told & titles


def test_the_tables_hold_them_too(day: Summary) -> None:
    data = dataset_of(day)
    assert [row["words"] for row in data["additions"].records] == [a.words for a in day.additions]
    assert data["README"].get("Licence")["text"] == "CC BY 4.0"
    assert data["README"].get("Citation")["text"] == "Centre (2011), Ties"
