"""The faces of the program: a command line and a window."""

import sys

if sys.version_info < (3, 12):
    # PySide 6.12.0 drops a reference to True with every Signal.emit(): under Python 3.11 the
    # program dies ("bool_dealloc") after some hundreds. True is made immortal, as 3.12 makes it.
    import ctypes

    ctypes.c_ssize_t.from_address(id(True)).value += 1 << 40
