"""What goes to the pupil's folder: packed once, marked in the case, and named for nobody."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from subprocess import Popen
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from forseglet import folder_of
from golden import assert_golden
from program import Program, everything_in
from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.kopikontroll import headings_of, listed_pupils, whole_folder
from sosialplan.commands.pakker.arkivpakking import Stanset
from sosialplan.commands.pakker.pakkebord import MANGE, Bordsvar, Pakkegrunnlag, Salen
from sosialplan.files.yaml_reader import parse
from sosialplan.model.problems import Problem
from sosialplan.output.terminal import Terminal
from sosialplan.views.dokumentliste import DOKUMENTER
from svikt import Killed, dying, failing

PLAN = "2026-YHP9E"
"""An invented case with a plan of several versions, of which the last was not sent."""
MED_PLAN = ("2026-EWZS9", "2026-H5WCM", "2026-P3E6W", "2026-S54XP", PLAN)
UTEN_PLAN = "2026-D9MXQ"
FOLDERS = ("plan", "saker/pakker", "fullt")
NAMES = ("Alm", "Berg", "Bakke", "Carlsen")


def entries(skolen: Program, number: str) -> list[dict[str, Any]]:
    """Return the entries of a case that say what was handed over."""
    tree = parse(skolen.case(number).read_text(encoding="utf-8")).tree
    return [each for each in tree["hendelser"] if each["steg"] == "til-elevmappen"]


def packages(skolen: Program) -> list[str]:
    return sorted(path.parent.name for path in (skolen.root / "ut").rglob("metadata.xml"))


def test_every_case_with_a_plan_is_packed_and_says_so_in_one_commit(skolen: Program) -> None:
    before = skolen.git("rev-list", "--count", "HEAD")
    told = skolen.fine("arkiver", "--måned", "januar")
    assert packages(skolen) == [f"{number}-1" for number in MED_PLAN]
    assert int(skolen.git("rev-list", "--count", "HEAD")) == int(before) + 1
    trailers = "".join(f"Sak: {number}\n" for number in MED_PLAN)
    assert skolen.git("show", "-s", "--format=%B").rstrip("\n") + "\n" == (
        f"Til elevmappen\n\n{trailers}"
    )
    (entry,) = entries(skolen, PLAN)
    assert entry["dato"] == "2026-11-23"
    assert entry["med"] == ["kontoret"]
    filed = [
        (each["dokument"], each.get("versjon"), each.get("dato")) for each in entry["arkivert"]
    ]
    assert filed == [
        ("aktivitetsplan", 4, None),
        ("melding", None, None),
        ("undersøkelse", None, None),
        ("evaluering", None, "2026-11-09"),
        ("referat", None, "2026-10-20"),
    ]
    assert f"{PLAN}\n  U116 Tiltaket skulle vært evaluert 19. november 2026." in told.out
    assert f"{len(MED_PLAN)} pakker ligger i " in told.out
    assert not entries(skolen, UTEN_PLAN)
    skolen.fine("valider")
    assert "til-elevmappen" in skolen.fine("vis", PLAN).out


def test_the_second_run_in_a_row_packs_nothing(skolen: Program) -> None:
    skolen.fine("arkiver", "--måned", "januar")
    before = everything_in(skolen.root)
    told = skolen.fine("arkiver", "--måned", "januar")
    assert told.err == "Ingenting nytt å levere til elevmappene.\n"
    skolen.now = "2026-12-01T09:30+01:00"
    assert skolen.fine("arkiver", "--måned", "januar", "--format", "json").json()["pakker"] == []
    assert everything_in(skolen.root) == before


def test_what_is_changed_since_is_packed_anew_and_nothing_else(skolen: Program) -> None:
    skolen.fine("arkiver", "--måned", "januar")
    skolen.fine("registrer", PLAN, "notat", "--notat", "Noe som ikke står i planen.")
    assert "Ingenting nytt" in skolen.fine("arkiver", "--måned", "januar").err
    skolen.fine("tiltak", "plan", PLAN, "--mål", "Et nytt oppdiktet mål.")
    told = skolen.fine("arkiver", "--måned", "januar", "--format", "json").json()
    assert [(each["sak"], each["pakke"]) for each in told["pakker"]] == [(PLAN, 2)]
    assert packages(skolen) == sorted([f"{number}-1" for number in MED_PLAN] + [f"{PLAN}-2"])
    first, second = entries(skolen, PLAN)
    assert first["arkivert"] != second["arkivert"]


def test_no_file_or_folder_is_named_for_anybody_and_the_checksums_hold(skolen: Program) -> None:
    skolen.fine("arkiver", "--måned", "juni")
    made = [path for path in (skolen.root / "ut").rglob("*") if path.is_file()]
    assert {path.suffix for path in made} == {".pdf", ".xml", ".txt", ".csv", ".md"}
    for path in made:
        assert not any(name in path.relative_to(skolen.root).as_posix() for name in NAMES)
    for path in made:
        if path.name.startswith("innhold"):
            assert not any(name in path.read_text(encoding="utf-8") for name in NAMES)
        if path.name == "sjekksummer.txt":
            for line in path.read_text(encoding="utf-8").splitlines():
                digest, name = line.split("  ")
                data = (path.parent / name).read_bytes()
                assert hashlib.sha256(data).hexdigest() == digest
            assert line.endswith("  metadata.xml")


def test_the_metadata_says_what_the_archive_asks_for(skolen: Program, oppdater_gull: bool) -> None:
    skolen.fine("arkiver", PLAN, "--til", str(skolen.root / "ut" / "en"))
    written = (skolen.root / "ut" / "en" / f"{PLAN}-1" / "metadata.xml").read_text("utf-8")
    tree = ET.fromstring(written)  # noqa: S314 - our own file
    document = (
        skolen.root / "ut" / "en" / f"{PLAN}-1" / str(tree.findtext(".//referanseDokumentfil"))
    )
    assert tree.findtext(".//sjekksum") == hashlib.sha256(document.read_bytes()).hexdigest()
    assert tree.findtext(".//filstoerrelse") == str(len(document.read_bytes()))
    steady = re.sub(r"<sjekksum>[0-9a-f]{64}<", "<sjekksum>SHA-256 AV FILEN<", written)
    steady = re.sub(r"<filstoerrelse>[0-9]+<", "<filstoerrelse>BYTE<", steady)
    steady = re.sub(r" *<merknad>.*?</merknad>\n", "", steady, flags=re.DOTALL)
    assert_golden("arkiv/metadata.xml", steady, oppdater_gull)


def test_a_version_that_was_sent_home_is_journalled_as_sent(skolen: Program) -> None:
    skolen.now = "2026-11-24T09:30+01:00"
    skolen.fine("registrer", PLAN, "plan-sendt", "--mottaker", "foresatte", "--av", "kontaktlærer")
    skolen.fine("arkiver", PLAN)
    file = next((skolen.root / "ut").rglob("metadata.xml"))
    tree = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own file
    post = tree.find("journalpost")
    assert post is not None
    assert post.findtext("journalposttype") == "Utgående dokument"
    assert post.findtext("sendtDato") == "2026-11-24"
    assert post.findtext("korrespondansepart/korrespondansepartNavn") == "foresatte"


def test_what_would_be_packed_is_shown_and_nothing_is_written(skolen: Program) -> None:
    before = everything_in(skolen.root)
    told = skolen.fine("arkiver", "--måned", "januar", "--tørr")
    assert re.findall(r"^(2026-\S{5}) ", told.out, re.MULTILINE) == list(MED_PLAN)
    assert "Ingenting er levert." in told.err
    assert everything_in(skolen.root) == before


def test_a_case_without_a_plan_is_packed_when_it_is_asked_for(skolen: Program) -> None:
    (pakke,) = skolen.fine("arkiver", UTEN_PLAN, "--format", "json").json()["pakker"]
    documents = [each["dokument"] for each in pakke["dokumenter"]]
    assert documents
    assert "aktivitetsplan" not in documents
    empty = skolen.fine("arkiver", skolen.new_case("bekymring"))
    assert empty.err == "Ingenting nytt å levere til elevmappene.\n"


def test_who_closes_a_case_is_told_of_what_is_left_to_hand_over(skolen: Program) -> None:
    skolen.fine("arkiver", "--måned", "januar")
    told = skolen.fine(
        "registrer", PLAN, "avsluttet", "--av", "rektor", "--elevens-stemme", "Det er bra nå.",
        "--trygt", "ja", "--etterkontroll", "2026-12-18",
        "--likevel", "Oppdiktet: resten følges opp av kontaktlærer.",
    )  # fmt: skip
    assert f"Lever det siste til elevmappen: sosialplan arkiver {PLAN}\n" in told.out
    again = skolen.fine("arkiver", PLAN, "--format", "json").json()["pakker"]
    assert [each["dokument"] for each in again[0]["dokumenter"]] != []
    file = skolen.root / again[0]["mappe"]
    assert file.name == f"{PLAN}-2"
    closed = next((skolen.root / "ut").rglob(f"{PLAN}-2/metadata.xml")).read_text("utf-8")
    assert "<avsluttetDato>2026-11-23</avsluttetDato>" in closed
    assert "<saksstatus>Avsluttet</saksstatus>" in closed


def test_a_missing_must_is_said_openly_and_the_plan_goes_to_the_folder(skolen: Program) -> None:
    case = skolen.case(PLAN)
    text = case.read_text(encoding="utf-8")
    start = text.index("  barnets_beste: >-")
    end = text.index("  ansvarlig_i_ledelsen")
    case.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    skolen.fine("lagre", PLAN)
    told = skolen.fine("arkiver", PLAN, "--format", "json").json()
    assert {"U116", "U125"} <= {each["kode"] for each in told["pakker"][0]["mangler"]}
    assert all(each["kommando"] for each in told["pakker"][0]["mangler"])
    metadata = next((skolen.root / "ut").rglob("metadata.xml")).read_text("utf-8")
    assert "U125 Det står ikke hvordan barnets beste er vurdert. (lov, § 10-1)" in metadata
    (entry,) = entries(skolen, PLAN)
    assert entry["arkivert"][0]["mangler"] == ["U116", "U125"]


def test_what_tells_of_another_pupil_is_not_handed_over_and_the_rest_is(
    skolen: Program,
) -> None:
    skolen.fine("tiltak", "plan", PLAN, "--problem", "Oppdiktet Elev Iversen sa det.")
    told = skolen.run("arkiver", "--måned", "januar")
    assert told.status == 1
    assert f"{PLAN}/aktivitetsplan.md:" in told.err
    assert "L801" in told.err
    assert f"Ikke levert før dette er rettet eller avklart: {PLAN}\n" in told.err
    assert "Iversen" not in told.err + told.out
    assert packages(skolen) == [f"{number}-1" for number in MED_PLAN[:-1]]
    assert not entries(skolen, PLAN)
    alone = skolen.run("arkiver", PLAN)
    assert (alone.status, alone.out) == (1, "")


def test_a_full_disk_leaves_no_package_and_no_mark(skolen: Program) -> None:
    before = skolen.case(PLAN).read_bytes()
    skolen.disk = failing(1)
    told = skolen.run("arkiver", "--måned", "januar")
    assert told.status == 3
    assert skolen.case(PLAN).read_bytes() == before
    assert packages(skolen) == []


@pytest.mark.parametrize("step", [1, 3, 6, 9])
def test_a_killed_run_is_never_half_marked(skolen: Program, step: int) -> None:
    skolen.disk = dying(step)
    with pytest.raises(Killed):
        skolen.run("arkiver", "--måned", "januar")
    skolen.disk = Program(skolen.root).disk
    skolen.run("sjekk", "--reparer")
    marked = {number for number in MED_PLAN if entries(skolen, number)}
    assert marked in (set(), set(MED_PLAN))
    assert skolen.git("status", "--porcelain", "saker") == ""
    again = skolen.fine("arkiver", "--måned", "januar", "--format", "json").json()
    assert {each["sak"] for each in again["pakker"]} == set(MED_PLAN) - marked


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((), 2, "Hva skal leveres til elevmappen?"),
        ((PLAN, "--måned", "juni"), 2, "Hva skal leveres til elevmappen?"),
        (("2026-0000A",), 3, "Sak 2026-0000A finnes ikke."),
        (("--måned", "mai"), 2, "velg en av januar, juni."),
        (("--måned", "juni", "--til", "saker/pakker"), 3, "Pakker legges ikke der"),
        (("--måned", "juni", "--til", "plan"), 3, "Pakker legges ikke der"),
        (("--måned", "juni", "--til", "fullt"), 3, "Mappen har innhold fra før."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    skolen: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    (skolen.root / "fullt").mkdir()
    (skolen.root / "fullt" / "noe.txt").write_text("noe", encoding="utf-8")
    before = everything_in(skolen.root)
    typed = (str(skolen.root / each) if each in FOLDERS else each for each in args)
    told = skolen.run("arkiver", *typed)
    assert (told.status, told.out) == (status, "")
    assert said in told.err
    assert everything_in(skolen.root) == before


def test_a_case_of_an_unknown_chain_is_left_out_and_told_of(skolen: Program) -> None:
    case = skolen.case(UTEN_PLAN)
    text = case.read_text(encoding="utf-8")
    chain = text.split("kjede: ", 1)[1].split("\n", 1)[0]
    case.write_text(text.replace(f"kjede: {chain}", "kjede: finnes-ikke"), encoding="utf-8")
    told = skolen.run("arkiver", "--måned", "januar", "--tørr")
    assert told.status == 1
    assert f"Utelatt: {UTEN_PLAN} har en kjede som ikke finnes i planen.\n" in told.err


class Tells(StringIO):
    """Where notes are told; somebody else does something when the first one is."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self.then = [then]

    def write(self, text: str) -> int:
        if self.then:
            self.then.pop()()
        return super().write(text)


