"""The end and the changes of a measure are put right or struck; what stood is kept, and shown wherever it is read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied, made_by_start
from sosialplan.files.yaml_reader import parse
from sosialplan.model.sak import Nivaa, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt, RettetAvslutning
from sosialplan.rules.checks.record_checks import check_ends
from sosialplan.rules.tiltak import tiltak_paa_dag
from sosialplan.rules.tiltaksfrister import planned_evaluations

WHY = "Oppdiktet grunn"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A school with a case of two measures, of which the first is ours."""
    program = Program(made_by_start(tmp_path_factory.mktemp("tiltak") / "skolen"))
    number = program.new_case()
    for text in ("Oppdiktet tiltak", "Oppdiktet annet"):
        program.fine(
            "tiltak", "ny", number, "--tiltak", text, "--ansvarlig", "kontaktlærer",
            "--fra", "2026-11-20", "--evalueres", "2026-12-07",
        )  # fmt: skip
    return program.root, number, str(_measures(program, number)[0]["id"])


@pytest.fixture
def of_a_case(folder: tuple[Path, str, str], tmp_path: Path) -> tuple[Program, str, str]:
    root, number, tiltak = folder
    lots = iter(range(1, 100))
    return Program(copied(root, tmp_path / "s"), new_id=lambda: f"r{next(lots):07}"), number, tiltak


def _measures(program: Program, number: str) -> list[dict[str, Any]]:
    tree: Any = parse(program.case(number).read_text("utf-8")).tree
    found: list[dict[str, Any]] = tree["aktivitetsplan"]["tiltak"]
    return found


def _shown(program: Program, *args: str) -> str:
    return " ".join(program.fine(*args).out.split())


def test_an_end_that_never_was_is_struck_and_the_measure_runs(
    of_a_case: tuple[Program, str, str],
) -> None:
    program, number, tiltak = of_a_case
    before = program.fine("frister", "--format", "json").json()["frister"]
    other = _measures(program, number)[1]
    program.fine("tiltak", "avslutt", number, tiltak, "--hvorfor", WHY)
    told = program.fine("tiltak", "rett", number, tiltak[:8], "--utgår")
    assert f"Rettet i {number}: avslutningen av tiltak {tiltak}, 23.11.2026, utgår." in told.out
    own, second = _measures(program, number)
    assert own["avsluttet"] == {
        "dato": "2026-11-23", "hvorfor": WHY, "registrert": "2026-11-23T09:30+01:00",
        "ført_av": "ukjent",
    }  # fmt: skip
    assert own["avsluttet_rettet"] == [
        {"id": "r0000001", "dato": "2026-11-23", "hvorfor": WHY,
         "registrert": "2026-11-23T09:30+01:00", "ført_av": "ukjent", "utgår": True},
    ]  # fmt: skip
    assert second == other
    assert program.fine("frister", "--format", "json").json()["frister"] == before
    said = f"strøket, sto som: avsluttet 23.11.2026: {WHY}"
    assert said in _shown(program, "vis", number)
    assert "evalueres 07.12.2026" in _shown(program, "vis", number)
    assert "Strøket, sto som: avsluttet 23. november 2026" in _shown(
        program, "lag", "endringsbrev", number
    )
    assert "strøket, sto som: avsluttet 23. november 2026" in _shown(
        program, "lag", "aktivitetsplan", number
    )
    logged = program.fine("logg", "--siste", "1").out
    assert f"Strøk avslutningen 23.11.2026 av tiltak {tiltak}" in " ".join(logged.split())
    assert program.run("logg", "--kontroller").status == 0
    again = program.fine("tiltak", "avslutt", number, tiltak, "--hvorfor", "Oppdiktet, på nytt")
    assert "er avsluttet" in again.out
    assert "avsluttet 23.11.2026, ført inn av en ukjent: Oppdiktet, på nytt" in _shown(
        program, "vis", number
    )


