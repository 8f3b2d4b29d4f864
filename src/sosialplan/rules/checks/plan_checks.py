"""Checks of the plan: every reference leads somewhere, and no ground is firmer than it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from sosialplan.model.aarshjul import Spenn
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Lest, Tillegg, Vilkaar
from sosialplan.model.regel import Enhet, Grunnlag, Hjemmelversjon, Regelversjon
from sosialplan.model.skole import Innstilling, Valg
from sosialplan.model.skrivemaate import advice
from sosialplan.rules.borte import GYLDIG_TELLER, PERMISJON_TELLER
from sosialplan.rules.checks.record_checks import check_conflicts
from sosialplan.rules.checks.trapp_checks import TRAPP, check_rungs
from sosialplan.rules.kontrolltegn import is_organisation_number
from sosialplan.rules.lesninger import count_words
from sosialplan.rules.tillit.fullmakt import UKJENT, UTEN_VERV
from sosialplan.rules.vinduer import (
    HALVAAR_TIL,
    LESSONS_WANTED,
    PERIODE,
    PERIODER,
    SEMESTERSKIFTE,
    TIMER_PER_DAG,
    counts_by_wheel,
    day_in_year,
    lesson_numbers,
    unknown_grades,
)

_YES_OR_NO = ("True", "False")


def check_counting(plan: Plan) -> Iterator[Finding]:
    """Yield each setting whose value cannot be counted by."""
    for name, allowed, wanted in (
        (GYLDIG_TELLER, _YES_OR_NO, "true eller false"),
        (PERMISJON_TELLER, _YES_OR_NO, "true eller false"),
        (PERIODE, PERIODER, " eller ".join(PERIODER)),
    ):
        if not _said(plan, name) <= set(allowed):
            yield _wrong(plan, name, wanted)
    lessons = _said(plan, TIMER_PER_DAG)
    if not all(lesson_numbers(each) for each in lessons):
        yield _wrong(plan, TIMER_PER_DAG, LESSONS_WANTED)
    if any(grade for each in lessons for grade in unknown_grades(each, plan.skole)):
        yield _wrong(plan, TIMER_PER_DAG, "med et av skolens egne trinn foran hvert =")
    spans = {each.periode for each in plan.perioder if isinstance(each, Spenn)}
    ends = {each for each in _said(plan, HALVAAR_TIL) or {SEMESTERSKIFTE} if not day_in_year(each)}
    if counts_by_wheel(plan.skole, plan.trapp) and not ends <= spans:
        name = HALVAAR_TIL if plan.innstilling(HALVAAR_TIL) else PERIODE
        wanted = "en dag, som 15. januar, eller et spenn under «perioder:» i plan/aarshjul.yaml, som semesterskifte"
        yield _wrong(plan, name, f"{'halvår med ' if name == PERIODE else ''}{wanted}")


def _said(plan: Plan, name: str) -> set[str]:
    """Return every value that a setting has or has had."""
    setting = plan.innstilling(name)
    if setting is None:
        return set()
    return {str(setting.standard), *(str(each.verdi) for each in setting.verdier)}


def _wrong(plan: Plan, name: str, wanted: str) -> Finding:
    known = [each.innstilling for each in plan.skole.innstillinger]
    return Finding("P420", SKOLE, ("innstillinger", known.index(name)), {"ventet": wanted})


SKOLE, REGLER, HJEMLER = "plan/skole.yaml", "plan/fristregler.yaml", "plan/hjemler.yaml"
VALG, MOETER = "plan/valg.yaml", "plan/moter.yaml"


def writers(plan: Plan) -> tuple[str, ...]:
    """Return what may stand for who entered something: a role, or that nobody knows or none is held."""
    return (*roles(plan), UKJENT, UTEN_VERV)


def unknown(
    code: str, file: str, where: TreePath, word: str | None, known: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding when a reference leads nowhere."""
    if word is not None and word not in known:
        values = {"forslag": advice(word, known), "lovlige": ", ".join(known)}
        yield Finding(code, file, where, values)


