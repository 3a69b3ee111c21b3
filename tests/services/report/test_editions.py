"""What a second edition says has changed since the first one left."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from exports.content.summary import summary_document
from exports.document import Paragraph
from facilitator.domain.acts import Verb
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.notes.told import note_printed
from facilitator.services.report.adding import keep_addition
from facilitator.services.report.publishing import summarise
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing

NOON = datetime(2031, 10, 18, 12, 0, tzinfo=UTC)


def test_an_edition_tells_what_is_new_and_changed_since_the_one_before_left(tmp_path: Path) -> None:
    file = preparing.new_seminar(tmp_path / "day.seminar", now=NOON)
    asked = Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Who gains?")
    preparing.save(file, asked, verb=Verb.ADD, now=NOON)
    old, wrong = (collecting.capture(file, "q", words, now=NOON) for words in ("Some", "Few"))

    def after(minutes: int) -> datetime:
        return NOON + timedelta(minutes=minutes)

    assert summarise(file, now=NOON).changes is None
    note_printed(file, summarise(file, now=after(1)), now=after(1))
    late = collecting.capture(file, "q", "The lenders", now=after(2))
    collecting.correct(file, wrong, "Fewer", now=after(3))
    told = Addition(id="e", kind=AdditionKind.EDITION, words="The lenders are in", at=after(4))
    keep_addition(file, told, now=after(4))
    for edition in range(2):  # its own print does not make it the edition before
        summary = summarise(file, now=after(5 + edition))
        found = summary.changes
        assert found is not None
        assert (found.since, found.new_ids, found.changed_ids) == (
            after(1), (late.id,), (wrong.id,)
        )  # fmt: skip
        note_printed(file, summary, now=after(5 + edition))
    document = summary_document(summary)
    news = next(s for s in document.sections if s.title == "What is new in this edition")
    led = {r.link for b in news.blocks if isinstance(b, Paragraph) for r in b.runs if r.link}
    assert led == {f"#{late.id}", f"#{wrong.id}"}
    assert old.id not in str(news)
    file.close()
