"""What the room says: captured, listed under its question, starred, hidden, corrected, tied."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.wall_clock import zone_of
from facilitator.domain.stage.stage import ASKING_SCENES, Stage
from facilitator.domain.wording import say
from facilitator.services.responses import collecting
from facilitator.services.views import projector
from facilitator.services.views import run_screen as desk
from facilitator.services.views.notes_screen import terms
from facilitator.services.views.run_screen import Capture, Console
from ui.screens.run.room.room_column import RoomColumn
from ui.widgets.forms.completing import Completing
from ui.widgets.frames.following_area import bring_into_sight
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.waiting_lines import WaitingLines
from ui.words.telling import told

NO_QUOTE = say(
    "It was allowed to quote other words: until its speaker has agreed to these, nothing quotes it."
)


class ResponseActs(QObject):
    """Reads responses for itself: one that comes in does not make the whole console read anew."""

    def __init__(self, screen: Screen, room: RoomColumn) -> None:
        super().__init__(screen)
        self._screen = screen
        self._room = room
        self._stage = Stage()
        self._segment_id = ""
        self._listed = ""
        self._wanted = ""
        self._draft_known = False
        self._marked = True
        capture, responses = room.capture, room.responses
        self._terms = Completing(capture.words)
        capture.show_waiting(WaitingLines(screen.waiting))
        capture.ended.connect(self._capture)
        capture.changed.connect(self._keep_drafts)
        capture.question.currentIndexChanged.connect(lambda _: self._list())
        responses.star_asked.connect(partial(self._mark, collecting.star))
        responses.hide_asked.connect(partial(self._mark, collecting.hide))
        responses.whose_asked.connect(partial(self._mark, collecting.tell_whose_words))
        responses.quote_asked.connect(partial(self._mark, collecting.allow_quote))
        responses.archive_asked.connect(partial(self._mark, collecting.allow_archive))
        responses.show_asked.connect(partial(screen.do, projector.show_response))
        responses.tie_asked.connect(partial(screen.do, collecting.tie))
        responses.model.corrected.connect(self._correct)

    def show_console(self, console: Console, segment: Segment | None) -> None:
        """What can be answered and tied to, and which question is the room's now."""
        self._room.capture.offer(console.spoken_to, console.seminar.sectors)
        self._room.responses.offer_themes(console.themes)
        self._room.responses.model.zone = zone_of(console.seminar)
        self._follow_room(console, segment)
        if not self._draft_known:
            self._draft_known = True
            session = self._screen.session
            take_up = partial(desk.take_up_drafts, now=session.clock())
            self._run(take_up, session.others(), then=self._show_drafts)
            self._run(terms, then=self._terms.offer)
        self._list()
        if self._marked:
            self._marked = False
            self._run(desk.marks, then=self._room.responses.model.show_marks)

    def take_news(self, changes: frozenset[Change]) -> None:
        """Read the responses that changed, and no others; of very many, those that are listed."""
        self._marked |= any(change.kind in (Kind.UPVOTE, Kind.CODING) for change in changes)
        said = frozenset(change.id for change in changes if change.kind is Kind.RESPONSE)
        if "" in said:
            self._listed = ""
            self._list()
        elif said:
            self._run(desk.responses_by_id, tuple(said), then=partial(self._take, said))

    def forget(self) -> None:
        """What came in while nobody looked is read with everything else, the next time."""
        self._listed, self._marked = "", True

    def reveal(self, ids: Sequence[str]) -> None:
        """Go to the response that was changed, under its question."""

        def go(found: tuple[Response, ...]) -> None:
            if found:
                self._wanted = found[0].id
                self._room.capture.follow(found[0].question_id)
                self._choose_wanted()

        self._run(desk.responses_by_id, tuple(ids), then=go)

    def _choose_wanted(self) -> None:
        index = self._room.responses.model.index_of(self._wanted)
        if index.isValid():
            self._wanted = ""
            self._room.responses.view.setCurrentIndex(index)
            bring_into_sight(self._room.responses.view)

    def _follow_room(self, console: Console, segment: Segment | None) -> None:
        """What is said now is about what the room sees now: a question, or a finding put to the
        vote.
        """
        stage, asked = console.stage, _asked_now(console)
        if asked and (stage.scene, stage.subject_id) != (self._stage.scene, self._stage.subject_id):
            self._room.capture.follow(asked)
        elif segment and segment.id != self._segment_id and segment.question_ids:
            self._room.capture.follow(segment.question_ids[0])
        self._stage, self._segment_id = stage, segment.id if segment else ""

    def _list(self) -> None:
        question_id = self._room.capture.typed.question_id
        if question_id and question_id != self._listed:
            self._listed = question_id
            self._run(desk.responses, question_id, then=partial(self._show, question_id))

    def _show(self, question_id: str, responses: tuple[Response, ...]) -> None:
        if question_id == self._listed:
            self._room.responses.show_responses(responses)
            self._choose_wanted()
            self._show_who_noted()

    def _take(self, ids: frozenset[str], found: tuple[Response, ...]) -> None:
        mine = [response for response in found if response.question_id == self._listed]
        self._room.responses.model.take(mine, ids)
        self._show_who_noted()

    def _show_who_noted(self) -> None:
        """Who noted that captures may be quoted, and when; of phones' answers nobody does."""
        model = self._room.responses.model
        if noted := model.noted():
            self._run(desk.allowed, noted, then=model.show_allowed)

    def _capture(self, typed: Capture) -> None:
        session = self._screen.session
        self._terms.learn(typed.words)
        capture = partial(desk.capture_draft, segment_id=self._segment_id, now=session.clock())
        self._screen.write_words(
            object(),
            partial(capture, session.file, typed),
            lambda _: self._room.capture.keep_on(),
            partial(self._give_back, typed),
            typed.words,
        )

    def _give_back(self, typed: Capture, error: BaseException) -> None:
        """Nothing typed is lost when it was refused: it waits beside the field."""
        capture = self._room.capture
        capture.given_back.take(typed)
        self._screen.session.tasks.said.emit(capture.given_back.said_with(error))

    def _keep_drafts(self, typed: Sequence[Capture]) -> None:
        session = self._screen.session
        work = partial(desk.keep_drafts, session.file, typed, now=session.clock())
        capture = self._room.capture
        session.tasks.run(work, lambda _: capture.keeping.succeeded(), self._say_unkept)

    def _say_unkept(self, error: BaseException) -> None:
        capture = self._room.capture
        capture.is_unkept = True
        if capture.keeping.failed():
            self._screen.session.tasks.said.emit(capture.given_back.said_with(error))

    def _show_drafts(self, drafts: Sequence[Capture]) -> None:
        draft, *behind = drafts
        if draft.words or behind:
            self._room.capture.given_back.resume(draft, behind)
            self._list()

    def _correct(self, response: Response, words: str) -> None:
        session = self._screen.session
        work = partial(collecting.correct, session.file, response, words, now=session.clock())
        self._screen.write_words(response.id, work, self._corrected)

    def _corrected(self, no_quote: bool) -> None:
        self._screen.reload()
        if no_quote:
            self._screen.session.tasks.said.emit(told(NO_QUOTE))

    def _mark(self, verb: Callable[..., object], response: Response) -> None:
        self._screen.do(verb, response)

    def _run(
        self,
        work: Callable[..., object],
        *values: object,
        then: Callable[..., object] | None = None,
    ) -> None:
        session = self._screen.session
        session.tasks.run(partial(work, session.file, *values), then)


def _asked_now(console: Console) -> str:
    """The id of the question or finding before the room; "" for none."""
    stage = console.stage
    if stage.scene in ASKING_SCENES:
        return stage.subject_id
    polls = (line.poll for line in console.polls if line.poll.id == stage.subject_id)
    return next((poll.finding_id or poll.question_id for poll in polls), "")
