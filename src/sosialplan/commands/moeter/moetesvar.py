"""What is asked of a meeting that was held, where nobody said it: for whom, by whom, and who was there."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.moeter.moetebok import Moetet
from sosialplan.commands.moeter.moeteord import known_meeting
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.svar.ordsvar import (
    Spoerring,
    asked_roles,
    asked_word,
    classes_of,
    words,
)
from sosialplan.files.loader import load_plan
from sosialplan.model.felter.delte_felt import HOLDT
from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.moeter import Moete, Per
from sosialplan.model.plan import Plan


def asked_meeting(run: Run, told: Moetet) -> Moetet:
    """Return what is told of a meeting, with what a person is asked for. Raises WrongUsage for no such meeting."""
    if not run.terminal.interactive:
        return told
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    moete = known_meeting(plan, told.moete)
    told = replace(told, moete=moete.moete)
    answers = dict(_for_whom(run, plan, moete, told))
    if not told.fortalt.get("til_stede"):
        spurt = Spoerring(HOLDT["til_stede"].spoersmaal, _THERE)
        members = tuple(
            role for each in (*moete.maa_vaere_med, *moete.medlemmer) for role in each.en_av
        )
        answers["til_stede"] = asked_roles(run, plan.skole, spurt, members)
    return replace(told, fortalt={**told.fortalt, **answers})


_THERE = "De som var i møtet. De som skal være med etter planen, står først."


def _for_whom(run: Run, plan: Plan, moete: Moete, told: Moetet) -> Iterator[tuple[str, Any]]:
    """Yield the host, the class or the grade, where the meeting has one. A pupil's code is typed: it is in no list."""
    hosts = [each.hos for each in moete.hyppighet if each.hos]
    if hosts and not told.fortalt.get("hos"):
        spurt = Spoerring("Hvem holdt møtet?", valg=words(hosts))
        yield "hos", asked_word(run, spurt, "den som holdt møtet")
    if moete.per is Per.KLASSE and not told.fortalt.get("klasse"):
        spurt = Spoerring("Hvilken klasse?", valg=classes_of(plan.skole))
        yield "klasse", asked_word(run, spurt, "klassen")
    if moete.per is Per.TRINN and not told.fortalt.get("trinn"):
        spurt = Spoerring("Hvilket trinn?", valg=words(map(str, plan.skole.trinnene)))
        yield "trinn", lest_trinn(asked_word(run, spurt, "trinnet"))
