"""The log beside a file: whether it is the file's own is found out before SQLite takes it for that.

A log that is not is set aside, under a name that erasing sweeps; a file that lacks its own says so.
"""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Message, say
from facilitator.store.files.examining import refuse_foreign_parts
from facilitator.store.files.installation import folder_of_holds, folder_of_lives
from facilitator.store.files.log_damage import Damage, damage_of, has_content, is_there
from facilitator.store.records.facts import EPOCH
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.connecting import ALONE, THERE, as_one_file, connect
from facilitator.store.sqlite.log_marks import Fit, fit, index_of, log_of
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.standing import is_free, wait_for_one_name
from facilitator.store.sqlite.troubles import TROUBLE
from facilitator.store.sqlite.watching.lives import Lacking, Life


def half(path: Path) -> Message:
    """What is said of a file that lacks its log."""
    return say(
        "{file} was copied while it was in use, or let go of on a full disk, and may lack what was "
        "written just before that: it is in the file it was copied from. Copy that again two "
        "seconds after the last word, or save a copy.",
        file=path.name,
    )


def went_back(path: Path, lacks: Lacking) -> Message:
    """What is said of a file that lacks what was in it once."""
    return say(
        "{file} is an earlier state of this seminar than was here last: entries that were in it "
        "and are not any more: {entries}; ballots: {ballots}. Another copy was put in its place, "
        "or the disk lost its end. Compare with File > Restore, which has its backups; "
        "note-takers’ browsers and laptops offer again what they have.",
        file=path.name,
        entries=lacks.entries,
        ballots=lacks.ballots,
    )


def fit_of(path: Path, passphrase: Passphrase) -> Fit:
    """How a seminar and what lies beside it go together; neither is changed."""
    log = log_of(path)
    try:
        alone = partial(_of_plain_tables, path, passphrase, how=ALONE)
        if not is_there(log):
            return fit(alone, alone, has_log=False)
        if not log.stat().st_size:
            return _beside_an_empty_log(path, alone)
        together = partial(_of_plain_tables, path, passphrase, is_read_only=True)
        return fit(alone, together, has_log=True)
    except (OSError, SeminarError, *TROUBLE):
        return Fit.WHOLE  # whoever opens it says what is wrong with it


def _beside_an_empty_log(path: Path, alone: Callable[[], Any]) -> Fit:
    """A log is empty for a moment while a file is in use, and is left so by a full disk: then a
    program has the file open, or it is as far as this computer noted. Anywhere else the two may
    have been copied at two moments, or the log was made by who looked at half a copy.
    """
    found = fit(alone, alone, has_log=False)
    if found is Fit.HALF and (not is_free(path, folder_of_holds()) or _is_where_it_was(alone)):
        return Fit.WHOLE
    return found


def _is_where_it_was(alone: Callable[[], Any]) -> bool:
    with contextlib.suppress(*TROUBLE), contextlib.closing(alone()) as raw:
        epoch = raw.execute("SELECT value FROM meta WHERE name = ?", (EPOCH.name,)).fetchone()
        life = Life(folder_of_lives(), epoch[0] if epoch else "")
        try:
            return life.is_where_it_was(raw)
        finally:
            life.let_go()
    return False


def lacks_its_log(path: Path, passphrase: Passphrase) -> bool:
    """Whether what its log held is missing in a file, or may be."""
    return not has_content(log_of(path)) and fit_of(path, passphrase) is Fit.HALF


def _of_plain_tables(path: Path, passphrase: Passphrase, **how: Any) -> Any:
    """A connection to a file in which nothing is reckoned when it is looked through."""
    raw = connect(path, passphrase, **how)
    try:
        refuse_foreign_parts(raw, path.name)
    except BaseException:
        raw.close()
        raise
    return raw


def made_to_fit(path: Path, passphrase: Passphrase) -> str:
    """Set a log aside that is not the file's own; a sentence on what was found, "" for nothing.

    Raises SeminarError where another program has the file open, by another name or with another
    log, and goes on.
    """
    if not path.is_file():
        return ""
    wait_for_one_name(path, folder_of_holds())
    found = fit_of(path, passphrase)
    if found is Fit.HALF:
        return _with_what_it_lacks(path, passphrase)
    if found is Fit.WHOLE:
        return _with_a_damaged_log_kept(path)
    if _is_open(path) or _is_open(log_of(path)):
        raise SeminarError(
            say(
                "{file} was replaced while a program has it open. Close that program, then open "
                "it again.",
                file=path.name,
            )
        )
    log = log_of(path)
    aside = log.with_name(f"{log.name}{whole_file.ASIDE}")
    whole_file.put_in_place(log, aside)
    index_of(path).unlink(missing_ok=True)
    said = say(
        "The log beside {file} was of another file, such as one that this one took the place of; "
        "it was set aside as {aside}.",
        file=path.name,
        aside=aside.name,
    )
    whole = say("{file} is whole without it.", file=path.name)
    return f"{said} {_with_what_it_lacks(path, passphrase) or whole}"


def _with_what_it_lacks(path: Path, passphrase: Passphrase) -> str:
    """What is said of a file without a log, which is given its own where that can be found."""
    if fit_of(path, passphrase) is not Fit.HALF:
        return ""
    return str(_with_its_own(path, passphrase) or half(path))


