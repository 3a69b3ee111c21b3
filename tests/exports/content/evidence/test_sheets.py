"""The evidence sheet of a finding, and what limits the paper, of a summary made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

from exports.content.summary import summary_document
from exports.document import Aside, Paragraph, Points, Section, all_sections
from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.report.additions import ADDITION_NAMES, Addition, AdditionKind
from facilitator.domain.report.summary import BreakoutPart, CodingLine, NoteLine, Summary
from facilitator.domain.synthesis.confidence import NOT_AGREED
from tests.exports.sample_summary import note_said, seminar_summary

NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)


def day() -> Summary:
    """One finding voted on, in the first theme; two notes spoke to it, one against, and a third
    was sorted into the theme.
    """
    made = seminar_summary(responses=1, findings=1, seed=7)
    (part,) = (each for each in made.polls if each.finding)
    assert part.finding is not None
    theme = made.themes[0]
    finding = replace(part.finding, theme_id=theme.id, origin="f1")
    notes = (
        note_said("n1aaaaaa", "Nobody counts the hours.", question_id=finding.id),
        note_said(
            "n2aaaaaa", "We saved money.", question_id=finding.id, kind=NoteKind.DISAGREEMENT
        ),
        note_said("n3aaaaaa", "Trust takes years.", question_id=""),
    )
    groups = tuple(
        BreakoutPart(
            breakout_id=f"b{n}",
            title=f"Group {n}",
            topic="",
            members=6,
            notes=(NoteLine(note=each),),
        )
        for n, each in enumerate(notes, start=1)
    )
    coding = CodingLine(
        id="c", passage_id="n3aaaaaa", theme_id=theme.id, start=None, end=None, coder=1,
        day=date(2011, 10, 18),
    )  # fmt: skip
    comment = Addition(
        id="a1aaaaaa",
        kind=AdditionKind.COMMENT,
        words="We shall count them.",
        about=finding.id,
        by="Ann Author",
        at=NOW,
    )
    polls = tuple(replace(p, finding=finding) if p is part else p for p in made.polls)
    return replace(
        made, polls=polls, breakouts=groups, codings=(coding,), additions=(comment,), conflicts=2
    )


def sections(summary: Summary) -> dict[str, Section]:
    return {each.key: each for each in all_sections(summary_document(summary).sections)}


def words_in(section: Section) -> str:
    told = [
        block.words if isinstance(block, Paragraph) else f"{block.label}: {block.text}"
        for each in all_sections((section,))
        for block in each.blocks
        if isinstance(block, Paragraph | Aside)
    ]
    return "\n".join(told)


def links_in(section: Section) -> set[str]:
    return {
        run.link
        for each in all_sections((section,))
        for block in each.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.link
    }


def test_a_findings_sheet_has_its_claim_votes_groups_sides_and_the_authors_comment() -> None:
    summary = day()
    finding = next(part.finding for part in summary.polls if part.finding)
    sheet = sections(summary)[f"finding {finding.id}"]
    told = words_in(sheet)
    poll = next(part.poll for part in summary.polls if part.finding)
    for said in (
        finding.wording,
        f"The claim is from: {finding.source}",
        "Groups: 2 of 3: Group 1 (1), Group 2 (1).",
        "Nobody counts the hours.",
        "We saved money.",
        f"{ADDITION_NAMES[AdditionKind.COMMENT]}: We shall count them.",
    ):
        assert said in told
    assert "Trust takes years." not in told, "what came from a paper shares its theme with others"
    assert str(NOT_AGREED) not in told
    assert {f"#poll {poll.id}", "#n1aaaaaa", "#n2aaaaaa"} <= links_in(sheet)
    against = sections(summary)[f"finding {finding.id} against"]
    assert "We saved money." in words_in(against)
    theme = sections(summary)[f"strand {summary.themes[0].id}"]
    assert "Trust takes years." in words_in(theme)
    assert links_in(sections(summary)["Evidence index"]) == {
        f"#poll {poll.id}", "#n1aaaaaa", "#n2aaaaaa"
    }  # fmt: skip


def test_that_nobody_disagreed_is_said_where_something_was_said() -> None:
    summary = day()
    alone = replace(summary, breakouts=summary.breakouts[:1])
    finding = next(part.finding for part in summary.polls if part.finding)
    assert str(NOT_AGREED) in words_in(sections(alone)[f"finding {finding.id}"])
    silent = sections(replace(summary, breakouts=()))[f"finding {finding.id}"]
    assert str(NOT_AGREED) not in words_in(silent)


def test_what_limits_the_paper_is_said_with_its_reason_and_where_nothing_does_nothing_is() -> None:
    summary = day()
    groups = (replace(summary.breakouts[0], withheld=3, left_out=1), *summary.breakouts[1:])
    (told,) = sections(replace(summary, breakouts=groups, unsplit=4))["Limitations"].blocks
    assert isinstance(told, Points)
    said = " ".join(point.words for point in told.items)
    assert "2 records stand in two wordings that nobody has settled" in said
    assert "3 responses or notes are not printed because the speakers have not agreed" in said
    assert "1 response or note is left out because it may give somebody away" in said
    assert "4 polls are not split" in said
    clean = replace(
        summary, conflicts=0, present=58, expected=58, questions=(), reflections=(), evaluations=()
    )
    assert "Limitations" not in sections(clean)


def test_from_what_the_paper_was_made_is_told() -> None:
    summary = day()
    told = str(sections(summary)["Versions and how to rebuild"].blocks)
    assert summary.file_id in told
    assert f"after change {summary.position}" in told
