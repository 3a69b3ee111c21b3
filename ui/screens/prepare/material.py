"""Everything Prepare shows, read in one consistent snapshot."""

from dataclasses import dataclass

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, by_family_name
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.stage.slides import Slides
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files.handles import SeminarFile

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

    def theme_choices(self) -> Choices:
        """Themes to choose from, and none."""
        return (("", "None"), *((theme.id, theme.name) for theme in self.themes))

    def finding_choices(self) -> Choices:
        """Findings to choose from, in their short form."""
        return tuple((each.id, each.label or each.wording) for each in self.findings)

    def question_choices(self) -> Choices:
        """Questions to choose from, in their own words."""
        return tuple((each.id, each.wording) for each in self.questions)


def read_material(file: SeminarFile) -> Material:
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