def test_a_case_that_changes_meanwhile_is_not_marked_and_its_package_is_gone(
    skolen: Program,
) -> None:
    """What is left of a killed run is told of; right then somebody else saves."""
    (skolen.root / "ut" / "arkiv" / ".sosialplan-arkiv-1").mkdir(parents=True)
    err = Tells(lambda: skolen.fine("tiltak", "plan", PLAN, "--mål", "Et annet oppdiktet mål."))
    world = World(
        terminal=Terminal(StringIO(), err, interactive=False),
        now=lambda: datetime.fromisoformat(skolen.now),
        commit_dates=True,
    )
    assert main(["-C", str(skolen.root), "arkiver", "--måned", "januar"], world) == 1
    told = err.getvalue()
    assert told.startswith("En pakking ble avbrutt. Slett mappen: ")
    assert f"Ikke levert: {PLAN} ble endret imens." in told
    assert packages(skolen) == [f"{number}-1" for number in MED_PLAN[:-1]]
    assert not entries(skolen, PLAN)
    assert entries(skolen, MED_PLAN[0])
    listed = (skolen.root / "ut" / "arkiv" / "2026-januar" / "innhold.md").read_text("utf-8")
    assert PLAN not in listed
    again = skolen.fine("arkiver", "--måned", "januar", "--format", "json").json()
    assert [each["sak"] for each in again["pakker"]] == [PLAN]
    assert again["mappe"].endswith("2026-januar-2")


