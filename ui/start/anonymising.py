"""`facilitator anonymise`: names, addresses and keys out of a seminar, once their day has come."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import names, passphrase

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore


def add(
    add_parser: Callable[..., argparse.ArgumentParser],
    opened: Callable[[argparse.Namespace], "SeminarStore"],
    told: Callable[[str], None],
) -> None:
    """The command and its options."""
    parser = add_parser("anonymise", help="names, addresses and keys out for good")
    parser.add_argument("file", type=names.seminar)
    parser.add_argument(
        "--early", action="store_true", help="before the day until which names are kept"
    )
    passphrase.add_option(parser)
    parser.set_defaults(command=lambda given: _anonymise(given, opened, told))


def _anonymise(
    given: argparse.Namespace,
    opened: Callable[[argparse.Namespace], "SeminarStore"],
    told: Callable[[str], None],
) -> int:
    from facilitator.services.records import retention

    file, now = opened(given), datetime.now(UTC)
    with file.read() as reader:
        is_due = retention.reminder(reader, now) is not None
        until = retention.named(reader).until
    if not is_due and not given.early and until is not None and until > now.date():
        raise SeminarError(
            say(
                "Names are kept until {day}. To take them out for good before, add --early.",
                day=until,
            )
        )
    told(str(retention.take_people_out(file, now=now)))
    file.close()
    return 0
