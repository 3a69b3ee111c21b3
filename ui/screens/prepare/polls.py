"""Polls with all their options; what a round has locked can be read, and duplicated."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.polls.cross_tables import can_be_split
from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.polls import (
    MOST_REASONS,
    SECRECY_NAMES,
    Item,
    Method,
    OpenTo,
    Poll,
    Secrecy,
)
from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.polls.voters.electorate import LINKED, OPEN_TO_WORDS, is_listed
from facilitator.domain.polls.voters.promises import promised
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Counted, say
from ui.models.records import Column, RecordTable
from ui.screens.prepare.criteria import CriteriaField
from ui.screens.prepare.forms.form import Form, in_both
from ui.screens.prepare.items import items_of, second_of, text_of, with_second
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after, short
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import TextField
from ui.words.telling import tell, told

LOCKED = (
    "items",
    "items_second",
    "wording",
    "wording_second",
    "method",
    "criteria",
    "secrecy",
    "threshold",
    "quorum",
    "most",
    "budget",
    "shuffle",
    "split",
    "finding_id",
    "question_id",
    "awaits_count",
    "may_abstain",
    "open_to",
    "open_for",
)
"""The fields that are as they were once a round has been opened."""


REASONS = say(
    "Reasons to tick with the vote on one statement, up to {most}",
    most=MOST_REASONS,
)


def _along_with(seen: Poll, value: object) -> dict[str, object]:
    """What changes with who may vote, or with what the result is split by: it is told by room where
    all rooms vote.
    """
    if value is Split.ROOM:
        return {"open_to": seen.open_to.in_all_rooms}
    if not isinstance(value, OpenTo):
        return {}
    one_room = seen.split is Split.ROOM and value is not value.in_all_rooms
    others = value.whom is not seen.open_to.whom
    return ({"open_for": ()} if others else {}) | ({"split": Split.SECTOR} if one_room else {})


class PollsSection(ListSection):
    """Polls in the order they are listed; a segment of the agenda says when each is voted on."""

    TITLE = say("Polls")
    KINDS = frozenset(
        {Kind.POLL, Kind.ROUND, Kind.FINDING, Kind.QUESTION, Kind.PARTICIPANT, Kind.SEMINAR}
    )
    RECORD = Poll
    NOUN = say("poll")
    MANY = say("polls")
    NARROW = ((1, 17), (2, 13))
    SHARES = (4, 4)
    ADVICE = say(
        "A poll puts a finding, a question or a list of options to the vote. "
        "Add one, then tick it in the agenda's segment where people vote."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._second = ""
        self.duplicate_button = button(tell("&Duplicate"), "quiet", "copy", self.duplicate)
        self.duplicate_button.setAccessibleName(tell("Duplicate the poll"))
        self.buttons.addWidget(self.duplicate_button)

    def make_table(self) -> RecordTable[Poll]:
        columns = (
            Column[Poll](tell("Poll"), lambda each: each.title),
            Column[Poll](tell("Method"), lambda each: told(method_of(each).name)),
            Column[Poll](tell("Votes so far"), self._rounds_in_words),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        self._lock = form.note()
        hint = tell("A few words to call it by")
        in_both(form, form.line, "title", tell("Title"), hint=hint, required=True)
        hint = tell("The sentence above the options")
        in_both(form, form.text, "wording", tell("What people are asked"), hint=hint, rows=2)
        with form.row():
            self._findings = form.choice("finding_id", tell("About the finding"))
            self._questions = form.choice("question_id", tell("About the question"))
        methods = [(key.value, told(method.name)) for key, method in METHODS.items()]
        form.choice("method", tell("How people vote"), methods, Method)
        self._method_note = form.note()
        in_both(form, self._things, "items", tell("Options, one a line"), rows=5)
        self._build_options(form)

    def _build_options(self, form: Form) -> None:
        self.criteria = CriteriaField()
        form.bind(
            "criteria",
            tell("Criteria"),
            self.criteria,
            self.criteria.show_criteria,
            self.criteria.saved,
            self.criteria.save,
        )
        with form.row():
            form.number("budget", tell("Dots for each person"), 1, 100)
            self._most = form.number("most", tell("Most"), 0, 100)
            agreement = tell("Agreement that counts as consensus")
            form.number("threshold", agreement, 50, 100, "%", times=100)
            form.number("quorum", tell("Voters who need a view"), 1, 100, "%", times=100)
        form.tick("shuffle", tell("Show the options in a different order to each person"))
        form.tick("may_abstain", tell("Voters can abstain (then several statements are not split)"))
        form.tick("awaits_count", tell("Paper or hands are counted after voting has closed"))
        lists = [(each.value, told(words)) for each, words in OPEN_TO_WORDS.items()]
        form.choice("open_to", tell("Who may vote"), lists, OpenTo)
        self._open_for = form.picks("open_for", tell("Who they are"))
        splits = [(split.value, told(words)) for split, words in SPLIT_WORDS.items()]
        form.choice("split", tell("Results may be split"), splits, Split)
        secrecies = [(secrecy.value, told(words)) for secrecy, words in SECRECY_NAMES.items()]
        form.choice("secrecy", tell("Secrecy"), secrecies, Secrecy)
        self._secrecy_note = form.note()

    def rows(self, material: Material) -> Sequence[Poll]:
        return material.polls

    def new_record(self, material: Material, after: Poll | None) -> Record:
        return Poll(
            id=born(),
            position=place_after(material.polls, after),
            title=tell("New poll"),
            wording="",
            method=Method.AGREE,
            items=(),
        )

    def duplicate(self) -> None:
        """Make a draft like the poll under the cursor, which rounds have locked."""
        poll = self.current()
        if self.material is None or poll is None:
            return
        self.form.save()
        copy = replace(
            poll,
            id=born(),
            position=place_after(self.material.polls, poll),
            title=tell("{title} (copy)", title=poll.title),
            items=tuple(replace(item, id=born()) for item in poll.items),
            criteria=tuple(replace(each, id=born()) for each in poll.criteria),
        )
        self.want(copy.id)
        self.save(copy, verb=Verb.DUPLICATE, then=lambda _: self.when_shown(self.name_it))

    def offer_choices(self, material: Material) -> None:
        none = ("", tell("None"))
        self._findings.offer([none, *((each.id, each.label) for each in material.findings)])
        asked = ((each.id, short(each.wording, 60)) for each in material.questions)
        self._questions.offer([none, *asked])

    def show_state(self, record: Poll, material: Material) -> None:
        rounds = sum(each.poll_id == record.id for each in material.rounds)
        self._lock.setVisible(rounds > 0)
        self._lock.setText(
            tell(
                "People have voted on this poll, so what they were asked can no longer change. "
                "Duplicate it to ask differently."
            )
        )
        self._second = material.second_language
        self.criteria.speak(self._second)
        self._offer_voters(record, material)
        for name in LOCKED:
            self.form.field(name).lock(rounds > 0)
        self._fit_options(record)

    def _fit_options(self, poll: Poll) -> None:
        method, form = method_of(poll), self.form
        self._method_note.setText(told(method.about))
        linked = is_listed(poll) and poll.secrecy is Secrecy.PSEUDONYMOUS
        open_to = tell("Voters are told: “{promised}”", promised=promised(poll))
        self._secrecy_note.setText(told(LINKED) if linked else open_to)
        form.field("open_for").show(poll.open_to.whom in (OpenTo.SECTOR, OpenTo.NAMED))
        form.field("items").rename(told(method.items_caption))
        form.field("items_second").show(bool(self._second and poll.items))
        self._most.setSpecialValueText(told(method.most_unset))
        form.field("most").rename(told(method.most_caption) or tell("Most"))
        form.field("items").show(method.takes_items)
        form.field("criteria").rename(told(REASONS) if method.takes_reasons else tell("Criteria"))
        self.criteria.weigh(method.takes_criteria)
        form.field("criteria").show(method.takes_criteria or method.takes_reasons)
        form.field("budget").show(method.takes_budget)
        form.field("most").show(bool(method.most_caption))
        form.field("threshold").show(method.judged)
        form.field("quorum").show(method.judged)
        form.field("shuffle").show(method.takes_items)
        form.field("split").show(can_be_split(poll))

    def _offer_voters(self, poll: Poll, material: Material) -> None:
        if poll.open_to.whom is OpenTo.SECTOR:
            offered = [(sector, sector) for sector in material.seminar.sectors]
        else:
            people = sorted(material.participants, key=lambda each: each.name.casefold())
            offered = [(each.id, each.name) for each in people]
        self._open_for.picks.offer(offered)

    def _take_change(self, seen: Poll, name: str, value: object) -> None:
        if name == "finding_id" and value and self.material is not None:
            self.change(seen, self._about_finding(seen, str(value)))
        elif name == "question_id" and value:
            self.change(seen, {name: value, "finding_id": ""})
        elif name == "items_second":
            self.change(seen, {"items": value})
        elif name in ("open_to", "split"):
            self.change(seen, {name: value, **_along_with(seen, value)})
        else:
            super()._take_change(seen, name, value)

    def _about_finding(self, poll: Poll, finding_id: str) -> dict[str, Any]:
        """A poll about a finding has its words, unless it has words of its own."""
        assert self.material is not None
        finding = next(each for each in self.material.findings if each.id == finding_id)
        fields: dict[str, Any] = {"finding_id": finding_id, "question_id": ""}
        if not poll.items and method_of(poll).judged:
            fields["items"] = (Item(born(), finding.label, second=finding.label_second),)
        if not poll.wording:
            fields["wording"] = finding.wording
            fields["wording_second"] = finding.wording_second
        if poll.title == tell("New poll"):
            fields["title"] = finding.label
            fields["title_second"] = finding.label_second
        return fields

    def _things(self, name: str, caption: str, *, rows: int, **_: object) -> TextField:
        """The options one a line, in the first language or, line by line, in the second."""
        if name == "items":
            return self.form.converted(name, caption, text_of, self._items_from, rows=rows)
        return self.form.converted(name, caption, second_of, self._second_from, rows=rows)

    def _second_from(self, text: str) -> tuple[Item, ...]:
        return with_second(self.form.record.items, text)

    def _items_from(self, text: str) -> tuple[Item, ...]:
        return items_of(text, self.form.record.items, born)

    def _rounds_in_words(self, poll: Poll) -> str:
        rounds = self.material.rounds if self.material else ()
        count = sum(each.poll_id == poll.id for each in rounds)
        return told(Counted(count, "{n} round", "{n} rounds")) if count else tell("not yet")
