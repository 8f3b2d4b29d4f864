"""Everything in the plan that can be looked up, as entries of one shape."""

import re
from collections.abc import Iterator
from datetime import date

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.oppslagsverk import Maal, Oppslagsverk, Partner, Samtykkekrav
from sosialplan.model.plan import Plan
from sosialplan.model.record import SourceLines
from sosialplan.model.regel import Hjemmelversjon
from sosialplan.model.skole import Rolle
from sosialplan.rules.explanation import in_force
from sosialplan.views.forklaring import linjeord
from sosialplan.views.maaltall import maal_i_ord
from sosialplan.views.moeter.moetevisning import moetevisninger
from sosialplan.views.planen.lest_plan import betydninger, hvilken_gjelder, tiltaksforslag
from sosialplan.views.planen.oppslag import Oppslag, Ordbetydning, Punkter, kildeord
from sosialplan.views.planen.oppslag_arbeidet import (
    aktiviteter,
    dokumentene,
    eldre_ord,
    kjeder_og_steg,
    valgene,
)
from sosialplan.views.roller import rolle

SAMTYKKE = {
    Samtykkekrav.JA: "Samtykke trengs",
    Samtykkekrav.NEI: "Samtykke trengs ikke",
    Samtykkekrav.UTEN_ELEV: "Samtykke trengs bare når en elev nevnes",
}
PLANEN = "skolens sosiale handlingsplan"


def alle_oppslag(
    plan: Plan, reference: Oppslagsverk, hjul: Aarshjul, today: date
) -> tuple[Oppslag, ...]:
    """Return every entry, in the order of the list that is shown without a word.

    The plan, the reference and the wheel are as they are read on the day.
    """
    return (
        *_begreper(plan, reference, today),
        *(_partner(each, plan) for each in reference.partnere.partnere),
        *_nivaaer(reference),
        *_praksis(plan, reference),
        *(_maal(each, plan, today) for each in reference.maal.maal),
        *(
            Oppslag(each.kode, "mål", each.navn, (_of_source(each.hva, each.kilde, each.linjer),))
            for each in reference.maal.i_ord
        ),
        *(
            Oppslag(each.verdi, "verdi", each.verdi.capitalize(), (_planens(each.forplikter),))
            for each in plan.skole.verdier
        ),
        *_moeter(plan),
        *_hjemler(plan, today),
        *_roller(plan, hjul, {each.partner for each in reference.partnere.partnere}),
        *aktiviteter(plan, hjul, today),
        *kjeder_og_steg(plan, today),
        *valgene(plan, today),
        *dokumentene(),
        *eldre_ord(reference),
    )


def _of_source(text: str, kilde: str, linjer: SourceLines | None) -> Ordbetydning:
    return Ordbetydning(text.strip(), kildeord(kilde, linjer))


def _with_lines(text: str, linjer: SourceLines | None) -> str:
    return f"{text} ({linjeord(linjer)})" if linjer else text


def _planens(text: str) -> Ordbetydning:
    return Ordbetydning(text.strip(), "skolens egne verdier, plan/skole.yaml")


def _begreper(plan: Plan, reference: Oppslagsverk, today: date) -> Iterator[Oppslag]:
    for begrep in reference.begreper.begreper:
        notes = [begrep.merknad or "", hvilken_gjelder(begrep, plan, today)]
        yield Oppslag(
            begrep.begrep,
            "begrep",
            begrep.navn,
            betydninger(begrep, plan, today),
            merknad=" ".join(each.strip() for each in notes if each),
        )


def _partner(partner: Partner, plan: Plan) -> Oppslag:
    def named(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rolle(plan.skole, each) for each in codes)

    tasks = tuple(f"{each.hva} ({kildeord(each.kilde, each.linjer)})" for each in partner.kan_be_om)
    duty = (
        (Punkter("Egen meldeplikt", (partner.meldeplikt.strip(),)),) if partner.meldeplikt else ()
    )
    return Oppslag(
        partner.partner,
        "partner",
        partner.navn,
        (Ordbetydning(partner.hva.strip(), kildeord(partner.kilde, partner.linjer)),),
        (
            Punkter("Kan bes om", tasks),
            Punkter(
                "Hvem tar kontakt",
                (f"{', '.join(named(partner.spoerres_av))} ({partner.spoerres_av_kilde})",),
            ),
            Punkter(SAMTYKKE[partner.samtykke], (partner.om_samtykke.strip(),)),
            *duty,
        ),
        ogsaa=tuple(each.navn for each in plan.skole.roller if each.rolle == partner.partner),
    )


def _nivaaer(reference: Oppslagsverk) -> Iterator[Oppslag]:
    for modell in reference.begreper.nivaamodeller:
        yield Oppslag(
            modell.modell,
            "nivåer",
            modell.navn,
            (Ordbetydning(modell.hva.strip(), kildeord(modell.kilde, modell.linjer)),),
            tuple(Punkter(each.navn, each.innhold) for each in modell.nivaaer),
        )
        for nivaa in modell.nivaaer:
            yield Oppslag(
                nivaa.nivaa,
                "nivå",
                nivaa.navn,
                punkter=(Punkter("Dette hører til", nivaa.innhold),),
                kilde=kildeord(PLANEN, nivaa.linjer),
            )


