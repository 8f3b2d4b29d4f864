"""What each recipient is given of a case: others by alias, and nobody where it is anonymous."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from sak_examples import HEL_SAK, PLAN, bilde_av
from sosialplan.model.elev import Foresatt
from sosialplan.model.record import Konflikt
from sosialplan.model.sak import Elev, GjelderAnsatt, Grunn, Hendelse, Involvert, Sak
from sosialplan.rules.ansattsak.skjermet_sak import (
    ALLE_NAVN,
    ANSATT,
    BARE_ALIAS,
    BARNEVERN,
    KONTAKT,
    MOTTAKERE,
    SKOLE,
    Mottaker,
    find_mottaker,
    skjerm,
)
from sosialplan.views.dokumenter.melding import melding

ELEV = "Oppdiktet Elev Lind"
ANNEN = "Oppdiktet Jente Eik"
MOR = "Oppdiktet Mor Lind"
LAERER = "Oppdiktet Lærer Rogn"
NAVN = (ELEV, ANNEN, MOR, LAERER, "9C", "Eik", "Jente", "8B")
SAK = replace(
    HEL_SAK,
    elev=Elev(
        navn=ELEV,
        klasse="8B",
        foresatte=(Foresatt(navn=MOR, relasjon="mor", kontakt="400 00 000"),),
    ),
    involverte=(Involvert(alias="Elev B", navn=ANNEN, klasse="9C", rolle="sa stygge ting"),),
    gjelder_ansatt=GjelderAnsatt(roller=("lærer",), navn=(LAERER,)),
    beskrivelse=f"{ANNEN}s gjeng i 9C og {LAERER} lo av {ELEV}. {MOR} ringte om {HEL_SAK.sak}.",
    hendelser=(
        Hendelse(id="h0000001", dato=date(2026, 10, 12), steg="oppdaget", notat=f"{ANNEN} lo."),
    ),
    konflikter=(Konflikt(id="k0000001", sted=("beskrivelse",), staar=ANNEN),),
)


def _for(code: str) -> Mottaker:
    found = find_mottaker(code)
    assert found is not None
    return found


def _words(sak: Sak) -> str:
    return msgspec.json.encode(sak).decode()


@pytest.mark.parametrize("mottaker", MOTTAKERE, ids=lambda each: each.kode)
def test_nobody_is_given_another_pupil(mottaker: Mottaker) -> None:
    given_out = _words(skjerm(SAK, PLAN, mottaker).sak)
    assert ANNEN not in given_out
    assert "9C" not in _words(replace(skjerm(SAK, PLAN, mottaker).sak, beskrivelse=None))
    assert "Elev B" in given_out


def test_the_genitive_keeps_its_s() -> None:
    assert (skjerm(SAK, PLAN, SKOLE).sak.beskrivelse or "").startswith("Elev Bs gjeng")


def test_an_anonymous_copy_names_nobody_and_no_case() -> None:
    shown = skjerm(SAK, PLAN, _for("r-team-anonym"))
    assert shown.sak.beskrivelse == (
        "Elev Bs gjeng i klassen og den ansatte lo av eleven. en forelder ringte om saken."
    )
    assert shown.sak.elev == Elev(navn="Eleven", klasse="8B")
    assert shown.plan.skole.personer == ()
    assert [each.hva for each in shown.tilbakeholdt] == [ALLE_NAVN]
    bilde = bilde_av(SAK, date(2026, 11, 23), mottaker=_for("r-team-anonym"))
    assert (bilde.saksnummer, bilde.klasse, bilde.trinn) == (None, None, 8)
    assert SAK.sak not in str(melding(bilde))


@pytest.mark.parametrize(
    ("code", "withheld"),
    [
        ("skole", [BARE_ALIAS]),
        ("foresatte", [BARE_ALIAS, KONTAKT, ANSATT]),
        ("ppt", [BARE_ALIAS, KONTAKT, ANSATT]),
        ("barnevern", [BARE_ALIAS, ANSATT]),
        ("statsforvalter", [BARE_ALIAS]),
    ],
)
def test_what_is_withheld_is_told_with_its_ground(code: str, withheld: list[str]) -> None:
    shown = skjerm(SAK, PLAN, _for(code))
    assert [each.hva for each in shown.tilbakeholdt] == withheld
    assert all("forvaltningsloven § 13" in each.hvorfor for each in shown.tilbakeholdt)
    assert (LAERER in _words(shown.sak)) == (ANSATT not in withheld)
    assert ("400 00 000" in _words(shown.sak)) == (KONTAKT not in withheld)


@pytest.mark.parametrize("mottaker", MOTTAKERE, ids=lambda each: each.kode)
def test_an_assessment_of_barnevern_is_only_for_those_who_may_know(mottaker: Mottaker) -> None:
    day = date(2026, 11, 12)
    entries = (
        Hendelse(id="b0000001", dato=day, steg="barnevern-vurdert", grunn=Grunn.C),
        Hendelse(id="b0000002", dato=day, steg="barnevern-meldt"),
        Hendelse(id="b0000003", dato=day, steg="kontakt"),
    )
    shown = skjerm(replace(HEL_SAK, kjede="fravaer", hendelser=entries), the_plan(), mottaker)
    kept = [each.id for each in shown.sak.hendelser]
    assert kept == ([each.id for each in entries] if mottaker.barnevern else ["b0000003"])
    assert any(each.hva == BARNEVERN for each in shown.tilbakeholdt) is not mottaker.barnevern


def test_a_ground_is_kept_apart_in_a_chain_that_is_not_known_too() -> None:
    entry = Hendelse(id="b0000001", dato=date(2026, 11, 12), steg="notat", grunn=Grunn.INGEN)
    sak = replace(HEL_SAK, kjede="ukjent", hendelser=(entry,))
    assert skjerm(sak, PLAN, _for("ppt")).sak.hendelser == ()


def test_a_case_of_one_pupil_alone_withholds_nothing() -> None:
    alone = replace(HEL_SAK, involverte=())
    assert skjerm(alone, PLAN, _for("foresatte")).tilbakeholdt == ()
    assert skjerm(alone, PLAN, _for("r-team-anonym")).sak.gjelder_ansatt is None


@given(
    field=st.sampled_from(
        ("beskrivelse", "notat", "elevens_stemme", "problem", "tiltak", "hvorfor", "rolle")
    ),
    code=st.sampled_from([each.kode for each in MOTTAKERE]),
    before=st.sampled_from(("", "Da sa ", "«", "(", "Både ")),
    after=st.sampled_from(("", ".", "s venn", "»", "\nog")),
)
def test_a_name_in_any_text_is_taken_out(field: str, code: str, before: str, after: str) -> None:
    text = f"{before}{ANNEN}{after}"
    assert HEL_SAK.aktivitetsplan is not None
    plan = HEL_SAK.aktivitetsplan
    first = plan.tiltak[0]
    options: dict[str, dict[str, Any]] = {
        "beskrivelse": {"beskrivelse": text},
        "notat": {"hendelser": (replace(SAK.hendelser[0], notat=text),)},
        "elevens_stemme": {"hendelser": (replace(SAK.hendelser[0], elevens_stemme=text),)},
        "problem": {"aktivitetsplan": replace(plan, problem=text)},
        "tiltak": {
            "aktivitetsplan": replace(plan, tiltak=(replace(first, tiltak=text), *plan.tiltak[1:]))
        },
        "hvorfor": {
            "aktivitetsplan": replace(
                plan,
                tiltak=tuple(
                    replace(each, endringer=tuple(replace(e, hvorfor=text) for e in each.endringer))
                    for each in plan.tiltak
                ),
            )
        },
        "rolle": {"involverte": (replace(SAK.involverte[0], rolle=text),)},
    }
    assert ANNEN not in _words(skjerm(replace(SAK, **options[field]), PLAN, _for(code)).sak)
