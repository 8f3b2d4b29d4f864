"""A change of school year in words, and as plain values. Case numbers and classes, never a name."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from sosialplan.model.plan import Plan
from sosialplan.rules.kalender.skolekalender import Hinder, kalender_of
from sosialplan.rules.skoleaarsskifte import Aarsovergang, Skifte
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import rolle


def sections(skifte: Skifte, plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each part of the plan: its heading and its lines."""
    moves = tuple(
        f"  {each.sak.sak}  {each.sak.elev.klasse} → {each.til}  {each.sak.kjede}"
        for each in skifte.flyttes
    )
    yield f"Åpne saker som følger eleven opp et trinn: {len(moves)}", moves
    if skifte.uavklart:
        left = tuple(f"  {each.sak}  {each.elev.klasse}  {each.kjede}" for each in skifte.uavklart)
        yield f"Saker der klassen ikke sier hvor eleven går: {len(left)}", left
    leaving = tuple(line for each in skifte.overleveres for line in _handed(each))
    yield f"Saker på siste trinn som skal overleveres: {len(skifte.overleveres)}", leaving
    yield f"Avsluttede saker som står som de er: {skifte.avsluttet}", tuple(_check_ups(skifte))
    yield "Klassenes voksne", tuple(_posts(skifte, plan))
    yield (
        "Begynner på nytt",
        (
            f"  møter og årshjul: moter/{skifte.til}/",
            f"  fravær, tellingen og trappen: fravaer/{skifte.til}/",
            "  det som ikke er gjort for elever uten sak, står i fristlisten ett skoleår til",
        ),
    )


def _handed(each: Aarsovergang) -> Iterator[str]:
    yield f"  {each.sak.sak}  {each.sak.elev.klasse}  {each.sak.kjede}"
    missing = ([] if each.hoert else ["Elevens egen stemme"]) + list(each.mangler)
    yield f"    mangler: {'; '.join(missing)}" if missing else "    mangler ingenting"


def _check_ups(skifte: Skifte) -> Iterator[str]:
    if skifte.etterkontroller:
        yield f"  Venter fortsatt på etterkontroll: {', '.join(skifte.etterkontroller)}"


def _posts(skifte: Skifte, plan: Plan) -> Iterator[str]:
    ordered = sorted(skifte.verv, key=lambda each: (each.rolle, each.til is None))
    for (code, free), group in groupby(ordered, key=lambda each: (each.rolle, each.til is None)):
        name = rolle(plan.skole, code)
        classes = [each for each in group if each.fra != each.til]
        if not classes:
            continue
        if free:
            yield f"  blir uten klasse, {name}: {', '.join(each.fra for each in classes)}"
        else:
            moved = ", ".join(f"{each.fra} → {each.til}" for each in classes)
            yield f"  følger klassen, {name}: {moved}"
    for code, vacant in groupby(skifte.ubesatt, key=lambda each: each[0]):
        classes_without = ", ".join(klasse for _, klasse in vacant)
        yield f"  fyll inn i plan/skole.yaml, {rolle(plan.skole, code)}: {classes_without}"
    if skifte.blir_staaende:
        yield f"  klasser som ikke går opp av seg selv, rett dem og de voksne der selv: {', '.join(skifte.blir_staaende)}"
    grades = [each for each in plan.skole.roller if each.per_trinn]
    if grades:
        yield f"  står som før, rett dem selv: {', '.join(rolle(plan.skole, e.rolle) for e in grades)}"


def hindrance(hinder: Hinder, skifte_til: str, now: str, plan: Plan) -> tuple[str, str]:
    """Return what stands in the way, and the cure."""
    match hinder:
        case Hinder.BEGYNT:
            return (
                f"Skoleåret {skifte_til} er allerede begynt i denne mappen.",
                "Står det feil, så rett «skoleår:» i plan/skole.yaml.",
            )
        case Hinder.OVER:
            return (
                f"Skoleåret {skifte_til} er over. Mappen er i {now}.",
                "Skriv det neste skoleåret.",
            )
        case Hinder.IKKE_NESTE:
            return (
                f"Skoleåret {skifte_til} følger ikke etter {now}, som mappen er i.",
                "Ta ett skoleår om gangen. Står det feil, så rett «skoleår:» i plan/skole.yaml.",
            )
        case Hinder.VARER:
            rute = kalender_of(plan.ruter).rute(now)
            until = f" til {kort_dato(rute.siste_skoledag)}" if rute else ""
            return (
                f"Skoleåret {now} varer{until}. Elevene flyttes ikke før det er over.",
                "Vis planen nå, og utfør den etter siste skoledag.",
            )
        case Hinder.SKOLERUTE_MANGLER:
            return (
                f"Skoleruten for {skifte_til} mangler, så frister kan ikke regnes.",
                f"Legg inn plan/skoleruter/{skifte_til}.yaml.",
            )
        case _:
            assert_never(hinder)


def as_values(skifte: Skifte) -> dict[str, object]:
    """Return the change as plain values."""
    return {
        "fra": skifte.fra,
        "til": skifte.til,
        "flyttes": [
            {
                "sak": each.sak.sak,
                "kjede": each.sak.kjede,
                "fra": each.sak.elev.klasse,
                "til": each.til,
            }
            for each in skifte.flyttes
        ],
        "overleveres": [
            {
                "sak": each.sak.sak,
                "kjede": each.sak.kjede,
                "klasse": each.sak.elev.klasse,
                "mangler": list(each.mangler),
                "eleven_hørt": each.hoert,
            }
            for each in skifte.overleveres
        ],
        "avsluttet": skifte.avsluttet,
        "etterkontroller": list(skifte.etterkontroller),
        "verv": [{"rolle": each.rolle, "fra": each.fra, "til": each.til} for each in skifte.verv],
        "ubesatt": [{"rolle": code, "klasse": klasse} for code, klasse in skifte.ubesatt],
        "uavklart": [{"sak": each.sak, "klasse": each.elev.klasse} for each in skifte.uavklart],
        "klasser_som_står": list(skifte.blir_staaende),
    }
