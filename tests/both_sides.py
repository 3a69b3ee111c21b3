"""Rules that program and pages both know, as cases that the tests of either side read."""

import json
from pathlib import Path
from typing import Any

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "both_sides.json").read_text("utf-8"))
