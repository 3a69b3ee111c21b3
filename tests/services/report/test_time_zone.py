"""Whatever zone a computer is in, the room's clock and every document say the same."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.seminar.agenda import Progress, Segment, SegmentKind
from facilitator.domain.seminar.run_sheet import write_run_sheet
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import begins_at, on_the_wall, zone_names
from facilitator.services.files import opening
from facilitator.services.report import publishing
from facilitator.services.seminar import preparing, running
from facilitator.services.seminar.room_clock import this_computers_zone
from facilitator.store.files.file import SeminarFile
from tests.store.upgrading.version_1_histories import KEPT

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)
ZONES = ("Asia/Kolkata", "America/Los_Angeles")

MAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from exports.papers import write_summary
from facilitator.services.merging import versions
from facilitator.services.report import publishing
from facilitator.services.seminar import running
from facilitator.services.views import notes_screen
from facilitator.store.files.file import SeminarFile
from ui.screens.notes.rows import group_rows, note_rows
from ui.screens.run import words

now = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)
file = SeminarFile.open(Path(sys.argv[1]))
write_summary(publishing.summarise(file, now=now), Path(sys.argv[2]))
sheet = running.run_sheet(file, now)
print(words.drift(sheet))
print([words.clock(each.started_at or each.planned_start) for each in sheet.lines])
for group in notes_screen.desk(file).groups:
    desk = notes_screen.desk(file, group.breakout.id)
    print([row.detail for row in group_rows(desk.groups)])
    print([(row.figure, row.spoken) for row in note_rows(desk, "")])
print(versions.comparisons(file))
"""


def told_in(zone: str, file: Path, place: Path) -> tuple[str, str]:
    """What one computer says of a file, and the summary that it makes of it."""
    own = place / zone.replace("/", "-")
    own.mkdir()
    copy, paper = own / "a.seminar", own / "summary.pdf"
    shutil.copyfile(file, copy)
    there = os.environ | {"TZ": zone, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, copy, paper], check=True, env=there, capture_output=True
    )
    return done.stdout.decode(), hashlib.sha256(paper.read_bytes()).hexdigest()


def test_one_file_gives_the_same_in_any_zone(tmp_path: Path) -> None:
    """The day of version 1, whose seminar is in London's zone: it began at ten there."""
    path = tmp_path / "host.seminar"
    shutil.copyfile(KEPT, path)
    opened = opening.open_seminar(path, NOW).file
    opened.checkpoint()
    opened.close()
    told = {told_in(zone, path, tmp_path) for zone in ZONES}
    assert len(told) == 1
    ((said, _),) = told
    assert ":" in said


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York", "UTC"])
def test_the_run_sheet_is_on_the_clock_of_the_place(zone: str) -> None:
    seminar = Seminar(title="A", date=date(2011, 7, 18), starts_at=time(9, 30), time_zone=zone)
    welcome = Segment(id="w", position=1, kind=SegmentKind.WELCOME, title="Welcome", minutes=15)
    sheet = write_run_sheet(seminar, (welcome,), (), Progress(), NOW)
    assert sheet.lines[0].planned_start.time() == time(9, 30)
    assert sheet.projected_finish.time() == time(9, 45)


def test_how_late_a_segment_began_is_told_in_minutes_that_passed_when_clocks_change(
    tmp_path: Path,
) -> None:
    """London, 30 March 2025: after 00:59 the clock shows 02:00."""
    file = SeminarFile.create(tmp_path / "night.seminar")
    begins = datetime(2025, 3, 29, 22, tzinfo=UTC)
    with file.write(Verb.SET_UP, begins) as writer:
        writer.put(Seminar(title="N", date=date(2025, 3, 29), starts_at=time(22)))
        for n, minutes in enumerate((150, 30)):
            kind = SegmentKind.DISCUSSION
            writer.put(Segment(id=f"s{n}", position=n, kind=kind, title="S", minutes=minutes))
    running.start_day(file, now=begins)
    running.go_on(file, now=begins + timedelta(minutes=190))
    told = publishing.summarise(file, now=begins + timedelta(minutes=200)).agenda[1]
    assert (told.planned_start, told.started, told.drift) == (time(0, 30), time(2, 10), 40)
    file.close()


def test_a_zone_moves_with_the_summer() -> None:
    winter = Seminar(title="A", date=date(2011, 12, 1), time_zone="Europe/London")
    summer = Seminar(title="A", date=date(2011, 7, 1), time_zone="Europe/London")
    assert begins_at(winter) == datetime(2011, 12, 1, 10, tzinfo=UTC)
    assert begins_at(summer) == datetime(2011, 7, 1, 9, tzinfo=UTC)


def test_a_zone_that_this_computer_does_not_know_is_told_in_utc() -> None:
    """A file from elsewhere, or a laptop with old tables: nothing stops for it."""
    for name in ("Nowhere/Land", "../etc/passwd", "", "/etc/localtime"):
        assert on_the_wall(NOW, Seminar(title="A", date=date(2011, 7, 1), time_zone=name)) == NOW


def test_a_new_seminar_is_in_the_zone_that_its_computer_is_in(tmp_path: Path) -> None:
    program = (
        "from facilitator.services.seminar.room_clock import this_computers_zone as zone;"
        "print(zone())"
    )
    there = os.environ | {"TZ": "Asia/Kolkata"}
    said = subprocess.run(
        [sys.executable, "-c", program], check=True, env=there, capture_output=True
    )
    assert said.stdout.decode().strip() == "Asia/Kolkata"
    file = preparing.new_seminar(tmp_path / "a.seminar", now=NOW)
    with file.read() as reader:
        (seminar,) = reader.every(Seminar)
        acts = {revision.act for _, revision in reader.every_revision()}
        verbs = {act.verb for id in acts if (act := reader.act(id))}
    assert seminar.time_zone == this_computers_zone()
    assert verbs == {Verb.SET_UP}
    assert {"Europe/London", "America/New_York", "UTC"} <= {*zone_names()}
    file.close()
