"""A finding's page: its words with the evidence beside them, and what the room made of it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.agreement.panel import Panel
from facilitator.domain.polls.agreement.reasons import WHAT_IS_TOLD
from facilitator.domain.polls.opinion.groups import OpinionGroups
from facilitator.domain.report.finding_pages import FindingPage, Said, Voted
from facilitator.domain.report.poll_pages import PollPage
from facilitator.domain.report.voices import Voices
from facilitator.domain.synthesis.confidence import NOT_AGREED, RULE
from facilitator.domain.synthesis.evidence import SIDE_NAMES, Side
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import Counted, say
from facilitator.services.synthesis.memos import NONE, Memos
from ui import theme as look
from ui.screens.synthesise.chosen.memos import MemoField
from ui.screens.synthesise.findings.heard import voice_blocks
from ui.screens.synthesise.findings.opinion import opinion_blocks
from ui.screens.synthesise.findings.slate import SlatePanel
from ui.screens.synthesise.findings.told import told_on_asking
from ui.tasks import Tasks
from ui.widgets.charts.chart_view import ChartView
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import SentenceField
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told, told_moment

WORDS_LINES = 3
READ = say("Read by a second person")
NOT_READ = say("Mark as read by a second person")
SHOWN_ID = 8
"""So many letters of a record's id stand in print, and are enough to find it."""


Page = FindingPage | PollPage | OpinionGroups | Voices


