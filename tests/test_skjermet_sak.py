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
from sosialplan.model.oppslagsverk import Samtykketjeneste
from sosialplan.model.plan import Plan
from sosialplan.model.record import Konflikt
from sosialplan.model.sak import Elev, GjelderAnsatt, Grunn, Hendelse, Involvert, Sak, Samtykke
from sosialplan.rules.ansattsak.skjermet_sak import (
    ALLE_NAVN,
    ANSATT,
    BARE_ALIAS,
    BARNEVERN,
    KONTAKT,
    SKOLE,
    Mottaker,
    find_mottaker,
    mottakere,
    skjerm,
)
from sosialplan.rules.checks.entry_checks import check_consent
from sosialplan.rules.medvirkning import consent
from sosialplan.rules.moeter.saksliste import asked_of
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
    found = find_mottaker(code, the_plan())
    assert found is not None
    return found


def _words(sak: Sak) -> str:
    return msgspec.json.encode(sak).decode()


@pytest.mark.parametrize("mottaker", mottakere(the_plan()), ids=lambda each: each.kode)
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


@pytest.mark.parametrize("mottaker", mottakere(the_plan()), ids=lambda each: each.kode)
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
    code=st.sampled_from([each.kode for each in mottakere(the_plan())]),
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


def _with_teams(*navn: str) -> Plan:
    """The plan, where reports go to these teams."""
    plan = the_plan()
    team = plan.moeter.raadsteam
    assert team is not None
    others = tuple(each for each in plan.moeter.moeter if each != team)
    teams = tuple(replace(team, moete=each, navn=each.capitalize()) for each in navn)
    return replace(plan, moeter=replace(plan.moeter, moeter=(*teams, *others)))


def test_a_copy_can_be_for_each_team_and_service_of_the_plan_and_for_whom_the_law_names() -> None:
    own = replace(the_plan().skole, tjenester=(Samtykketjeneste(tjeneste="los", navn="losen"),))
    plan = replace(_with_teams("ressursteam", "nærværsteam"), skole=own)
    assert [each.kode for each in mottakere(plan)] == [
        "skole", "elev", "foresatte", "ressursteam", "ressursteam-anonym", "nærværsteam", "nærværsteam-anonym",
        "los", "barnevern", "statsforvalter", "skoleeier", "arkiv",
    ]  # fmt: skip
    words = {each.kode: each.ord for each in mottakere(plan)}
    assert words["nærværsteam-anonym"] == "Nærværsteam, uten navn"
    assert words["los"] == "losen"
    assert own.tjeneste("ppt") is None


@pytest.mark.parametrize("navn", [("ressursteam",), (), ("nærværsteam", "ressursteam")])
def test_what_was_written_of_the_team_before_it_had_the_plan_s_word_is_still_of_it(
    navn: tuple[str, ...],
) -> None:
    plan = _with_teams(*navn)
    assert plan.moeter.raad == (navn[0] if navn else "teamet")
    named, hidden = find_mottaker("r-team", plan), find_mottaker("r-team-anonym", plan)
    assert named is not None
    assert hidden is not None
    assert (named.kode, named.slag, named.anonym) == ("r-team", "team", False)
    assert (hidden.kode, hidden.slag, hidden.anonym) == ("r-team-anonym", "team-uten-navn", True)
    assert find_mottaker("romvesen", plan) is None
    entry = HEL_SAK.hendelser[0]
    yes = replace(entry, samtykke=Samtykke.JA, samtykke_til=("r-team",), samtykke_av=("foresatte",))
    elev = replace(HEL_SAK.elev, foresatte=())
    chain = plan.kjede(HEL_SAK.kjede)
    asked = asked_of(plan, plan.moeter.raad)
    assert consent(elev, (yes,), chain, asked, yes.dato).is_given
    assert not consent(elev, (yes,), chain, asked_of(plan, "ppt"), yes.dato).is_given
    sak = replace(HEL_SAK, hendelser=(yes,))
    assert "K371" not in {each.code for each in check_consent(sak, "", plan)}