def _with_its_own(path: Path, passphrase: Passphrase) -> Message | None:
    """Give a file that was renamed after its program was killed its own log, which was not; None
    where there is none of a file that is gone and that nobody has open.
    """
    ending = log_of(path).name.removeprefix(path.resolve().name)
    for log in path.parent.glob(f"*{ending}"):
        is_gone = not log.with_name(log.name.removesuffix(ending)).exists()
        if is_gone and _is_of(log, path, passphrase) and not _is_open(log):
            whole_file.put_in_place(log, log_of(path))
            return say(
                "{file} has another name than when it was last written; what its log held, "
                "{log}, is in it again.",
                file=path.name,
                log=log.name,
            )
    return None


def _is_of(log: Path, path: Path, passphrase: Passphrase) -> bool:
    """Whether a file is whole with a log that lies under another name: tried with copies."""
    with (
        contextlib.suppress(OSError),
        whole_file.scratch(path.parent) as folder,
    ):
        tried = folder / path.name
        holding.copy(path, tried)
        holding.copy(log, log_of(tried))
        return log.stat().st_size > 0 and fit_of(tried, passphrase) is Fit.WHOLE
    return False


def damaged(path: Path) -> Message | None:
    """What is said of a file whose log is damaged; None of any other, and while it is in use."""
    damage = _damage(path)
    if damage is None or damage.may_be_unfinished:
        return None
    return say(
        "The log beside {file}, which holds what was written last, is damaged: {unread} of its "
        "{of} last entries cannot be read, and may be missing. Compare with paper, with "
        "note-takers’ browsers and with laptops, which offer again what they have.",
        file=path.name,
        unread=damage.unread,
        of=damage.read + damage.unread,
    )


def cut_off(path: Path) -> Message | None:
    """What is said of a file whose last writing was not finished, as when the power goes."""
    damage = _damage(path)
    if damage is None or not damage.may_be_unfinished:
        return None
    return say(
        "The last entry in {file} was not finished when the computer stopped, as when the power "
        "goes, and is not in it. Nobody was told that it is kept; note-takers’ browsers and "
        "laptops offer again what they have. Look at what was written last; where this is a copy "
        "that was made while the file was in use, copy it again.",
        file=path.name,
    )


def unread(path: Path) -> Message | None:
    """What is said of a file whose log holds what cannot be read, whatever it comes from."""
    return damaged(path) or cut_off(path)


def _damage(path: Path) -> Damage | None:
    with contextlib.suppress(OSError):
        return damage_of(log_of(path)) if is_free(path, folder_of_holds()) else None
    return None


def _with_a_damaged_log_kept(path: Path) -> str:
    """A copy of a damaged log stays beside the file: what is written next takes its place."""
    said = unread(path)
    if said is None:
        return ""
    aside = log_of(path).with_name(f"{log_of(path).name}{whole_file.ASIDE}")
    with contextlib.suppress(OSError):
        holding.copy(log_of(path), aside)
        whole_file.sync(aside)
        return f"{said} {say('It was kept as {aside}.', aside=aside.name)}"
    return str(said)


def forget_aside(path: Path) -> None:
    """Take away a log that was set aside: it holds words that may be erased since."""
    with contextlib.suppress(OSError):
        path.with_name(f"{log_of(path).name}{whole_file.ASIDE}").unlink(missing_ok=True)


@contextlib.contextmanager
def left_as_it_was(
    path: Path, passphrase: Passphrase, *, where_refused: bool = False
) -> Iterator[None]:
    """What SQLite lays beside a file in order to read it, and leaves there, is gone afterwards;
    with `where_refused` only where the block does not end well: else the file is in use then.
    """
    log, index = log_of(path), index_of(path)
    had_log, had_index = log.exists(), index.exists()
    is_opened = False
    try:
        yield
        is_opened = where_refused
    finally:
        if not is_opened:
            _take_away(path, passphrase, had_log, had_index)


def _take_away(path: Path, passphrase: Passphrase, had_log: bool, had_index: bool) -> None:
    log, index = log_of(path), index_of(path)
    with contextlib.suppress(OSError, SeminarError, *TROUBLE):
        if not had_log and log.exists() and not log.stat().st_size:
            # Whoever may write takes both away, as the last to close them.
            with contextlib.closing(connect(path, passphrase, how=THERE)) as raw:
                raw.execute("SELECT 1 FROM sqlite_master").fetchone()
        elif had_log and not had_index and index.exists() and not _is_open(path):
            index.unlink()


def clear_beside(path: Path, passphrase: Passphrase) -> None:
    """Take away the log of what stands under a name that a whole file is about to be given.

    Raises SeminarError where what stands there is open in a program.
    """
    beside = [log_of(path), index_of(path), path.with_name(f"{path.name}-journal")]
    if not any(each.exists() for each in beside):
        return
    if path.exists():
        with (
            contextlib.suppress(OSError, SeminarError, *TROUBLE),
            contextlib.closing(connect(path, passphrase)) as raw,
        ):
            raw.execute("PRAGMA busy_timeout = 0").fetchall()
            as_one_file(raw)
        if _is_open(path):
            raise SeminarError(
                say(
                    "{file} is open in another window or program, and is left as it is. Close it "
                    "there, or choose another name.",
                    file=path.name,
                )
            )
    for each in beside:
        each.unlink(missing_ok=True)


def refuse_open(path: Path) -> None:
    """Raise SeminarError where a program has a file open that nobody else may have meanwhile."""
    if _is_open(path):
        raise SeminarError(
            say(
                "{file} is open in another window or program. Close it there first.",
                file=path.name,
            )
        )


def _is_open(path: Path) -> bool:
    """Whether a program of this person's, this one included, has a file open."""
    here = str(path.resolve())
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if any(each.path == here for each in process.open_files()):
                return True
    return False
