"""Slides put on the projector: taken in, shown, turned, and what the room sees of them."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.agenda import between
from facilitator.domain.stage import sights
from facilitator.domain.stage.slides import SlidePicture, Slides, picture_id
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.domain.wording import say
from facilitator.services.seminar.rooms import stage_of
from facilitator.store.files.file import new_id
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

FIRST = say("This is the first slide.")
LAST = say("This is the last slide. F4 has what can be shown next.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its picture, and the words on it."""

    picture: bytes
    words: str


def take_in(file: SeminarStore, title: str, pages: Sequence[Page], *, now: datetime) -> Slides:
    """Keep slides with the seminar, as one act that can be undone."""
    with file.write(Verb.ADD, now) as writer:
        last = max((each.position for each in writer.every(Slides)), default=None)
        slides = Slides(
            id=new_id(),
            position=between(last, None),
            title=title,
            pages=tuple(page.words for page in pages),
        )
        writer.put(slides)
        writer.put_all(
            SlidePicture(
                id=picture_id(slides.id, number),
                slides_id=slides.id,
                number=number,
                picture=base64.b64encode(page.picture).decode(),
            )
            for number, page in enumerate(pages)
        )
    return slides


def turn(file: SeminarStore, by: int, *, now: datetime) -> None:
    """Turn so many pages on, or back; nothing happens where no slides are shown.

    Raises SeminarError past the ends, which the room goes on seeing.
    """
    with file.write(Verb.SHOW, now) as writer:
        kept = stage_of(writer)
        slides = writer.find(Slides, kept.subject_id) if kept.scene is Scene.SLIDES else None
        if slides is not None:
            last = max(len(slides.pages) - 1, 0)
            page = min(kept.page, last) + by
            if not 0 <= page <= last:
                raise SeminarError(LAST if by > 0 else FIRST)
            writer.put(replace(kept, page=page))


def sight(reader: Reader, kept: Stage) -> sights.Slide | None:
    """The page that is before the room."""
    slides = reader.find(Slides, kept.subject_id)
    if slides is None or not slides.pages:
        return None
    page = min(kept.page, len(slides.pages) - 1)
    return sights.Slide(
        slides_id=slides.id,
        title=slides.title,
        words=slides.pages[page],
        page=page + 1,
        pages=len(slides.pages),
    )


def pictures(file: SeminarStore, slides_id: str, numbers: Sequence[int]) -> dict[int, bytes]:
    """Some pages as they look, by number from 0; those that are not there are left out."""
    with file.read() as reader:
        found = [reader.find(SlidePicture, picture_id(slides_id, n)) for n in numbers]
    return {each.number: base64.b64decode(each.picture) for each in found if each is not None}


def of_segment(reader: Reader, segment_id: str) -> Slides | None:
    """The slides that a segment begins with."""
    return next(iter(reader.every(Slides, segment_id=segment_id)), None)
