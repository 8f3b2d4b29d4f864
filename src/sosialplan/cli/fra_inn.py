"""``-`` for a text: it is read from standard input, or asked for in a terminal.

What is typed in a command stands in the shell's history and in the machine's list of processes. So
every option that takes a text of somebody's own takes ``-`` too: which they are is read from the
declared options, never from a list.
"""

from collections.abc import Iterator
from typing import Any

from sosialplan.cli.world import World
from sosialplan.model.failure import WrongUsage

SIGN = "-"
MOST = 20_000
"""Characters: no text of a case is longer."""
FROM_INPUT = (
    "Skriv - i stedet for en tekst, så leses den fra standard inn, eller du blir spurt. Da blir den "
    "ikke stående i historikken til skallet."
)


def text_options(command: Any) -> Iterator[Any]:
    """Yield the options of a command that take a text as it is typed: no day, word, number or path."""
    for param in command.params:
        plain = str(param.type) == "STRING"
        if param.param_type_name == "option" and plain:
            yield param


def shown_name(param: Any) -> str:
    """Return what an option or an argument is called in a sentence."""
    if param.param_type_name == "argument":
        return f"{param.metavar or param.name.upper()}"
    return f"Valget «{max(param.opts, key=len)}»"


def fill_in(ctx: Any) -> None:
    """Put what is read for each ``-`` in its place. Raises WrongUsage for two, or for nothing."""
    asked = [
        param
        for param in text_options(ctx.command)
        for value in values_of(ctx.params.get(param.name))
        if value == SIGN
    ]
    if not asked:
        return
    if len(asked) > 1:
        names = ", ".join(max(each.opts, key=len) for each in asked)
        raise WrongUsage(
            f"Bare én tekst kan leses fra standard inn, men flere er -: {names}.",
            "Skriv - for den ene, og kjør kommandoen en gang til for den andre.",
        )
    (param,) = asked
    text = _read(ctx.find_object(World), param)
    old = ctx.params[param.name]
    ctx.params[param.name] = (
        text if isinstance(old, str) else type(old)(text if each == SIGN else each for each in old)
    )


def values_of(value: Any) -> tuple[Any, ...]:
    """Return the values of a parameter, of one that is given many times all."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _read(world: World | None, param: Any) -> str:
    name = max(param.opts, key=len)
    try:
        text = world.terminal.given(f"{name}: {param.help or ''}", MOST) if world else ""
    except UnicodeDecodeError:
        raise WrongUsage(
            f"Teksten til {name} er ikke skrevet i UTF-8. Ingenting er endret.",
            "Lagre filen som UTF-8, og prøv igjen.",
        ) from None
    if len(text) > MOST or "\0" in text:
        raise WrongUsage(
            f"Det som kom til {name}, er for langt eller ikke en tekst. Ingenting er endret.",
            f"Send inn en tekst på høyst {MOST} tegn.",
        )
    if not text.strip():
        raise WrongUsage(
            f"Det kom ingen tekst til {name}. Ingenting er endret.",
            "Send den inn, som: … < fil.txt, eller svar når du blir spurt.",
        )
    return text.strip()
