"""`python -m ui`, and where the bundle begins."""

import sys

from ui.start.entry import main

if __name__ == "__main__":
    sys.exit(main())