def unknown_role(
    file: str, where: TreePath, word: str | None, known: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding, with the word itself, when the plan names a role that the school has not."""
    if word is not None and word not in known:
        values = {"rolle": word, "forslag": advice(word, known), "lovlige": ", ".join(known)}
        yield Finding("P406", file, where, values)


def repeated(file: str, key: str, field: str, names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each name of a list that was used before."""
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            yield Finding("P418", file, (key, position, field), {"navn": name})
        seen.add(name)


def roles(plan: Plan) -> list[str]:
    """Return the codes of all roles."""
    return [each.rolle for each in plan.skole.roller]


def check_names(plan: Plan) -> Iterator[Finding]:
    """Names that other files refer to are used once."""
    skole = plan.skole
    yield from repeated(SKOLE, "roller", "rolle", (each.rolle for each in skole.roller))
    yield from repeated(SKOLE, "klasser", "klasse", (each.klasse for each in skole.klasser))
    yield from repeated(
        SKOLE, "innstillinger", "innstilling", (each.innstilling for each in skole.innstillinger)
    )
    yield from repeated(REGLER, "regler", "regel", (e.regel for e in plan.fristregler.regler))
    yield from repeated(HJEMLER, "hjemler", "hjemmel", (e.hjemmel for e in plan.hjemler.hjemler))
    yield from repeated(TRAPP, "trinn", "trinn", (each.trinn for each in plan.trapp.trinn))
    yield from repeated(VALG, "valg", "valg", (each.valg for each in plan.valg.valg))


def check_people(plan: Plan) -> Iterator[Finding]:
    """Groups hold known roles, each person known roles in classes that exist, and the school's number is one."""
    number = plan.skole.organisasjonsnummer
    if number is not None and not is_organisation_number(number):
        yield Finding("M526", SKOLE, ("organisasjonsnummer",))
    for i, group in enumerate(plan.skole.roller):
        for j, rolle in enumerate(group.omfatter):
            yield from unknown_role(SKOLE, ("roller", i, "omfatter", j), rolle, roles(plan))
    for i, kategori in enumerate(plan.skole.kategorier):
        for j, lest in enumerate(kategori.er_mobbing):
            yield from check_reading(SKOLE, ("kategorier", i, "er_mobbing", j), lest, plan)
    classes = [each.klasse for each in plan.skole.klasser]
    for i, person in enumerate(plan.skole.personer):
        for j, verv in enumerate(person.verv):
            where: TreePath = ("personer", i, "verv", j)
            yield from unknown_role(SKOLE, (*where, "rolle"), verv.rolle, roles(plan))
            if verv.klasse is not None and verv.klasse not in classes:
                yield Finding("K307", SKOLE, (*where, "klasse"))


def check_rules(plan: Plan) -> Iterator[Finding]:
    """Deadline rules have versions in order, one number each, and law in skoledager only by its own words."""
    settings = [each.innstilling for each in plan.skole.innstillinger]
    references = [each.hjemmel for each in plan.hjemler.hjemler]
    for i, regel in enumerate(plan.fristregler.regler):
        yield from _in_order(REGLER, ("regler", i, "versjoner"), regel.versjoner)
        for j, version in enumerate(regel.versjoner):
            where: TreePath = ("regler", i, "versjoner", j)
            yield from _check_version(version, where)
            yield from unknown(
                "P408", REGLER, (*where, "innstilling"), version.innstilling, settings
            )
            yield from unknown("P411", REGLER, (*where, "hjemmel"), version.hjemmel, references)
            yield from _check_number(plan, version, where)


def _check_version(version: Regelversjon, where: TreePath) -> Iterator[Finding]:
    in_school_days = version.enhet is Enhet.SKOLEDAGER and version.skoledager_i_loven is None
    if version.grunnlag is Grunnlag.LOV and in_school_days:
        yield Finding("P407", REGLER, (*where, "enhet"))
    ways = (version.antall is not None, version.innstilling is not None, bool(version.siste_i))
    if sum(ways) != 1:
        yield Finding("P413", REGLER, where)


def _check_number(plan: Plan, version: Regelversjon, where: TreePath) -> Iterator[Finding]:
    setting = plan.innstilling(version.innstilling) if version.innstilling else None
    if setting is not None and not all_numbers(setting):
        yield Finding(
            "P420", REGLER, (*where, "innstilling"), {"ventet": "et tall fra 0 og oppover"}
        )


def all_numbers(setting: Innstilling) -> bool:
    """Tell whether every value of a setting is a number of days or times."""
    return all(type(value) is int and value >= 0 for value in _values(setting))


def _values(setting: Innstilling) -> list[int | bool | str]:
    return [setting.standard, *(each.verdi for each in setting.verdier)]


def _in_order(
    file: str, where: TreePath, versions: Sequence[Regelversjon | Hjemmelversjon]
) -> Iterator[Finding]:
    for i, each in enumerate(versions):
        last: date | None = getattr(each, "gjelder_til", None)
        if last is not None and last < (each.gjelder_fra or date.min):
            yield Finding("K310", file, (*where, i, "gjelder_til"))
    for i, (earlier, later) in enumerate(pairwise(versions), start=1):
        if earlier.gjelder_fra is None:
            yield Finding("P412", file, (*where, i, "gjelder_fra"))
            continue
        ends: date | None = getattr(earlier, "gjelder_til", None)
        begins = later.gjelder_fra or date.max
        if begins <= max(earlier.gjelder_fra, ends or date.min):
            yield Finding("P412", file, (*where, i, "gjelder_fra"))


def check_law(plan: Plan) -> Iterator[Finding]:
    """The versions of a law reference follow each other."""
    for i, hjemmel in enumerate(plan.hjemler.hjemler):
        yield from _in_order(HJEMLER, ("hjemler", i, "versjoner"), hjemmel.versjoner)
        for j, version in enumerate(hjemmel.versjoner):
            where: TreePath = ("hjemler", i, "versjoner", j, "vedtas_av")
            yield from unknown_role(HJEMLER, where, version.vedtas_av, roles(plan))


def check_settings(plan: Plan) -> Iterator[Finding]:
    """The settings that the program itself asks for are there, with values that can be used."""
    known = [each.innstilling for each in plan.skole.innstillinger]
    for name in ("snart-dager", "stillhet-skoledager", "eskalering-skoledager"):
        setting = plan.innstilling(name)
        if setting is None:
            yield Finding("P408", SKOLE, ("innstillinger",), {"forslag": f" Den heter «{name}»."})
        elif not all_numbers(setting):
            where = ("innstillinger", known.index(name))
            yield Finding("P420", SKOLE, where, {"ventet": "et tall fra 0 og oppover"})
    yield from check_counting(plan)
    for i, setting in enumerate(plan.skole.innstillinger):
        if setting.innstilling == TIMER_PER_DAG:
            continue
        kinds = {type(setting.standard), *(type(each.verdi) for each in setting.verdier)}
        if len(kinds) > 1:
            wanted = "av samme slag som standarden"
            yield Finding("P420", SKOLE, ("innstillinger", i), {"ventet": wanted})


def check_choices(plan: Plan) -> Iterator[Finding]:
    """A choice not yet made is a note; one that names no reading is a fault."""
    for i, valg in enumerate(plan.valg.valg):
        readings = [each.lesning for each in valg.lesninger]
        if valg.valgt is None:
            yield Finding("P409", VALG, ("valg", i), _choice_values(valg))
        yield from unknown("P410", VALG, ("valg", i, "valgt"), valg.valgt, readings)


def _choice_values(valg: Valg) -> dict[str, str]:
    readings = (
        f"«{each.lesning}» ({f'linje {each.linjer}' if each.linjer else each.kilde})"
        for each in valg.lesninger
    )
    return {
        "valg": valg.valg,
        "antall": count_words(valg),
        "spørsmål": valg.spoersmaal,
        "lesninger": " eller ".join(readings),
        "inntil_valgt": valg.inntil_valgt,
    }


def check_ladder(plan: Plan) -> Iterator[Finding]:
    """The rungs name known roles and known readings."""
    for i, trinn in enumerate(plan.trapp.trinn):
        for j, rolle in enumerate(trinn.hvem):
            yield from unknown_role(TRAPP, ("trinn", i, "hvem", j), rolle, roles(plan))
        yield from check_reading(TRAPP, ("trinn", i), trinn, plan)
        yield from check_besides(TRAPP, ("trinn", i), trinn.etter_valg, plan)


def check_reading(file: str, where: TreePath, node: Lest, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong where ``valg`` and ``lesning`` do not name one reading, or both nothing."""
    if node.valg is not None or node.lesning is not None:
        yield from _one_reading(file, where, node, plan)
    for i, also in enumerate(node.ogsaa):
        yield from _one_reading(file, (*where, "også", i), also, plan)


def _one_reading(file: str, where: TreePath, node: Lest | Vilkaar, plan: Plan) -> Iterator[Finding]:
    choices = [each.valg for each in plan.valg.valg]
    yield from unknown("P419", file, (*where, "valg"), node.valg or "", choices)
    choice = plan.valget(node.valg or "")
    if choice is not None:
        readings = [each.lesning for each in choice.lesninger]
        yield from unknown("P410", file, (*where, "lesning"), node.lesning or "", readings)


def check_besides(
    file: str, where: TreePath, besides: Sequence[Tillegg], plan: Plan, key: str = "etter_valg"
) -> Iterator[Finding]:
    """Yield what is wrong in what a record says by one reading: each names one, and known roles."""
    for i, each in enumerate(besides):
        place: TreePath = (*where, key, i)
        if each.valg is None:
            yield from unknown("P419", file, place, "", [choice.valg for choice in plan.valg.valg])
        yield from check_reading(file, place, each, plan)
        for field, people in (("ansvarlig", each.ansvarlig), ("med", each.med)):
            for j, rolle in enumerate(people):
                yield from unknown_role(file, (*place, field, j), rolle, roles(plan))


def check_left_to_choose(plan: Plan) -> Iterator[Finding]:
    """Nothing that two people wrote apart is left to be chosen."""
    files = (
        (plan.skole, SKOLE), (plan.fristregler, REGLER), (plan.hjemler, HJEMLER),
        (plan.trapp, TRAPP), (plan.valg, VALG), (plan.moeter, MOETER),
    )  # fmt: skip
    for fil, name in files:
        yield from check_conflicts(fil, name)


PLAN_CHECKS = (
    check_names,
    check_people,
    check_rules,
    check_law,
    check_settings,
    check_choices,
    check_ladder,
    check_rungs,
    check_left_to_choose,
)
"""Every check of the plan's common files."""


def check_plan(plan: Plan) -> Iterator[Finding]:
    """Yield every finding of every check."""
    for check in PLAN_CHECKS:
        yield from check(plan)