def test_the_day_and_the_reason_of_an_end_are_put_right(
    of_a_case: tuple[Program, str, str],
) -> None:
    program, number, tiltak = of_a_case
    program.fine("tiltak", "avslutt", number, tiltak, "--hvorfor", WHY)
    program.fine("tiltak", "rett", number, tiltak, "--dato", "2026-11-21")
    program.fine("tiltak", "rett", number, tiltak, "--hvorfor", "Oppdiktet annen")
    shown = _shown(program, "vis", number)
    assert "avsluttet 21.11.2026, ført inn av en ukjent: Oppdiktet annen" in shown
    assert f"rettet, sto som: avsluttet 23.11.2026: {WHY}" in shown
    assert f"rettet, sto som: avsluttet 21.11.2026: {WHY}" in shown
    assert "K309" not in program.run("valider").out


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--utfall", "god"), "Dette har ikke avslutningen: --virkning"),
        (("--endret-til", "x"), "Dette har ikke avslutningen: --endret-til"),
        ((), "Rettelsen sier det samme"),
    ],
)
def test_what_an_end_does_not_have_is_refused(
    of_a_case: tuple[Program, str, str], args: tuple[str, ...], why: str
) -> None:
    program, number, tiltak = of_a_case
    program.fine("tiltak", "avslutt", number, tiltak, "--hvorfor", WHY)
    before = program.case(number).read_bytes()
    refused = program.run("tiltak", "rett", number, tiltak, *args)
    assert refused.status == 2
    assert why in refused.err
    assert program.case(number).read_bytes() == before


def test_a_measure_that_runs_has_no_end_to_put_right(of_a_case: tuple[Program, str, str]) -> None:
    program, number, tiltak = of_a_case
    refused = program.run("tiltak", "rett", number, tiltak, "--utgår")
    assert refused.status == 2
    assert "Tiltaket er ikke avsluttet" in refused.err
    refused = program.run("tiltak", "rett", number, "zzzz", "--utgår")
    assert "En avslutning rettes med id-en til tiltaket" in refused.err
    advised = program.run("rett", number, tiltak, "--utgår")
    assert f"sosialplan tiltak rett {number} {tiltak}" in advised.err


def test_an_end_that_came_of_an_evaluation_is_not_forgotten(
    of_a_case: tuple[Program, str, str],
) -> None:
    program, number, tiltak = of_a_case
    program.fine(
        "tiltak", "evaluer", number, tiltak, "--gjennomført", "ja", "--utfall", "god",
        "--beslutning", "avslutt", "--elev", "Det går bra", "--foresatte", "Enig",
    )  # fmt: skip
    told = program.fine("tiltak", "rett", number, "r0000001", "--utgår")
    assert "Tiltaket er fortsatt avsluttet 23.11.2026" in told.err
    assert f"sosialplan tiltak rett {number} {tiltak} --utgår" in told.err
    program.fine("tiltak", "rett", number, tiltak, "--utgår")
    assert "evalueres 07.12.2026" in _shown(program, "vis", number)


@pytest.mark.parametrize(
    ("change", "felt", "right", "stands"),
    [
        (("--evalueres", "2026-12-14"), "evalueres", ("--utgår",), "2026-12-07"),
        (("--evalueres", "2026-12-14"), "evalueres", ("--endret-til", "2026-12-10"), "2026-12-10"),
        (("--til", "2026-12-20"), "til", ("--utgår",), None),
        (("--stedfortreder", "rektor"), "stedfortreder", ("--utgår",), None),
        (("--ansvarlig", "rektor"), "ansvarlig", ("--endret-til", "sosiallærer"), "sosiallærer"),
        (("--tiltak", "Oppdiktet nytt"), "tiltak", ("--utgår",), "Oppdiktet tiltak"),
        (("--nivå", "klasse"), "nivå", ("--endret-til", "gruppe"), "gruppe"),
        (("--fra", "2026-11-22"), "fra", ("--endret-til", "2026-11-21"), "2026-11-21"),
    ],
)
def test_a_change_is_put_right_and_the_field_with_it(
    of_a_case: tuple[Program, str, str],
    change: tuple[str, ...],
    felt: str,
    right: tuple[str, ...],
    stands: str | None,
) -> None:
    program, number, tiltak = of_a_case
    untouched = {k: v for k, v in _measures(program, number)[0].items() if k != felt}
    program.fine("tiltak", "endre", number, tiltak, *change, "--hvorfor", WHY)
    told = program.fine("tiltak", "rett", number, "r0000001", *right)
    assert "Det som sto (r0000001), er med, men gjelder ikke" in " ".join(told.out.split())
    own = dict(_measures(program, number)[0])
    assert own.get(felt) == stands
    first, second = own.pop("endringer")
    assert (first["id"], second["retter"]) == ("r0000001", "r0000001")
    assert {k: v for k, v in own.items() if k != felt} == untouched
    word = "strøket" if "--utgår" in right else "rettet"
    assert f"{word}, sto som: 23.11.2026, endret" in _shown(program, "vis", number)
    assert f"{word}, sto som: 23. november 2026, endret" in _shown(
        program, "lag", "aktivitetsplan", number
    )
    logged = " ".join(program.fine("logg", "--siste", "1").out.split())
    put = "Rettet r0000001: endret "
    assert ("Strøk endringen 23.11.2026" if "--utgår" in right else put) in logged
    assert program.run("logg", "--kontroller").status == 0
    assert "feil[" not in program.run("valider").out


