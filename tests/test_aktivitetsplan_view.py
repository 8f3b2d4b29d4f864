"""The activity plan says all it must, names what is missing, and knows nothing of tomorrow."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from dokumentform import FARLIG, form, ufarlig
from golden import assert_golden
from sak_examples import HEL_SAK, PLAN, SAKSNUMMER, SKOLE, STATSFORVALTEREN_FRA, TOM_SAK, bilde_av
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak
from sosialplan.output.templates import render
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.datoer import kort_dato, lang_dato
from sosialplan.views.dokumenter.aktivitetsplan import Plandokument, aktivitetsplan

MALER = Path(__file__).parent.parent / "maler"
DAY = date(2026, 11, 23)
assert HEL_SAK.aktivitetsplan is not None
SKREVET: Aktivitetsplan = HEL_SAK.aktivitetsplan


def _plan(sak: Sak = HEL_SAK, today: date = DAY) -> Plandokument:
    return aktivitetsplan(bilde_av(sak, today))


def _markdown(sak: Sak = HEL_SAK, today: date = DAY) -> str:
    return render(MALER, "aktivitetsplan.md.j2", {"plan": _plan(sak, today)})


@pytest.mark.parametrize(
    ("name", "sak", "today", "fra"),
    [
        ("hel.md", HEL_SAK, DAY, STATSFORVALTEREN_FRA),
        ("foerste-dag.md", HEL_SAK, date(2026, 10, 19), None),
        ("ikke-evaluert.md", HEL_SAK, date(2026, 12, 8), STATSFORVALTEREN_FRA),
        ("alt-mangler.md", TOM_SAK, DAY, None),
    ],
)
def test_the_plan_reads_as_approved(
    name: str, sak: Sak, today: date, fra: date | None, *, oppdater_gull: bool
) -> None:
    plan = aktivitetsplan(bilde_av(sak, today, fra))
    made = render(MALER, "aktivitetsplan.md.j2", {"plan": plan})
    assert_golden(f"aktivitetsplan/{name}", made, oppdater_gull)


@pytest.mark.parametrize(("name", "sak"), [("nynorsk.md", HEL_SAK), ("nynorsk-tom.md", TOM_SAK)])
def test_the_plan_reads_as_approved_in_nynorsk(name: str, sak: Sak, *, oppdater_gull: bool) -> None:
    plan = aktivitetsplan(bilde_av(sak, DAY, maalform=Maalform.NYNORSK))
    made = render(MALER, "nn/aktivitetsplan.md.j2", {"plan": plan})
    assert_golden(f"aktivitetsplan/{name}", made, oppdater_gull)


def test_everything_missing_has_its_command() -> None:
    assert [(each.felt, each.command) for each in _plan(TOM_SAK).mangler] == [
        (
            "ansvarlig_i_ledelsen",
            f"sosialplan tiltak plan {SAKSNUMMER} --ansvarlig-i-ledelsen rektor",
        ),
        (
            "rektor_varslet",
            f"sosialplan registrer {SAKSNUMMER} rektor-varslet --dato ÅÅÅÅ-MM-DD --av kontaktlærer",
        ),
        ("laget", f"sosialplan registrer {SAKSNUMMER} aktivitetsplan --dato ÅÅÅÅ-MM-DD"),
        ("problem", f'sosialplan tiltak plan {SAKSNUMMER} --problem "…"'),
        ("mål", f'sosialplan tiltak plan {SAKSNUMMER} --mål "…"'),
        (
            "tiltak",
            f'sosialplan tiltak ny {SAKSNUMMER} --tiltak "…" --nivå klasse --ansvarlig rådgiver --fra ÅÅÅÅ-MM-DD --evalueres ÅÅÅÅ-MM-DD',
        ),
        (
            "elevens_stemme",
            f'sosialplan registrer {SAKSNUMMER} elev-hørt --dato ÅÅÅÅ-MM-DD --av kontaktlærer --elevens-stemme "…"',
        ),
        ("foresattes_syn", f'sosialplan tiltak plan {SAKSNUMMER} --foresattes-syn "…"'),
        ("barnets_beste", f'sosialplan tiltak plan {SAKSNUMMER} --barnets-beste "…"'),
        (
            "sendt",
            f'sosialplan registrer {SAKSNUMMER} plan-sendt --dato ÅÅÅÅ-MM-DD --mottaker "…"',
        ),
    ]


def test_every_lack_is_named_in_the_document() -> None:
    made = _markdown(TOM_SAK)
    for mangel in _plan(TOM_SAK).mangler:
        assert f"**Mangler:** {mangel.sentence}" in made
    assert "10 opplysninger mangler" in made
    assert not _plan().mangler
    assert "angler" not in _markdown()


@pytest.mark.parametrize(
    ("today", "version", "changed"),
    [
        (date(2026, 10, 19), 1, None),
        (date(2026, 11, 15), 1, None),
        (date(2026, 11, 16), 2, "16. november 2026"),
        (date(2026, 11, 18), 3, "18. november 2026"),
    ],
)
def test_each_later_day_with_a_change_is_a_version(
    today: date, version: int, changed: str | None
) -> None:
    hode = _plan(today=today).hode
    assert (hode.versjon, hode.sist_endret) == (version, changed)


def test_later_facts_are_left_out_and_later_changes_undone() -> None:
    plan = _plan(today=date(2026, 11, 15))
    first = plan.tiltak[0]
    assert [each.nummer for each in plan.tiltak] == [1, 2, 3]
    assert (first.periode, first.stedfortreder) == ("20. oktober – 27. november 2026", None)
    assert not first.evalueringer
    assert plan.tiltak[2].avsluttet is None
    assert [each.dato for each in plan.sendinger] == ["20. oktober 2026"]
    assert not plan.endringer


def test_a_corrected_entry_does_not_count() -> None:
    correction = Hendelse(
        id="h0000009", dato=date(2026, 10, 13), steg="rektor-varslet", retter="h0000002"
    )
    sak = replace(HEL_SAK, hendelser=(*HEL_SAK.hendelser, correction))
    told = _plan(sak).hode.rektor_varslet
    assert told is not None
    assert told.tekst == "13. oktober 2026"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (date(2024, 7, 31), ("opplæringslova (1998) § 9 A-4", "opplæringslova (1998) § 9 A-6")),
        (date(2024, 8, 1), ("opplæringslova (2023) § 12-4", "opplæringslova (2023) § 12-6")),
    ],
)
def test_the_law_is_that_of_the_day_the_plan_was_made(
    made: date, expected: tuple[str, str]
) -> None:
    event = Hendelse(id="h0000001", dato=made, steg="aktivitetsplan")
    plan = _plan(replace(TOM_SAK, hendelser=(event,)))
    assert (plan.hode.hjemmel, plan.statsforvalteren.hjemmel) == expected


def test_kontaktlaerer_is_the_one_of_the_class_or_the_role() -> None:
    assert _plan().hode.kontaktlaerer == "Oppdiktet Lærer Bjerk"
    elev = replace(HEL_SAK.elev, klasse="9C")
    assert _plan(replace(HEL_SAK, elev=elev)).hode.kontaktlaerer == "Kontaktlærer for klassen"


@pytest.mark.parametrize("name", ["Tenkt Medelev", "TENKT  MEDELEV", "Tenkt"])
def test_other_pupils_are_never_named(name: str) -> None:
    skrevet = replace(
        SKREVET, problem=f"{name}s gruppe og {name}.", maal="Tenkte er et vanlig ord."
    )
    made = _markdown(replace(HEL_SAK, aktivitetsplan=skrevet))
    assert "Elev Bs gruppe og Elev B." in made
    assert "Medelev" not in made
    assert "Tenkte er et vanlig ord." in made


def test_a_name_that_the_pupil_shares_is_kept() -> None:
    involvert = replace(HEL_SAK.involverte[0], navn="Oppdiktet Medelev")
    sak = replace(HEL_SAK, involverte=(involvert,))
    assert "Oppdiktet Elevsen" in _markdown(sak)


def test_an_evaluation_that_did_not_happen_is_a_lack() -> None:
    found = _plan(today=date(2026, 12, 8)).mangler
    assert [each.felt for each in found] == [f"tiltak {number}: evaluering" for number in (1, 2, 4)]
    assert found[0].sentence == "Tiltaket skulle vært evaluert 7. desember 2026."
    assert found[0].command.startswith(f"sosialplan tiltak evaluer {SAKSNUMMER} t0000001 ")


def test_the_school_chooses_the_word() -> None:
    plan = replace(PLAN, skole=replace(SKOLE, ordet_for_planen="tiltaksplan"))
    made = aktivitetsplan(bilde_av(HEL_SAK, DAY, None, plan))
    assert made.tittel == f"Tiltaksplan, sak {SAKSNUMMER}, versjon 3"
    assert render(MALER, "aktivitetsplan.md.j2", {"plan": made}).startswith("# Tiltaksplan\n")


def test_dates_are_written_as_norwegians_write_them() -> None:
    assert lang_dato(DAY) == "23. november 2026"
    assert kort_dato(date(2026, 3, 2)) == "02.03.2026"


def _filled(text: str) -> Sak:
    """Put the text in every field of the case that takes free text."""
    tiltak = tuple(
        replace(
            each,
            tiltak=text,
            evalueringer=tuple(
                replace(one, elev=text, foresatte=text, skolen=text, hvorfor=text)
                for one in each.evalueringer
            ),
            endringer=tuple(replace(one, hvorfor=text) for one in each.endringer),
            avsluttet=replace(each.avsluttet, hvorfor=text) if each.avsluttet else None,
        )
        for each in SKREVET.tiltak
    )
    skrevet = replace(
        SKREVET,
        problem=text,
        maal=text,
        elevens_stemme=text,
        elevens_stemme_om_tiltakene=text,
        foresattes_syn=text,
        barnets_beste=text,
        tiltak=tiltak,
    )
    hendelser = tuple(
        replace(
            each,
            elevens_stemme=text if each.elevens_stemme else None,
            mottakere=(text,) if each.mottakere else (),
        )
        for each in HEL_SAK.hendelser
    )
    elev = replace(HEL_SAK.elev, navn=text)
    return replace(HEL_SAK, elev=elev, hendelser=hendelser, aktivitetsplan=skrevet)


@settings(max_examples=40, deadline=None)
@given(FARLIG)
def test_no_text_of_a_case_changes_the_structure_of_the_plan(text: str) -> None:
    # With a word at the end it is a voice in both: signs alone are nobody's, whatever they look like.
    written, expected = (_markdown(_filled(f"{each} ord")) for each in (text, ufarlig(text)))
    assert form(written) == form(expected)
