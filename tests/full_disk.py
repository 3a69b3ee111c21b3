"""A disk without room, for whichever process writes."""

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def no_room(process: int) -> Iterator[None]:
    """No byte more that a process writes finds room."""
    import resource

    most = resource.prlimit(process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, most)
