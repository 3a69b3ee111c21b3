"""Two who read apart: nothing anchors them, nothing is lost, and how far they agree is counted."""

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Protocol

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.codings import Mark
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging
from facilitator.services.records.dangling import dangling
from facilitator.services.report.finding_pages import finding_pages
from facilitator.services.synthesis import drafting, passages, themes, together
from facilitator.services.synthesis.facets import Asked, Between, Facet, State, facets_of, places_in
from facilitator.services.synthesis.passages import Placed
from facilitator.services.views import run_screen, theme_team
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from tests.auditing import projection_faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
NOTES = 9


class Opened(Protocol):
    """Opens the seminar, or a copy of another file, as a computer's own."""

    def __call__(self, device: str, of: SeminarFile | None = None) -> SeminarFile: ...


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three groups with eight notes each, a response, and three themes."""
    path = tmp_path_factory.mktemp("team") / "begun.seminar"
    file = SeminarFile.create(path, device="host")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(title="October", date=date(2011, 10, 18)))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        for number in range(3):
            writer.put(
                Breakout(id=f"g{number}", segment_id="s", position=number, title=f"Group {number}")
            )
            writer.put(Theme(id=f"t{number}", position=number, name=f"Theme {number}"))
        writer.put(Response(id="r", question_id="q", words="From plenary", recorded_at=NOON))
        for number in range(NOTES):
            writer.put(
                Note(
                    id=f"n{number:02}",
                    breakout_id=f"g{number % 3}",
                    question_id="q",
                    words=f"Note {number}",
                    recorded_at=NOON + timedelta(seconds=number + 1),
                )
            )
    file.close()
    return path


@pytest.fixture
def opened(begun: Path, tmp_path: Path) -> Iterator[Opened]:
    """Copies of it, each on a computer of its own."""
    files: list[SeminarFile] = []

    def open_(device: str, of: SeminarFile | None = None) -> SeminarFile:
        path = tmp_path / f"{device}{len(files)}.seminar"
        if of is None:
            shutil.copyfile(begun, path)
        else:
            copies.copy_to(of, path)
        files.append(SeminarFile.open(path, device=device))
        return files[-1]

    yield open_
    for file in files:
        file.close()


def said(file: SeminarFile, id: str) -> Placed:
    return next(each for each in passages.everything(file).passages if each.passage.id == id)


def asked(file: SeminarFile, *values: tuple[Facet, str]) -> list[str]:
    found = passages.everything(file).passages
    facets = facets_of(found)
    left = facets.left_by(Asked("", values), (1 << facets.total) - 1)
    return [found[place].passage.id for place in places_in(left)]


def both(a: SeminarFile, b: SeminarFile) -> None:
    """Bring two copies together."""
    merging.merge(a, [b.path], now=NOON)
    merging.merge(b, [a.path], now=NOON)


@pytest.fixture
def apart(opened: Opened) -> tuple[SeminarFile, SeminarFile]:
    """Anna and Berta, who read apart: one group of her own each, and one that both read."""
    a, b = opened("anna"), opened("berta")
    together.read_groups(a, {"g0", "g1"}, now=NOON)
    together.read_groups(b, {"g1", "g2"}, now=NOON)
    both(a, b)
    return a, b


def test_what_another_made_of_a_passage_is_nowhere_before_it_has_been_read(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, b = apart
    first, second = said(a, "n01").passage, said(a, "n04").passage
    themes.tie(a, [first], "t0", now=NOON)
    themes.mark(a, [second], Mark.UNSURE, now=NOON)
    themes.write_memo(a, first, "A thought", now=NOON)
    before = passages.everything(b)
    both(a, b)
    after = passages.everything(b)
    assert after == before
    themes.tie(b, [first], "t1", now=NOON)
    seen = said(b, "n01")
    assert seen.theme_ids == ("t0", "t1")
    assert seen.own == {"t1"}
    assert seen.others == {"t0"}
    assert seen.memos == ("A thought",)
    assert said(b, "n04").marks == frozenset()


def test_findings_and_the_running_day_do_not_show_it_either(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, b = apart
    note = said(a, "n01").passage
    (theme,) = (each for each in passages.everything(a).themes if each.id == "t0")
    drafting.draft(a, theme, now=NOON)
    themes.tie(a, [note], "t0", now=NOON)
    both(a, b)

    def shown(file: SeminarFile) -> tuple[list[str], tuple[str, ...]]:
        (page,) = finding_pages(file)
        return [each.id for each in page.said], run_screen.marks(file).themes.get("n01", ())

    assert shown(a) == (["n01"], ("t0",))
    assert shown(b) == ([], ())
    themes.tie(b, [note], "t1", now=NOON)
    assert shown(b) == (["n01"], ("t0", "t1"))


def test_a_mark_that_nothing_is_here_does_not_betray_what_another_found(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, b = apart
    note = said(a, "n01").passage
    themes.tie(a, [note], "t0", now=NOON)
    both(a, b)
    themes.mark(b, [note], Mark.NOTHING, now=NOON)
    assert said(b, "n01").others == {"t0"}


def test_nobody_takes_out_what_another_tied_while_they_read_apart(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, b = apart
    note = said(a, "n01").passage
    themes.tie(a, [note], "t0", now=NOON)
    both(a, b)
    themes.tie(b, [note], "t0", now=NOON)
    themes.untie(b, [note], "t0", now=NOON)
    both(a, b)
    assert said(a, "n01").own == {"t0"}
    together.read_together(b, now=NOON)
    themes.untie(b, [note], "t0", now=NOON)
    assert said(b, "n01").theme_ids == ()


def test_each_has_their_own_to_read_and_sees_how_far_the_other_is(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, b = apart
    themes.tie(a, [said(a, "n03").passage], "t0", now=NOON + timedelta(minutes=1))
    both(a, b)
    left = asked(b, (Facet.STATE, State.TO_READ))
    assert left == ["r", *(f"n{number:02}" for number in range(NOTES) if number % 3)]
    here, other = theme_team.colleagues(b)
    assert (here.is_here, here.read) == (True, 0)
    assert [group.title for group in here.groups] == ["Group 1", "Group 2"]
    assert (other.device, other.read, other.last) == ("anna", 1, "Group 0")


def test_who_reads_no_group_sees_everything_from_the_first_ones_place(
    opened: Opened, apart: tuple[SeminarFile, SeminarFile]
) -> None:
    a, b = apart
    note = said(a, "n01").passage
    themes.tie(a, [note], "t0", now=NOON)
    themes.tie(b, [note], "t1", now=NOON)
    both(a, b)
    later = opened("researcher", of=a)
    assert said(later, "n01").theme_ids == ("t0", "t1")
    assert asked(later, (Facet.BETWEEN, Between.OWN)) == ["n01"]
    assert asked(later, (Facet.BETWEEN, Between.OWN), (Facet.THEME, "t0")) == ["n01"]
    assert asked(later, (Facet.BETWEEN, Between.OWN), (Facet.THEME, "t1")) == []


def test_a_group_that_is_read_points_at_nothing_that_is_not_there(
    apart: tuple[SeminarFile, SeminarFile],
) -> None:
    a, _ = apart
    themes.tie(a, [said(a, "n01").passage, said(a, "r").passage], "t0", now=NOON)
    with a.read() as reader:
        assert not [str(each) for each in dangling(reader) if "coding" in str(each)]


@pytest.mark.parametrize("seed", range(2))
def test_an_hour_apart_merged_in_any_order_is_a_union_without_conflict_and_agrees_as_counted(
    seed: int, opened: Opened
) -> None:
    chance = random.Random(seed)
    files = [opened(device) for device in ("anna", "berta")]
    for file in files:
        together.read_groups(file, {"g0", "g1", "g2"}, now=NOON)
    made: list[dict[str, set[str]]] = [_an_hour(file, chance) for file in files]
    results = []
    for order in permutations(files):
        result = opened("host", of=order[0])
        merging.merge(result, [order[1].path], now=NOON)
        merging.merge(result, [order[0].path], now=NOON)
        assert not merging.conflicts(result)
        assert not projection_faults(result)
        found = passages.everything(result)
        for placed in found.passages:
            id = placed.passage.id
            assert set(placed.theme_ids) == set().union(*(each.get(id, ()) for each in made))
        results.append(theme_team.team(result))
    assert results[0].themes == results[1].themes
    shared = [id for id in made[0] if id in made[1]]
    assert results[0].both == len(shared)
    for on in results[0].themes:
        one, other = ({id for id in shared if on.theme.id in each[id]} for each in made)
        assert on.agreement.together == len(one & other)
        assert on.agreement.agreed == len(shared) - len(one ^ other)


def _an_hour(file: SeminarFile, chance: random.Random) -> dict[str, set[str]]:
    """Somebody reads most passages, ties them, thinks better of some; what they came to."""
    come_to: dict[str, set[str]] = {}
    for placed in passages.everything(file).passages:
        id, now = placed.passage.id, NOON + timedelta(minutes=chance.randrange(60))
        if chance.random() < 0.2:
            continue
        come_to[id] = set(chance.sample(("t0", "t1", "t2"), chance.randrange(3)))
        tied = sorted(come_to[id] | set(chance.sample(("t0", "t1", "t2"), 1)))
        for theme in tied:
            themes.tie(file, [placed.passage], theme, now=now)
        for theme in sorted(set(tied) - come_to[id]):
            themes.untie(file, [placed.passage], theme, now=now)
        if not come_to[id]:
            themes.mark(file, [placed.passage], Mark.NOTHING, now=now)
    return come_to