def _praksis(plan: Plan, reference: Oppslagsverk) -> Iterator[Oppslag]:
    terms = reference.begreper
    practice = tuple(_with_lines(each.tekst, each.linjer) for each in terms.god_praksis)
    yield Oppslag(
        "god-praksis", "liste", "God praksis", punkter=(Punkter("Slik gjør vi", practice),),
        kilde=PLANEN,
    )  # fmt: skip
    yield Oppslag(
        "kjennskap",
        "liste",
        "Slik får skolen vite hvordan elevene har det",
        punkter=tuple(
            Punkter(
                f"På {level}nivå",
                tuple(
                    _with_lines(each.tekst, each.linjer)
                    for each in terms.kjennskap
                    if each.nivaa == level
                ),
            )
            for level in dict.fromkeys(each.nivaa for each in terms.kjennskap)
        ),
        kilde=PLANEN,
    )
    yield Oppslag(
        "tiltak", "liste", "Eksempler på tiltak",
        punkter=(Punkter("Kan prøves", tiltaksforslag(None, plan, reference)),), kilde=PLANEN,
    )  # fmt: skip


def _maal(maal: Maal, plan: Plan, today: date) -> Oppslag:
    counted = maal.uten_teller or f"Telles med: sosialplan statistikk mål ({maal.teller})"
    return Oppslag(
        maal.kode,
        "mål",
        maal.navn,
        (Ordbetydning(maal.hva.strip(), kildeord(maal.kilde, maal.linjer)),),
        (
            Punkter("Målet", (f"{maal_i_ord(maal, plan, today)} (grunnlag: {maal.grunnlag})",)),
            Punkter("Slik telles det", (counted.strip(),)),
        ),
    )


def _moeter(plan: Plan) -> Iterator[Oppslag]:
    for each in moetevisninger(plan):
        parts = (
            Punkter("Hvor ofte", each.hvor_ofte),
            Punkter(_own("Medlemmer", each.medlemmer_kilde), each.medlemmer),
            Punkter("Alltid med", each.alltid),
            Punkter(_own("Fast saksliste", each.saksliste_kilde), each.saksliste),
        )
        yield Oppslag(
            each.kode,
            "møte",
            each.navn,
            (Ordbetydning(each.hva, kildeord(_of_plan(each.kilde), each.linjer)),),
            tuple(part for part in parts if part.tekster),
            merknad=each.merknad,
        )


def _of_plan(kilde: str) -> str:
    return PLANEN if kilde == "skolens plan" else kilde


def _own(heading: str, kilde: str) -> str:
    """Return a heading that says where its list is from, when it is not from the plan."""
    return f"{heading} ({kilde})" if kilde else heading


def _hjemler(plan: Plan, today: date) -> Iterator[Oppslag]:
    for each in plan.hjemler.hjemler:
        now = in_force(each.versjoner, today)
        letters = _bokstaver(now)
        yield Oppslag(
            each.hjemmel,
            "hjemmel",
            each.navn,
            (Ordbetydning(_paragraf(now), now.kilde),) if now else (),
            (
                Punkter("Til alle tider", tuple(_periode(version) for version in each.versjoner)),
                *((Punkter("Bokstavene i dag", letters),) if letters else ()),
            ),
            ogsaa=tuple(version.paragraf for version in each.versjoner),
        )


def _paragraf(version: Hjemmelversjon) -> str:
    return f"I dag: {version.lov} {version.paragraf}."


def _bokstaver(version: Hjemmelversjon | None) -> tuple[str, ...]:
    return tuple(f"{each.bokstav}: {each.hva}" for each in (version.bokstaver if version else ()))


def _periode(version: Hjemmelversjon) -> str:
    if version.gjelder_fra is None:
        return f"{version.lov} {version.paragraf}, vedtatt, men ikke satt i kraft"
    to = f" til og med {version.gjelder_til:%d.%m.%Y}" if version.gjelder_til else ""
    return f"{version.lov} {version.paragraf} fra {version.gjelder_fra:%d.%m.%Y}{to}"


def _activities(hjul: Aarshjul, role: Rolle) -> tuple[str, ...]:
    """Return the activities that the role answers for, and those that carry its name, as MOT has."""
    name = re.compile(rf"\b{re.escape(role.navn)}\b")
    return tuple(
        each.navn
        for each in hjul.aktiviteter
        if role.rolle in each.ansvarlig or name.search(each.navn)
    )


def _roller(plan: Plan, hjul: Aarshjul, partners: set[str]) -> Iterator[Oppslag]:
    """Yield the roles; one that only names a partner tells nothing that the partner does not."""
    for each in plan.skole.roller:
        steps = tuple(
            f"{steg.navn} ({kjede.kjede})"
            for kjede in plan.kjeder
            for steg in kjede.steg
            if each.rolle in steg.ansvarlig
        )
        if each.rolle in partners and not steps:
            continue
        where = "ved skolen" if each.ved_skolen else "utenfor skolen"
        reach = " Én for hver klasse." * each.per_klasse + " Én for hvert trinn." * each.per_trinn
        yield Oppslag(
            each.rolle,
            "rolle",
            each.navn,
            (Ordbetydning(f"En rolle {where}.{reach}", "plan/skole.yaml"),),
            tuple(
                Punkter(head, told)
                for head, told in (
                    ("Har ansvar for", steps),
                    ("Aktiviteter", _activities(hjul, each)),
                )
                if told
            ),
        )
