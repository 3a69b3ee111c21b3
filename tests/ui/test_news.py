"""News of the file reaches the window, whoever wrote it."""

from dataclasses import replace
from datetime import datetime

from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.store.files.file import SeminarFile
from facilitator.store.seminar_store import SeminarStore
from ui.news import AT_ONCE, FEW
from ui.session import Session


def retitle(file: SeminarStore, title: str, now: datetime) -> None:
    with file.write(Verb.CHANGE, now) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), title=title))


NEWS = frozenset({Change(Kind.SEMINAR, SEMINAR_ID)})


def test_somebody_elses_write_is_noticed_without_asking(
    session: Session, now: datetime, qtbot: QtBot
) -> None:
    other = SeminarFile.open(session.near)
    with qtbot.waitSignal(session.watch.changed) as heard:
        retitle(other, "From the room", now)
    other.close()
    assert heard.args == [NEWS]


def test_a_nudge_brings_the_news_at_once(session: Session, now: datetime) -> None:
    news: list[frozenset[Change]] = []
    session.watch.changed.connect(news.append)
    retitle(session.file, "Mine", now)
    session.watch.nudge()
    session.watch.nudge()
    assert news == [NEWS]


def test_after_stopping_there_is_no_more_news(session: Session, now: datetime) -> None:
    news: list[frozenset[Change]] = []
    session.watch.changed.connect(news.append)
    session.watch.stop()
    retitle(session.file, "Late", now)
    session.watch.nudge()
    assert news == []


def test_very_many_changes_are_told_once_by_their_kind(
    session: Session, now: datetime, qtbot: QtBot
) -> None:
    news: list[frozenset[Change]] = []
    session.watch.changed.connect(news.append)
    with session.file.write(Verb.ADD, now) as writer:
        for number in range(FEW + 1):
            writer.put(Theme(id=f"t{number}", position=number, name=f"Theme {number}"))
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), title="After the themes"))
    session.watch.nudge()
    assert news == []  # there is more to read, which is read between events
    qtbot.waitUntil(lambda: bool(news))
    assert news == [NEWS | {Change(Kind.THEME, "")}]


def test_as_many_as_are_read_at_once_are_told_one_by_one(session: Session, now: datetime) -> None:
    news: list[frozenset[Change]] = []
    session.watch.changed.connect(news.append)
    with session.file.write(Verb.ADD, now) as writer:
        for number in range(AT_ONCE):
            writer.put(Theme(id=f"t{number}", position=number, name=f"Theme {number}"))
    session.watch.nudge()
    assert news == [{Change(Kind.THEME, f"t{number}") for number in range(AT_ONCE)}]


def test_news_of_a_file_that_moves_at_that_moment_is_told_when_it_is_back(
    session: Session, now: datetime, qtbot: QtBot
) -> None:
    news: list[frozenset[Change]] = []
    session.watch.changed.connect(news.append)
    path = session.near
    away = path.with_name("renamed.seminar")
    retitle(session.file, "Mine", now)
    session.file.checkpoint()  # what is read next is opened for it
    path.rename(away)
    session.watch.nudge()
    assert news == []
    away.rename(path)
    qtbot.waitUntil(lambda: news == [NEWS])
