"""The one error that is meant for people, and what they are told when the computer refuses."""

import errno

from facilitator.domain.wording import Message, Wording, say


class SeminarError(Exception):
    """A sentence a person can act on; anything else that is raised is a bug.

    `str()` of it is English; whoever shows it says `sentence` in the language of who reads it.
    """

    def __init__(self, sentence: Wording) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class PassphraseError(SeminarError):
    """A protected file cannot be opened with what was given; whoever can ask, asks for another."""


class StorageError(SeminarError):
    """The computer cannot keep or read what it should: the disk is full, does not answer, may not
    be written. What was to be kept is kept by whoever wrote it, and tried again.
    """


class LostError(StorageError):
    """The seminar's file is not where it was opened: nothing can be kept until it is back."""


class UnsoundError(StorageError):
    """The seminar's file cannot be read as its pages stand: its backups are the way on."""


class DamagedError(UnsoundError):
    """What stands in the seminar's file is nothing that this program ever wrote there."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Something in this seminar’s file cannot be read: it is damaged. “facilitator "
                "check” says where; open one of its backups instead."
            )
        )


def told_of(error: OSError) -> StorageError:
    """What a person is told where the computer refused something that nobody else has told."""
    why = why_of(error)
    if not error.filename:
        return StorageError(say("A file cannot be used: {why}.", why=why))
    return StorageError(say("{file} cannot be used: {why}.", file=str(error.filename), why=why))


def why_of(error: OSError) -> Message:
    """Why the computer refused, in our words: its own come in its language, and name no way on."""
    from socket import gaierror  # the window opens without it

    if isinstance(error, TimeoutError):
        return _WHY[errno.ETIMEDOUT]
    if isinstance(error, gaierror):
        return say("no computer of that name is known here")
    return _WHY.get(error.errno or 0) or say("the computer refused it ({n})", n=error.errno or 0)


_WHY = {
    errno.ENOENT: say("there is nothing of that name"),
    errno.EACCES: say("this account is not allowed to"),
    errno.EPERM: say("this account is not allowed to"),
    errno.EROFS: say("the disk can only be read"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk is full"),
    errno.EFBIG: say("it is too large for this disk"),
    errno.EIO: say("the disk does not answer as it should"),
    errno.EBUSY: say("another program is using it"),
    errno.EADDRINUSE: say("another program is using it"),
    errno.EADDRNOTAVAIL: say("this computer has no such address"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is not a folder"),
    errno.EEXIST: say("something of that name is there already"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("its link leads round in a circle"),
    errno.ECONNREFUSED: say("nothing answers there"),
    errno.ECONNRESET: say("the connection broke off"),
    errno.ECONNABORTED: say("the connection broke off"),
    errno.EPIPE: say("the connection broke off"),
    errno.ETIMEDOUT: say("nothing answers there"),
    errno.EHOSTUNREACH: say("there is no way to it in the network"),
    errno.ENETUNREACH: say("there is no way to it in the network"),
}
