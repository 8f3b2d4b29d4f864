"""A planmappe of an earlier edition is upgraded: what the program gave is today's, what the school wrote stands.

``tests/utgaver`` holds a school as edition 0.1.0 of the program made it and kept it, with a few of its templates.
All people are invented.
"""

import os
import shutil
from pathlib import Path

import pytest

from program import VERNET, Program, copied, everything_in, protected
from sosialplan.files.standard import standard_folder
from sosialplan.files.startere import STARTERE
from sosialplan.files.utgaver import (
    Delbytte,
    began_as,
    fingerprint_of_text,
    items_of,
    stegene,
    texts_in,
    upgrade,
    utgave_av,
    utgavene,
)
from sosialplan.files.yaml_edit import set_value
from sosialplan.git.repository import commit, create

FOER = Path(__file__).parent / "utgaver" / "0.1.0-2026-11-25"
DAGEN = "2026-11-23"
FLYTTES = {
    ("2026-KB3NR/skoleeier-varslet/1", "20.11.2026", None),
    ("2026-P3E6W/aktivitetsplan/1", None, "23.09.2026"),
    ("2026-H5WCM/aktivitetsplan/1", None, "19.10.2026"),
    ("2026-EWZS9/aktivitetsplan/1", None, "04.11.2026"),
    ("2026-YHP9E/r-team-endring/1", None, "09.11.2026"),
    ("2026-P3E6W/nye-tiltak-evaluert/1", None, "03.12.2026"),
    ("2026-P3E6W/til-elevmappen/1", None, "29.01.2027"),
}
"""Every day that is another by the plan of today: the school owner is told of what is serious alone, and what the plan
always asked for is asked for. All others stand."""


def _saved(root: Path) -> Program:
    create(root)
    program = Program(root)
    program.git("config", "user.name", "Oppdiktet Ansatt")
    program.git("config", "user.email", "oppdiktet@skole.invalid")
    commit(root, ["."], "Oppdiktet\n", None)
    return program


@pytest.fixture(scope="module")
def av_foer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("foer") / "skolen"
    shutil.copytree(FOER, root)
    if VERNET in os.environ:
        protected(root)
    (root / ".gitignore").write_text("ut/\n.sosialplan-*.tmp\n", encoding="utf-8")
    return _saved(root).root


@pytest.fixture
def gammel(av_foer: Path, tmp_path: Path) -> Program:
    return Program(copied(av_foer, tmp_path / "skolen"))


def _rows(program: Program) -> dict[str, str | None]:
    rows = program.run("frister", "--status", "alle", "--format", "json", "--i-dag", DAGEN).json()[
        "frister"
    ]
    return {each["id"]: each["frist"] for each in rows}


def _upgraded(program: Program, *args: str) -> str:
    return program.fine("oppgrader", "--utfør", "--i-dag", DAGEN, *args).out


def _lies(program: Program) -> dict[str, bytes]:
    """Return what lies in the folder; git tidies its own as it likes."""
    return {n: data for n, data in everything_in(program.root).items() if not n.startswith(".git/")}


def _kept(program: Program) -> dict[str, bytes]:
    return {
        name: data
        for name, data in everything_in(program.root).items()
        if name.startswith(("saker/", "fravaer/", "moter/"))
    }


def test_a_folder_of_before_is_faultless_after_and_one_commit_holds_all_of_it(
    gammel: Program,
) -> None:
    told = gammel.run("valider", "--i-dag", DAGEN, "--format", "json").json()["problemer"]
    before = [each for each in told if each["nivå"] == "feil"]
    commits = gammel.git("rev-list", "--count", "HEAD")
    told = _upgraded(gammel)
    assert len(before) > 60
    assert gammel.run("valider", "--i-dag", DAGEN).status == 0
    assert int(gammel.git("rev-list", "--count", "HEAD")) == int(commits) + 1
    assert gammel.git("status", "--porcelain") == ""
    assert "Mappen er fra utgave 0.1.0, 25.11.2026." in told
    assert "Planmappen er oppgradert. Lagret." in told


def test_no_case_is_touched_and_each_day_that_moves_says_why(gammel: Program) -> None:
    cases, was = _kept(gammel), _rows(gammel)
    shown = gammel.fine("oppgrader", "--i-dag", DAGEN, "--format", "json").json()["frister"]
    _upgraded(gammel)
    now = _rows(gammel)
    assert _kept(gammel) == cases
    assert {(each["id"], each["før"], each["etter"]) for each in shown} == FLYTTES
    assert all(each["hvorfor"] for each in shown)
    moved = {name for name, _, _ in FLYTTES}
    assert {name: day for name, day in was.items() if name not in moved} == {
        name: day for name, day in now.items() if name not in moved
    }
    assert len(was) > 100


