"""News of the file reaches the window, whoever wrote it."""

from dataclasses import replace
from datetime import datetime

from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.files.file import SeminarFile
from ui.session import Session


def retitle(file: SeminarFile, title: str, now: datetime) -> None:
    with file.write(Verb.CHANGE, now) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), title=title))


NEWS = frozenset({Change(Kind.SEMINAR, SEMINAR_ID)})


def test_somebody_elses_write_is_noticed_without_asking(
    session: Session, now: datetime, qtbot: QtBot
) -> None:
    other = SeminarFile.open(session.file.path)
    with qtbot.waitSignal(session.watch.changed, timeout=5000) as heard:
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
