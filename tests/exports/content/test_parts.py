"""Parts of a paper are left out or moved, and nothing leads to what is not there."""

import random
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from exports.content.summary import summary_document
from exports.document import Document, Section, all_sections, parts_of, with_parts
from exports.papers import parts_in, write_words
from facilitator.domain.report.summary import Length, Summary
from tests.exports.sample_summary import seminar_summary


@pytest.fixture(scope="module")
def day() -> Summary:
    return seminar_summary(responses=6, findings=2, seed=3)


def keys(document: Document) -> list[str]:
    return [key for key, _ in parts_of(document)]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_chosen_stands_in_the_order_that_was_chosen(seed: int, day: Summary) -> None:
    die = random.Random(seed)
    whole = summary_document(day)
    order = die.sample(keys(whole), len(keys(whole)))
    out = die.sample(order, die.randrange(len(order)))
    chosen = with_parts(whole, order, out)
    assert keys(chosen) == [key for key in order if key not in out]
    anchors = {each.key for each in all_sections(chosen.sections)}
    records = {
        block.id
        for each in all_sections(chosen.sections)
        for block in each.blocks
        if hasattr(block, "id")
    }
    assert chosen.linked <= anchors | records


def test_a_part_that_is_new_since_stays_behind_the_one_it_stood_behind() -> None:
    whole = summary_document(seminar_summary(responses=1, findings=1, seed=1))
    parts = tuple(Section(key=each, title=each) for each in ("a", "new", "b", "c"))
    moved = with_parts(replace(whole, sections=parts), ("c", "a", "b"), ())
    assert keys(moved) == ["c", "a", "new", "b"]


def test_where_nothing_was_chosen_the_paper_is_as_it_was(day: Summary) -> None:
    whole = summary_document(day)
    assert with_parts(whole, (), ()) is whole
    assert with_parts(whole, keys(whole), ()) is whole


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_every_format_is_made_of_the_chosen_parts(
    ending: str, day: Summary, tmp_path: Path
) -> None:
    out = ("Polls", "Breakouts", "Method")
    less = replace(day, seminar=replace(day.seminar, parts_out=out))
    path = tmp_path / f"less.{ending}"
    write_words(less, path)
    if ending == "pdf":
        titles = {
            str(each.title) for each in pypdf.PdfReader(path).outline if hasattr(each, "title")
        }
        assert "Questions and responses" in titles
        assert not titles & set(out)


def test_what_is_left_out_can_be_chosen_again(day: Summary) -> None:
    less = replace(day, seminar=replace(day.seminar, parts_out=("Polls",), parts_order=("Method",)))
    assert ("Polls", "Polls") in parts_in(less, Length.FULL)
    assert ("Theme by theme", "Theme by theme") in parts_in(day, Length.FOUR)
