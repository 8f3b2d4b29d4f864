"""Which case a parameter means: found before the command runs, so that it, and what is noted of it, has the number.

What the help shows as SAK takes a number, the end of one, or the pupil's name. Where something else may stand
there too, as a class, only what cannot be that is looked for.
"""

import re
from typing import Any

from sosialplan.cli.world import command_of, run_of
from sosialplan.rules.kontrolltegn import normalise

WHOLE = frozenset({"SAK", "[SAK]"})
"""A parameter that takes a case and nothing else."""
BY_NUMBER = frozenset({"slett"})
"""What cannot be undone wants the whole number."""
OR_A_STEP = "SAK|KLASSE|KODE|beslutning"
_OTHER = re.compile(r"[0-9]{1,2}[a-zæøå]|[a-zæøå][0-9]{3}|beslutning|.*[/.\\].*", re.IGNORECASE)
"""A class, a code, the word, or a path."""


def find_cases(ctx: Any) -> None:
    """Put the number of each case that is meant in its place. Raises WrongUsage where none is, or several."""
    if command_of(ctx) in BY_NUMBER:
        return
    _in_order(ctx)
    for param in ctx.command.params:
        typed, shown = ctx.params.get(param.name), str(param.metavar or "")
        if not typed or "SAK" not in re.split(r"[^A-ZÆØÅ]", shown):
            continue
        if isinstance(typed, str):
            ctx.params[param.name] = _number(ctx, shown, typed)
        elif shown in WHOLE:
            parts = (part.strip() for each in typed for part in each.split(","))
            ctx.params[param.name] = [_number(ctx, shown, each) for each in parts if each]


def _number(ctx: Any, shown: str, typed: str) -> str:
    """Return the number of the case, or what was typed where it is no case and need not be one."""
    if normalise(typed) is not None or (shown not in WHOLE and _OTHER.fullmatch(typed)):
        return typed
    from sosialplan.commands.saksleting import case_of, found_case

    if shown in WHOLE:
        return case_of(run_of(ctx), typed)
    named = shown == OR_A_STEP and bool(ctx.params.get("steg"))
    return found_case(run_of(ctx), typed, names=named) or typed


def _in_order(ctx: Any) -> None:
    """Let a step and its case stand in either order."""
    places = {
        str(each.metavar): each.name
        for each in ctx.command.params
        if each.param_type_name == "argument"
    }
    if not {"SAK", "STEG"} <= places.keys():
        return
    sak, steg = (ctx.params[places[each]] for each in ("SAK", "STEG"))
    if normalise(sak) is None and (normalise(steg) is not None or _is_the_case(ctx, sak, steg)):
        ctx.params[places["SAK"]], ctx.params[places["STEG"]] = steg, sak


def _is_the_case(ctx: Any, sak: str, steg: str) -> bool:
    """Tell whether the second word is the case: the end of a number, or a pupil where the first is no case."""
    from sosialplan.commands.saksleting import cases_meant

    run = run_of(ctx)
    if cases_meant(run, steg, names=False):
        return not cases_meant(run, sak, names=False)
    return not cases_meant(run, sak) and bool(cases_meant(run, steg))
