"""Codes for ballots on paper: drawn once for every printing."""

import secrets
from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.paper.codes import MOST_COPIES
from facilitator.domain.wording import say
from facilitator.store.records.facts import PAPER_CODES
from facilitator.store.seminar_store import SeminarStore


def draw_codes(file: SeminarStore, copies: int, *, now: datetime) -> tuple[str, ...]:
    """Codes for so many sets of ballots, which nobody else has; the secret that they follow from
    stays in this file, and goes into no copy.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise SeminarError(
            say("Print from 1 to {most} sets of ballots; {n} is none of that.",
                most=MOST_COPIES, n=copies)
        )  # fmt: skip
    with file.write(Verb.KEEP, now) as writer:
        codes = writer.fact(PAPER_CODES)
        codes = codes if codes.secret else replace(codes, secret=secrets.token_hex(32))
        codes = codes.drawn(copies)
        writer.note_fact(PAPER_CODES, codes)
    return codes.of_last()
