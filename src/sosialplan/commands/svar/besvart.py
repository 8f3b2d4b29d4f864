"""What a person has answered in a sitting of several things, when it is broken off before the last of them."""

from collections.abc import Iterable
from typing import TypeVar

from sosialplan.commands.run import Run

T = TypeVar("T")


def answered(run: Run, asked: Iterable[T]) -> tuple[T, ...]:
    """Return all that was answered. Broken off (Ctrl-C, end of input), the person is asked whether what is whole shall be saved.

    A yes saves it; anything else, and to break off once more, writes nothing: then raises what broke it off.
    """
    found = list[T]()
    try:
        for each in asked:
            found += (each,)
    except (KeyboardInterrupt, EOFError):
        run.terminal.svarbok.broke_off()
        run.terminal.note("")
        whole = "det ene" if len(found) == 1 else f"de {len(found)}"
        if not found or not run.terminal.agrees(f"Avbrutt. Lagre {whole} du har svart på?"):
            raise
        run.terminal.note("Resten er ikke skrevet. Kjør kommandoen igjen når du vil fortsette.")
    return tuple(found)
