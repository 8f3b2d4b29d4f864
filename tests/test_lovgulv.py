"""The floor of the law, property by property: whatever of a step, the ladder, the wheel or a rule is changed is named."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields, replace

from frist_sak import the_plan
from frist_tilfelle import ROOT
from planmutasjon import PER, cases_of, each_step, shown, with_chain, with_step
from sosialplan.files.standard import lovkjernen, lovplikter
from sosialplan.files.yaml_reader import parse
from sosialplan.model.aarshjul import Aarshjul, Aktivitet
from sosialplan.model.fravaerstrapp import Telling
from sosialplan.model.handlingskjede import Gren, Handlingskjede, Steg, Utloeser
from sosialplan.model.lovplikt import Lovavvik
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.regel import Grunnlag
from sosialplan.model.sak import Svar
from sosialplan.model.skole import Innstillingsverdi
from sosialplan.rules.checks.law_checks import check_against_law
from sosialplan.rules.checks.standard_checks import check_fixed_by_law

PLIKTER = lovplikter()
PLAN = the_plan()
WORDS = {"steg", "navn", "gjort", "hva", "eksempler", "linjer", "kilde", "merknad"}
"""What a step is called, and what a school writes of it: no date and no duty follows from it."""
OF_LAW = [
    (kjede, steg)
    for kjede, steg in each_step(PLAN)
    if any(each.hjemmel == kjede.hjemmel for each in PLIKTER)
]
_CARRY = [
    (kjede, steg)
    for kjede, steg in OF_LAW
    if any(
        each.hjemmel == kjede.hjemmel and not kjede.means(steg.steg).isdisjoint(each.betyr)
        for each in PLIKTER
    )
]
STEPS = [*_CARRY, *[each for each in OF_LAW if each not in _CARRY][::6]]
"""Every step that carries a duty, and some of the others: ``benchmarks/lovkjerne.py`` tries them all."""
IDS = [f"{kjede.kjede}: {steg.steg}" for kjede, steg in STEPS]
E = pytest.mark.parametrize(("kjede", "steg"), STEPS, ids=IDS)


def others(value: Any, key: str, kjede: Handlingskjede) -> Iterator[Any]:
    """Yield other values that a property may have: emptied, turned round, one taken out, another put in."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield from (each for each in type(value) if each is not value)
    elif isinstance(value, tuple):
        yield from ((*value[:i], *value[i + 1 :]) for i in range(len(value)))
        if key in {"utloeses_av", "ellers_av", "lukkes_av"}:
            yield (Utloeser(steg=kjede.avsluttes_med),)
            yield (*value, Utloeser(steg=kjede.steg[1].steg))
            for i, each in enumerate(value):
                bound = replace(each, svar=(Svar.JA,))
                yield (*value[:i], bound, *value[i + 1 :])
        if key in {"ansvarlig", "med", "ikke_naar_meldt_av"}:
            yield ("skolelege",)
        if key == "utloeses_av_trinn":
            yield ("femten-dager",)
    elif value is None:
        yield from {
            "gjelder_ledelsen": (True, False),
            "regel": ("til-elevmappen",),
            "etter_runder": ("frist-vedtak",),
            "bokstav_fra": ("barnevernet",),
            "valg": ("vedtak",),
            "lesning": ("vedtak",),
        }.get(key, ())
    else:
        yield None


def found(plan: Plan, wheel: Aarshjul | None = None) -> list[Finding]:
    return list(check_against_law(plan, lovkjernen(), PLAN, PER, wheel))


def silent(kjede: Handlingskjede, steg: Steg) -> tuple[int, list[str]]:
    """Return how many changes of the properties of a step were tried, and those that showed and were not named."""
    cases = cases_of(kjede)
    before = [shown(PLAN, sak) for sak in cases]
    tried, unnamed = 0, []
    for each in fields(steg):
        if each.encode_name in WORDS:
            continue
        for other in others(getattr(steg, each.name), each.name, kjede):
            changed = with_step(PLAN, kjede, steg, **{each.name: other})
            tried += 1
            if not found(changed) and [shown(changed, sak) for sak in cases] != before:
                unnamed.append(f"{kjede.kjede} {steg.steg} {each.name}: {other}")
    return tried, unnamed