def test_the_preview_writes_nothing_and_shows_the_lines(gammel: Program) -> None:
    before = everything_in(gammel.root)
    told = gammel.fine("oppgrader", "--i-dag", DAGEN)
    assert everything_in(gammel.root) == before
    assert "+  - innstilling: fravær-timer-per-dag" in told.out
    assert "+    hvorfor: Samme dag. Planen sier umiddelbart." in told.out
    assert "\n+  - steg: aktivitetsplan" not in told.out, "a file that the school has not changed"
    assert (
        "\n+  - steg: aktivitetsplan" in gammel.fine("oppgrader", "--linjer", "--i-dag", DAGEN).out
    )
    assert "Ingenting er endret. Utfør med: sosialplan oppgrader --utfør" in told.err


def test_the_second_time_there_is_nothing_to_do(gammel: Program) -> None:
    _upgraded(gammel)
    before = _lies(gammel)
    told = gammel.fine("oppgrader", "--utfør", "--i-dag", DAGEN)
    assert "Ingenting å gjøre" in told.err
    assert _lies(gammel) == before


def test_what_the_school_has_written_stands_and_is_told_of(gammel: Program) -> None:
    _edit(
        gammel,
        "plan/skole.yaml",
        "    standard: 1\n    hvorfor: Dagen etter",
        "    standard: 2\n    hvorfor: Dagen etter",
    )
    _edit(gammel, "plan/moter.yaml", "navn: R-team", "navn: Ressursteam")
    _edit(gammel, "maler/aktivitetsplan.md.j2", "# ", "# Skolens ")
    chosen = gammel.root / "plan" / "valg.yaml"
    chosen.write_text(
        set_value(chosen.read_text("utf-8"), ("valg", 0, "valgt"), "august-september-og-januar"),
        encoding="utf-8",
    )
    rule = gammel.root / "plan" / "fristregler.yaml"
    without = rule.read_text("utf-8")
    gammel.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    mine = (gammel.root / "maler/aktivitetsplan.md.j2").read_bytes()
    told = _upgraded(gammel)
    own = told.partition("Skolens eget, som står")[2]
    assert "plan/moter.yaml (r-team)" in own
    assert "maler/aktivitetsplan.md.j2" in own
    assert (gammel.root / "maler/aktivitetsplan.md.j2").read_bytes() == mine
    assert "navn: Ressursteam" in (gammel.root / "plan/moter.yaml").read_text("utf-8")
    assert "valgt: august-september-og-januar" in chosen.read_text("utf-8")
    assert rule.read_text("utf-8") != without, "what nobody has touched is today's all the same"
    assert "standard: 2" in (gammel.root / "plan/skole.yaml").read_text("utf-8")


