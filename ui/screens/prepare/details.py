"""The seminar itself: what it is called, when and where it is, who comes, what they consent to."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.days import on_this_computer
from facilitator.domain.locales import Language
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.second_wordings import LANGUAGES
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import zone_names
from facilitator.domain.wording import say
from ui import theme
from ui.dialogs.handout_button import HandoutButton
from ui.screens.prepare.forms.form import Form, in_both, scrolled, speak
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import Section
from ui.session import Session
from ui.widgets.frames.flow import Columns
from ui.words.telling import tell, told

WIDEST_PAGE, LEAST_COLUMN = 150, 50

SPEAKING = (
    ("en", say("English")),
    ("cy", say("Welsh (a draft)")),
    ("cy en", say("Welsh (a draft), then English")),
    ("en cy", say("English, then Welsh (a draft)")),
)
"""What the room's screen may be in; phones speak what each person chooses."""


def time_zones() -> tuple[tuple[str, str], ...]:
    """Every time zone that a place can be in, as people read its name."""
    return tuple((name, name.replace("_", " ")) for name in zone_names())


class DetailsSection(Section):
    """Two columns of fields over the one seminar record."""

    TITLE = say("Details")
    KINDS = frozenset({Kind.SEMINAR})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.about = self._about()
        self.people = self._people()
        for form in (self.about, self.people):
            form.end()
            form.changed.connect(self._take_change)
        page = QWidget()
        page.setMaximumWidth(theme.space(WIDEST_PAGE))
        columns = Columns(2, LEAST_COLUMN)
        columns.addWidget(self.about)
        columns.addWidget(self.people)
        page.setLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page, told(self.TITLE)))

    def show_material(self, material: Material) -> None:
        for form in (self.about, self.people):
            speak(form, material.second_language)
        self.about.field("written_in").show(len(material.seminar.languages) > 1)
        self.about.show_record(material.seminar)
        self.people.show_record(material.seminar)

    def finish(self) -> None:
        self.about.save()
        self.people.save()
        super().finish()

    def _about(self) -> Form:
        form = Form()
        form.heading(tell("The seminar"))
        in_both(form, form.line, "title", tell("Title"), required=True)
        hint = tell("A line under the title on the projector")
        in_both(form, form.line, "subtitle", tell("Subtitle"), hint=hint)
        form.text(
            "purpose", tell("Purpose"), tell("What the day is for, in a sentence or two"), rows=4
        )
        form.text("invitees", tell("Who is invited"), rows=3)
        form.line("organiser", tell("Organiser"))
        form.heading(tell("The day"))
        form.day("date", tell("Date"), lambda: on_this_computer(self.session.clock()).date())
        with form.row():
            form.clock("starts_at", tell("Starts at"))
            form.clock("booked_until", tell("Room is booked until"))
        form.choice("time_zone", tell("Time zone of the place"), time_zones())
        form.line("place", tell("Place"), tell("Building and room"))
        form.line("source", tell("Source"), tell("What the seminar's material is taken from"))
        form.choice(
            "languages",
            tell("The projector speaks"),
            tuple((value, told(words)) for value, words in SPEAKING),
            made_of=lambda chosen: tuple(map(Language, chosen.split())),
            shown_as=" ".join,
        )
        names = [(key.value, told(name)) for key, name in LANGUAGES.items()]
        form.choice("written_in", tell("Your own words are first written in"), names, Language)
        return form

    def _people(self) -> Form:
        form = Form()
        form.heading(tell("Who is in the room"))
        form.note(tell("People say which sector and size of organisation they come from."))
        with form.row():
            form.lines("sectors", tell("Sectors, one a line"), tell("Third sector"), rows=7)
            form.lines(
                "sizes", tell("Sizes of organisation, one a line"), tell("1–10 staff"), rows=7
            )
        form.heading(tell("Consent"))
        in_both(form, form.text, "consent", tell("What people agree to when they arrive"), rows=6)
        form.beside(HandoutButton(self.session, (HandoutKind.CONSENT, tell("Consent sheet"))))
        form.line("controller", tell("Who is responsible for what is collected"))
        form.line("contact", tell("How to reach them"), tell("Name, telephone, e-mail"))
        form.line("lawful_basis", tell("Lawful basis"), tell("Such as: your consent"))
        with form.row():
            form.number("withdraw_days", tell("Words can be withdrawn for"), 0, 3650, tell("days"))
            form.number("kept_days", tell("Names are kept for"), 0, 3650, tell("days"))
        hint = tell("Such as: the Chatham House Rule")
        in_both(form, form.line, "rule", tell("Rule under which people speak"), hint=hint)
        form.tick("photographs", tell("Flip charts may be photographed"))
        form.note(
            tell(
                "The consent then says so, below your text: tick it before people agree, since "
                "who has agreed already was not told."
            )
        )
        form.heading(tell("Small groups"))
        form.note(
            tell(
                "Results are split by sector or size only where at least so many people stand "
                "behind each figure."
            )
        )
        with form.row():
            form.number("room_threshold", tell("On the projector"), 1, 100, tell("people"))
            form.number("print_threshold", tell("On paper"), 1, 100, tell("people"))
        return form

    def _take_change(self, seen: Seminar, name: str, value: object) -> None:
        self.change(seen, {name: value})
