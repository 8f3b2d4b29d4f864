"""Run the program as a process of its own."""

import gc
import sys
from collections.abc import Sequence

_INTERRUPTED = 130
"""128 and the number of SIGINT, as a shell says it."""
_RARELY = 200_000
"""Objects between two runs of the collector: a short run makes many, and hardly any in a circle."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    gc.set_threshold(_RARELY)
    try:
        from sosialplan.cli.main import main  # noqa: PLC0415 - the collector is told first
    except KeyboardInterrupt:  # a person broke off before there was anything to break off
        sys.stderr.write("Avbrutt. Ingenting er endret.\n")
        return _INTERRUPTED
    status = main(argv)
    gc.freeze()  # the process ends, and all of it goes at once: nothing need be looked through once more
    return status


if __name__ == "__main__":
    raise SystemExit(run())
