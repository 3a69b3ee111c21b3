"""A round's votes for anybody to count again: what was marked, and nothing of who marked it.

Votes leave item by item, each item's in an order of its own, so that no two can be put together to
a ballot. Whole ballots leave only where the rule cannot be applied without them, and then only if
voters were told so. Formats: ABIF (electowiki.org/wiki/ABIF) for rankings, with OpaVote's .blt
beside it where nobody ranked two things alike; else comma-separated values.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.polls import ABSTAIN, HandCount, Marked, Poll, Round

WHOLE = frozenset(key for key, method in METHODS.items() if method.needs_whole)
"""The methods whose rule needs whole ballots."""


SUMS = ".sha256"


@dataclass(frozen=True, slots=True)
class Recount:
    """What a paper says of a round's files: the name of the one that lists them with their SHA-256
    hashes, and its own.
    """

    file: str
    hash: str


def recount_of(files: Mapping[str, str]) -> Recount | None:
    """That of a round's `named_files`; None where nothing of it leaves."""
    found = (Recount(name, _hash_of(text)) for name, text in files.items() if name.endswith(SUMS))
    return next(found, None)


def named_files(
    held: Round, ballots: Sequence[Marked], hands: HandCount | None = None
) -> dict[str, str]:
    """The files of a round under names that stay what they are whatever else is revealed, with one
    that lists their hashes as `sha256sum --check` reads them.
    """
    name = f"{_hash_of(held.id)[:8]}-round-{held.number}"
    files = {f"{name}{end}": text for end, text in files_of(held, ballots, hands).items()}
    sums = "".join(f"{_hash_of(text)}  {file}\n" for file, text in files.items())
    return files | ({f"{name}{SUMS}": sums} if files else {})


def _hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def files_of(
    held: Round, ballots: Sequence[Marked], hands: HandCount | None = None
) -> dict[str, str]:
    """By ending, what can be counted again of a round; nothing of words, which the policy lets out
    or does not, and nothing whole that voters were not told of.
    """
    poll = held.poll
    if not method_of(poll).takes_items or (poll.method in WHOLE and not held.tells_recount):
        return {}
    canonical = method_of(poll).canonical
    abstained = sum(ballot.abstains for ballot in ballots)
    ballots = [
        replace(each, marks=tuple(canonical(each.marks, ())[0]))
        for each in ballots
        if not each.abstains
    ]
    if method_of(poll).is_ranking:
        files = _rankings(poll, ballots)
    elif poll.method in WHOLE:
        files = {".csv": _table(_whole(poll, ballots))}
    else:
        files = {".csv": _table(_item_by_item(poll, ballots))}
    if nothing := sum(not ballot.marks for ballot in ballots if method_of(poll).takes_nothing):
        files["-none.csv"] = _table([("none of these",), (nothing,)])
    if abstained:
        files["-abstained.csv"] = _table([("abstained",), (abstained,)])
    if hands is not None:
        names = {item.id: item.text for item in poll.items} | {ABSTAIN: "abstained"}
        rows = [("item", "mark", "people"), *((names[i], m, n) for i, m, n in hands.marks)]
        files["-hands.csv"] = _table(rows)
    return files


def _item_by_item(poll: Poll, ballots: Sequence[Marked]) -> Iterator[Sequence[object]]:
    """A column for each thing that is marked, sorted by itself; "" where somebody left it out."""
    names = method_of(poll).names(poll)
    marks = [dict(ballot.marks) for ballot in ballots]
    columns = [sorted(str(each.get(key, "")) for each in marks) for key in names]
    yield list(names.values())
    yield from zip(*columns, strict=True)


def _whole(poll: Poll, ballots: Sequence[Marked]) -> Iterator[Sequence[object]]:
    """A row for each ballot, in the order of what they say."""
    names = method_of(poll).names(poll)
    marks = (dict(ballot.marks) for ballot in ballots)
    yield list(names.values())
    yield from sorted([str(each.get(key, "")) for key in names] for each in marks)


def _rankings(poll: Poll, ballots: Sequence[Marked]) -> dict[str, str]:
    tokens = {item.id: f"C{number}" for number, item in enumerate(poll.items, 1)}
    ranked = Counter(_places(ballot, tokens) for ballot in ballots)
    files = {".abif": "\n".join(_abif(poll, tokens, ranked)) + "\n"}
    if all(len(group) == 1 for places in ranked for group in places):
        files[".blt"] = "\n".join(_blt(poll, tokens, ranked)) + "\n"
    return files


_Places = tuple[tuple[str, ...], ...]


def _places(ballot: Marked, tokens: dict[str, str]) -> _Places:
    """What a ballot ranks, the best first, with those that share a place together."""
    places = sorted({place for _, place in ballot.marks})
    return tuple(
        tuple(sorted(tokens[item] for item, at in ballot.marks if at == place)) for place in places
    )


def _abif(poll: Poll, tokens: dict[str, str], ranked: Counter[_Places]) -> Iterator[str]:
    about = json.dumps({"version": "0.1", "title": poll.title}, ensure_ascii=False)
    yield about.replace("#", r"\u0023")
    for item in poll.items:
        yield f"={tokens[item.id]}:[{_on_a_line(item.text).translate(_ROUND)}]"
    for places, people in sorted(ranked.items()):
        yield f"{people}:{'>'.join('='.join(group) for group in places)}"


def _blt(poll: Poll, tokens: dict[str, str], ranked: Counter[_Places]) -> Iterator[str]:
    number = {token: token.removeprefix("C") for token in tokens.values()}
    yield f"{len(tokens)} 1"
    for places, people in sorted(ranked.items()):
        yield " ".join((str(people), *(number[group[0]] for group in places), "0"))
    yield "0"
    for text in (*(item.text for item in poll.items), poll.title):
        yield '"{}"'.format(_on_a_line(text).replace('"', "'"))


_ROUND = str.maketrans("[]", "()")


def _on_a_line(text: str) -> str:
    """A name as both formats take it: they end with the line, or where a remark begins (#)."""
    return " ".join(text.split()).replace("#", "＃")


def _table(rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for row in rows:
        writer.writerow([_as_data(value) for value in row])
    return written.getvalue()


def _as_data(value: object) -> object:
    """A text that a spreadsheet would take for a formula is none."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
