"""What stands beside the data of a deposit, made of a seminar whose words are anything at all."""

from dataclasses import replace
from pathlib import Path

from lxml import etree

from exports.content.deposit.beside import citation_file, readme
from exports.content.deposit.tables import dataset_of_deposit
from exports.evidence.ddi import described
from exports.evidence.texts import datalist, text_files
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.deposit import Deposit, View, archived
from facilitator.domain.report.summary import Summary
from tests.exports.ddi import DDI, ddi_schema
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import MORNING, seminar_summary


def of_anything() -> Summary:
    day = seminar_summary(responses=1, findings=1, seed=3)
    words = "".join(NAUGHTY)
    seminar = replace(day.seminar, title=words, purpose=words, contact=words, place=words)
    added = (
        (AdditionKind.CREATOR, f"{words} https://orcid.org/0000-0002-1825-0097"),
        (AdditionKind.DOI, "10.1000/182"),
        (AdditionKind.LICENCE, words),
        (AdditionKind.FUNDER, words),
    )
    additions = tuple(
        Addition(id=f"a{n}", kind=kind, words=text, at=MORNING)
        for n, (kind, text) in enumerate(added)
    )
    return replace(day, seminar=seminar, additions=additions)


def test_the_description_is_valid_whatever_people_wrote(tmp_path: Path) -> None:
    deposit = Deposit(view=View.PUBLIC, summary=archived(of_anything()))
    texts = text_files(deposit.summary)
    root = etree.fromstring(described(deposit, dataset_of_deposit(deposit), tuple(texts)))
    ddi_schema(tmp_path).assertValid(root)
    dois = [each.text for each in root.iter(f"{DDI}IDNo") if each.get("agency") == "DOI"]
    assert dois == ["10.1000/182"]


def test_the_citation_is_one_line_a_text_and_tells_the_orcid_apart() -> None:
    lines = citation_file(of_anything()).splitlines()
    assert '    orcid: "https://orcid.org/0000-0002-1825-0097"' in lines
    assert 'doi: "10.1000/182"' in lines
    assert all(line[:1].isalpha() or line.startswith("  ") for line in lines)


def test_what_is_read_first_counts_what_is_not_there_and_groups_are_told_in_bands() -> None:
    deposit = Deposit(view=View.PUBLIC, summary=archived(of_anything()))
    told = readme(deposit, ("a.csv",))
    assert "quotes: no group is asked of an archive" in told
    assert "- a.csv" in told
    rows = datalist(deposit, text_files(deposit.summary)).records
    bands = {row["group_size"] for row in rows if row["type"] == "Groups"}
    assert bands
    assert all(" to " in str(band) or "or more" in str(band) for band in bands)
