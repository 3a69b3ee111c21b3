"""The note page in one file: opened from a disk, with no room, its notes brought to the host."""

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, expect

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.merging import merging
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from tests.phone.chromium import context_of
from tests.phone.room_of import now
from ui import seminar_files

MARKUP = "</script><script>throw 'a group is a name'</script>"


def test_notes_typed_into_a_file_from_a_stick_are_taken_in_by_the_host(
    browser: Browser, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with seminar_file.read() as reader:
        group = reader.every(Breakout)[0]
    preparing.save(seminar_file, replace(group, title=MARKUP), now=now())
    page_file, brought = tmp_path / "notes page.html", tmp_path / "brought.json"
    seminar_files.save_note_page(seminar_file, page_file, now())
    page = context_of(browser, locale="en-GB").new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(page_file.as_uri())
    expect(page.locator("#field")).to_be_focused()
    expect(page.locator("#badge")).to_have_text("Notes go by stick")
    page.locator("#group").select_option(group.id)
    page.locator("#field").focus()
    for line in ("First of two", "! Nobody agreed #wages"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#tally")).to_have_text("0 notes received, 2 only on this device")
    expect(page.locator("#badge")).to_have_text("Notes go by stick")
    expect(page.get_by_text("this page sends nothing")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download what is not sent").click()
    download.value.save_as(brought)
    report = merging.merge(seminar_file, [brought], now=now())
    assert not report.refused
    with seminar_file.read() as reader:
        notes = [(n.words, n.kind, n.tags, n.breakout_id) for n in reader.every(Note)]
    assert notes == [
        ("First of two", NoteKind.POINT, (), group.id),
        ("Nobody agreed", NoteKind.DISAGREEMENT, ("wages",), group.id),
    ]
    assert not complaints
    page.context.close()
