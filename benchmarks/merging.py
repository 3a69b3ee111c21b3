"""Fifty laptops' notes merged into one seminar: ours against SQLite's own attach-and-insert.

The floor inserts the very same rows (acts, revisions, heads, notes) with the same pragmas, one
transaction for each file, from databases that have them ready. Ours starts from sealed bundles and
also makes a backup, checks every byte and every revision, looks for what is known, works out heads
and conflicts, and remembers each merge.
"""

import os
import shutil
import tempfile
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.measuring import Result, interleaved, seconds
from facilitator.domain.acts import Verb

FILES, NOTES = 50, 2000
REPEATS = 3
BUDGET = 4.0

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
_WORDS = "Small organisations were asked late, and the money for travel came after the meeting. "


def measure() -> Result:
    """Medians over interleaved runs, each into a fresh copy of the host's file."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACILITATOR_HOME"] = f"{folder}/home"
        place = Path(folder)
        host = _host(place)
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as cores:
            laptops = list(cores.map(partial(_laptop, place, host), range(FILES)))
            bundles = list(cores.map(_bundle, laptops))
        ours, floor = interleaved(
            lambda: _merge(host, bundles), lambda: _attach(host, laptops), REPEATS
        )
        few, all_of_them = _memory(host, bundles[:5]), _memory(host, bundles)
    return Result(
        ours=ours,
        reference=floor,
        unit="s",
        budget=BUDGET,
        note=f"{FILES} bundles of {NOTES} notes; median of {REPEATS}; Python's memory at its most "
        f"{few:.1f} MB for 5 bundles, {all_of_them:.1f} MB for {FILES}",
    )


def _host(place: Path) -> Path:
    from facilitator.services.seminar import preparing

    file = preparing.new_seminar(place / "host.seminar", now=NOW - timedelta(days=1))
    file.checkpoint()
    file.close()
    return file.path


def _laptop(place: Path, host: Path, number: int) -> Path:
    """A copy of the host's file with notes of its own, each in an act of its own.

    Nobody looks on, so all acts share a transaction: a hundred thousand took minutes.
    """
    from facilitator.domain.notes.notes import Note
    from facilitator.domain.people.breakouts import Breakout
    from facilitator.store.files.file import SeminarFile, new_id
    from facilitator.store.records.writer import Writer

    path = place / f"laptop-{number}.seminar"
    shutil.copyfile(host, path)
    file = SeminarFile.open(path, device=path.stem)
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
    with file.database.writing() as connection:
        for count in range(NOTES):
            moment = NOW + timedelta(seconds=count)
            note = Note(
                id=new_id(),
                breakout_id=group,
                words=f"{_WORDS}{number}/{count}",
                recorded_at=moment,
                tags=("money",),
            )
            writer = Writer(connection, file.act(Verb.CHANGE, moment), moment)
            writer.put(note)
            writer.finish()
    file.checkpoint()
    file.close()
    return path


def _bundle(laptop: Path) -> Path:
    from facilitator.services.merging import merging
    from facilitator.store.files.file import SeminarFile

    file = SeminarFile.open(laptop, device=laptop.stem)
    bundle = merging.write_bundle(file, laptop.with_suffix(merging.BUNDLE_SUFFIX))
    file.close()
    return bundle


def _fresh(host: Path) -> Path:
    target = host.with_name("merged.seminar")
    for old in target.parent.glob(f"{target.name}*"):
        old.unlink()
    shutil.copyfile(host, target)
    return target


def _merge(host: Path, bundles: list[Path]) -> float:
    from facilitator.domain.notes.notes import Note
    from facilitator.services.merging import merging
    from facilitator.store.files.file import SeminarFile

    file = SeminarFile.open(_fresh(host))
    took = seconds(lambda: merging.merge(file, bundles, now=NOW))
    with file.read() as reader:
        assert reader.count(Note) == len(bundles) * NOTES
    file.close()
    return took


def _memory(host: Path, bundles: list[Path]) -> float:
    """The most memory that Python held while merging, in megabytes."""
    tracemalloc.start()
    _merge(host, bundles)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


_FLOOR = (
    """INSERT INTO main.acts (id, verb, subjects, undoable, device, session, place, at, undoes)
       SELECT id, verb, subjects, undoable, device, session, place, at, undoes
       FROM other.acts WHERE undoable""",
    """INSERT INTO main.journal
              (id, record, kind, content, gone, erased, based_on, device, clock, act, salt,
               digest, hash)
       SELECT id, record, kind, content, gone, erased, based_on, device, clock, act, salt, digest,
              hash
       FROM other.journal WHERE kind = 'note'""",
    """INSERT INTO main.heads
       SELECT record, id FROM other.journal WHERE kind = 'note'""",
    """INSERT INTO main.notes SELECT * FROM other.notes""",
)


def _attach(host: Path, laptops: list[Path]) -> float:
    from facilitator.store.files.file import SeminarFile

    file = SeminarFile.open(_fresh(host))
    with file.database.driving() as raw:

        def insert_all() -> None:
            for laptop in laptops:
                raw.execute("ATTACH ? AS other KEY ''", (str(laptop),))
                raw.execute("BEGIN IMMEDIATE")
                for statement in _FLOOR:
                    raw.execute(statement)
                raw.execute("COMMIT")
                raw.execute("DETACH other")

        took = seconds(insert_all)
        (count,) = raw.execute("SELECT count(*) FROM notes").fetchone()
        assert count == len(laptops) * NOTES
    file.close()
    return took