class Screen(StringIO):
    """A text that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("sits_there", "shown"), [(True, True), (False, False)])
def test_only_a_person_sees_how_far_it_has_come(sits_there: bool, shown: bool) -> None:
    screen, out = Screen(), StringIO()
    with Terminal(out, screen, interactive=sits_there).progress("Lager pakkene", 2) as done:
        done()
    assert ("Lager pakkene" in screen.getvalue()) is shown
    assert out.getvalue() == ""


GAATT_GALT = '{% if plan.hode.elev == "ELEVEN" %}{{ plan.finnes_ikke }}{% endif %}'
"""In the template of the plan: of one case it cannot be made."""


def test_a_document_that_fails_is_told_with_its_case_and_the_rest_come(skolen: Program) -> None:
    mal = skolen.root / "maler" / "aktivitetsplan.md.j2"
    eleven = parse(skolen.case(PLAN).read_text(encoding="utf-8")).tree["elev"]["navn"]
    mal.write_text(
        mal.read_text("utf-8") + GAATT_GALT.replace("ELEVEN", eleven),
        encoding="utf-8",
        newline="\n",
    )
    told = skolen.run("arkiver", "--måned", "januar")
    assert told.status == 1
    assert f"Ikke laget: {PLAN}. maler/aktivitetsplan.md.j2:" in told.err
    assert f"Ikke levert før dette er rettet eller avklart: {PLAN}\n" in told.err
    assert f"{len(MED_PLAN) - 1} pakker ligger i " in told.out
    assert "\n1 sak er ikke levert.\n" in told.err
    assert packages(skolen) == [f"{number}-1" for number in MED_PLAN[:-1]]
    assert not entries(skolen, PLAN)
    alone = skolen.run("arkiver", PLAN)
    assert (alone.status, alone.out) == (3, "")
    assert alone.err.startswith("maler/aktivitetsplan.md.j2:")


def test_a_template_that_never_ends_stops_the_run_at_the_first_case(skolen: Program) -> None:
    mal = skolen.root / "maler" / "aktivitetsplan.md.j2"
    endless = "{% for a in plan.tiltak %}" * 2 + "{% include 'aktivitetsplan.md.j2' %}"
    mal.write_text(f"{endless}{'{% endfor %}' * 2}", encoding="utf-8", newline="\n")
    told = skolen.run("arkiver", "--måned", "januar")
    assert (told.status, told.out) == (3, "")
    assert told.err.count("aktivitetsplan.md.j2") == 1
    assert packages(skolen) == []


def grunnlag(skolen: Program) -> Pakkegrunnlag:
    """Return what packages are made by, of a school with a case that tells of another's."""
    skolen.fine("tiltak", "plan", MED_PLAN[0], "--problem", "Oppdiktet Elev Iversen sa det.")
    folder = folder_of(skolen.root)
    whole_folder(folder)  # from now on of most cases only the head is there until it is asked for
    return Pakkegrunnlag(
        skolen.root, date(2026, 11, 23), datetime.fromisoformat(skolen.now), ordlister(folder),
        whole_folder(folder), listed_pupils(folder), headings_of(folder), aapnet=folder.is_protected,
    )  # fmt: skip