@E
def test_each_property_of_a_step_of_law_is_named_or_changes_nothing(
    kjede: Handlingskjede, steg: Steg
) -> None:
    tried, unnamed = silent(kjede, steg)
    assert tried > 10
    assert unnamed == []


INSTANCES = parse((Path(__file__).parent / "lovgulv.yaml").read_text(encoding="utf-8")).tree


@pytest.mark.parametrize(
    "each", INSTANCES, ids=lambda each: f"{each['kjede']} {each['steg']} {each['koder']}"
)
def test_what_drops_a_duty_is_a_fault(each: dict[str, Any]) -> None:
    kjede = PLAN.kjede(each["kjede"])
    assert kjede is not None
    steg = kjede.find(each["steg"])
    assert steg is not None
    other = msgspec.convert(msgspec.to_builtins(steg) | each["blir"], Steg)
    steps = tuple(other if one is steg else one for one in kjede.steg)
    plan = with_chain(PLAN, replace(kjede, steg=steps))
    told = list(check_against_law(plan, lovkjernen(), None, PER))
    assert sorted({one.code for one in told}) == each["koder"]
    assert {one.file for one in told} == {f"plan/handlingskjeder/{kjede.kjede}.yaml"}


def test_a_fault_of_the_floor_is_lifted_by_a_reason_only() -> None:
    kjede = PLAN.kjede("trygt-og-godt")
    assert kjede is not None
    steg = kjede.find("strakstiltak")
    assert steg is not None
    plan = with_step(PLAN, kjede, steg, bare_alvorlig=True)
    assert [each.code for each in found(plan)] == ["J522", "J515"]
    reason = Lovavvik(
        kjede="trygt-og-godt", plikt="gripe-inn", hvorfor="Oppdiktet.", besluttet=PER, av="rektor"
    )
    assert found(replace(plan, valg=replace(plan.valg, avvik=(reason,)))) == []


# Chains, and what a case leads to


@pytest.mark.parametrize("kjede", PLAN.kjeder, ids=lambda each: each.kjede)
def test_each_branch_and_each_property_of_a_chain_is_named(kjede: Handlingskjede) -> None:
    for key in ("hjemmel", "spoer_om", "overtar", "eskalering"):
        value = getattr(kjede, key)
        if value:
            empty = None if isinstance(value, str) else ()
            assert found(with_chain(PLAN, replace(kjede, **{key: empty}))), key
    for key in ("aapnes_med", "avsluttes_med"):
        assert found(with_chain(PLAN, replace(kjede, **{key: kjede.steg[1].steg}))), key
    for i, gren in enumerate(kjede.grener):
        less = (*kjede.grener[:i], *kjede.grener[i + 1 :])
        assert found(with_chain(PLAN, replace(kjede, grener=less)))
        bound = _bound(gren)
        other = (*kjede.grener[:i], bound, *kjede.grener[i + 1 :])
        assert found(with_chain(PLAN, replace(kjede, grener=other)))


def _bound(gren: Gren) -> Gren:
    return replace(gren, svar=() if gren.svar else (Svar.JA,))


def test_a_case_of_12_4_is_opened_whatever_is_answered() -> None:
    kjede = PLAN.kjede("ansatt-krenker")
    assert kjede is not None
    for grener in ((), tuple(_bound(each) for each in kjede.grener)):
        plan = with_chain(PLAN, replace(kjede, grener=grener))
        told = [each.code for each in check_against_law(plan, lovkjernen(), None, PER)]
        assert told == ["J528"]


# The ladder, the rules, the references, the wheel


