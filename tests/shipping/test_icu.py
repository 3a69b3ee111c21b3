"""What Qt asks of the slim data is answered as by the whole, of which a small part is left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from shipping.icu import slim

WHOLE = Path(PySide6.__file__).parent / "Qt" / "lib"

ASKED = """
import json, random
from PySide6.QtCore import QCollator, QLocale
draw = random.Random(7)
letters = "abcxyzABCXYZäöéłñçŵŷâêîôûαβγабвאבجدहिन्दी中文国한국日本0123456789 -_.'"
words = ["".join(draw.choices(letters, k=draw.randint(1, 8))) for _ in range(400)]
words += ["page 2", "page 10", "Ŵyn", "wyn", "llyn", "lyn", "lzz", "chi", "czi", "résumé", "resume"]
told = {}
for locale in ("C", "en_GB", "cy_GB"):
    for numeric in (False, True):
        by = QCollator(QLocale(locale))
        by.setNumericMode(numeric)
        told[f"{locale} {numeric}"] = sorted(words, key=by.sortKey), [
            by.compare(one, other) for one, other in zip(words, words[1:])
        ]
mapped = [line.split()[-1] for line in open("/proc/self/maps") if "libicudata" in line]
print(json.dumps([told, mapped[0]]))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (whole,) = WHOLE.glob("libicudata.so.*")
    target: Path = tmp_path_factory.mktemp("icu") / whole.name
    slim(whole, target)
    return target


def asked(library: Path | None = None) -> tuple[object, str]:
    """The order of many words, and where the data was read from."""
    preload = {} if library is None else {"LD_PRELOAD": str(library)}
    told = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**os.environ, **preload},
        capture_output=True,
        text=True,
        check=True,
    )
    orders, place = json.loads(told.stdout)
    return orders, place


def test_words_are_compared_by_the_slim_data_as_by_the_whole(made: Path) -> None:
    orders, place = asked(made)
    assert place == str(made), "the slim data was read"
    assert orders == asked()[0]


def test_the_orders_differ_where_the_data_says_so() -> None:
    """The comparison above could not fail if no data were read at all."""
    orders = asked()[0]
    assert isinstance(orders, dict)
    assert len({json.dumps(order) for order in orders.values()}) >= 4


def test_the_slim_library_is_a_tenth_of_the_whole_at_most(made: Path) -> None:
    (whole,) = WHOLE.glob("libicudata.so.*")
    assert made.stat().st_size * 10 < whole.stat().st_size


def test_what_is_no_data_of_icu_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "libother.so.1"
    other.write_bytes(b"\x7fELF" + bytes(200))
    with pytest.raises(ValueError, match="no package"):
        slim(other, tmp_path / "made.so.1")
