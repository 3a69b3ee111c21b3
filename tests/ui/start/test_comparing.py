"""Several seminars beside each other on the command line: by origin, with n and outcome."""

import csv
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.polls import voters, voting
from facilitator.services.seminar.preparing import new_seminar
from facilitator.store.files.file import SeminarFile
from ui.start.cli import main

VERSION_1 = Path(__file__).parents[2] / "store/files/version_1/host.seminar"
NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


def seminar(path: Path, title: str) -> SeminarFile:
    return new_seminar(path, title=title, now=NOW)


def poll_of(file: SeminarFile, place: int) -> Poll:
    with file.read() as reader:
        found = [p for p in reader.every(Poll) if p.finding_id and p.method is Method.AGREE]
    return found[place]


def vote(file: SeminarFile, poll: Poll, agree: int, against: int, *, reveal: bool = True) -> None:
    opened = voting.open_round(file, poll.id, now=NOW)
    for number in range(agree + against):
        mark = 5 if number < agree else 1
        who, marks = voters.Voter(f"{number}"), [(poll.items[0].id, mark)]
        voting.cast(file, opened.id, who, marks, submission=f"{number}", now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    if reveal:
        voting.reveal_round(file, opened.id, now=NOW)


@pytest.fixture
def two(tmp_path: Path) -> list[str]:
    """Two seminars from one template: the rooms differ on a finding, one words it otherwise and has
    another of its own; a second vote is sealed in the other.
    """
    paths = [tmp_path / "autumn.seminar", tmp_path / "spring.seminar"]
    autumn, spring = (seminar(path, path.stem.title()) for path in paths)
    vote(autumn, poll_of(autumn, 0), 20, 2)
    vote(autumn, poll_of(autumn, 1), 9, 0, reveal=False)
    vote(spring, poll_of(spring, 0), 2, 8)
    with spring.write(Verb.SET_UP, NOW) as writer:
        shared = writer.get(Finding, poll_of(spring, 0).finding_id)
        writer.put(replace(shared, wording="Said otherwise."))
        writer.put(Finding(id="own", position=99, label="Own", wording="Only in spring."))
    autumn.close()
    spring.close()
    return [str(path) for path in paths]


def test_findings_of_one_origin_stand_together_and_what_is_sealed_stays_sealed(
    two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *two]) == 0
    shown = capsys.readouterr().out
    first, second, *_, own = shown.strip().split("\n\n")
    assert "Accepted: 20 of 22 agree (91 %), 2 disagree (1 round)" in first
    assert "2 of 10 agree, 8 disagree (1 round); in other words: “Said otherwise.”" in first
    assert "Sealed: voted on, and not revealed" in second
    assert "9 of 9" not in shown
    assert "does not have it" in own
    assert "Only in spring." in own


def test_the_table_has_a_line_for_each_finding_of_each_seminar(
    two: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "both.csv"
    assert main(["compare", *two, "--out", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    voted = [row for row in rows if row["outcome"]]
    assert [(row["title"], row["with_view"], row["agree"]) for row in voted] == [
        ("Autumn", "22", "20"),
        ("Spring", "10", "2"),
    ]
    assert len({row["origin"] for row in voted}) == 1
    assert len(rows) == 2 * len({row["origin"] for row in rows}) - 1
    assert main(["compare", *two, "--out", str(tmp_path / "both.pdf")]) == 1


def test_an_older_and_a_protected_seminar_are_compared_and_left_as_they_are(
    two: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = tmp_path / "older.seminar"
    shutil.copyfile(VERSION_1, older)
    locked = tmp_path / "locked.seminar"
    new_seminar(locked, title="Locked", passphrase="under the mat", now=NOW).close()
    (words := tmp_path / "words.txt").write_text("under the mat", "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    said = ["compare", two[0], str(older), str(locked), "--passphrase-file", str(words)]
    assert main(said) == 0
    assert "Locked" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    words.write_text("under the bed", "utf-8")
    assert main(said) == 1
    assert "passphrase" in capsys.readouterr().err


def test_the_first_takes_over_what_the_others_have_and_it_has_not(
    two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *two, "--take-over"]) == 0
    assert capsys.readouterr().out == "Taken over: 1 finding.\n"
    autumn = SeminarFile.open(Path(two[0]))
    with autumn.read() as reader:
        (own,) = reader.every(Finding, origin="own")
    autumn.close()
    assert own.wording == "Only in spring."
    assert main(["compare", *two, "--take-over"]) == 1
