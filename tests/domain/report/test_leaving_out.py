"""What is left out takes with it what stands on it, and all of it is counted."""

from dataclasses import replace

from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.leaving_out import without
from facilitator.domain.report.summary import SplitLine, SplitPart
from facilitator.domain.report.texts import without_texts
from tests.exports.sample_summary import twenty_pages

DAY = twenty_pages()


def test_a_vote_goes_with_its_results_by_group_and_a_question_with_its_place_beside_notes() -> None:
    poll, group = DAY.polls[0].poll, DAY.breakouts[0]
    line = SplitLine(item="", round=1, answer="Agree", whole=20, of=47, cells=(), groups=())
    split = SplitPart(poll=poll, split=Split.SECTOR, names=(), lines=(line,))
    asked = replace(group.notes[0].note, question_id="q")
    beside = replace(group.notes[0], note=asked, question="What would Quill do?")
    day = replace(DAY, splits=(split,), breakouts=(replace(group, notes=(beside,)),))
    research = day.research_questions[0]
    left = without(day, {poll.id, "q", research.id})
    assert left.splits == ()
    assert [each.question for each in left.breakouts[0].notes] == [""]
    assert research not in left.research_questions
    assert left.unasked == 2
    assert without(day, set()).splits == (split,)


def test_a_text_that_goes_goes_from_wherever_it_stands() -> None:
    title, place = DAY.agenda[0].title, DAY.seminar.place
    day = replace(DAY, breakouts=(replace(DAY.breakouts[0], segment=title),))
    left = without_texts(day, {title, place})
    assert (left.agenda[0].title, left.breakouts[0].segment) == ("[left out]", "[left out]")
    assert title not in repr(left)
    assert place not in repr(left)
    assert left.polls == day.polls