def test_each_property_of_a_rung_is_named() -> None:
    rungs = PLAN.trapp.trinn
    for i, trinn in enumerate(rungs):
        changes: list[tuple[Any, ...]] = [()]
        changes += [
            (replace(trinn, dager=(trinn.dager or 0) + 40),),
            (replace(trinn, hvem=("skolelege",)),),
            (replace(trinn, aapner_sak=not trinn.aapner_sak),),
            (replace(trinn, varsle_dagen_foer=not trinn.varsle_dagen_foer),),
            (replace(trinn, valg="vedtak", lesning="vedtak"),),
            *((replace(trinn, telling=each),) for each in Telling if each is not trinn.telling),
        ]
        for change in changes:
            other = (*rungs[:i], *change, *rungs[i + 1 :])
            plan = replace(PLAN, trapp=replace(PLAN.trapp, trinn=other))
            assert [each.code for each in found(plan)] == ["J517"], (trinn.trinn, change)
    reason = Lovavvik(
        kjede="fravaer", steg="ti-dager", hvorfor="Oppdiktet.", besluttet=PER, av="rektor"
    )
    moved = tuple(replace(each, dager=50) if each.trinn == "ti-dager" else each for each in rungs)
    lifted = replace(
        PLAN,
        trapp=replace(PLAN.trapp, trinn=moved),
        valg=replace(PLAN.valg, avvik=(reason,)),
    )
    assert found(lifted) == []


def test_each_reference_stands_where_the_law_has_it() -> None:
    entries = PLAN.hjemler.hjemler
    for i, hjemmel in enumerate(entries):
        for j, version in enumerate(hjemmel.versjoner):
            for changed in (
                (replace(version, paragraf="§ 12-2 oppdiktet"),),
                (replace(version, lov="en annen lov"),),
                (replace(version, gjelder_til=date(2099, 1, 1)),),
                (replace(version, gjelder_fra=date(1998, 2, 3)),),
                (),
            ):
                versions = (*hjemmel.versjoner[:j], *changed, *hjemmel.versjoner[j + 1 :])
                other = (*entries[:i], replace(hjemmel, versjoner=versions), *entries[i + 1 :])
                plan = replace(PLAN, hjemler=replace(PLAN.hjemler, hjemler=other))
                assert "J526" in {each.code for each in found(plan)}
    ours = tuple(each for each in entries if each.hjemmel != "bortvisning")
    assert [
        each.code for each in found(replace(PLAN, hjemler=replace(PLAN.hjemler, hjemler=ours)))
    ] == ["J526"]


def test_each_property_of_a_rule_is_named() -> None:
    rules = PLAN.fristregler.regler
    for i, rule in enumerate(rules):
        first = rule.versjoner[0]
        changes = [
            replace(first, antall=(first.antall or 0) + 100, innstilling=None),
            replace(first, flyttes=not first.flyttes),
            replace(first, hjemmel="klage" if first.hjemmel != "klage" else None),
            *(replace(first, grunnlag=each) for each in Grunnlag if each is not first.grunnlag),
            *(replace(first, enhet=each) for each in type(first.enhet) if each is not first.enhet),
        ]
        for change in changes:
            other = replace(rule, versjoner=(change, *rule.versjoner[1:]))
            told = {each.code for each in _with_rule(i, other)}
            if first.grunnlag is Grunnlag.LOV:
                assert "J530" in told, rule.regel
            elif change.grunnlag is Grunnlag.LOV:
                assert "J529" in told, rule.regel
            assert told & {"J518", "J529", "J530"}, rule.regel
        assert _with_rule(i, replace(rule, versjoner=rule.versjoner[1:])), rule.regel
        assert _with_rule(i, replace(rule, navn="Med andre ord")) == [], rule.regel


def _with_rule(place: int, rule: Any) -> list[Finding]:
    rules = PLAN.fristregler.regler
    other = (*rules[:place], rule, *rules[place + 1 :])
    plan = replace(PLAN, fristregler=replace(PLAN.fristregler, regler=other))
    told = list(check_fixed_by_law(plan, PLAN))
    assert place or {each.code for each in told} <= {each.code for each in found(plan)}
    return told


def the_wheel() -> Aarshjul:
    text = (ROOT / "plan" / "aarshjul.yaml").read_text(encoding="utf-8")
    return msgspec.convert(parse(text).tree, Aarshjul)


