"""What a ballot by name is kept under once its voter is erased.

Whoever is erased must not be found again by anybody who has a list of names, or the ids of people,
which the receipts of erasing keep. So the key that takes the name's place is no function of these
alone: it is made with the round's secret when the round closes, is kept with the ballot until it is
needed, and the secret is destroyed in the same transaction. From then on nobody can work it out,
not even with a copy from before the vote: only who holds the ballot with its name on it can tell.
Every copy that holds the ballot holds its other key as well, so that copies erased apart come to
the same, merged in any order.

The salt of a person's first revision, which erasing wipes too, would not do: each older copy and
each note-taker's laptop has it, and people of version 1 have none.

Rounds that version 1 closed have no secret. Their other keys are drawn by lot in the upgrade, and
differ in copies upgraded apart; that they are such is said in the key, and a merge takes of those
that say the same no more than either copy has (`joint_ballots`): such a round was closed before the
copies parted, and both hold all of it.
"""

import hashlib
import hmac

OF_VERSION_1 = "1:"
"""What the keys begin with that were drawn in an upgrade."""


def nameless_key(secret: str, person: str) -> str:
    """The key in place of a person's id, made with the secret of a round that is not sealed yet."""
    return hmac.new(secret.encode(), f"erased:{person}".encode(), hashlib.sha256).hexdigest()[:32]
