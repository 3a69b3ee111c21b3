"""The seminar as a whole and the material it starts from."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import ClassVar

from facilitator.domain.bounds import Days, Real, Whole, hold_to_years
from facilitator.domain.locales import Language, Locale, locale_of
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.print_rules import Attribution, UnknownConsent
from facilitator.domain.wording import Text, spoken

SEMINAR_ID = "seminar"
FIRST_ZONE = "Europe/London"
"""The zone of seminars of version 1, which did not say theirs: it is that of their project."""
_Day = date
"""A seminar has a `date` of its own, which hides the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seminar:
    """One per file. Times are the wall clock of the place, `time_zone` (an IANA name); texts are
    plain text.

    `room_threshold` and `print_threshold` are the smallest groups whose results may be
    split out on the projector and on paper (people). `asks_names` has people give their name at the
    door; `shares_devices` lets a phone be passed on to the next person. While `door_closed` nobody
    else joins, and those who are in are taken to be the people in the room. `languages` are the
    one or two in which the room is spoken to, the first of them first. The seminar's own words are
    in `written_in`; what ends in `_second`, here and elsewhere, says the same in the other one.

    `controller`, `contact` and `lawful_basis` complete what `consent` says; `withdraw_days` and
    `kept_days` count from the day, 0 where nothing is said of it. `rule` is what people speak
    under, such as the Chatham House Rule. Only where `photographs` may flip charts be photographed:
    people are told so before they take part.

    What leaves follows `print_threshold`, figures rounded to a multiple of `print_rounding` (1 is
    exact), `attribution` and `unknown_consent`; `lists_organisations` has the full report say which
    organisations came. `parts_order` are keys of parts of papers in the order that was chosen, and
    `parts_out` those that are left out.
    """

    KIND: ClassVar[Kind] = Kind.SEMINAR
    id: str = SEMINAR_ID
    title: str
    subtitle: str = ""
    purpose: str = ""
    invitees: str = ""
    organiser: str = ""
    place: str = ""
    date: date
    starts_at: time = time(10, 0)
    booked_until: time = time(16, 0)
    sectors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    consent: str = ""
    source: str = ""
    template: str = ""
    room_threshold: Whole = 5
    print_threshold: Whole = 10
    rehearsal: bool = False
    asks_names: bool = False
    shares_devices: bool = False
    door_closed: bool = False
    languages: tuple[Language, ...] = (Language.ENGLISH,)
    controller: str = ""
    contact: str = ""
    lawful_basis: str = ""
    withdraw_days: Days = 0
    kept_days: Days = 0
    rule: str = ""
    time_zone: str = FIRST_ZONE
    written_in: Language = Language.ENGLISH
    title_second: str = ""
    subtitle_second: str = ""
    consent_second: str = ""
    rule_second: str = ""
    photographs: bool = False
    print_rounding: Whole = 1
    attribution: Attribution = Attribution.SECTOR
    unknown_consent: UnknownConsent = UnknownConsent.WITHHELD
    lists_organisations: bool = False
    parts_order: tuple[str, ...] = ()
    parts_out: tuple[str, ...] = ()

    @property
    def first_language(self) -> Language:
        """The language of its own words."""
        return self.languages[0] if len(self.languages) == 1 else self.written_in

    @property
    def second_language(self) -> Language | None:
        """The language of its second wordings, None where it has but one."""
        return next((each for each in self.languages if each is not self.first_language), None)

    def locale(self, language: Language | str) -> Locale:
        """How this seminar speaks a language: its own words too, where they stand in it."""
        return self.speaking(locale_of(language))

    def speaking(self, locale: Locale) -> Locale:
        """The same of a language's own functions."""
        return replace(locale, second=locale.code == self.second_language)

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages that the room is spoken to in, the first of them first."""
        return tuple(map(self.locale, self.languages))

    @property
    def spoken_title(self) -> Text:
        """Its title in its languages."""
        return spoken(self.title, self.title_second)

    @property
    def spoken_subtitle(self) -> Text:
        """Its subtitle in its languages."""
        return spoken(self.subtitle, self.subtitle_second)

    @property
    def spoken_consent(self) -> Text:
        """What people agree to, in its languages."""
        return spoken(self.consent.strip(), self.consent_second.strip())

    @property
    def spoken_rule(self) -> Text:
        """The rule people speak under, in its languages."""
        return spoken(self.rule, self.rule_second)

    @property
    def kept_until(self) -> _Day | None:
        """The day on which names and addresses are deleted; None where nothing is said of it."""
        return self.date + timedelta(days=self.kept_days) if self.kept_days else None

    def __post_init__(self) -> None:
        hold_to_years(self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStudy:
    """A case study that breakouts can take as their topic."""

    KIND: ClassVar[Kind] = Kind.CASE_STUDY
    id: str
    position: Real
    title: str
    authors: str = ""
    focus: str = ""
    source: str = ""