def test_the_wheel_holds_what_the_forskrift_asks_for() -> None:
    wheel = the_wheel()
    assert found(PLAN, wheel) == []
    for i, each in enumerate(wheel.aktiviteter):
        if each.hjemmel is None:
            continue
        for change in _other_activities(each):
            other = (*wheel.aktiviteter[:i], *change, *wheel.aktiviteter[i + 1 :])
            told = {one.code for one in found(PLAN, replace(wheel, aktiviteter=other))}
            assert told <= {"J527"}
            if each.id == "foreldremøter-i-klassen":
                assert told == {"J527"}, change
    alone = replace(wheel, aktiviteter=())
    told_of = [each.code for each in found(PLAN, alone)]
    assert told_of == ["J527", "J527"]
    reason = Lovavvik(
        kjede="årshjul", plikt="foreldremøte-og-samtaler", hvorfor="Oppdiktet.", besluttet=PER, av="rektor",
    )  # fmt: skip
    lifted = replace(PLAN, valg=replace(PLAN.valg, avvik=(reason,)))
    assert found(lifted, alone) == []
    assert list(check_against_law(PLAN, lovkjernen(), PLAN, date(2024, 7, 31), alone)) == []


def _other_activities(each: Aktivitet) -> Iterator[tuple[Aktivitet, ...]]:
    yield ()
    yield (replace(each, hjemmel=None),)
    yield (replace(each, maalgruppe=("elev",)),)
    yield (replace(each, naar=each.naar[1:]),)
    yield (
        replace(
            each,
            naar=(
                replace(each.naar[0], valg="foreldremøter", lesning="høst-og-vår"),
                *each.naar[1:],
            ),
        ),
    )


def test_a_step_of_another_name_is_held_against_the_one_that_means_the_same() -> None:
    kjede = next(each for each in PLAN.kjeder if each.kjede == "trygt-og-godt")
    steg = kjede.find("rektor-varslet")
    assert steg is not None
    other = replace(steg, steg="sagt-fra", hva="Det må være bevist.")
    steps = tuple(other if each is steg else each for each in kjede.steg)
    told = [
        each for each in found(with_chain(PLAN, replace(kjede, steg=steps))) if each.code == "J534"
    ]
    assert [each.values["steg"] for each in told] == ["sagt-fra"]


def test_a_setting_that_is_no_number_is_no_degree() -> None:
    settings = tuple(
        replace(each, standard="ja") if each.innstilling == "eskalering-skoledager" else each
        for each in PLAN.skole.innstillinger
    )
    odd = replace(PLAN, skole=replace(PLAN.skole, innstillinger=settings))
    assert [each for each in found(odd) if each.code == "J536"] == []


def test_how_far_is_too_far_is_data_with_a_ground_and_moves_what_is_found() -> None:
    """The number stands in the program's own file: no plan lifts it, and no line of code has it."""
    lov = lovkjernen()
    assert lov.langt_over.grunnlag is Grunnlag.EGEN
    assert len(lov.langt_over.hvorfor) > 50
    setting = next(
        each for each in PLAN.skole.innstillinger if each.innstilling == "stillhet-skoledager"
    )
    times, was = lov.langt_over.ganger, int(setting.standard)
    for factor, above in ((times, 0), (times, 1), (times + 1, 1), (times + 1, was + 1)):
        days = times * was + above
        value = Innstillingsverdi(verdi=days, gjelder_fra=date(2020, 1, 1))
        others = [each for each in PLAN.skole.innstillinger if each is not setting]
        changed = replace(PLAN.skole, innstillinger=(*others, replace(setting, verdier=(value,))))
        moved = replace(lov, langt_over=replace(lov.langt_over, ganger=factor))
        told = check_against_law(replace(PLAN, skole=changed), moved, PLAN, PER)
        far = [each.values["faktor"] for each in told if each.code == "J536"]
        assert far == ([str(factor)] if days > factor * was else [])
