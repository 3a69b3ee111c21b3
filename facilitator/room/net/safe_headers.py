"""What goes along with every answer, so that a browser does no more with it than it must."""

from collections.abc import Iterable

from typing_extensions import override

Headers = list[tuple[bytes, bytes]]

ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
"""Put before every answer by the web server itself, whoever gives it."""

_POLICY = b"content-security-policy"

ANSWER_POLICY = (_POLICY, b"default-src 'none'; frame-ancestors 'none'")
"""Of whatever brings no policy of its own: nothing may be loaded or run."""

PAGE_POLICY = (
    _POLICY,
    (
        b"default-src 'self'; img-src 'self' data:; connect-src 'self' http:; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
)
"""Of a page: its own scripts, styles and pictures, and nothing from elsewhere. That it may ask
elsewhere is for one question: whether the standby is there, whose address nobody knows yet when a
page is loaded in the morning.
"""


def safe(before: Headers, given: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers of an answer: `before`, then its own, with a policy in any case."""
    own = [*given]
    has_policy = any(name == _POLICY for name, _ in own)
    return [*before, *own] if has_policy else [*before, ANSWER_POLICY, *own]


class Safe(Headers):
    """What a web server puts before the headers of whatever it answers, by adding these to it."""

    __slots__ = ()

    @override
    def __add__(self, given: Iterable[tuple[bytes, bytes]]) -> Headers:  # type: ignore[override]  # no list of anything else
        return safe(self, given)