class FindingPageView(QWidget):
    """One page, a finding's, a poll's, that of opinion groups or of who was heard.

    `worded` carries the finding as it was shown and its new words, `memo_written` what was written
    on it.
    """

    worded = Signal(object, str)
    read_asked = Signal()
    vote_asked = Signal()
    back_asked = Signal()
    memo_written = Signal(object, str)

    def __init__(
        self, tasks: Tasks, *, is_copy: bool = False, parent: QWidget | None = None
    ) -> None:
        """On a copy nothing is put to the vote, and nothing offers it."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self._tasks = tasks
        self._is_copy = is_copy
        self._page: Page | None = None
        self.title = labels.heading()
        self.words = SentenceField(
            tell("Words of the finding"), tell("The finding, in one sentence"), WORDS_LINES
        )
        self.words.setMaximumHeight(self.words.minimumHeight())
        self.words.saved.connect(self._word)
        self.memo = MemoField("finding", is_left_by_itself=False)
        self.memo.written.connect(self._write_memo)
        self.read = button(told(NOT_READ), "quiet", act=self.read_asked.emit)
        self.vote = button(tell("Into the next vote (V)"), "quiet", act=self.vote_asked.emit)
        self.back = button(tell("Back to the themes (Esc)"), "quiet", act=self.back_asked.emit)
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._lay_out()

    def show_page(self, page: Page | None, memos: Memos = NONE) -> None:
        """Show a finding, or a poll that is on none; nothing where there is neither."""
        finding = page.finding if isinstance(page, FindingPage) else None
        before = self._finding()
        if before is not None and (finding is None or finding.id != before.id):
            self.words.save()  # of the finding that they were typed for
            self.memo.save()
        same = page == self._page and page is not None
        self._page = page
        for widget in (self.words, self.read):
            widget.setVisible(finding is not None)
        self.vote.setVisible(finding is not None and not self._is_copy)
        self.memo.show_memos(memos if finding is not None else NONE)
        if finding is not None:
            self.words.show_text(finding.wording)
            self.read.setText(f"{told(READ) if finding.is_read else told(NOT_READ)} (K)")
        if not same:
            self._fill(page)

    def _finding(self) -> Finding | None:
        return self._page.finding if isinstance(self._page, FindingPage) else None

    def _word(self, words: str) -> None:
        finding = self._finding()
        if finding is not None:
            self.worded.emit(finding, words)

    def _write_memo(self, words: str) -> None:
        finding = self._finding()
        if finding is not None:
            self.memo_written.emit(finding, words)

    def _fill(self, page: Page | None) -> None:
        match page:
            case FindingPage():
                title, blocks = page.finding.label, _blocks(page)
            case PollPage():
                title, blocks = page.vote.poll.title, _of_poll(page, self._tasks)
            case OpinionGroups():
                title, blocks = tell("Opinion groups"), opinion_blocks(page)
            case Voices():
                title, blocks = tell("Who was heard"), voice_blocks(page)
            case _:
                title, blocks = "", iter(())
        self.title.setText(title)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space())
        for widget in blocks:
            column.addWidget(widget)
        column.addStretch(1)
        self._column.replaceWidget(self._body, body)
        body.show()
        self._body.hide()  # it may be a while until it goes
        self._body.deleteLater()
        self._body = body

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(*[look.space(2)] * 4)
        column.setSpacing(look.space())
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.memo)
        column.addLayout(Flow((self.read, self.vote, self.back)))
        column.addWidget(self._body, 1)
        self.show_page(None)


def _blocks(page: FindingPage) -> Iterator[QWidget]:
    confidence = page.confidence
    yield labels.body(told(confidence.sentence))
    yield told_on_asking(tell("What this is reckoned by"), (told(RULE),))
    if page.finding.source:
        yield labels.small(tell("Source: {source}", source=page.finding.source))
    yield labels.Label(tell("What the room voted"), "strong")
    if not page.votes:
        yield labels.quiet(tell("It is in no vote yet."))
    for vote in page.votes:
        yield from _vote(page.finding.wording, vote)
    yield from _said(page)
    yield from _beside(page)


def _of_poll(page: PollPage, tasks: Tasks) -> Iterator[QWidget]:
    yield labels.body(page.vote.poll.wording)
    yield from _vote(page.vote.poll.wording, page.vote)
    yield from _sorted(page)
    if page.no_slate:
        yield labels.quiet(told(page.no_slate))
    if page.approvals:
        yield SlatePanel(tasks, page)


def _sorted(page: PollPage) -> Iterator[QWidget]:
    """What the room sorted, the likeliest to be agreed on first."""
    if page.judged:
        yield labels.caption(tell("What the room sorted"))
    for each in page.judged:
        yield labels.body(each.words)
        yield labels.small(f"{told(each.sentence)} · {each.id[:SHOWN_ID]}")


def _vote(wording: str, vote: Voted) -> Iterator[QWidget]:
    if vote.poll.wording != wording:
        yield labels.small(tell("Voted on in other words: “{wording}”", wording=vote.poll.wording))
    if vote.sealed:
        yield labels.quiet(tell("A round is not revealed: what it came to is sealed."))
    if vote.panel is None:
        if not vote.sealed:
            yield labels.quiet(tell("It is to be voted on; nobody has yet."))
        return
    yield labels.body(told(vote.panel.plain))
    if vote.moved:
        yield labels.body(tell("What moved: {moved}", moved=vote.moved))
    if vote.chart is not None:
        yield _chart(vote.chart)
    if vote.by_group is not None:
        yield labels.small(tell("By group, as it was released to the room"))
        yield _chart(vote.by_group)
    yield from _reasons(vote)
    yield from _figures(vote.panel)


def _reasons(vote: Voted) -> Iterator[QWidget]:
    """Why, as far as it may be told."""
    if vote.reasons:
        yield labels.caption(tell("Why, by side"))
        yield labels.small("\n".join(told(each.sentence) for each in vote.reasons))
        yield labels.quiet(told(WHAT_IS_TOLD))


def _chart(chart: Chart) -> ChartView:
    view = ChartView()
    view.set_chart(chart)
    return view


def _figures(panel: Panel) -> Iterator[QWidget]:
    said = (
        ": ".join(filter(None, map(told, (each.of, each.name, each.figure))))
        for each in panel.measures
    )
    yield labels.small("\n".join(said))
    yield told_on_asking(tell("How these figures are made"), tuple(map(told, panel.method)))


def _said(page: FindingPage) -> Iterator[QWidget]:
    yield labels.Label(tell("What it stands on: {standing}", standing=_standing(page)), "strong")
    for side in Side:
        here = page.on(side)
        yield labels.caption(f"{told(SIDE_NAMES[side])} ({len(here)})")
        if side is Side.AGAINST and not here:
            yield labels.quiet(told(NOT_AGREED))
        for each in here:
            yield labels.body(each.words)
            yield labels.small(_where(each))


def _standing(page: FindingPage) -> str:
    grounds = page.grounds
    passages = told(Counted(grounds.passages, "{n} passage", "{n} passages"))
    if not grounds.passages:
        return passages
    said = tell(
        "{passages}, {groups} of {of_groups} groups, {sectors} of {of_sectors} sectors",
        passages=passages,
        groups=grounds.groups,
        of_groups=grounds.of_groups,
        sectors=grounds.sectors,
        of_sectors=grounds.of_sectors,
    )
    if not grounds.notes:
        return said
    checked, notes = grounds.checked, grounds.notes
    return tell(
        "{said}, {checked} of {notes} notes checked", said=said, checked=checked, notes=notes
    )


def _where(said: Said) -> str:
    checked = tell("checked with its group") if said.checked else ""
    parts = (told(said.origin), said.sector, checked, said.id[:SHOWN_ID])
    return " · ".join(part for part in parts if part)


def _beside(page: FindingPage) -> Iterator[QWidget]:
    if page.theme:
        yield labels.small(tell("Theme: {theme}", theme=page.theme))
    if page.studies:
        yield labels.small(tell("Case studies it touches: {what}", what="; ".join(page.studies)))
    if page.shared:
        shared = "; ".join(f"{label} ({count})" for label, count in page.shared)
        yield labels.small(
            tell("Other findings that rest on the same passages: {shared}", shared=shared)
        )
    if page.earlier:
        yield labels.caption(tell("Earlier words"))
    for each in page.earlier:
        yield labels.small(
            tell(
                "“{words}”, until {moment}",
                words=each.words,
                moment=told_moment(each.until),
            )
        )
