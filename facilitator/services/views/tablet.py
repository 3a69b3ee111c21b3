"""The voting booth: what a shared tablet has to know, and the tokens it gives out."""

import secrets
from dataclasses import dataclass

from facilitator.domain.locales import Language, Locale
from facilitator.domain.people.participants import Participant, by_family_name
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.paper.codes import CODE_LENGTH, SIGNS
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.terms import terms
from facilitator.domain.wording import Text
from facilitator.services.seminar.rooms import rounds_here
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """The round that is open, None when none is, and who may say what about themselves,
    in which languages, the first of them first. `terms` are what people agree to. `on_phones` is
    that one is open in which each phone reads others than the next: a tablet is nobody's.
    """

    round: Round | None
    on_phones: bool
    sectors: tuple[str, ...]
    sizes: tuple[str, ...]
    people: tuple[Participant, ...]
    languages: tuple[Language, ...]
    terms: tuple[Text, ...]
    locales: tuple[Locale, ...]

    def locale(self, language: str) -> Locale:
        """How the seminar speaks one of its languages, the first one where it speaks no such."""
        spoken = (each for each in self.locales if each.code == language)
        return next(spoken, self.locales[0])


def booth(file: SeminarStore) -> Booth:
    """Read it all."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        held = rounds_here(reader, state=RoundState.OPEN)
        own = [each for each in held if not method_of(each.poll).deals]
        return Booth(
            round=own[0] if own else None,
            on_phones=bool(held) and not own,
            sectors=seminar.sectors,
            sizes=seminar.sizes,
            languages=seminar.languages,
            people=tuple(p for p in by_family_name(reader.every(Participant)) if p.name),
            terms=tuple(filter(None, (seminar.spoken_consent, *terms(seminar)))),
            locales=seminar.locales,
        )


def new_token() -> str:
    """A token for one voter: random, and never seen again."""
    return secrets.token_hex(16)


def new_code() -> str:
    """A code that a voter can write down, so that their next vote is linked to this one."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


def token_of(code: str) -> str:
    """The token a code stands for, however it was typed."""
    return f"code:{''.join(code.split()).upper()}"
