"""Breaks the program's rules one at a time and says which breaks no test notices: `make mutants`.

cosmic-ray changes one operator, comparison or number at a time in a copy of the tree under
build/mutants, never in the tree itself, and runs the tests nearest to it. What survives is either a
rule that no test holds or a change that makes no difference; a person has to look.

    python -m tests.mutants [TARGET …] [--minutes N]    what was begun is gone on with
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "mutants"
COPIED = ("facilitator", "exports", "resources", "ui", "tests", "pyproject.toml")

TARGETS = {
    "measures": (
        ("facilitator/domain/polls/measures.py",),
        ("tests/domain/polls/test_measures.py", "tests/domain/polls/test_verdicts.py"),
    ),
    "tally": (
        (
            "facilitator/domain/polls/tally.py",
            "facilitator/domain/polls/runoff.py",
            "facilitator/domain/polls/methods/shared/sums.py",
            "facilitator/domain/polls/methods/agree.py",
        ),
        ("tests/domain/polls",),
    ),
    "privacy": (("facilitator/domain/privacy",), ("tests/domain/privacy",)),
}
"""What is broken, and the tests that should notice."""

SENSELESS = (
    ".*BinaryOperator_BitOr_.*",  # types are written with it
    ".*BinaryOperator_.*_(Pow|RShift|LShift|BitOr|BitAnd|BitXor|Mod|FloorDiv)",
    "core/ReplaceUnaryOperator_.*",
    "core/RemoveDecorator",
    "core/ExceptionReplacer",
)

CONFIG = """\
[cosmic-ray]
module-path = {modules}
timeout = 60.0
excluded-modules = []
test-command = "{python} -m pytest -q -x -p no:cacheprovider {tests}"
[cosmic-ray.distributor]
name = "local"
[cosmic-ray.filters.operators-filter]
exclude-operators = {senseless}
"""


class Mutant(NamedTuple):
    """A break: where, of which kind, and whether a test noticed; None before it was tried."""

    path: str
    line: int
    kind: str
    noticed: bool | None


def main() -> int:
    """Break what was asked for, and report; ends with 1 where something survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--minutes", type=float, default=60)
    wanted = parser.parse_args()
    if unknown := set(wanted.targets) - set(TARGETS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    survived = 0
    for target in wanted.targets:
        survived += _report(target, list(_tried(target, wanted.minutes * 60)))
    return 1 if survived else 0


def _tried(target: str, seconds: float) -> Iterator[Mutant]:
    session, config = PLACE / f"{target}.sqlite", PLACE / f"{target}.toml"
    if not session.exists():
        _copy()
        modules, tests = TARGETS[target]
        config.write_text(
            CONFIG.format(
                modules=json.dumps(modules),
                python=sys.executable,
                tests=" ".join(tests),
                senseless=json.dumps(SENSELESS),
            )
        )
        _cosmic_ray("cosmic-ray", "init", config.name, session.name)
        _cosmic_ray("cr-filter-operators", session.name, config.name)
    try:
        _cosmic_ray("cosmic-ray", "exec", config.name, session.name, seconds=seconds)
    except subprocess.TimeoutExpired:
        _copy()  # the break in hand is not taken back
    dumped = _cosmic_ray("cosmic-ray", "dump", session.name)
    yield from map(_mutant, dumped.splitlines())


def _copy() -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.rmtree(PLACE / name, ignore_errors=True)
            shutil.copytree(ROOT / name, PLACE / name)
        else:
            shutil.copyfile(ROOT / name, PLACE / name)


def _cosmic_ray(program: str, *words: str, seconds: float | None = None) -> str:
    path = Path(sys.executable).with_name(program)
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}  # or a break may be read from a cache
    # The output goes to a file: tests still running when time is up would hold a pipe open.
    with (PLACE / "said.txt").open("w+", encoding="utf-8") as said:
        subprocess.run([path, *words], cwd=PLACE, check=True, stdout=said, timeout=seconds, env=env)
        said.seek(0)
        return said.read()


def _mutant(line: str) -> Mutant:
    work, result = json.loads(line)
    (mutation,) = work["mutations"]
    outcome = result and result["test_outcome"]
    skipped = result is None or result["worker_outcome"] == "skipped"
    return Mutant(
        path=str(mutation["module_path"]),
        line=mutation["start_pos"][0],
        kind=f"{mutation['operator_name'].removeprefix('core/')} {mutation['occurrence']}",
        noticed=None if skipped else outcome != "survived",
    )


def _report(target: str, mutants: list[Mutant]) -> int:
    tried = [each for each in mutants if each.noticed is not None]
    survivors = sorted(each for each in tried if not each.noticed)
    for each in survivors:
        sys.stdout.write(f"{each.path}:{each.line}: {each.kind}\n")
    sys.stdout.write(f"{target}: {len(tried)} breaks tried, {len(survivors)} survived\n")
    return len(survivors)


if __name__ == "__main__":
    sys.exit(main())
