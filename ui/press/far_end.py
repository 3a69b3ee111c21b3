"""What the process does that makes documents: it takes one order, says how far it is, and ends."""

import pickle
from typing import IO

from facilitator.domain.errors import SeminarError, told_of
from ui.press.orders import Order, Outcome


def carry_out(orders: IO[bytes], told: IO[bytes]) -> None:
    """Take an order, tell how far it has come and what came of it.

    The window is gone where nobody hears it any more: then nothing is finished. What comes through
    the pipe is this same program's; no stranger's bytes are ever read so.
    """
    import exports.papers  # noqa: F401 - loaded while the order is awaited

    def tell(what: float | Outcome) -> None:
        pickle.dump(what, told)
        told.flush()

    try:
        order: Order[object] = pickle.load(orders)
    except EOFError:
        return
    try:
        outcome = Outcome(order(progress=tell))
    except SeminarError as error:
        outcome = Outcome(error=error)
    except BrokenPipeError:
        return
    except OSError as error:
        outcome = Outcome(error=told_of(error))
    except Exception as error:  # noqa: BLE001 - the edge: the window must hear of it
        from ui.crash_report import report_of

        outcome = Outcome(bug=report_of(error))
    tell(outcome)
