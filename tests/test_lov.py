"""The legal core: duties as dated data, carried by a plan's steps, and lifted by a written reason only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from frist_tilfelle import ROOT
from golden import assert_text_of
from planmutasjon import put_off, rename, take_out
from program import Program, copied, made_by_start
from sosialplan.files.standard import lovkjernen, lovplikter
from sosialplan.files.yaml_reader import parse
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.lovplikt import Lovavvik, Lovplikt, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.regel import Enhet
from sosialplan.model.skole import Innstillingsverdi
from sosialplan.rules.checks.law_checks import check_against_law
from sosialplan.rules.lov import NO_END, chains_of, days_on, duties_of, law_on, longer_than_law
from sosialplan.views.dokumenter.tilsyn import Tilsyn
from sosialplan.views.dokumentliste import DOKUMENTER
from sosialplan.views.maler.felttyper import element_of, fields_of, without_none
from sosialplan.views.maler.malfelt import type_of
from sosialplan.views.planen.lovtabell import IKKE_LEST, INGEN_FRIST, Lovrad, lovrader
from test_lovkjerne import STEPS

DAY = date(2026, 11, 30)
PLIKTER = lovplikter()
EACH = pytest.mark.parametrize("plikt", PLIKTER, ids=lambda each: each.plikt)
NAMED = (
    "§ 10-1", "§ 10-2", "§ 10-6", "§ 12-2", "§ 12-3", "§ 12-4", "§ 12-5", "§ 12-6", "§ 13-1",
    "§ 13-2", "§ 13-3", "§ 13-4", "§ 13-5", "§ 24-3", "§ 11-1", "§ 20-5",
)  # fmt: skip
"""The paragraphs of opplæringslova and its forskrift that the work meets."""
TESTS = Path(__file__).parent
WITHOUT_STEP = {
    "barnets-beste": "test_dokumentkrav.py",
    "trygt-og-godt-miljø": "test_nye_kjeder.py",
    "ansatt-undersøkes-straks": "test_lov.py",
    "elev-over-15": "test_samtykke.py",
    "nulltoleranse": "test_aarshjul_data.py",
    "dokumentere": "test_tilsyn.py",
    "bortvisning": "test_vedtak.py",
    "skolebytte": "test_vedtak.py",
    "klagefrist": "test_vedtak.py",
    "foreløpig-svar": "frist_cases/loven.yaml",
    "sende-klagen-videre": "frist_cases/loven.yaml",
    "svare-statsforvalteren": "frist_cases/loven.yaml",
    "følge-statsforvalterens-vedtak": "frist_cases/loven.yaml",
    "melde-til-barnevernet": "test_dokumentkrav.py",
    "barnevernsloven": "test_dokumentkrav.py",
    "forhåndsvarsel": "test_dokumentkrav.py",
    "utrede": "test_dokumentkrav.py",
    "begrunne": "test_dokumentkrav.py",
    "underrette-om-klage": "test_dokumentkrav.py",
    "foreldremøte-og-samtaler": "test_aarshjul_data.py",
    "navngitte-undersøkelser": "test_dokumentkrav.py",
    "bortvisning-i-videregående": "test_startere.py",
    "skolebytte-i-videregående": "test_startere.py",
    "foreldremøte-og-samtale-i-videregående": "test_startere.py",
    "fraværsgrense": "test_startere.py",
}
"""Where a duty is tried that no chain must carry. One with a step is tried in ``frist_cases``."""


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("vedtak") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@EACH
def test_a_duty_names_what_is_there(plikt: Lovplikt) -> None:
    plan = the_plan()
    roles = {each.rolle for each in plan.skole.roller}
    assert {*plikt.ansvar, *plikt.varsles} <= roles
    assert plikt.hjemmel is None or plan.hjemmel(plikt.hjemmel) is not None
    assert plikt.hjemmel is None or plikt.betyr, "a chain can carry it by a meaning only"
    assert plikt.hjemmel or plikt.ellers, "what bears it must be said"
    for each in plikt.dokument:
        _look_up(each)


def _look_up(name: str) -> None:
    """Follow the fields of a document; KeyError where one is not there."""
    document, *fields = name.split(".")
    kinds = {slag.kode: type_of(slag) for slag in DOKUMENTER} | {"tilsyn": Tilsyn}
    kind = kinds[document]
    for field in fields:
        found = fields_of(without_none(kind)) or fields_of(without_none(element_of(kind)))
        assert found is not None, name
        kind = found[field]


@EACH
def test_the_versions_of_a_duty_follow_each_other(plikt: Lovplikt) -> None:
    begun = [each.gjelder_fra for each in plikt.versjoner if each.gjelder_fra]
    assert begun == sorted(set(begun))
    for each in plikt.versjoner:
        assert (each.naar is Naar.TALL) is (each.antall is not None)
        assert (each.antall is None) is (each.enhet is None)
        assert each.setning.endswith(".")


@EACH
def test_no_text_is_said_to_be_read_that_was_not(plikt: Lovplikt) -> None:
    for each in plikt.versjoner:
        second_hand = each.kilde.startswith("andrehånds")
        assert (each.kontrollert is None) is second_hand, each.sted
        assert each.kontrollert is None or each.kontrollert <= DAY


def test_a_text_is_read_here_only_where_the_reference_says_so_too() -> None:
    references = {
        (each.lov, each.paragraf): each.kontrollert
        for hjemmel in the_plan().hjemler.hjemler
        for each in hjemmel.versjoner
    }
    told = [
        (law.sted, references[law.lov, law.paragraf])
        for plikt in PLIKTER
        for law in plikt.versjoner
        if law.kontrollert and (law.lov, law.paragraf) in references
    ]
    assert told
    assert [place for place, read in told if read is None] == []


def test_every_paragraph_of_the_job_is_there() -> None:
    held = [law for plikt in PLIKTER if (law := law_on(plikt, DAY)) is not None]
    assert set(NAMED) <= {each.paragraf for each in held}
    assert {"barnevernsloven", "forvaltningsloven"} <= {each.lov for each in held}
    assert len({each.plikt for each in PLIKTER}) == len(PLIKTER)


def test_a_duty_holds_from_and_to_its_days() -> None:
    plikt = _duty("inngrep-vurderes")
    assert law_on(plikt, date(2024, 7, 31)) is None
    early, late = law_on(plikt, date(2025, 7, 31)), law_on(plikt, date(2025, 8, 1))
    assert early is not None
    assert late is not None
    assert "psykisk" not in early.setning
    assert "psykisk" in late.setning
    ended = replace(plikt, versjoner=plikt.versjoner[:1])
    assert law_on(ended, date(2025, 8, 1)) is None


def _duty(code: str) -> Lovplikt:
    return next(each for each in PLIKTER if each.plikt == code)


@pytest.mark.parametrize(
    ("plikt", "on", "place"),
    [
        ("gripe-inn", "2020-01-01", "opplæringslova (1998) § 9 A-4 første ledd"),
        ("si-fra-til-rektor", "2020-01-01", "opplæringslova (1998) § 9 A-4 andre ledd"),
        ("undersøke", "2020-01-01", "opplæringslova (1998) § 9 A-4 tredje ledd"),
        ("høre-eleven", "2020-01-01", "opplæringslova (1998) § 9 A-4 femte ledd"),
        ("ansatt-i-ledelsen", "2020-01-01", "opplæringslova (1998) § 9 A-5"),
        (
            "bortvisning",
            "2020-01-01",
            "opplæringslova (1998) § 9 A-11 første, tredje og fjerde ledd",
        ),
        ("skolebytte", "2019-07-31", "opplæringslova (1998) § 8-1 fjerde ledd"),
        (
            "skolebytte",
            "2019-08-01",
            "opplæringslova (1998) § 9 A-12 første, tredje, fjerde og femte ledd",
        ),
        ("ansatt-undersøkes-straks", "2024-07-31", "opplæringslova (1998) § 9 A-5"),
        ("statsforvalteren", "2026-11-28", "opplæringslova (2023) § 12-6 andre ledd"),
        ("inngrep-skrives-ned", "2026-11-28", "opplæringslova (2023) § 13-5 andre ledd"),
        ("bortvisning", "2026-11-28", "opplæringslova (2023) § 13-1 andre, tredje og fjerde ledd"),
        ("melde-til-barnevernet", "2026-11-28", "opplæringslova (2023) § 24-3 andre ledd"),
        ("barnevernsloven", "2026-11-28", "barnevernsloven § 13-2 første ledd"),
        ("foreløpig-svar", "2026-11-28", "forvaltningsloven § 11 a tredje ledd"),
    ],
)
def test_the_paragraph_and_its_ledd_are_those_of_the_day(plikt: str, on: str, place: str) -> None:
    law = law_on(_duty(plikt), date.fromisoformat(on))
    assert law is not None
    assert law.sted == place


def test_the_letters_of_the_barnevern_are_told_as_the_law_had_them() -> None:
    days = ("2018-06-30", "2018-07-01", "2022-12-31", "2023-01-01", "2024-07-31", "2024-08-01")
    held = [law_on(_duty("melde-til-barnevernet"), date.fromisoformat(day)) for day in days]
    told = [law.vilkaar or "" for law in held if law]
    assert ["a)" in each for each in told] == [False, True, True, True, True, True]
    assert ["e)" in each for each in told] == [False, False, False, True, True, False]


def test_to_look_into_an_employee_at_once_was_the_law_of_1998() -> None:
    duty = _duty("ansatt-undersøkes-straks")
    assert law_on(duty, date(2024, 8, 1)) is None
    assert law_on(_duty("ansatt-og-aktivitetsplikten"), date(2024, 8, 1)) is not None


@pytest.mark.parametrize(
    ("plikt", "paragraf"),
    [
        ("forhåndsvarsel", "§ 42"),
        ("utrede", "§ 44"),
        ("begrunne", "§§ 56 og 57"),
        ("underrette-om-klage", "§ 59"),
        ("klagefrist", "§ 63"),
        ("foreløpig-svar", "§ 17"),
        ("sende-klagen-videre", "§ 67"),
    ],
)
def test_the_new_forvaltningslov_is_ready_and_holds_on_no_day(plikt: str, paragraf: str) -> None:
    duty = _duty(plikt)
    ready = duty.versjoner[-1]
    assert (ready.lov, ready.paragraf) == ("forvaltningsloven (2025)", paragraf)
    assert ready.gjelder_fra is None
    assert law_on(duty, date(2099, 1, 1)) == duty.versjoner[0]


def test_at_once_is_said_only_where_the_law_says_it() -> None:
    told = {law.sted for plikt in PLIKTER for law in plikt.versjoner if law.naar is Naar.STRAKS}
    assert told == {"opplæringslova (1998) § 9 A-5", "opplæringslova (2023) § 12-5 første ledd"}


def _step(kjede: str, steg: str) -> tuple[Handlingskjede, Steg]:
    return next(
        (chain, step) for chain, step in STEPS if chain.kjede == kjede and step.steg == steg
    )


def _found(plan: Plan, standard: Plan | None = None, day: date = DAY) -> list[Finding]:
    return list(check_against_law(plan, lovkjernen(), standard, day))


def _lifted(plan: Plan, *reasons: Lovavvik) -> Plan:
    return replace(plan, valg=replace(plan.valg, avvik=reasons))


def _reason(**what: str) -> Lovavvik:
    return Lovavvik(
        kjede="trygt-og-godt", hvorfor="Oppdiktet grunn.", besluttet=DAY, av="rektor", **what
    )


def test_the_standard_undercuts_nothing() -> None:
    assert _found(the_plan()) == []
    assert _found(the_plan(), the_plan()) == []


def test_a_fault_is_lifted_by_a_written_reason_for_just_that() -> None:
    kjede, steg = _step("trygt-og-godt", "strakstiltak")
    plan = take_out(the_plan(), kjede, steg)
    assert [each.code for each in _found(plan)] == ["J501"]
    assert [each.code for each in _found(plan, the_plan())] == ["J501", "J511"]
    assert _found(_lifted(plan, _reason(plikt="gripe-inn"))) == []
    assert _found(_lifted(plan, _reason(plikt="gripe-inn")), the_plan()) == []
    of_step = _lifted(plan, _reason(steg="strakstiltak"))
    assert [each.code for each in _found(of_step, the_plan())] == ["J501"]
    other = _lifted(plan, _reason(plikt="følge-med"))
    assert [each.code for each in _found(other)] == ["J501", "J508"]


def test_the_reason_is_shown_with_the_duty() -> None:
    rows = lovrader(_lifted(the_plan(), _reason(plikt="gripe-inn")), PLIKTER, DAY)
    told = {row.plikt: row.avvik for row in rows if row.avvik}
    assert told == {"gripe-inn": f"Oppdiktet grunn. (rektor, {DAY})"}


def test_a_longer_number_than_the_laws_is_named() -> None:
    kjede, steg = _step("trygt-og-godt", "statsforvalteren-åpen")
    found = _found(put_off(the_plan(), kjede, steg))
    assert [(each.code, each.values["når"]) for each in found] == [("J503", "1 uke")]


def test_a_setting_that_will_be_too_long_is_named_with_its_day() -> None:
    plan, day = the_plan(), date(2027, 8, 1)
    settings = tuple(
        replace(each, verdier=(Innstillingsverdi(gjelder_fra=day, verdi=2),))
        if each.innstilling == "frist-strakstiltak"
        else each
        for each in plan.skole.innstillinger
    )
    later = replace(plan, skole=replace(plan.skole, innstillinger=settings))
    found = _found(later)
    assert [(each.code, each.values["dag"]) for each in found] == [("J503", "2027-08-01")]


@pytest.mark.parametrize(
    ("antall", "enhet", "longer"),
    [
        (0, Enhet.KALENDERDAGER, False),
        (1, Enhet.VIRKEDAGER, False),
        (2, Enhet.VIRKEDAGER, True),
        (0, Enhet.SKOLEDAGER, True),
        (0, Enhet.UKER, True),
    ],
)
def test_at_once_is_one_day_that_waits_for_no_holiday(
    antall: int, enhet: Enhet, *, longer: bool
) -> None:
    kjede, steg = _step("trygt-og-godt", "strakstiltak")
    plan = put_off(the_plan(), kjede, steg)
    rules = plan.fristregler.regler
    version = replace(rules[-1].versjoner[0], antall=antall, enhet=enhet)
    rule = replace(rules[-1], versjoner=(version,))
    plan = replace(plan, fristregler=replace(plan.fristregler, regler=(*rules[:-1], rule)))
    law = law_on(_duty("gripe-inn"), DAY)
    assert law is not None
    changed = plan.kjeder[[each.kjede for each in plan.kjeder].index(kjede.kjede)]
    now = changed.find("strakstiltak")
    assert now is not None
    assert longer_than_law(plan, now, law, DAY) is longer


def test_a_step_without_a_number_has_no_end() -> None:
    plan = the_plan()
    assert days_on(plan, _step("trygt-og-godt", "til-elevmappen")[1], DAY) == NO_END
    assert days_on(plan, _step("trygt-og-godt", "oppdaget")[1], DAY) == NO_END
    assert days_on(plan, _step("trygt-og-godt", "undersøkelse")[1], DAY) == 7


def test_a_law_that_says_no_time_allows_any() -> None:
    kjede, steg = _step("trygt-og-godt", "undersøkelse")
    assert _found(put_off(the_plan(), kjede, steg)) == []


def test_a_chain_that_the_school_does_not_have_is_told_of_once() -> None:
    plan = the_plan()
    without = replace(
        plan, kjeder=tuple(each for each in plan.kjeder if each.kjede != "ansatt-krenker")
    )
    assert [each.code for each in _found(without, plan)] == ["J502"]


def test_a_law_that_does_not_hold_yet_asks_nothing() -> None:
    plan = the_plan()
    without = replace(
        plan, kjeder=tuple(each for each in plan.kjeder if each.kjede != "fysisk-inngrep")
    )
    assert _found(without, day=date(2024, 1, 1)) == []


def test_a_renamed_step_that_means_something_is_the_same_step() -> None:
    plan = the_plan()
    renamed = rename(plan, "foresattmøte", "bekymring")
    assert _found(renamed, plan) == []


def test_the_table_is_shown_with_what_undercuts_the_law(program: Program) -> None:
    fine = program.run("valider", "--lov")
    assert fine.status == 0
    assert "opplæringslova (2023) § 12-4 første ledd" in fine.out
    choices, chain = (
        program.root / "plan" / name for name in ("valg.yaml", "handlingskjeder/trygt-og-godt.yaml")
    )
    text = chain.read_text(encoding="utf-8")
    chain.write_text(text.replace("    betyr: [grepet-inn]\n", ""), encoding="utf-8")
    faulty = program.run("valider", "--lov")
    assert faulty.status == 1
    assert "feil[J501] Ingen steg i kjeden bærer plikten «Gripe inn»" in faulty.out
    reason = (
        "avvik:\n  - {kjede: trygt-og-godt, plikt: gripe-inn, hvorfor: Oppdiktet grunn., "
        "besluttet: 2026-09-01, av: rektor}\n"
    )
    choices.write_text(reason + choices.read_text(encoding="utf-8"), encoding="utf-8")
    lifted = program.run("valider", "--lov", "--format", "json").json()
    assert lifted["problemer"] == []
    told = [each["avvik"] for each in lifted["plikter"] if each["plikt"] == "gripe-inn"]
    assert told == ["Oppdiktet grunn. (rektor, 2026-09-01)"]
    shown = program.run("valider", "--lov").out
    assert "Avvik, Gripe inn: Oppdiktet grunn. (rektor, 2026-09-01)" in shown


def test_the_table_is_of_the_whole_plan_and_has_two_forms(program: Program) -> None:
    of_one = program.run("valider", "plan/valg.yaml", "--lov")
    assert (of_one.status, "gjelder hele planen" in of_one.err) == (2, True)
    odd = program.run("valider", "--lov", "--format", "sarif")
    assert (odd.status, "tabell eller json" in odd.err) == (2, True)
    (program.root / "plan" / "valg.yaml").write_text("valg: 3\n", encoding="utf-8")
    broken = program.run("valider", "--lov")
    assert broken.status == 1
    assert "plan/valg.yaml:1:7" in broken.out + broken.err


# The table, complete both ways


def test_every_duty_has_a_row_and_every_row_a_duty() -> None:
    rows = lovrader(the_plan(), PLIKTER, DAY)
    held = {
        each.plikt for each in duties_of(PLIKTER, the_plan().skole) if law_on(each, DAY) is not None
    }
    assert {row.plikt for row in rows} == held
    for row in rows:
        assert row.steg or row.ellers, row.plikt


def test_every_step_that_must_carry_a_duty_is_tried_by_hand() -> None:
    for row in lovrader(the_plan(), PLIKTER, DAY):
        assert _tried(row), row.plikt


def test_what_is_tried_elsewhere_is_a_duty_without_a_chain() -> None:
    assert set(WITHOUT_STEP) == {each.plikt for each in PLIKTER if not each.hjemmel} | {
        "dokumentere"
    }
    assert all((TESTS / name).is_file() for name in WITHOUT_STEP.values())


def _tried(row: Lovrad) -> str:
    """Return where a row is tried: the hand-reckoned cases of its step, else a test."""
    if row.plikt in WITHOUT_STEP:
        return f"tests/{WITHOUT_STEP[row.plikt]}"
    path = TESTS / "frist_cases" / f"{row.kjede}.yaml"
    tree = parse(path.read_text(encoding="utf-8")).tree
    shown = any(row.steg in _steps_of(case) for case in tree)
    return f"tests/frist_cases/{path.name}" if shown else ""


def _steps_of(case: dict[str, list[dict[str, str]]]) -> set[str]:
    told = (*case.get("hendelser", ()), *case.get("venter", ()))
    return {each["steg"] for each in told if "steg" in each}


def test_the_page_of_the_law_is_that_of_the_program(*, oppdater_gull: bool) -> None:
    assert_text_of(ROOT / "docs" / "utvikling" / "lov.md", "\n".join(_page()) + "\n", oppdater_gull)


def _page() -> Iterator[str]:
    yield from (TESTS / "lov_innledning.md").read_text(encoding="utf-8").rstrip().splitlines()
    yield ""
    yield "## Paragraf for paragraf"
    yield "| loven | plikt | hvem | vilkår | når | data | steg | rad | dokumentfelt | prøvd i | lest |"
    yield f"|{' --- |' * 11}"
    for row in lovrader(the_plan(), PLIKTER, DAY):
        steps = f"{row.kjede}: {row.steg}" if row.kjede else row.steg or row.ellers
        due = ", ".join(part for part in (row.frist, row.grunnlag) if part) or INGEN_FRIST
        cells = (
            row.sted, row.navn, row.hvem, row.vilkaar, row.naar, f"`{row.plikt}`", steps, due,
            ", ".join(f"`{each}`" for each in row.dokument), f"`{_tried(row)}`", row.kontrollert,
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "## Hver versjon, og kilden"
    yield "| data | loven | fra | til | setningen | kilde | lest |"
    yield f"|{' --- |' * 7}"
    for plikt in PLIKTER:
        for each in plikt.versjoner:
            begins = each.gjelder_fra.isoformat() if each.gjelder_fra else "ikke i kraft"
            ends = each.gjelder_til.isoformat() if each.gjelder_til else ""
            read = each.kontrollert.isoformat() if each.kontrollert else IKKE_LEST
            yield (
                f"| `{plikt.plikt}` | {each.sted} | {begins} | {ends} | {each.setning} "
                f"| {each.kilde} | {read} |"
            )


def test_a_chain_carries_only_where_it_rests_on_the_law() -> None:
    assert [each.kjede for each in chains_of(_duty("gripe-inn"), the_plan())] == ["trygt-og-godt"]
    assert chains_of(_duty("bortvisning"), the_plan()) == ()


def test_the_types_of_the_documents_are_known() -> None:
    """A guard for ``_look_up``: each document says what it returns."""
    assert all(get_type_hints(slag.lag)["return"] for slag in DOKUMENTER)
