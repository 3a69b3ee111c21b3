"""A real room for the phone tests: a seminar file with every kind of poll, and its server."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import Criterion, Item, Method, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing, running
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.forked import Forked
from tests.room.ports import Port

ITEMS = (
    "Local ties or supply chains",
    "Partnerships imposed by regulators or commissioners",
    "What helps and hinders mergers",
    "When to change stage, or to close",
)
REASONS = (
    "Their board decides less",
    "They depend on one funder",
    "They speak as freely as before",
    "I have seen it happen",
)
WORDING = "Which of the emerging questions should the working paper treat first?"
SEGMENT = "trial"
FINDING = "finding"


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def poll_of(method: Method, items: tuple[str, ...] = ITEMS) -> Poll:
    """A poll of a method over the same items."""
    return Poll(
        id=f"poll-{method}",
        position=1000 + list(Method).index(method),
        title=f"By {method}",
        wording=WORDING,
        method=method,
        items=tuple(Item(f"i{n}", text) for n, text in enumerate(items, 1)),
        criteria=(Criterion("c1", "Urgency", 2.0), Criterion("c2", "Reach")),
        secrecy=Secrecy.SEALED,
        most={Method.APPROVE: 2, Method.WORDS: 3}.get(method, 0),
        shuffle=method is Method.CHOOSE_ONE,
        question_id="question-open" if METHODS[method].deals else "",
    )


def poll_on_a_finding() -> Poll:
    """A poll as the October seminar has them: how far people agree with one finding."""
    return replace(
        poll_of(Method.AGREE, ("Contracts cost independence",)),
        id=f"poll-{FINDING}",
        wording="Third sector organisations are losing their independence because of contracts.",
        criteria=tuple(Criterion(f"r{n}", text) for n, text in enumerate(REASONS, 1)),
        secrecy=Secrecy.PSEUDONYMOUS,
    )


def question_of(name: str, **more: object) -> Question:
    """A question with an id that says what it is."""
    made = Question(
        id=f"question-{name}",
        position=1000.0,
        kind=QuestionKind.EMERGING,
        wording="In what circumstances do local ties survive when supply chains take over?",
        help="Think of one case you know.",
    )
    return replace(made, **more)  # type: ignore[arg-type]  # names are checked by the dataclass


@dataclass
class Room:
    """A seminar file and the server in front of it; `port` stays the same over restarts."""

    path: Path
    file: SeminarFile
    port: int = 0
    join_code: str = ""
    remote_code: str = ""
    standby_code: str = ""
    process: Forked | None = field(default=None, repr=False)
    _kept: Port | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where the room is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it says that it is there."""
        if not self.port:
            self._kept = Port()
            self.port = self._kept.number
        command = ("serve", str(self.path), "--host", "127.0.0.1", "--port", str(self.port))
        self.process = Forked(*command)
        said = ""
        while "Ctrl+C" not in said:
            line = self.process.stdout.readline()
            assert line, f"the server ended: {said}"
            said += line.decode()
        self.join_code = re.findall(r"Join code: (\w+)", said)[0]
        self.standby_code = re.findall(r"the code ([\w-]+)", said)[0]
        self.remote_code = re.findall(r"remote with (\w+)", said)[0]

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.close()
            self.process = None

    def end(self) -> None:
        """Nobody is served here any more."""
        self.kill()
        if self._kept is not None:
            self._kept.close()
        self.file.close()

    def show(self, scene: Scene, subject: str = "", message: str = "") -> None:
        """Put something before the room."""
        projector.show(self.file, scene, subject, message, now=now())

    def open(self, poll: str) -> Round:
        """Open a poll, named by its method; what a failed test left open is closed first."""
        with self.file.read() as reader:
            left_open = reader.every(Round, state=RoundState.OPEN)
        for other in left_open:
            self.close(other)
        return voting.open_round(
            self.file, f"poll-{poll}", reason="again", present=60, segment_id=SEGMENT, now=now()
        )

    def close(self, opened: Round) -> None:
        """Close a round."""
        voting.close_round(self.file, opened.id, now=now())

    def reveal(self, opened: Round) -> None:
        """Close a round that is open, and reveal it."""
        with self.file.read() as reader:
            is_open = reader.get(Round, opened.id).closed_at is None
        if is_open:  # closing waits for whoever still reads
            self.close(opened)
        voting.reveal_round(self.file, opened.id, now=now())

    def change(self, **more: object) -> None:
        """Change the seminar itself."""
        with self.file.read() as reader:
            seminar = reader.get(Seminar, SEMINAR_ID)
        changed = replace(seminar, **more)  # type: ignore[arg-type]  # checked by the dataclass
        preparing.save(self.file, changed, now=now())


def make_room(folder: Path) -> Room:
    """A running day with a segment in which everything can be asked; its server is not started."""
    path = folder / "room.seminar"
    file = preparing.new_seminar(path, date=date(2011, 10, 18), now=now())
    questions = (
        question_of("open"),
        question_of("word", wording="One word for today?", help="", one_word=True, most=1),
    )
    segment = Segment(
        id=SEGMENT,
        position=0.5,
        kind=SegmentKind.DISCUSSION,
        title="Discussion of the findings",
        minutes=30,
        script="Ask for one case that each of them knows well.",
        prompts=("Open the vote", "Give them three minutes"),
        question_ids=tuple(question.id for question in questions),
        poll_ids=(f"poll-{Method.CHOOSE_ONE}", f"poll-{Method.AGREE}"),
    )
    polls = (*(poll_of(method) for method in Method), poll_on_a_finding())
    preparing.save(file, *polls, *questions, segment, now=now())
    running.start_day(file, now=now())
    return Room(path, file)
