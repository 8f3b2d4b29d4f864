"""Checks of a plan against the standard it began as: what was changed is told, property by property.

A duty of law stands in several files: what the law has itself fixed there may not be another.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.regel import Fristregel, Grunnlag, Regelversjon
from sosialplan.rules.checks.plan_checks import HJEMLER, REGLER
from sosialplan.rules.checks.trapp_checks import TRAPP
from sosialplan.rules.lov import longer_than

_WORDS = frozenset({
    "navn", "gjort", "hva", "eksempler", "linjer", "kilde", "merknad", "beskrivelse", "alltid",
    "alltid_etter_valg", "grunnlag_for_tellingen", "kontrollert", "veiledning", "konflikter", "steg",
})  # fmt: skip
"""What a school writes in words of its own, and a chain's steps, which are judged one by one."""
_ELSEWHERE = frozenset({"betyr", "ansvarlig", "regel"})
"""Properties of a step that have a sentence of their own."""
_FIRMNESS = tuple(Grunnlag)
_ByStep = tuple[str, str | None, Finding]
"""The chain and the step that a reason must name, and the finding."""


def check_against_standard(plan: Plan, standard: Plan, i_dag: date) -> Iterator[_ByStep]:
    """Yield where chains and the ladder differ, each with what a written reason must name."""
    names = {each.kjede: _names(each, plan) for each in standard.kjeder}
    for before in standard.kjeder:
        kjede = plan.kjede(before.kjede)
        if kjede is None:
            continue
        for steg in before.steg:
            now = _same_step(kjede, before, steg)
            for finding in _differs(plan, kjede, standard, (before, steg, now), i_dag, names):
                yield kjede.kjede, steg.steg, finding
        other = _changed(kjede, _in_the_words_of(before, names))
        for key in other:
            yield kjede.kjede, None, Finding("J516", _file(kjede), (key,), {"felt": key})
    yield from _ladder(plan, standard)


def check_fixed_by_law(plan: Plan, standard: Plan) -> Iterator[Finding]:
    """Yield what no reason makes otherwise: where the law stands, and how firm a date is."""
    for hjemmel in standard.hjemler.hjemler:
        now = plan.hjemmel(hjemmel.hjemmel)
        if now is None:
            told = {"hjemmel": hjemmel.hjemmel, "sted": "ingenting"}
            yield Finding("J526", HJEMLER, ("hjemler",), told)
            continue
        place = plan.hjemler.hjemler.index(now)
        begun = {each.gjelder_fra: i for i, each in enumerate(now.versjoner)}
        for version in hjemmel.versjoner:
            i = begun.get(version.gjelder_fra)
            if i is None or _changed(now.versjoner[i], version):
                where: TreePath = ("hjemler", place, "versjoner", *(() if i is None else (i,)))
                told = {"hjemmel": now.hjemmel, "sted": f"{version.lov} {version.paragraf}"}
                yield Finding("J526", HJEMLER, where, told)
    for rule in standard.fristregler.regler:
        now_rule = plan.regel(rule.regel)
        if now_rule is not None and now_rule != rule:
            place = plan.fristregler.regler.index(now_rule)
            yield from _rule(now_rule, rule, ("regler", place))


def _rule(now: Fristregel, before: Fristregel, where: TreePath) -> Iterator[Finding]:
    """Yield that a rule says it is firmer than it is, that the law's is another, or that it differs."""
    told = {"regel": now.regel}
    if _firmest(now) < _firmest(before):
        yield Finding("J529", REGLER, (*where, "versjoner"), told)
        return
    changed = [
        key
        for old, new in zip(before.versjoner, now.versjoner, strict=False)
        for key in _changed(new, old)
    ]
    if len(now.versjoner) < len(before.versjoner):
        changed.append("versjoner")
    if changed:
        of_law = any(each.grunnlag is Grunnlag.LOV for each in before.versjoner)
        code = "J530" if of_law else "J518"
        yield Finding(code, REGLER, (*where, "versjoner"), {**told, "felt": ", ".join(changed)})


def _firmest(rule: Fristregel) -> int:
    return min((_firmness(each) for each in rule.versjoner), default=len(_FIRMNESS))


def _firmness(version: Regelversjon) -> int:
    return _FIRMNESS.index(version.grunnlag)


def _differs(
    plan: Plan,
    kjede: Handlingskjede,
    standard: Plan,
    steps: tuple[Handlingskjede, Steg, Steg | None],
    i_dag: date,
    names: Mapping[str, Mapping[str, str]],
) -> Iterator[Finding]:
    before, steg, now = steps
    file = _file(kjede)
    if now is None:
        yield Finding("J511", file, ("kjede",), {"steg": steg.steg})
        return
    where: TreePath = ("steg", kjede.steg.index(now))
    values = {"steg": now.steg}
    longer = longer_than(plan, now, standard, steg, i_dag)
    if steg.regel and longer:
        yield Finding("J512", file, (*where, "regel"), values)
    if set(now.ansvarlig) != set(steg.ansvarlig):
        named = ", ".join(steg.ansvarlig) or "ingen"
        yield Finding("J513", file, (*where, "ansvarlig"), {**values, "roller": named})
    lost = sorted(each.value for each in _lost(kjede, before, steg, now))
    if lost:
        yield Finding("J514", file, where, {**values, "betyr": ", ".join(lost)})
    changed = [
        each
        for each in _changed(now, _renamed(steg, names[before.kjede]))
        if each not in _ELSEWHERE or (each == "regel" and not (steg.regel and longer))
    ]
    if changed:
        told = {**values, "felt": ", ".join(changed)}
        yield Finding("J515", file, (*where, changed[0]), told)