def test_a_wrong_value_of_a_change_is_refused(of_a_case: tuple[Program, str, str]) -> None:
    program, number, tiltak = of_a_case
    program.fine("tiltak", "endre", number, tiltak, "--evalueres", "2026-12-14", "--hvorfor", WHY)
    before = program.case(number).read_bytes()
    assert program.run("tiltak", "rett", number, "r0000001", "--endret-til", "snart").status == 2
    refused = program.run("tiltak", "rett", number, "r0000001", "--utfall", "god")
    assert "Dette har ikke endringen: --virkning" in refused.err
    assert program.case(number).read_bytes() == before


def test_an_evaluation_has_no_value_that_it_was_changed_to(
    of_a_case: tuple[Program, str, str],
) -> None:
    program, number, tiltak = of_a_case
    program.fine(
        "tiltak", "evaluer", number, tiltak, "--gjennomført", "ja", "--utfall", "god",
        "--neste", "2026-12-14",
    )  # fmt: skip
    refused = program.run("tiltak", "rett", number, "r0000001", "--endret-til", "x")
    assert "Dette har ikke evalueringen: --endret-til" in refused.err


# The rules


def _tiltak(*endringer: Endring, **more: object) -> Tiltak:
    return Tiltak(
        id="tttttttt", tiltak="Oppdiktet", nivaa=Nivaa.ELEV, ansvarlig="rektor",
        fra=date(2026, 10, 1), endringer=endringer, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _moved(
    number: int,
    day: int,
    fra: str | None,
    til: str,
    retter: int | None = None,
    *,
    utgaar: bool = False,
) -> Endring:
    return Endring(
        id=f"{number:08}", dato=date(2026, 10, day), felt=Felt.EVALUERES, fra=fra, til=til,
        hvorfor=WHY, retter=f"{retter:08}" if retter else None, utgaar=utgaar,
    )  # fmt: skip


A, B, C = "2026-11-02", "2026-11-09", "2026-11-16"


@pytest.mark.parametrize(
    ("changes", "by_day"),
    [
        ((_moved(1, 5, A, B), _moved(2, 10, B, C)), {4: A, 5: B, 9: B, 10: C}),
        ((_moved(1, 5, A, B), _moved(2, 10, B, C), _moved(3, 5, A, B, 1, utgaar=True)), {5: A, 9: A, 10: C}),
        ((_moved(1, 5, A, B), _moved(2, 10, B, C), _moved(3, 7, A, B, 1)), {5: A, 7: B, 10: C}),
        ((_moved(1, 5, None, B), _moved(2, 10, B, C)), {4: None, 5: B}),
    ],
)  # fmt: skip
def test_a_field_is_what_the_changes_that_count_made_of_it(
    changes: tuple[Endring, ...], by_day: dict[int, str | None]
) -> None:
    tiltak = _tiltak(*changes, evalueres=date.fromisoformat(C))
    for day, stood in by_day.items():
        (own,) = tiltak_paa_dag((tiltak,), date(2026, 10, day))
        assert own.felt[Felt.EVALUERES] == stood, day
    planned = planned_evaluations(tiltak, date(2026, 10, 12))
    assert planned[-1].frist == date.fromisoformat(C)


FIRST = Avslutning(dato=date(2026, 10, 5), hvorfor=WHY)


def _again(name: str, retter: str | None = None) -> RettetAvslutning:
    return RettetAvslutning(id=name, dato=date(2026, 10, 6), hvorfor=WHY, retter=retter)


@pytest.mark.parametrize(
    ("first", "again", "codes"),
    [
        (FIRST, (_again("aaaaaaaa"), _again("bbbbbbbb", "aaaaaaaa")), []),
        (FIRST, (_again("aaaaaaaa"), _again("bbbbbbbb")), ["K406"]),
        (FIRST, (_again("aaaaaaaa"), _again("bbbbbbbb", "cccccccc")), ["K309"]),
        (None, (_again("aaaaaaaa"),), ["K309"]),
    ],
)
def test_two_corrections_of_one_end_or_of_none_are_told(
    first: Avslutning | None, again: tuple[RettetAvslutning, ...], codes: list[str]
) -> None:
    tiltak = _tiltak(avsluttet=first, avsluttet_rettet=again)
    assert [each.code for each in check_ends(tiltak, "x", ())] == codes
