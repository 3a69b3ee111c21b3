"""Hashes: what makes it seen that a recorded revision was altered, or one left out.

A revision's hash covers its id, record, kind, the salted digest of its content, its parents'
hashes, device, clock and act. (An erasure names its parents by their ids: it also goes to copies
that never had them.) The digest stays when its words are erased, the salt goes with them:
the chain still holds then, and nobody can try words against the digest.

Revisions of version 1 had none. Nothing that two copies upgraded apart would agree on is secret
once the words are erased (ids, clocks and the file's id all stay), so a digest of their words
could be guessed from: their hash covers everything but the words. Each file seals those for itself
(`word_seals`): what was altered after it came in is found there. What was altered before, on the
way, is not.

Their hash begins with another mark. A revision written since that would pass for one of them is
told by its act, which knows its session, and by any of its parents that is not one of them. Nothing
tells one that somebody made up, with an act of its own that knows none and only old parents, from
what a program of version 1 wrote late: both are taken in, as another version beside what is shown.
"""

import hashlib
from collections.abc import Callable, Iterable

from facilitator.domain.revisions import Revision

OLD = "0:"
NEW = "1:"
GONE = "gone"
ERASED = "erased"


def digest_of(salt: str, content: str | None, *, erased: bool = False) -> str:
    """What a hash says of a revision's content: salted, or that it takes the record out."""
    if content is None:
        return ERASED if erased else GONE
    return hashlib.sha256(f"{salt} {content}".encode()).hexdigest()


def hash_of(
    *,
    id: str,
    record: str,
    kind: str,
    digest: str,
    parents: Iterable[str],
    device: str,
    clock: int,
    act: str,
) -> str:
    """The hash of a revision; no part of it can be moved into another."""
    parts = (id, record, kind, digest, ",".join(parents), device, str(clock), act)
    return NEW + _hashed(parts)


def old_hash_of(
    *,
    id: str,
    record: str,
    kind: str,
    erased: bool,
    parents: Iterable[str],
    device: str,
    clock: int,
    act: str,
) -> str:
    """The hash that a revision of version 1 gets at the upgrade, the same in every copy."""
    parts = (id, record, kind, str(int(erased)), ",".join(parents), device, str(clock), act)
    return OLD + _hashed(parts)


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def is_old(revision: Revision) -> bool:
    """Whether it has the hash of a revision of version 1, which does not cover its words."""
    return revision.hash.startswith(OLD)


def arrival(hash_: str, seal: str = "") -> str:
    """What the chain of arrivals holds of a revision: its hash, and this file's seal where one is
    needed.
    """
    return hash_ + seal


def linked(before: str, arrived: Iterable[str]) -> str:
    """The link of a file's own chain of arrivals: what arrived together, behind what was there."""
    return hashlib.sha256("".join((before, *arrived)).encode()).hexdigest()


def parents_in(revision: Revision, hash_by_id: Callable[[str], str]) -> list[str]:
    """What a revision's hash says of those it was based on."""
    if revision.erased:
        return list(revision.based_on)
    return [hash_by_id(parent) for parent in revision.based_on]


def is_true(revision: Revision, parents: Iterable[str], *, was_erased: bool) -> bool:
    """Whether a revision's hash and digest agree with what it holds.

    `was_erased` says that its record was erased at a person's wish, here or where it comes from.
    A revision of version 1 brings no digest; here it has that of its seal.
    """
    given = {
        "id": revision.id,
        "record": revision.record,
        "kind": str(revision.kind),
        "device": revision.device,
        "act": revision.act,
    }
    if is_old(revision):
        said = list(parents)
        found = old_hash_of(**given, erased=revision.erased, parents=said, clock=revision.clock)
        is_of_then = not any(parent.startswith(NEW) for parent in said)
        is_sealed = bool(revision.digest)
        return (
            revision.hash == found
            and is_of_then
            and (not is_sealed or _holds_what_it_says(revision, was_erased))
        )
    found = hash_of(**given, digest=revision.digest, parents=parents, clock=revision.clock)
    return revision.hash == found and _holds_what_it_says(revision, was_erased)


def _holds_what_it_says(revision: Revision, was_erased: bool) -> bool:
    """Where words were erased there is nothing left to compare."""
    if revision.content is not None:
        return revision.digest == digest_of(revision.salt or "", revision.content)
    if revision.erased:
        return revision.digest == ERASED
    return revision.digest == GONE or (was_erased and revision.salt is None)
