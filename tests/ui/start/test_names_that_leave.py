"""No kind of print or export leaves with somebody's name in its words unsaid: each is made on the
command line of a seminar with a name in every field, and searched as a file.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.responses.responses import Response
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile
from tests.exports.sample_summary import MORNING
from tests.exports.test_what_leaves import read
from tests.services.report.test_names_in_every_field import Planting
from tests.services.report.test_names_in_every_field import told as records_with_names
from ui.start.cli import main
from ui.start.exporting import HANDOUTS, KINDS

OF_PEOPLE = {"mailing": "address", "activity": "names", "person": "names"}
"""What is of people on purpose, and a word of the sentence that says so."""
LISTS = {"attendance", "badges", "breakouts"}
"""Sheets on which everybody stands on purpose."""
DOCUMENTS = [
    *(("print", kind, ".pdf") for kind in HANDOUTS),
    *(("export", kind, "" if kind in ("csv", "ballots") else f".{kind}") for kind in KINDS),
    ("compare", "", ".csv"),
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planting]:
    """A seminar with a surname of the list in each field of each record that speaks."""
    from facilitator.services.seminar.preparing import new_seminar

    path = tmp_path_factory.mktemp("planted") / "day.seminar"
    file = new_seminar(path, "october-seminar", now=MORNING)
    planting = Planting()
    records = list(records_with_names(file, planting))
    guests = [Participant(id=each, name=f"Ann {each.title()}") for each in planting.fields]
    with file.write(Verb.SET_UP, MORNING) as writer:
        writer.put_all((*guests, *map(_archivable, records)))
        poll = next(each for each in records if isinstance(each, Poll))
    _vote(file, poll)
    file.close()
    return path, planting


def _archivable(record: Any) -> Any:
    """Answers may be archived, so that there is something to deposit."""
    return replace(record, archivable=True) if isinstance(record, Response) else record


def _vote(file: SeminarFile, poll: Poll) -> None:
    held = voting.open_round(file, poll.id, now=MORNING)
    for number in range(24):
        marks = [(poll.items[0].id, 1)]
        voting.cast(file, held.id, Voter(f"t{number}"), marks, submission=str(number), now=MORNING)
    voting.close_round(file, held.id, now=MORNING)
    voting.reveal_round(file, held.id, now=MORNING)


def _ends(kind: str, ending: str) -> str:
    return {"evidence": ".zip"}.get(kind, ".csv" if kind in OF_PEOPLE else ending)


def _named(names: set[str], out: Path) -> set[str]:
    if not out.exists():
        return set()
    left = _left(out)
    return {name for name in names if name in left}


def _left(out: Path) -> str:
    files = [out, *out.rglob("*")] if out.is_dir() else [out]
    texts = [text for each in files if each.is_file() for text in read(each.read_bytes())]
    return "\n".join(texts).lower().replace("\u00ad", "").replace("-\n", "")


@pytest.mark.parametrize(("command", "kind", "ending"), DOCUMENTS)
def test_nothing_with_a_name_in_its_words_leaves_unless_somebody_says_why(
    command: str,
    kind: str,
    ending: str,
    planted: tuple[Path, Planting],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, planting = planted
    asked = {
        "print": ["print", str(path), kind],
        "export": ["export", str(path), "--to", kind],
        "compare": ["compare", str(path), str(path)],
    }[command]
    asked += ["--of", f"Ann {next(iter(planting.fields)).title()}"] if kind == "person" else []
    out = tmp_path / f"out{_ends(kind, ending)}"
    main([*asked, "--out", str(out)])
    said = capsys.readouterr().err.lower()
    names = set(planting.fields)
    if command == "export" and kind in OF_PEOPLE:
        assert not out.exists() or OF_PEOPLE[kind] in said
        return
    on_purpose = names if kind in LISTS else set()
    held = _named(names, out) - on_purpose
    assert {planting.fields[name] for name in held} == set()
    out = out.with_stem("all")
    assert main([*asked, "--out", str(out), "--despite", "All agreed"]) == 0
    said = capsys.readouterr().err.lower()
    held = _named(names, out) - on_purpose
    assert {planting.fields[name] for name in held if name not in said} == set()
    assert held or kind in LISTS, "names stand in it, to be found"
