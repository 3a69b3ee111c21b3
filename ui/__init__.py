"""The faces of the program: a command line and a window."""

import sys

if sys.version_info < (3, 12):
    # PySide 6.12.0 counts on Python 3.12, where None, True and False never die: nearly every call
    # drops a reference to None, every Signal.emit() one to True. Under Python 3.11 the program
    # would end ("none_dealloc") after some minutes of painting. So they are made immortal here,
    # as 3.12 makes them.
    import ctypes

    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