def _edit(program: Program, file: str, old: str, new: str) -> None:
    path = program.root / file
    text = path.read_text("utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_the_school_took_away_does_not_come_back(gammel: Program) -> None:
    _edit(gammel, "plan/skole.yaml", "  - {kategori: rasisme, navn: Rasisme}\n", "")
    (gammel.root / "maler/stil.typ").unlink()
    gammel.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    _upgraded(gammel)
    assert "rasisme" not in (gammel.root / "plan/skole.yaml").read_text("utf-8")
    assert not (gammel.root / "maler/stil.typ").exists()


def test_a_faulty_file_is_told_and_nothing_is_written(gammel: Program) -> None:
    _edit(gammel, "plan/fristregler.yaml", "enhet: ", "enhett: ")
    gammel.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    before = _lies(gammel)
    told = gammel.run("oppgrader", "--utfør", "--i-dag", DAGEN)
    assert told.status == 1
    assert "plan/fristregler.yaml" in told.err
    assert _lies(gammel) == before


def test_what_does_not_fit_the_school_s_own_stops_all_of_it(gammel: Program) -> None:
    """The school has put a choice in its own words, and today's meetings rest on a reading that it has not."""
    _edit(gammel, "plan/valg.yaml", "tekst: Annenhver uke.", "tekst: Hver fjortende dag.")
    gammel.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    before = _lies(gammel)
    for args in ((), ("--utfør",)):
        told = gammel.run("oppgrader", *args, "--i-dag", DAGEN)
        assert told.status == 1
        assert "fordi skolens eget ikke passer til det nye. Ingenting er endret." in told.err
        assert "hver-uke" in told.err
        assert _lies(gammel) == before


def test_changes_that_are_not_saved_stop_it(gammel: Program) -> None:
    _edit(gammel, "plan/moter.yaml", "navn: R-team", "navn: Ressursteam")
    before = _lies(gammel)
    told = gammel.run("oppgrader", "--utfør", "--i-dag", DAGEN)
    assert told.status == 3
    assert "ikke er lagret i historikken" in told.err
    assert _lies(gammel) == before


def test_a_folder_that_can_be_of_two_editions_is_not_guessed_of(gammel: Program) -> None:
    first, last = utgavene()
    texts = dict(texts_in(gammel.root))
    today = dict(texts_in(standard_folder()))
    only_last = next(
        part for part, print_ in last.deler.items()
        if print_ != first.deler.get(part) and part.startswith("plan/hjemler.yaml#")
    )  # fmt: skip
    assert only_last
    assert began_as(texts, today) == (first,)
    refused = gammel.run("oppgrader", "--fra", "0.0", "--i-dag", DAGEN)
    assert refused.status == 2
    assert first.navn in refused.err
    assert last.navn in refused.err
    assert (
        gammel.fine("oppgrader", "--fra", "0.1.0, 25", "--i-dag", DAGEN, "--format", "json").json()[
            "fra"
        ]
        == first.navn
    )


def test_every_part_that_is_otherwise_has_a_step_that_says_why() -> None:
    today = dict(texts_in(standard_folder()))
    texts = dict(texts_in(FOER))
    deler = upgrade(texts, today, utgavene()[0]).deler
    assert len(deler) > 250
    assert {each.fil for each in deler if not any(steg.covers(each) for steg in stegene())} == set()
    assert {steg.steg for steg in stegene() if not any(steg.covers(each) for each in deler)} <= {
        "Skoleruten"
    }
    assert not any(each.hva is Delbytte.SKOLENS for each in deler)


def test_the_fingerprints_are_those_of_the_edition() -> None:
    first, last = utgavene()
    here = utgave_av("", dict(texts_in(FOER)))
    assert {part: each for part, each in first.deler.items() if here.deler.get(part) != each} == {}
    assert {fil for fil, each in here.filer.items() if first.filer[fil] != each} == set()
    today = utgave_av("", dict(texts_in(standard_folder())))
    alike = {part for part, each in last.deler.items() if today.deler.get(part) == each}
    assert len(alike) > len(first.deler) // 2, "the later edition is near today's"
    assert items_of("maler/stil.typ", "x") == {}
    assert fingerprint_of_text("a\r\nb") == fingerprint_of_text("a\nb")


@pytest.mark.parametrize("fra", STARTERE)
def test_a_folder_of_today_needs_nothing(fra: str, tmp_path: Path) -> None:
    outside = Program(tmp_path)
    outside.fine(
        "start", str(tmp_path / "skolen"), "--skole", "Oppdiktet skole", "--fra", fra, "--åpen"
    )
    told = Program(tmp_path / "skolen").fine("oppgrader")
    assert told.out == ""
    assert "Ingenting å gjøre" in told.err


@pytest.mark.parametrize("edited", [False, True])
def test_a_template_that_nobody_has_touched_is_todays_whatever_day_it_is_of(
    edited: bool, tmp_path: Path
) -> None:
    outside = Program(tmp_path)
    outside.fine("start", str(tmp_path / "skolen"), "--skole", "Oppdiktet skole", "--åpen")
    program = Program(tmp_path / "skolen")
    mal = program.root / "maler" / "samtykke.md.j2"
    today = mal.read_text("utf-8")
    mal.write_text(today.replace("## Hva vi deler", "## Delt"), encoding="utf-8")
    program.git("commit", "--quiet", "--all", "--amend", "--message", "Planmappen er laget")
    if edited:
        mal.write_text(today.replace("## Hva vi deler", "## Skolens egne ord"), encoding="utf-8")
        program.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    told = program.fine("oppgrader", "--utfør")
    if edited:
        assert "Ingenting å gjøre" in told.err
        assert "Skolens egne ord" in mal.read_text("utf-8")
    else:
        assert mal.read_text("utf-8") == today
        assert "Ingenting å gjøre" in program.fine("oppgrader").err


@pytest.mark.parametrize(
    ("fra", "sagt"),
    [("0.1.0", "Flere utgaver begynner slik."), ("9.9", "Det er ingen slik utgave.")],
)
def test_an_edition_is_said_so_that_it_is_one(skolen: Program, fra: str, sagt: str) -> None:
    refused = skolen.run("oppgrader", "--fra", fra)
    assert (refused.status, sagt in refused.err) == (2, True)
    assert '--fra "' in refused.err


@pytest.mark.parametrize("utfoer", [(), ("--utfør",)])
def test_a_file_that_is_no_text_is_told_and_nothing_is_written(
    skolen: Program, utfoer: tuple[str, ...]
) -> None:
    (skolen.root / "plan" / "mal.yaml").write_bytes(b"\xff\x00\x81")
    skolen.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    before = _lies(skolen)
    told = skolen.run("oppgrader", *utfoer)
    assert (told.status, "plan/mal.yaml:1:1: feil[F101]" in told.err) == (1, True)
    assert _lies(skolen) == before


def test_a_folder_for_a_newer_program_is_refused_in_words(skolen: Program) -> None:
    skole = skolen.root / "plan" / "skole.yaml"
    skole.write_text(f"{skole.read_text('utf-8')}utgave: 3\nnoe_nytt: {{}}\n", encoding="utf-8")
    skolen.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    before = _lies(skolen)
    for args in (
        ("frister",),
        ("saker",),
        ("valider",),
        ("oppgrader", "--utfør"),
        ("skole", "klasse", "ny", "8E"),
    ):
        told = skolen.run(*args)
        assert told.status == 1, args
        assert "P400" in told.out + told.err, args
        assert "noe_nytt" not in told.out + told.err, args
    assert _lies(skolen) == before
    skole.write_text(
        skole.read_text("utf-8").replace("utgave: 3\nnoe_nytt: {}\n", "utgave: 2\n"),
        encoding="utf-8",
    )
    assert "P400" not in skolen.run("frister").err
