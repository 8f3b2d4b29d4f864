"""Which case a parameter means: found before the command runs, so that it, and what is noted of it, has the number.

What the help shows as SAK takes a number, the end of one, or the pupil's name. Where something else may stand
there too, as a class, only what cannot be that is looked for.
"""

import re
from typing import Any

from sosialplan.cli.world import PER, TYPED, WITHOUT_PER, command_of, run_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skrivemaate import meant
from sosialplan.rules.kontrolltegn import normalise

WHOLE = frozenset({"SAK", "[SAK]", "[SAK]…"})
"""A parameter that takes a case and nothing else."""
BY_NUMBER = frozenset({"slett"})
"""What cannot be undone wants the whole number."""
STEPS = "STEG…"
"""What takes several steps."""
OR_A_STEP = "SAK|KLASSE|KODE|beslutning"
_OTHER = r"(?i)[0-9]{1,2}[a-zæøå]|[a-zæøå][0-9]{3}|beslutning|.*[/.\\].*"
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
            ctx.params[param.name] = case_typed(ctx, shown, typed)
        elif shown in WHOLE:
            parts = (part.strip() for each in typed for part in each.split(","))
            ctx.params[param.name] = [case_typed(ctx, shown, each) for each in parts if each]


def case_typed(ctx: Any, shown: str, typed: str) -> str:
    """Return the number of the case, or what was typed where it is no case and need not be one."""
    if normalise(typed) is not None or (shown not in WHOLE and re.fullmatch(_OTHER, typed)):
        return typed
    if _is_a_meeting(ctx, typed):
        return typed
    from sosialplan.commands.saksleting import case_of, class_of, found_case

    if "KLASSE" in shown and class_of(run_of(ctx), typed):
        return typed
    writes = command_of(ctx) not in {*PER, *WITHOUT_PER}
    if shown in WHOLE:
        return case_of(run_of(ctx), typed, writes=writes)
    named = shown == OR_A_STEP and bool(ctx.params.get("steg"))
    return found_case(run_of(ctx), typed, names=named, writes=writes) or typed


def _is_a_meeting(ctx: Any, typed: str) -> bool:
    """Tell whether the minutes of a meeting are asked for, where those of a case can be too."""
    if command_of(ctx) != "lag" or meant(str(ctx.params["dokument"]), ("referat",)) == ():
        return False
    from sosialplan.commands.moeter.referatpapir import means_a_meeting

    return means_a_meeting(run_of(ctx), typed)


def _in_order(ctx: Any) -> None:
    """Let a case stand before its steps or after them. Raises WrongUsage where several words stand apart."""
    places = {
        str(each.metavar): each.name
        for each in ctx.command.params
        if each.param_type_name == "argument"
    }
    step = next((each for each in ("STEG", STEPS) if each in places), None)
    if step is None or "SAK" not in places:
        return
    typed = ctx.params[places[step]]
    steps = [typed] if isinstance(typed, str) else [*(typed or ())]
    words = [each for each in (ctx.params[places["SAK"]], *steps) if each]
    _require_together(ctx, words)
    if len(words) <= 1:
        _of_one_word(ctx, places["SAK"], places[step], words)
        return
    place = next((i for i, each in enumerate(words) if normalise(each) is not None), 0)
    if not place and normalise(words[0]) is None and _is_the_case(ctx, words[0], words[-1]):
        place = len(words) - 1
    sak = words.pop(place)
    ctx.params[places["SAK"]] = sak
    ctx.params[places[step]] = words[0] if isinstance(typed, str) else words


def _of_one_word(ctx: Any, sak: str, step: str, words: list[str]) -> None:
    """Let a word that stands alone be the step, where it is one and no case: the case is what is missing."""
    if not words or normalise(words[0]) is not None:
        return
    from sosialplan.commands.saksleting import cases_meant
    from sosialplan.commands.svar.saksutvalg import is_a_step

    run, (word,) = run_of(ctx), words
    if not cases_meant(run, word) and is_a_step(run, word):
        many = any(each.name == step and each.nargs != 1 for each in ctx.command.params)
        ctx.params[sak], ctx.params[step] = None, [word] if many else word


def _require_together(ctx: Any, words: list[str]) -> None:
    """Refuse a case and several steps that do not stand together: a word may be of a text without its quotes."""
    typed, many = ctx.meta.get(TYPED, ()), len(words)
    together = any(list(typed[i : i + many]) == words for i in range(len(typed)))
    if many > len(("SAK", "STEG")) and not together:
        raise WrongUsage(
            "Saken og stegene står ikke samlet, så ett av ordene kan høre til en tekst. Ingenting er skrevet.",
            'Sett en tekst på flere ord i hermetegn: --notat "Ringte foresatte"',
        )


def _is_the_case(ctx: Any, sak: str, steg: str) -> bool:
    """Tell whether the second word is the case: the end of a number, or a pupil where the first is no case."""
    from sosialplan.commands.saksleting import cases_meant

    run = run_of(ctx)
    if cases_meant(run, steg, names=False):
        return not cases_meant(run, sak, names=False)
    return not cases_meant(run, sak) and bool(cases_meant(run, steg))
