"""The scripts that phones get: `python -m tests.page_scripts` makes them of the pages' modules.

Of each page one file, without what is there for whoever maintains it. Deno's bundler makes it: it
is esbuild, fetched when it is first asked for, of the release that Deno's own release says.
"""

import os
import subprocess
import sys
from pathlib import Path

from facilitator.room.http.pages import FOLDER, MADE

PAGES = ("app", "notes", "remote")
ENVIRONMENT = Path(sys.prefix)
DENO = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "deno"


def made(page: str) -> bytes:
    """The script of a page, out of its modules."""
    done = subprocess.run(
        [
            *(str(DENO), "bundle", "--quiet", "--no-config", "--platform", "browser", "--minify"),
            str(FOLDER / f"{page}.js"),
        ],
        capture_output=True,
        check=False,
        env=os.environ | {"DENO_DIR": str(ENVIRONMENT / "deno"), "DENO_NO_UPDATE_CHECK": "1"},
    )
    assert not done.returncode, done.stderr.decode()
    return done.stdout


if __name__ == "__main__":
    for each in PAGES:
        (MADE / f"{each}.js").write_bytes(made(each))
