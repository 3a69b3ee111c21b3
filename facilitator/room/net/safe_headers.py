"""What goes along with every answer, so that a browser does no more with it than it must."""

ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
"""Put before every answer by the web server itself, whoever gives it."""

ANSWER_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
"""Of what is no page: nothing may be loaded or run."""

PAGE_POLICY = (
    b"content-security-policy",
    (
        b"default-src 'self'; img-src 'self' data:; connect-src 'self' http:; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
)
"""Of a page: its own scripts, styles and pictures, and nothing from elsewhere. That it may ask
elsewhere is for one question: whether the standby is there, whose address nobody knows yet when a
page is loaded in the morning.
"""
