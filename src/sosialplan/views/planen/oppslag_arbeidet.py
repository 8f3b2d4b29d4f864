"""What is done, as entries that can be looked up: activities, chains, steps, rungs, choices, old words."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.oppslagsverk import Oppslagsverk
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Lesning
from sosialplan.rules.aarshjul.perioder import tidsord
from sosialplan.rules.explanation import paragraph
from sosialplan.rules.lesninger import TEGN, chosen, may_hold, sign
from sosialplan.views.aarshjul.rader import ansvarlige, navn_paa
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentliste import DOKUMENTER
from sosialplan.views.forklaring import fristord
from sosialplan.views.planen.oppslag import Oppslag, Ordbetydning, Punkter, kildeord
from sosialplan.views.roller import rolle


def aktiviteter(plan: Plan, hjul: Aarshjul, today: date) -> Iterator[Oppslag]:
    """Yield every activity of the wheel, as it is read, with where the law of the day asks for it."""
    names = {each.rolle: each.navn for each in plan.skole.roller}
    for each in hjul.aktiviteter:
        times = tuple(
            f"{naar.hva}: {words}" if naar.hva else words
            for naar in each.naar
            if may_hold(plan, naar)
            for words in (f"{tidsord(naar, hjul.perioder)}{sign(plan.valg, naar)}",)
        )
        parts = (
            Punkter("Når", times),
            Punkter("Ansvarlig", ansvarlige(each, names)),
            Punkter("For", navn_paa(each.maalgruppe, names)),
            Punkter("Temaer", tuple(tema.tema for tema in each.temaer)),
            Punkter("Loven", tuple(law for law in (paragraph(plan, each.hjemmel, today),) if law)),
        )
        yield Oppslag(
            each.id,
            "aktivitet",
            each.navn,
            (Ordbetydning(each.hva.strip(), kildeord(hjul.kilde, each.linjer)),),
            tuple(part for part in parts if part.tekster),
            merknad=(each.merknad or "").strip(),
            ogsaa=(each.kort,) if each.kort else (),
        )


def dokumentene() -> Iterator[Oppslag]:
    """Yield every document that is made of a case, with the command that makes it."""
    for each in DOKUMENTER:
        made = f"Et dokument om en sak. Lages med: sosialplan lag {each.kode} SAK"
        yield Oppslag(
            each.kode, "dokument", each.navn[:1].upper() + each.navn[1:],
            (Ordbetydning(made, "programmet"),), ogsaa=each.andre_navn,
        )  # fmt: skip


def kjeder_og_steg(plan: Plan, today: date) -> Iterator[Oppslag]:
    """Yield every chain, every step with what it is in each chain, and every rung of the ladder."""
    for kjede in plan.kjeder:
        yield Oppslag(
            kjede.kjede,
            "kjede",
            kjede.navn,
            (Ordbetydning(kjede.beskrivelse.strip(), kildeord(kjede.kilde, kjede.linjer)),),
            (Punkter("Steg", tuple(steg.navn for steg in kjede.steg)),),
        )
    steps: dict[str, list[tuple[Handlingskjede, Steg]]] = {}
    for kjede in plan.kjeder:
        for steg in kjede.steg:
            steps.setdefault(steg.steg, []).append((kjede, steg))
    for code, found in steps.items():
        yield _step(code, found, plan, today)
    for trinn in plan.trapp.trinn:
        yield Oppslag(
            trinn.trinn,
            "trinn",
            trinn.navn,
            (Ordbetydning(trinn.hva.strip(), kildeord(plan.trapp.kilde, trinn.linjer)),),
            (Punkter("Hvem", tuple(rolle(plan.skole, each) for each in trinn.hvem)),),
        )


def _step(
    code: str, found: Sequence[tuple[Handlingskjede, Steg]], plan: Plan, today: date
) -> Oppslag:
    people, due = [], []
    for kjede, steg in found:
        who = ", ".join(rolle(plan.skole, each) for each in steg.ansvarlig)
        people += [f"{who} ({kjede.kjede})"] if who else []
        words = fristord(plan, steg.regel, today)
        due += [f"{words.kort}, {words.grunnlag} ({kjede.kjede})"] if words else []
    parts = (Punkter("Hvem", tuple(people)), Punkter("Frist", tuple(due)))
    return Oppslag(
        code,
        "steg",
        found[0][1].navn,
        tuple(
            Ordbetydning(_signed(steg), f"{kjede.navn}, {kildeord(steg.kilde, steg.linjer)}")
            for kjede, steg in found
        ),
        tuple(part for part in parts if part.tekster),
        ogsaa=tuple(
            dict.fromkeys(
                name for _, steg in found for name in (steg.navn, steg.gjort or steg.navn)
            )
        ),
    )


def _signed(steg: Steg) -> str:
    """Return what a step is; one that is signed by its name is signed here too."""
    return f"{steg.hva.strip()} {TEGN}" if steg.navn.endswith(TEGN) else steg.hva.strip()


def valgene(plan: Plan, today: date) -> Iterator[Oppslag]:
    """Yield every choice, with its readings and what the school has chosen."""
    for each in plan.valg.valg:
        reading = chosen(each, today)
        told = (
            f"Skolen har valgt «{reading}»."
            if reading
            else f"Skolen må velge. Inntil da: {each.inntil_valgt}"
        )
        yield Oppslag(
            each.valg,
            "valg",
            each.spoersmaal,
            (Ordbetydning(told.strip(), "plan/valg.yaml"),),
            (
                Punkter(
                    "Dette kan velges",
                    tuple(
                        f"{one.tekst} ({kildeord(one.kilde, one.linjer)}), {_standing(one, reading)}"
                        for one in each.lesninger
                    ),
                ),
            ),
        )


def _standing(lesning: Lesning, chosen_one: str | None) -> str:
    if chosen_one is None:
        return "ikke valgt"
    return "skolens valg" if lesning.lesning == chosen_one else "valgt bort"


def eldre_ord(reference: Oppslagsverk) -> Iterator[Oppslag]:
    """Yield the words that are called something else now."""
    for each in reference.begreper.eldre_ord:
        since = f" Det har det hett siden {lang_dato(each.fra)}." if each.fra else ""
        more = f" Mer: sosialplan slå-opp {each.se}" if each.se else ""
        yield Oppslag(
            each.ord,
            "annet ord",
            each.ord,
            (
                Ordbetydning(
                    f"Heter nå: {each.heter}.{since}{more}", kildeord(each.kilde, each.linjer)
                ),
            ),
            ogsaa=each.ogsaa,
        )