def _lost(
    kjede: Handlingskjede, before: Handlingskjede, steg: Steg, now: Steg
) -> frozenset[Betydning]:
    """Return what a step means no more, nor another in its place: one that meant it before is no stand-in."""
    gone = before.means(steg.steg) - kjede.means(now.steg)
    moved = (
        meant
        for each in (kjede.steg if gone else ())
        if each is not now
        for meant in kjede.means(each.steg) - before.means(each.steg)
    )
    return gone.difference(moved)


def _changed(now: Struct, before: Struct) -> list[str]:
    """Return the properties that differ, as a file calls them; in what order a list stands is nothing."""
    return [
        key
        for name, key in zip(before.__struct_fields__, before.__struct_encode_fields__, strict=True)
        if key not in _WORDS and _differ(getattr(now, name), getattr(before, name))
    ]


def _differ(now: object, before: object) -> bool:
    """Tell of two values of a property; nearly all are the same to the word, which is soon seen."""
    return now != before and _unordered(now) != _unordered(before)


def _unordered(value: object) -> object:
    if isinstance(value, tuple):
        return sorted(repr(_bare(each)) for each in value)
    return value


def _bare(value: object) -> object:
    """Return a value of a list without its words."""
    if not isinstance(value, Struct):
        return value
    tree = msgspec.to_builtins(value)
    return {key: each for key, each in tree.items() if key not in _WORDS - {"steg"} | {"tekst"}}


def _names(before: Handlingskjede, plan: Plan) -> Mapping[str, str]:
    """Return what the school calls the steps of a chain that it has renamed, by the standard's code."""
    kjede = plan.kjede(before.kjede)
    if kjede is None:
        return {}
    found = ((each.steg, _same_step(kjede, before, each)) for each in before.steg)
    return {code: now.steg for code, now in found if now is not None}


def _renamed(steg: Steg, names: Mapping[str, str]) -> Steg:
    """Return the standard's step in the school's codes; of a step that is gone it is told by itself."""
    return replace(
        steg,
        **{
            key: tuple(
                replace(each, steg=names[each.steg])
                for each in getattr(steg, key)
                if each.steg in names
            )
            for key in ("utloeses_av", "ellers_av", "lukkes_av")
        },
    )


def _in_the_words_of(
    before: Handlingskjede, names: Mapping[str, Mapping[str, str]]
) -> Handlingskjede:
    """Return the standard's chain in the school's codes, without what leads from or to a step that is gone."""
    own = names[before.kjede]
    return replace(
        before,
        aapnes_med=own.get(before.aapnes_med, before.aapnes_med),
        avsluttes_med=own.get(before.avsluttes_med, before.avsluttes_med),
        grener=tuple(
            replace(each, fra=own[each.fra], til=own[each.til] if each.til else None)
            for each in before.grener
            if each.fra in own and (each.til is None or each.til in own)
        ),
        overtar=tuple(
            replace(each, steg=tuple(names.get(each.kjede, {}).get(one, one) for one in each.steg))
            for each in before.overtar
        ),
    )


def _same_step(kjede: Handlingskjede, before: Handlingskjede, steg: Steg) -> Steg | None:
    """Return the step of the school's chain that is the standard's, by its code or what it means."""
    found = kjede.find(steg.steg)
    if found is not None:
        return found
    meant = before.means(steg.steg)
    renamed = (
        each
        for each in kjede.steg
        if before.find(each.steg) is None and meant and kjede.means(each.steg) == meant
    )
    return next(renamed, None)


def _ladder(plan: Plan, standard: Plan) -> Iterator[_ByStep]:
    """Yield the rungs of the standard's ladder that are gone or others; a reason names one as a step."""
    chain = plan.trapp.kjede
    for trinn in standard.trapp.trinn:
        now = plan.trapp.find(trinn.trinn)
        if now is None:
            told = {"trinn": trinn.trinn, "felt": "trinn"}
            yield chain, trinn.trinn, Finding("J517", TRAPP, ("trinn",), told)
            continue
        changed = _changed(now, trinn)
        if changed:
            where: TreePath = ("trinn", plan.trapp.trinn.index(now), changed[0])
            told = {"trinn": now.trinn, "felt": ", ".join(changed)}
            yield chain, now.trinn, Finding("J517", TRAPP, where, told)


def _file(kjede: Handlingskjede) -> str:
    return f"plan/handlingskjeder/{kjede.kjede}.yaml"
