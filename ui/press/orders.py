"""What the window and the process that makes documents say to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from facilitator.domain.errors import SeminarError

T_co = TypeVar("T_co", covariant=True)
Progress = Callable[[float], None]


class Order(Protocol[T_co]):
    """What is to be made: a function of a module with its values, as `functools.partial` binds
    them. It tells its progress, 0 to 1.
    """

    def __call__(self, *, progress: Progress) -> T_co: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order: its value, or a sentence for people, or where the program failed."""

    value: Any = None
    error: SeminarError | None = None
    bug: str = ""


class FailedError(Exception):
    """The process failed; `report` says where, in none of the words of what it was making."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report
