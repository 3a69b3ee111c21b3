"""Templates: a seminar's material in a file a person can edit, and the records made from it."""

import contextlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import resources
from facilitator.domain.errors import SeminarError
from facilitator.domain.records import Record
from facilitator.domain.seminar.seminar import FIRST_ZONE, Seminar
from facilitator.domain.wording import Joined, say
from facilitator.services.templates.reading import NewId, meant, parse, read, read_text
from facilitator.services.templates.records import parts_from, seminar_from

DEFAULT = "october-seminar"
FOLDER = resources.ROOT / "templates"


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """What the home screen says of a template."""

    name: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as records. Where it is planned for no day, the seminar in it is UNDATED."""

    name: str
    summary: str
    planned_for: date | None
    seminar: Seminar
    parts: tuple[Record, ...]

    @property
    def title(self) -> str:
        """The seminar's title."""
        return self.seminar.title

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything the template holds, the seminar first."""
        return (self.seminar, *self.parts)

    def records_on(
        self,
        day: date | None = None,
        title: str | None = None,
        today: date | None = None,
        *,
        zone: str = FIRST_ZONE,
    ) -> tuple[Record, ...]:
        """Everything, for a seminar on `day` and under `title`; the template's own where None.

        Where the template names no day either, `today` is taken; SeminarError without it. `zone` is
        the time zone where the template names none.
        """
        chosen = day or self.planned_for or today
        if chosen is None:
            raise SeminarError(
                say("The template “{name}” names no day. Say when the seminar is.", name=self.name)
            )
        dated = replace(
            self.seminar,
            date=chosen,
            title=title or self.seminar.title,
            time_zone=self.seminar.time_zone or zone,
        )
        return (dated, *self.parts)


def fresh_id() -> str:
    """A new id for a record."""
    return str(uuid4())


def available() -> tuple[TemplateCard, ...]:
    """The templates that come with the program, the default one first."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return tuple(_card(name) for name in sorted(names, key=lambda name: name != DEFAULT))


def _card(name: str) -> TemplateCard:
    document = parse(read_text(FOLDER / f"{name}.toml"), f"{name}.toml")
    title, summary = document["seminar"]["title"], document["template"]["summary"]
    return TemplateCard(name, title, " ".join(summary.split()))


def load(name_or_path: str | Path, new_id: NewId = fresh_id) -> Template:
    """A template that comes with the program, by name, or any other by its path.

    Raises SeminarError when there is none, or with the line of the first mistake in it.
    """
    path = _path(name_or_path)
    return make(read_text(path), path.name, new_id)


def _path(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    with contextlib.suppress(OSError):  # too long to be the name of anything
        own = FOLDER / f"{name_or_path}.toml"
        if isinstance(name_or_path, str) and path.name == name_or_path and own.is_file():
            return own
        if path.is_file():
            return path
    names = [card.stem for card in sorted(FOLDER.glob("*.toml"))]
    raise SeminarError(
        Joined(
            (
                say("There is no template “{name}”.", name=str(name_or_path)),
                meant(str(name_or_path), names),
                say(
                    "Choose one of {names}, or give the path of a template file.",
                    names=Joined(names, ", "),
                ),
            )
        )
    )


def make(text: str, file_name: str, new_id: NewId = fresh_id) -> Template:
    """The template that `text` describes; mistakes are named with `file_name` and their line."""
    reading = read(text, file_name, new_id)
    name = Path(file_name).stem
    return Template(
        name=name,
        summary=reading.one("template").values["summary"],
        planned_for=reading.one("seminar").values.get("date"),
        seminar=seminar_from(reading, name),
        parts=parts_from(reading, new_id),
    )