def made_by(
    salen: Salen, til: Path, between: Callable[[], object] = lambda: None
) -> tuple[list[Bordsvar], list[Bordsvar], dict[str, bytes]]:
    """Return what the tables say of the cases with a plan, and the bytes of the packages."""
    with salen:
        seen = salen.se_etter(MED_PLAN, lambda: None)
        between()
        packed = salen.pakk([(each, til / each) for each in MED_PLAN], lambda: None)
    files = (path for path in til.rglob("*") if path.is_file())
    return seen, packed, {path.relative_to(til).as_posix(): path.read_bytes() for path in files}


def test_many_tables_make_the_same_bytes_and_stop_the_same_as_one(
    skolen: Program, tmp_path: Path
) -> None:
    """In processes of their own, in this one, and where the processes were killed on the way."""
    given = grunnlag(skolen)
    one = made_by(Salen(given, 1), tmp_path / "ett")
    assert [isinstance(each.verdi, Stanset) for each in one[1]] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert {
        code
        for each in one[1]
        if isinstance(each.verdi, Stanset)
        for code in map(_code, each.verdi.problemer)
    } == {"L801"}
    assert len(one[2]) > 4 * 5
    assert made_by(Salen(given, MANGE, kjerner=2), tmp_path / "to") == one
    salen = Salen(given, MANGE, kjerner=3)

    def killed() -> None:
        for process in processes(salen):
            process.kill()
            process.wait()

    assert made_by(salen, tmp_path / "drept", killed) == one


def _code(problem: Problem) -> str:
    return problem.code


def processes(salen: Salen) -> list[Popen[bytes]]:
    """Return the processes of the tables."""
    workers = [each._worker for each in salen._tables]  # noqa: SLF001 - what this is about
    return [each._process for each in workers if each is not None]  # noqa: SLF001 - the same


@pytest.mark.parametrize("what", [KeyboardInterrupt, MemoryError])
def test_what_breaks_a_run_off_leaves_no_process_and_no_room(
    skolen: Program, what: type[BaseException]
) -> None:
    salen = Salen(grunnlag(skolen), MANGE, kjerner=2)
    left: list[Popen[bytes]] = []

    def breaks() -> None:
        left.extend(processes(salen))
        raise what

    with salen, pytest.raises(what):
        salen.se_etter(MED_PLAN, breaks)
    assert left
    assert all(each.poll() is not None for each in left)
    assert processes(salen) == []


def test_what_the_case_holds_may_go_to_the_archive() -> None:
    held = [each for each in DOKUMENTER if each.dager_fra is not None]
    assert 0 < len(held) < len(DOKUMENTER)
    assert all("arkiv" in each.mottakere for each in held)
