"""Flip charts photographed on the note-taker's page: bare, behind all notes, piece by piece."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Request, Route, expect

from facilitator.domain.notes.photographs import LONGEST_SIDE, Photograph
from facilitator.services.notes.photographs import of_group
from tests.phone.notes.note_taker import NoteTaker, clear_notes
from tests.phone.room_of import Room

Sit = Callable[..., NoteTaker]
GPS = 0x8825


@pytest.fixture(scope="module")
def chart() -> FilePayload:
    """What a telephone's camera saves: large, turned by a mark, with the place it was taken at."""
    image = Image.effect_noise((2000, 1200), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    held = BytesIO()
    image.save(held, "JPEG", exif=exif)
    return {"name": "chart.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def photographs_in(room: Room) -> int:
    with room.file.read() as reader:
        return reader.count(Photograph)


def choose(eve: NoteTaker, file: FilePayload) -> None:
    with eve.page.expect_file_chooser() as chooser:
        eve.click("Photograph")
    chooser.value.set_files(file)


def test_a_photograph_is_bare_goes_behind_all_notes_and_goes_on_where_it_broke_off(
    eve: NoteTaker, chart: FilePayload
) -> None:
    asked: list[str] = []
    pieces: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.method in ("POST", "PUT") and "/api/notes" in request.url:
            asked.append(request.url.rpartition("/")[2])

    def carry(route: Route) -> None:
        pieces.append(json.loads(route.request.post_data or ""))
        if len(pieces) == 3:
            route.abort()  # the Wi-Fi was gone for a moment
        else:
            route.continue_()

    eve.page.route("**/photograph", carry)
    eve.page.on("request", note)
    eve.page.context.set_offline(True)
    choose(eve, chart)
    expect(eve.page.get_by_text("1 photograph only on this device.")).to_be_visible()
    eve.note("Typed after it")
    eve.sees("Flip chart", "Typed after it")
    eve.page.context.set_offline(False)
    expect(eve.page.locator(".note p.small").first).to_contain_text("Photograph")
    eve.counts("2 notes received")
    first = asked.index("photograph")
    assert {*asked[:first]} == {"notes"}
    assert {*asked[first:]} == {"photograph"}, "all notes first"
    starts = [each["at"] for each in pieces]
    assert starts[2] == starts[3], "the piece that was lost comes again"
    assert starts == sorted(starts), "nothing that arrived is sent twice"
    whole = "".join(str(each["piece"]) for n, each in enumerate(pieces) if n != 2)
    seen = Image.open(BytesIO(base64.b64decode(whole)))
    assert not seen.getexif(), "neither place nor camera leaves the page"
    assert seen.height > seen.width, "it stands upright"
    assert seen.height <= LONGEST_SIDE
    (kept,) = of_group(eve.room.file, eve.group).pictures
    assert kept.note.words == "Flip chart"
    expect(eve.page.get_by_text("only on this device.")).to_have_count(0)


def test_a_photograph_outlives_its_page_and_is_told_where_it_was_not_accepted(
    sit: Sit, room: Room, chart: FilePayload
) -> None:
    eve, before = sit(), photographs_in(room)
    eve.page.route("**/photograph", lambda route: route.abort())
    choose(eve, chart)
    eve.counts("1 note received")
    expect(eve.page.get_by_text("1 photograph only on this device.")).to_be_visible()
    clear_notes(room)
    eve.page.unroute("**/photograph")
    eve.page.reload()
    expect(eve.page.get_by_text("1 photograph was not accepted.")).to_be_visible()
    expect(eve.page.get_by_text("The note that this photograph belongs to is gone")).to_be_visible()
    eve.click("Discard")
    expect(eve.page.get_by_text("1 photograph was not accepted.")).to_have_count(0)
    assert photographs_in(room) == before


def test_a_file_that_is_no_picture_makes_no_note(eve: NoteTaker) -> None:
    choose(eve, {"name": "list.pdf", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7"})
    expect(eve.page.get_by_text("This picture cannot be read here.")).to_be_visible()
    expect(eve.lines).to_have_count(0)
