"""Runs the measurements, prints them as a table and keeps them in `build/bench.json`."""

import argparse
import importlib
import json
import os
import sys
from pathlib import Path

from benchmarks.measuring import Result

BUILD = Path("build")

MEASUREMENTS = {
    "startup": "benchmarks.startup",
    "list_10k": "benchmarks.long_list",
    "summary_20": "benchmarks.summary",
    "summary_500": "benchmarks.long_summary",
    "themes_20k": "benchmarks.theme_table",
    "groups_300x60": "benchmarks.opinion_groups",
    "merge_50x2000": "benchmarks.merging",
    "ballots_durable": "benchmarks.room_ballots",
    "ballots_postgres": "benchmarks.ballots_postgres",
    "revisions_postgres": "benchmarks.revisions_postgres",
    "burst_2000": "benchmarks.room_burst",
    "burst_slow_disk": "benchmarks.room_slow_disk",
    "streams_2000": "benchmarks.room_streams",
    "paint": "benchmarks.paint",
    "room_memory": "benchmarks.room_memory",
    "peer_livepoll": "benchmarks.room_livepoll",
}
"""Each module has a function `measure()`: a Result, or None where it cannot be measured here."""


def main() -> int:
    """Exit 1 when a budget is broken."""
    names = _asked_for()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results = {}
    for name in names:
        print(f"measuring {name} …", file=sys.stderr)
        result = importlib.import_module(MEASUREMENTS[name]).measure()
        if result is None:
            print(f"{name} cannot be measured here", file=sys.stderr)
        else:
            results[name] = result
    _keep(results)
    _print_table(results)
    return 0 if all(result.holds for result in results.values()) else 1


def _asked_for() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=MEASUREMENTS, help="measure this one alone")
    only = parser.parse_args().only
    return [only] if only else list(MEASUREMENTS)


def _keep(results: dict[str, Result]) -> None:
    """Write the results; those of an earlier run stay where this one did not measure."""
    place = BUILD / "bench.json"
    kept = json.loads(place.read_text("utf-8")) if place.exists() else {}
    kept |= {name: result.as_json() for name, result in results.items()}
    BUILD.mkdir(exist_ok=True)
    place.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _print_table(results: dict[str, Result]) -> None:
    print(f"{'':16}{'ours':>12}{'reference':>12}{'ratio':>8}{'budget':>12}  ")
    for name, result in results.items():
        unit = result.unit
        budget = f"{result.budget:g} {unit}" if result.absolute else f"{result.budget:g} ×"
        print(
            f"{name:16}{result.ours:>9.3f} {unit:2}{result.reference:>9.3f} {unit:2}"
            f"{result.ratio:>8.2f}{budget:>12}  {'holds' if result.holds else 'BROKEN'}"
        )
        if result.note:
            print(f"{'':16}{result.note}")


if __name__ == "__main__":
    sys.exit(main())
