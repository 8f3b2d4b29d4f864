"""The plan's meetings in words, for the plan as a document and for looking up."""

from dataclasses import dataclass

from sosialplan.model.moter import Deltaker, Hyppighet, Intervall
from sosialplan.model.plan import Plan
from sosialplan.rules.lesninger import sign
from sosialplan.views.roller import rolle

_STRETCH = {Intervall.UKE: "uke", Intervall.MAANED: "måned", Intervall.SKOLEAAR: "skoleår"}


@dataclass(frozen=True, slots=True)
class Moetevisning:
    """A meeting in words; each frequency and reading a text of its own."""

    kode: str
    navn: str
    hva: str
    hvor_ofte: tuple[str, ...]
    medlemmer: tuple[str, ...]
    alltid: tuple[str, ...]
    saksliste: tuple[str, ...]
    kilde: str
    linjer: str
    merknad: str
    medlemmer_kilde: str = ""
    saksliste_kilde: str = ""


def moetevisninger(plan: Plan) -> tuple[Moetevisning, ...]:
    """Return every meeting of the plan, then every duty that is no meeting of it."""
    known = {each.moete for each in plan.moter.moeter}
    meetings = tuple(
        Moetevisning(
            each.moete,
            each.navn,
            each.hva.strip(),
            tuple(_how_often(how, plan) for how in each.hyppighet),
            tuple(_person(person, plan) for person in each.medlemmer),
            tuple(_person(person, plan) for person in each.maa_vaere_med),
            each.saksliste,
            each.kilde,
            str(each.linjer),
            (each.merknad or "").strip(),
            each.medlemmer_kilde or "",
            each.saksliste_kilde or "",
        )
        for each in plan.moter.moeter
    )
    duties = tuple(
        Moetevisning(
            each.moete, each.navn, each.hva.strip(), (_of_rule(each.regel, plan),),
            tuple(rolle(plan.skole, code) for code in each.ansvarlig), (), (),
            "skolens plan", str(each.linjer), "",
        )
        for each in plan.moter.plikter
        if each.moete not in known
    )  # fmt: skip
    return meetings + duties


def _person(person: Deltaker, plan: Plan) -> str:
    words = " eller ".join(rolle(plan.skole, each) for each in person.en_av)
    where = f" ({person.hos})" if person.hos else ""
    return f"{words}{where}{sign(plan.valg, person)}"


def _how_often(how: Hyppighet, plan: Plan) -> str:
    where = f" hos {rolle(plan.skole, how.hos)}" if how.hos else ""
    if how.i is None:
        words = _of_rule(how.regel or "", plan)
    else:
        least, most = how.minst, how.hoeyst
        count = f"{least}–{most}" if least and most and least != most else f"{least or most}"
        if how.gjerne and least:
            count = f"{least}–{how.gjerne}"
        prefix = "minst " if least and not most else ""
        stretch = f"{how.uker}. uke" if how.uker > 1 else _STRETCH[how.i]
        words = f"{prefix}{count} hver {stretch}".replace("hver skoleår", "i skoleåret")
    return f"{words}{where}{sign(plan.valg, how)}"


def _of_rule(code: str, plan: Plan) -> str:
    rule = plan.regel(code)
    latest = rule.versjoner[-1] if rule else None
    if latest is None or latest.antall is None:
        return "etter egen regel"
    return f"hver {latest.antall}. uke"
