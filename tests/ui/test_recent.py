"""The list of seminars of late."""

from pathlib import Path

from ui.recent import KEPT, Recent, RecentList


def seminar(number: int) -> Recent:
    return Recent(f"s{number}.seminar", f"Seminar {number}", "2011-10-18", "Leeds", "2011-10-01")


def test_the_last_opened_comes_first_and_only_once(tmp_path: Path) -> None:
    recents = RecentList(tmp_path)
    for number in (1, 2, 1):
        recents.add(seminar(number))
    assert recents.entries() == (seminar(1), seminar(2))


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    recents = RecentList(tmp_path)
    for number in range(KEPT + 5):
        recents.add(seminar(number))
    assert len(recents.entries()) == KEPT


def test_forgetting_leaves_the_others(tmp_path: Path) -> None:
    recents = RecentList(tmp_path)
    recents.add(seminar(1))
    recents.add(seminar(2))
    recents.forget("s1.seminar")
    assert recents.entries() == (seminar(2),)


def test_a_list_that_cannot_be_read_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text('[{"path": 1, "colour": "red"}]', "utf-8")
    assert RecentList(tmp_path).entries() == ()
    (tmp_path / "recent.json").write_text("[", "utf-8")
    assert RecentList(tmp_path).entries() == ()
