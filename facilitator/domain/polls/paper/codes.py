"""The codes on paper ballots: six signs, drawn anew for every printing from the file's own secret.

Nothing but the secret and how many were drawn is kept: the codes follow from that, and whoever has
a sheet and a copy of the file, but not the secret, cannot tell whose ballot it is.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say

CODE_LENGTH = 6
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike when written down by hand."""
_BITS = 5
MOST_COPIES = 2000
"""So many sets of ballots are printed at once, at most."""


@dataclass(frozen=True, slots=True)
class PaperCodes:
    """The secret that the codes are drawn from, and how many were drawn at each printing."""

    secret: str = field(default="", repr=False)
    printings: tuple[int, ...] = ()

    def drawn(self, copies: int) -> "PaperCodes":
        """After one more printing, of so many."""
        return replace(self, printings=(*self.printings, copies))

    def of_last(self) -> tuple[str, ...]:
        """The codes of the last printing, in the order in which they are printed."""
        return tuple(self._all())[-self.printings[-1] :] if self.printings else ()

    def knows(self, code: str) -> bool:
        """Whether it was printed from this file."""
        return code in set(self._all())

    def token(self, code: str) -> str:
        """What a voter's key is made of, in place of the code that can be read on the sheet."""
        return "paper:" + _drawn(self.secret, f"voter {code}").hex()

    def _all(self) -> Iterator[str]:
        """Every code, each at least two signs from all others: one sign misread is none of them."""
        taken: set[tuple[int, str]] = set()
        for printing, copies in enumerate(self.printings):
            count, number = 0, 0
            while count < copies:
                code = _code(_drawn(self.secret, f"{printing} {number}"))
                number += 1
                shared = set(_with_one_gone(code))
                if shared.isdisjoint(taken):
                    taken |= shared
                    count += 1
                    yield code


def read_code(typed: str) -> str:
    """A code however it was typed; "" for none. Raises SeminarError where it can be no code."""
    code = "".join(typed.split()).upper()
    if code and (len(code) != CODE_LENGTH or set(code) - set(SIGNS)):
        raise SeminarError(
            say("“{code}” is no code: it has six signs, without I, O, 0 and 1.", code=typed.strip())
        )
    return code


def spaced(code: str) -> str:
    """A code as it is printed, in two halves that the eye can hold."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}\u00a0{code[half:]}"


def _drawn(secret: str, what: str) -> bytes:
    return hmac.new(secret.encode(), what.encode(), hashlib.sha256).digest()


def _code(drawn: bytes) -> str:
    number = int.from_bytes(drawn[:8])
    return "".join(SIGNS[number >> _BITS * at & len(SIGNS) - 1] for at in range(CODE_LENGTH))


def _with_one_gone(code: str) -> Iterator[tuple[int, str]]:
    """What it has in common with all codes that differ from it in one sign."""
    return ((at, code[:at] + code[at + 1 :]) for at in range(CODE_LENGTH))
