"""How long a piece of work takes by itself, whatever the tests before it left behind."""

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that the work itself takes.

    What the process holds already is frozen meanwhile, or each collection of garbage goes through all of it.
    """
    gc.freeze()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.unfreeze()
