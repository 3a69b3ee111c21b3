"""A standby: a seminar held ready under a code, for when the computer that runs it is gone.

It has what whole copies leave behind, the rights and secrets, and like them no ballot of an open
round. Under its code it is no plainer on a stolen laptop than on the wire.
"""

import contextlib
import shutil
from pathlib import Path
from typing import Any

from facilitator import whole_file
from facilitator.domain.errors import PassphraseError, SeminarError
from facilitator.domain.facts import Handover
from facilitator.domain.wording import say
from facilitator.store.files import copies, leftovers, standby_changes
from facilitator.store.files.file import SeminarFile, new_id, refuse_strange
from facilitator.store.files.installation import user_folder
from facilitator.store.files.standby_changes import Sums
from facilitator.store.records.facts import EPOCH, HANDOVER, STANDBY_CODE, Fact
from facilitator.store.sqlite.connecting import THERE, as_one_file, connect, is_damaged
from facilitator.store.sqlite.passphrases import Passphrase, export
from facilitator.store.sqlite.troubles import TROUBLE, why_unwritten

SUFFIX = ".standby"

_KEEP = "INSERT OR REPLACE INTO meta VALUES (?, ?)"


def write(
    file: SeminarFile,
    target: Path,
    code: Passphrase,
    handover: Handover,
    before: Sums | None = None,
) -> Sums:
    """Write a seminar's standby, on the disk before its name appears; what stood there goes then.
    Where the sums of the one `before` are known, only what changed since is written, if it is less.

    Returns the sums. Raises SeminarError when it cannot be written; what stood there before stays.
    """
    copies.refuse_to_replace(target)
    with (
        _trouble_told(target),
        leftovers.begun_in(target.parent),
        whole_file.replacing(target) as part,
        whole_file.scratch(target.parent) as folder,
    ):
        made = folder / f"made{SUFFIX}"
        with file.database.driving() as raw:
            export(raw, made, code)
        with contextlib.closing(connect(made, code)) as standby:
            copies.leave_behind(standby)
            for fact, value in ((STANDBY_CODE, code.handed_on()), (HANDOVER, handover)):
                _note(standby, fact, value)
            sums = standby_changes.sums_of(standby)
            if before is not None and standby_changes.write(standby, before, sums, part, code):
                return sums
            # How much was taken out is nobody's to see either.
            standby.execute("VACUUM")
            as_one_file(standby)
        whole_file.put_in_place(made, part)
        return sums


def keep_beside(
    file: SeminarFile, target: Path, code: Passphrase, handover: Handover, before: Sums | None
) -> Sums:
    """The same of a standby on another disk, which may be a slow stick: it is made on this
    computer's own, and only what changed is written there where it holds what it held `before`.
    """
    copies.refuse_to_replace(target)
    with whole_file.scratch(user_folder()) as folder:
        made = folder / f"made{SUFFIX}"
        sums = write(file, made, code, handover, before)
        if standby_changes.are_changes(made, code):
            if standby_changes.apply(made, target, code):
                return sums
            sums = write(file, made, code, handover)
        with (
            _trouble_told(target),
            leftovers.begun_in(target.parent),
            whole_file.replacing(target) as part,
        ):
            shutil.copyfile(made, part)
    return sums


def bring_up_to_date(standby: Path, came: Path, code: Passphrase) -> bool:
    """Have what came from the host take the place of a standby, or be applied to it.

    False where that does not come to what the host has: a whole one is needed, and the standby
    stays as it was. Raises SeminarError where it cannot be kept, or the code does not open it.
    """
    with _trouble_told(came):
        if standby_changes.are_changes(came, code):
            return standby_changes.apply(came, standby, code)
    handover(came, code)  # it can be opened when it is needed
    whole_file.put_in_place(came, standby)
    return True


def handover(standby: Path, code: Passphrase) -> Handover:
    """What a standby remembers of its host; SeminarError where this code does not open it."""
    with _trouble_told(standby):
        try:
            refuse_strange(standby, code)
        except PassphraseError as error:
            raise SeminarError(
                say(
                    "This code does not open {file}. Type the one that its host showed, or choose "
                    "another file.",
                    file=standby.name,
                )
            ) from error
        found = copies.fact_of(standby, code, HANDOVER)
    if found is None:
        raise SeminarError(
            say("{file} is not a standby. Choose a file that is one.", file=standby.name)
        )
    return found


def take_over(standby: Path, target: Path, code: Passphrase) -> Passphrase:
    """Make of a standby the seminar that goes on, as protected as it was; the standby stays.

    It says to whoever knew the host that they count anew. Returns what it is protected with.
    Raises SeminarError where it cannot be made; what stood there before stays.
    """
    copies.refuse_to_replace(target)
    known = handover(standby, code)
    protected = Passphrase(known.passphrase)
    with (
        _trouble_told(target),
        leftovers.begun_in(target.parent),
        whole_file.replacing(target) as part,
    ):
        with contextlib.closing(connect(standby, code, how=THERE)) as raw:
            if is_damaged(raw):
                raise SeminarError(
                    say(
                        "{file} is damaged, and cannot take over. Use a backup of the seminar.",
                        file=standby.name,
                    )
                )
            export(raw, part, protected)
        with contextlib.closing(connect(part, protected)) as taken:
            _note(taken, EPOCH, new_id())
            taken.execute("DELETE FROM meta WHERE name = ?", (HANDOVER.name,))
            as_one_file(taken)
    return protected


def _note(raw: Any, fact: Fact[Any], value: object) -> None:
    raw.execute(_KEEP, (fact.name, fact.written(value)))


@contextlib.contextmanager
def _trouble_told(target: Path) -> Any:
    try:
        yield
    except (OSError, *TROUBLE) as error:
        raise SeminarError(
            say(
                "The standby {file} could not be read or written: {why}. Choose another place.",
                file=str(target),
                why=why_unwritten(error, target),
            )
        ) from error
