"""Approval of a plan: given for what it says, outdated by a change, and given anew."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from program import Program, of_the_repository
from sosialplan.files.yaml_reader import parse
from sosialplan.model.sak import Aktivitetsplan, Evaluering, Gjennomfoert, Nivaa, Tiltak, Utfall
from sosialplan.model.sakspapirer import Avslutning
from sosialplan.rules.godkjenning import fingerprint

SAK = "2026-YHP9E"
"""An invented case with a plan and measures."""
RAVN, ALM, BJERK = (
    "Oppdiktet Rektor Ravn", "Oppdiktet Assisterende Alm", "Oppdiktet Lærer Bjerk",
)  # fmt: skip
UTEN_PLAN = "2026-EWZS9"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    """The school, with rektor at the keyboard."""
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    program.git("config", "user.name", RAVN)
    return program


def shown(program: Program) -> str:
    (line,) = [
        each
        for each in program.fine("lag", "aktivitetsplan", SAK).out.splitlines()
        if each.startswith("| Godkjent |")
    ]
    return line.removeprefix("| Godkjent | ").removesuffix(" |")


def measure(program: Program) -> str:
    text = program.case(SAK).read_text(encoding="utf-8")
    return text.split("tiltak:\n", 1)[1].split("id: ", 1)[1][:8]


def test_an_approval_stands_in_the_case_the_page_and_the_document(skolen: Program) -> None:
    assert shown(skolen) == "ikke ennå"
    told = skolen.fine("godkjenn", SAK, "--notat", "Lest med kontaktlærer")
    assert told.out.startswith(f"Planen i {SAK} er godkjent av rektor. Lagret.")
    assert shown(skolen) == "rektor 23. november 2026"
    assert "Godkjent: rektor 23.11.2026\n" in skolen.fine("vis", SAK).out
    assert skolen.git("show", "-s", "--format=%B").strip() == f"Sak {SAK}\n\nSak: {SAK}"
    assert "K343" not in skolen.fine("valider").out


def test_an_approval_that_somebody_unknown_writes_is_not_said_to_be_rektors(
    skolen: Program,
) -> None:
    skolen.git("config", "user.name", "Oppdiktet Fremmed Fisk")
    told = skolen.fine("godkjenn", SAK)
    assert told.out.startswith(f"Planen i {SAK} er godkjent, ført inn av en ukjent for rektor. ")


@pytest.mark.parametrize(
    "name", ["Ravn, Oppdiktet Rektor", "RAVN Oppdiktet Rektor", "Rektor Ravn Oppdiktet"]
)
def test_rektor_approves_with_the_name_turned_in_git(skolen: Program, name: str) -> None:
    skolen.git("config", "user.name", name)
    told = skolen.fine("godkjenn", SAK)
    assert "Ført inn av" not in told.err
    assert "ført_av" not in skolen.git("show", "--format=", "HEAD")
    assert shown(skolen) == "rektor 23. november 2026"
    assert "T7" not in skolen.run("logg", "--kontroller").out.replace("T782", "")


def test_another_s_name_turned_is_still_another_s(skolen: Program) -> None:
    skolen.git("config", "user.name", "Bjerk, Oppdiktet Lærer")
    refused = skolen.run("godkjenn", SAK)
    assert refused.status != 0
    assert "godkjenninger" not in skolen.case(SAK).read_text(encoding="utf-8")


def test_a_change_of_the_plan_makes_it_outdated_until_it_is_given_again(skolen: Program) -> None:
    skolen.fine("godkjenn", SAK)
    skolen.now = "2026-11-24T10:00+01:00"
    skolen.fine(
        "tiltak", "endre", SAK, measure(skolen), "--til", "2026-12-18", "--hvorfor", "Mer tid"
    )
    assert shown(skolen) == (
        "ikke etter siste endring (en eldre utgave ble godkjent 23. november 2026)"
    )
    told = skolen.fine("valider").out
    assert "advarsel[K343] Planen er endret etter at den ble godkjent." in told
    assert f"sosialplan godkjenn {SAK}" in told
    assert "rektor 23.11.2026" in skolen.fine("--i-dag", "2026-11-23", "vis", SAK).out
    skolen.fine("godkjenn", SAK)
    assert shown(skolen) == "rektor 24. november 2026"


def test_an_evaluation_is_no_change_of_the_plan(skolen: Program) -> None:
    skolen.fine("godkjenn", SAK)
    skolen.fine(
        "tiltak", "evaluer", SAK, measure(skolen), "--gjennomført", "ja", "--utfall", "delvis",
        "--neste", "2026-12-07",
    )  # fmt: skip
    assert shown(skolen) == "rektor 23. november 2026"


def test_several_can_approve_the_same_version(skolen: Program) -> None:
    path = skolen.root / "plan/skole.yaml"
    text = path.read_text(encoding="utf-8")
    before = "- innstilling: plan-godkjennes-av\n"
    value = "    verdier: [{gjelder_fra: 2026-08-01, verdi: 'rektor, assisterende-rektor'}]\n"
    path.write_text(text.replace(before, before + value), encoding="utf-8", newline="\n")
    skolen.fine("lagre")
    skolen.fine("godkjenn", SAK)
    skolen.git("config", "user.name", ALM)
    skolen.fine("godkjenn", SAK)
    assert shown(skolen) == "rektor 23. november 2026, assisterende rektor 23. november 2026"


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((UTEN_PLAN,), 3, "har ingen plan med tiltak å godkjenne"),
        ((SAK, "--av", "kontaktlærer"), 2, "godkjennes ikke av kontaktlærer ved denne skolen"),
        ((SAK, "--av", "rektorr"), 2, "«rektor»"),
        (("2026-YHP9F",), 3, "finnes ikke"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_approved_is_said(
    skolen: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    result = skolen.run("godkjenn", *args)
    assert (result.status, result.out) == (status, "")
    assert said in result.err.replace("\n", " ")
    assert skolen.git("status", "--porcelain") == ""


def test_the_same_is_not_approved_twice_by_one(skolen: Program) -> None:
    skolen.fine("godkjenn", SAK)
    again = skolen.run("godkjenn", SAK)
    assert again.status == 3
    assert f"Planen i {SAK} er allerede godkjent slik den er." in again.err


def test_what_the_law_does_not_ask_of_the_plan_is_told_and_does_not_stop_the_approval(
    skolen: Program,
) -> None:
    told = skolen.fine("godkjenn", SAK)
    assert told.err.startswith("Planen mangler 1 opplysning som loven ikke krever av den.")


def lacking(program: Program) -> None:
    """Take the pupil's voice on the measures and the child's best interest out of the plan."""
    path = program.case(SAK)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [
        each
        for each in lines
        if not each.startswith(("  barnets_beste:", "  elevens_stemme_om_tiltakene:"))
    ]
    assert len(kept) == len(lines) - 2
    path.write_text("".join(kept), encoding="utf-8", newline="\n")
    program.fine("lagre")


def test_what_the_law_asks_of_the_plan_stops_it_until_somebody_says_why(skolen: Program) -> None:
    lacking(skolen)
    before = skolen.git("rev-parse", "HEAD")
    refused = skolen.run("godkjenn", SAK)
    assert (refused.status, refused.out) == (3, "")
    told = refused.err.replace("\n", " ")
    assert "U123: Det står ikke hva eleven mener om tiltakene." in told
    assert "U125: Det står ikke hvordan barnets beste er vurdert." in told
    assert f'sosialplan godkjenn {SAK} --likevel "…"' in told
    assert skolen.git("rev-parse", "HEAD") == before
    skolen.fine("godkjenn", SAK, "--likevel", "Eleven er på sykehus til jul")
    why = "enda planen manglet noe loven krever, U123, U125: Eleven er på sykehus til jul"
    assert shown(skolen) == f"rektor 23. november 2026 ({why})"
    assert why in skolen.fine("vis", SAK).out
    assert "enda planen manglet noe" in skolen.fine("logg", "--siste", "1").out
    copy = skolen.run("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")
    assert "sykehus" not in copy.out + copy.err


def test_a_reason_that_is_not_needed_is_not_written(skolen: Program) -> None:
    told = skolen.fine("godkjenn", SAK, "--likevel", "Oppdiktet")
    assert "så grunnen er ikke skrevet ned" in told.err
    assert "likevel" not in skolen.case(SAK).read_text("utf-8")


# Who approves


def test_one_who_is_known_and_has_not_the_role_is_refused(skolen: Program) -> None:
    for name in (BJERK, ALM, f"{BJERK}\u200b"):
        skolen.git("config", "user.name", name)
        before = skolen.git("rev-parse", "HEAD")
        for args in ((), ("--av", "rektor")):
            refused = skolen.run("godkjenn", SAK, *args)
            assert refused.status == 3
            assert refused.err.startswith("Du er ikke rektor etter skolens egen liste")
        assert skolen.git("rev-parse", "HEAD") == before


def test_one_who_is_not_known_is_marked_as_that(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Vikar Vik")
    told = skolen.fine("godkjenn", SAK)
    assert "Ført inn av en ukjent for rektor." in told.err
    assert "ført_av: ukjent" in skolen.case(SAK).read_text("utf-8")
    assert shown(skolen) == "rektor 23. november 2026 (ført inn av en ukjent)"
    assert "ført inn av en ukjent for rektor" in skolen.fine("logg", "--siste", "1").out


def test_what_another_entered_for_rektor_she_can_give_herself_once(skolen: Program) -> None:
    rektor = skolen.git("config", "user.name").strip()
    skolen.git("config", "user.name", "Oppdiktet Vikar Vik")
    skolen.fine("godkjenn", SAK)
    assert "er allerede godkjent slik den er." in skolen.run("godkjenn", SAK).err
    skolen.git("config", "user.name", rektor)
    skolen.fine("godkjenn", SAK)
    assert shown(skolen).endswith("rektor 23. november 2026")
    assert "er allerede godkjent slik den er." in skolen.run("godkjenn", SAK).err


def test_skoleeier_is_outside_and_somebody_enters_it(skolen: Program) -> None:
    path = skolen.root / "plan/skole.yaml"
    text = path.read_text(encoding="utf-8")
    before = "- innstilling: plan-godkjennes-av\n"
    value = "    verdier: [{gjelder_fra: 2026-08-01, verdi: 'skoleeier'}]\n"
    path.write_text(text.replace(before, before + value), encoding="utf-8", newline="\n")
    skolen.fine("lagre")
    skolen.fine("godkjenn", SAK)
    assert shown(skolen) == "skoleeier 23. november 2026 (ført inn av rektor)"


# What closes the case


def test_who_approves_the_plan_of_a_closed_case_is_told_that_it_is_closed(skolen: Program) -> None:
    skolen.fine(
        "registrer", SAK, "avsluttet", "--trygt", "ja", "--elevens-stemme", "Oppdiktet",
        "--etterkontroll", "2027-01-11", "--likevel", "Oppdiktet grunn",
    )  # fmt: skip
    said = skolen.fine("godkjenn", SAK)
    assert "Saken er avsluttet 23.11.2026, og det som ble skrevet nå, åpner den ikke." in said.err


def test_the_end_of_the_last_measures_does_not_outdate_the_approval(skolen: Program) -> None:
    skolen.fine("godkjenn", SAK)
    skolen.now = "2026-12-07T10:00+01:00"
    tree: Any = parse(skolen.case(SAK).read_text("utf-8")).tree
    measures = tree["aktivitetsplan"]["tiltak"]
    ids = [each["id"] for each in measures if "avsluttet" not in each]
    for number, each in enumerate(ids):
        skolen.fine("tiltak", "avslutt", SAK, each, "--hvorfor", "Eleven har det godt")
        ended = number == len(ids) - 1
        assert shown(skolen).startswith("rektor 23. november 2026" if ended else "ikke etter siste")
    assert "K343" not in skolen.fine("valider").out


def own_plans_are_for_others(program: Program) -> None:
    path = program.root / "plan/skole.yaml"
    text = path.read_text(encoding="utf-8")
    before = "- innstilling: egen-plan-kan-godkjennes\n"
    value = "    verdier: [{gjelder_fra: 2026-08-01, verdi: false}]\n"
    path.write_text(text.replace(before, before + value), encoding="utf-8", newline="\n")
    program.fine("lagre")


def test_nobody_approves_their_own_where_the_school_says_so(skolen: Program) -> None:
    own_plans_are_for_others(skolen)
    skolen.fine("tiltak", "plan", SAK, "--mål", "Noen å være med")
    mine = skolen.git("log", "-1", "--format=%ae").strip()
    refused = skolen.run("godkjenn", SAK)
    assert refused.status == 3
    assert "Du har selv skrevet i planen siden den sist ble godkjent" in refused.err
    skolen.git("config", "user.email", "rektor@skole.invalid")
    skolen.fine("godkjenn", SAK)
    skolen.fine("tiltak", "plan", SAK, "--mål", "Noen å være med hver dag")
    assert skolen.run("godkjenn", SAK).status == 3
    skolen.git("config", "user.email", mine)
    skolen.fine("godkjenn", SAK)


def test_who_wrote_only_an_entry_has_not_written_in_the_plan(skolen: Program) -> None:
    own_plans_are_for_others(skolen)
    skolen.git("config", "user.email", "rektor@skole.invalid")
    skolen.fine("registrer", SAK, "notat", "--notat", "Ringte hjem")
    skolen.fine("godkjenn", SAK)


DAY = date(2026, 10, 19)
MEASURE = Tiltak(
    id="t0000001", tiltak="Oppdiktet tiltak.", nivaa=Nivaa.KLASSE, ansvarlig="rektor", fra=DAY
)
PLAN = Aktivitetsplan(problem="Oppdiktet.", tiltak=(MEASURE,))
PARTS = st.sampled_from(
    [
        {"tiltak": "Noe annet."}, {"nivaa": Nivaa.ELEV}, {"ansvarlig": "rådgiver"},
        {"stedfortreder": "rektor"}, {"fra": date(2026, 10, 20)}, {"til": date(2026, 12, 18)},
        {"evalueres": date(2026, 11, 9)}, {"avsluttet": Avslutning(dato=DAY, hvorfor="Oppdiktet.")},
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    [
        {"problem": "Noe annet."}, {"maal": "Nytt."}, {"elevens_stemme": "«Bedre»"},
        {"elevens_stemme_om_tiltakene": "«Bra»"}, {"elevens_stemme_dato": DAY},
        {"elevens_stemme_hoert_av": "rektor"}, {"foresattes_syn": "Nytt."},
        {"barnets_beste": "Nytt."}, {"ansvarlig_i_ledelsen": "rektor"}, {"tiltak": ()},
    ]
)  # fmt: skip


@given(part=PARTS)
@settings(deadline=None)
def test_every_part_of_a_measure_belongs_to_what_was_approved(part: dict[str, object]) -> None:
    changed = replace(PLAN, tiltak=(replace(MEASURE, **part),))
    assert fingerprint(changed) != fingerprint(PLAN)


@given(part=TEXTS)
@settings(deadline=None)
def test_every_text_of_the_plan_belongs_to_what_was_approved(part: dict[str, object]) -> None:
    assert fingerprint(replace(PLAN, **part)) != fingerprint(PLAN)


def test_what_tells_how_it_went_does_not() -> None:
    went = Evaluering(
        id="e0000001", dato=DAY, gjennomfoert=Gjennomfoert.JA, utfall=Utfall.GOD, neste=DAY
    )
    tried = replace(MEASURE, evalueringer=(went,), registrert="2026-10-19T10:00+02:00")
    assert fingerprint(replace(PLAN, tiltak=(tried,))) == fingerprint(PLAN)
    assert len(fingerprint(Aktivitetsplan())) == 64
