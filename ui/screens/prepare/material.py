"""Everything Prepare shows, read in one consistent snapshot."""

from dataclasses import dataclass

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, by_family_name
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.records import Record
from facilitator.domain.second_wordings import LANGUAGES, missing
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.stage.slides import Slides
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files.handles import SeminarStore
from ui.words.telling import tell, told

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The seminar before the day. `rounds` says which polls have been voted on."""

    seminar: Seminar
    segments: tuple[Segment, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    themes: tuple[Theme, ...]
    case_studies: tuple[CaseStudy, ...]
    polls: tuple[Poll, ...]
    rounds: tuple[Round, ...]
    participants: tuple[Participant, ...]
    consents: tuple[Consent, ...]
    breakouts: tuple[Breakout, ...]
    slides: tuple[Slides, ...]

    @property
    def second_language(self) -> str:
        """What the seminar's second language is called, "" where it has but one."""
        second = self.seminar.second_language
        return told(LANGUAGES[second]) if second else ""

    def with_missing(self, said: str, kind: type[Record]) -> str:
        """The sentence, and how many records of the kind are not in the second language yet."""
        second = self.seminar.second_language
        records = (*self.segments, *self.questions, *self.findings, *self.polls)
        asked = [each for each in records if isinstance(each, kind)]
        return "; ".join((said, *(map(told, missing(asked, second)) if second else ())))

    def theme_choices(self) -> Choices:
        """Themes to choose from, and none."""
        return (("", tell("None")), *((theme.id, theme.name) for theme in self.themes))

    def finding_choices(self) -> Choices:
        """Findings to choose from, in their short form."""
        return tuple((each.id, each.label or each.wording) for each in self.findings)

    def question_choices(self) -> Choices:
        """Questions to choose from, in their own words."""
        return tuple((each.id, each.wording) for each in self.questions)


def read_material(file: SeminarStore) -> Material:
    """Read all of it; the seminar itself is always there."""
    with file.read() as reader:
        return Material(
            seminar=reader.get(Seminar, SEMINAR_ID),
            segments=reader.every(Segment),
            questions=reader.every(Question),
            findings=reader.every(Finding),
            themes=reader.every(Theme),
            case_studies=reader.every(CaseStudy),
            polls=reader.every(Poll),
            rounds=reader.every(Round),
            participants=by_family_name(reader.every(Participant)),
            consents=reader.every(Consent),
            breakouts=reader.every(Breakout),
            slides=reader.every(Slides),
        )
