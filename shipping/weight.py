"""How much the bundle weighs, part by part: `python -m shipping.weight FOLDER`.

A megabyte is a million bytes. The whole may weigh LIMIT_MB; whoever brings more has to take away.
"""

import sys
from collections import Counter
from pathlib import Path

LIMIT_MB = 220
_SMALL_MB = 1
_INSIDE = "_internal"


def main(bundle: Path) -> int:
    """Say the weights; returns 1 where the whole is over the limit."""
    parts = weights(bundle)
    small = sum(size for size in parts.values() if size < _SMALL_MB * 1e6)
    for name, size in parts.most_common():
        if size >= _SMALL_MB * 1e6:
            print(f"{size / 1e6:7.1f} MB  {name}")
    print(f"{small / 1e6:7.1f} MB  what is under {_SMALL_MB} MB each")
    total = parts.total() / 1e6
    print(f"{total:7.1f} MB  in all, of {LIMIT_MB}")
    return int(total > LIMIT_MB)


def weights(bundle: Path) -> Counter[str]:
    """Bytes of each package, folder or library. What is linked to a package's is that package's."""
    parts: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            first, *rest = path.relative_to(bundle).parts
            parts[(rest[0] if first == _INSIDE else first).removesuffix(".libs")] += (
                path.stat().st_size
            )
    return parts


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
