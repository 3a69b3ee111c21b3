"""What a host and its standby make of their code: proofs, and the tickets that phones come with.

A proof shows that somebody knows the code without saying it on the wire. A ticket is a phone's own
token, closed up so that only the standby can open it: there the same token lets the same phone in,
so that its answers stay its own and its votes before and after stay a pair.
"""

import base64
import hashlib
import hmac
import secrets
from functools import cache

from facilitator.domain.people.devices import Role

_ROUNDS = 256_000
"""As many as protect the standby itself, so that this is no easier to try codes on."""
_NONCE_BYTES = 16
_SEAL_BYTES = 16
_MOST_BYTES = hashlib.sha512().digest_size


class StandbyKeys:
    """Of one code; made once, which takes a quarter of a second."""

    def __init__(self, code: str) -> None:
        made = hashlib.pbkdf2_hmac("sha512", code.encode(), b"facilitator standby", _ROUNDS, 64)
        self._of_proofs, self._of_tickets = made[:32], made[32:]

    def proof(self, said: str) -> str:
        """What shows that this was said by somebody who knows the code."""
        return hmac.new(self._of_proofs, said.encode(), hashlib.sha256).hexdigest()

    def is_proof(self, said: str, proof: str) -> bool:
        """Whether it shows that."""
        return hmac.compare_digest(self.proof(said).encode(), proof.encode())

    def ticket(self, role: Role, token: str) -> str:
        """A token closed up, another each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        closed = self._turned(nonce, token.encode())
        return base64.urlsafe_b64encode(nonce + closed + self._seal(role, nonce, closed)).decode()

    def token(self, role: Role, ticket: str) -> str:
        """The token in a ticket for a role; "" where it is none of ours."""
        try:
            whole = base64.urlsafe_b64decode(ticket)
        except ValueError:
            return ""
        nonce, closed = whole[:_NONCE_BYTES], whole[_NONCE_BYTES:-_SEAL_BYTES]
        if not hmac.compare_digest(self._seal(role, nonce, closed), whole[-_SEAL_BYTES:]):
            return ""
        return self._turned(nonce, closed).decode()

    def _turned(self, nonce: bytes, text: bytes) -> bytes:
        """Closed where it was open, and open where it was closed: a pad that is used once."""
        pad = hmac.new(self._of_tickets, b"pad" + nonce, hashlib.sha512).digest()
        assert len(text) <= _MOST_BYTES, "a token is shorter than that"
        return bytes(one ^ other for one, other in zip(text, pad, strict=False))

    def _seal(self, role: Role, nonce: bytes, closed: bytes) -> bytes:
        said = b"seal" + role.encode() + b" " + nonce + closed
        return hmac.new(self._of_tickets, said, hashlib.sha512).digest()[:_SEAL_BYTES]


@cache
def keys_of(code: str) -> StandbyKeys:
    """The keys of a code, made at the first call."""
    return StandbyKeys(code)
