"""What was typed is looked at before a command runs: texts that say nothing or cannot be kept, and days.

Which options take a text or a day, and which way a day looks, is read from the declared options.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from sosialplan.cli.fra_inn import shown_name, text_options, values_of
from sosialplan.cli.values import kommende, skjedd
from sosialplan.cli.world import World
from sosialplan.model.failure import WrongUsage
from sosialplan.model.visible import no_character

_LETTERS = frozenset("LN")
_PICTURES = frozenset({"So", "Sk"})


def look_at(ctx: Any) -> None:
    """Raise WrongUsage for the first value of a command that cannot be meant."""
    for param in ctx.command.params:
        for value in values_of(ctx.params.get(param.name)):
            if isinstance(value, str):
                _require_kept(param, value)
    for param in text_options(ctx.command):
        for value in values_of(ctx.params.get(param.name)):
            if isinstance(value, str) and is_placeholder(value, param.metavar):
                raise _says_nothing(ctx, param, value.strip())
    for param, typed in _days(ctx):
        _require_day(param, typed, _today(ctx))


def is_placeholder(text: str, metavar: str | None = None) -> bool:
    """Tell whether a text only holds a place open: «…», «?», blanks, or the word that the help shows.

    >>> is_placeholder("…"), is_placeholder("TEKST", "TEKST"), is_placeholder("👍"), is_placeholder("8A")
    (True, True, False, False)
    """
    said = text.strip()
    if metavar is not None and said == metavar and metavar.isalpha():
        return True
    return not any(
        (kind := unicodedata.category(sign))[0] in _LETTERS or kind in _PICTURES for sign in said
    )


def _says_nothing(ctx: Any, param: Any, text: str) -> WrongUsage:
    voice = param.name == "elevens_stemme"
    declined = voice and any(each.name == "takket_nei" for each in ctx.command.params)
    return WrongUsage(
        f"{shown_name(param)}: «{text}» sier ikke noe{', og er ikke elevens ord' if voice else ''}. "
        "Ingenting er endret.",
        "Skriv det som skal stå der, med egne ord."
        + (" Ville eleven ikke si noe, så bruk --takket-nei." if declined else ""),
    )


def _require_kept(param: Any, text: str) -> None:
    found = no_character(text)
    if found is not None:
        raise WrongUsage(
            f"{shown_name(param)}: {found} i teksten kan ikke lagres. Ingenting er endret.",
            "Skriv teksten på nytt, uten tegnet. Det kan komme med når tekst limes inn.",
        )


def _days(ctx: Any) -> Iterator[tuple[Any, date]]:
    for param in ctx.command.params:
        for value in values_of(ctx.params.get(param.name)):
            if isinstance(value, date):
                yield param, value


def _require_day(param: Any, value: date, today: date) -> None:
    from sosialplan.rules.kalender.skoleaar import years_on  # only where a day was typed

    read = getattr(param.type, "func", None)
    if read is skjedd and value > today:
        raise WrongUsage(
            f"{shown_name(param)}: {value:%d.%m.%Y} er ikke kommet ennå. Ingenting er endret.",
            "Her skal det stå en dag som har vært. Er den skrevet feil?",
        )
    if read is kommende and years_on(value, today):
        raise WrongUsage(
            f"{shown_name(param)}: {value:%d.%m.%Y} er flere skoleår fram. Ingenting er endret.",
            "Er året skrevet feil?",
        )


def _today(ctx: Any) -> date:
    world: World | None = ctx.find_object(World)
    if world is None:
        return date.max
    return world.i_dag or world.now().date()
