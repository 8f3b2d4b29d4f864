"""Who reads which file in a protected folder: each role by each kind of file, tried with the person's own key.

The table is ``lesematrise.yaml``. Nothing is asked of the program: a file is opened by the ordinary ``age``
program with a key file, and by the library that the program itself uses, so that both say the same.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied, everything_in
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import parse
from sosialplan.model.vernet import may_be_sealed
from sosialplan.vern.age import NotForMeError, identity_of, is_sealed, unseal
from vernet_skole import NOED, Vernet, with_keys

MATRISE: Mapping[str, Any] = parse(
    (Path(__file__).parent / "lesematrise.yaml").read_text(encoding="utf-8")
).tree
FILER: Mapping[str, str] = MATRISE["filer"]
DAGER: Mapping[str, list[Mapping[str, Any]]] = MATRISE["dager"]
FOERST, SIDEN = DAGER
SLUTTET, SPERRET = MATRISE["har_sluttet"], MATRISE["har_sperret_nøkkel"]
AGE = shutil.which("age")
ROWS = [(dag, row) for dag, rows in DAGER.items() for row in rows]
ids = [f"{row['rolle']} {dag}" for dag, row in ROWS]


@dataclass(frozen=True)
class Matriseskole:
    """A protected school on the first day of the table, and as it is made right on the second."""

    paa: Mapping[str, Path]
    vernet: Vernet


SAK = """\
sak: {sak}
kjede: bekymring
opprettet: 2026-11-16
elev: {{navn: Oppdiktet Elev Prøve, klasse: 8B}}
{gjelder}hendelser:
  - {{id: opp{id}, dato: 2026-11-16, registrert: 2026-11-16T10:15+01:00, steg: oppdaget, av: rådgiver}}
"""
MELDING = """\
melding:
  id: {id}
  dato: 2026-11-20
  registrert: 2026-11-20T10:15+01:00
  av: Oppdiktet Lærer Bjerk
  elev: {{navn: Oppdiktet Elev Prøve, klasse: 8B}}
  sett: 2026-11-20
  hva: Oppdiktet
{gjelder}"""
MELDT = {
    "melding": "",
    "ledermelding": "  gjelder_ansatt: {roller: [assisterende-rektor], navn: [Oppdiktet Assisterende Alm]}\n",
}
GJELDER = {
    "sak": "", "på-sakslisten": "",
    "lærersak": "gjelder_ansatt: {roller: [lærer], navn: [Oppdiktet Lærer Bjerk]}\n",
    "ledersak": "gjelder_ansatt: {roller: [assisterende-rektor], navn: [Oppdiktet Assisterende Alm]}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Matriseskole:
    folder = tmp_path_factory.mktemp("matrise")
    program = Program(copied(depotets_skole, folder / "skolen"), now=f"{FOERST}T09:00+01:00")
    for slag, gjelder in GJELDER.items():
        number = Path(FILER[slag]).stem
        text = SAK.format(sak=number, id=number[-5:].lower(), gjelder=gjelder)
        (program.root / FILER[slag]).write_text(text, encoding="utf-8")
    (program.root / "innboks").mkdir()
    for slag, gjelder in MELDT.items():
        path = program.root / FILER[slag]
        path.write_text(MELDING.format(id=path.stem, gjelder=gjelder), encoding="utf-8")
    edited(
        program.root / "plan" / "tilgang.yaml",
        lambda text: set_value(text, ("leserett",), dict(MATRISE["leserett"])),
    )
    edited(program.root / "plan" / "skole.yaml", with_two_more)
    program.git("add", "--all")
    program.git("commit", "--quiet", "--message", "Oppdiktet")
    program.fine(
        "fravær", "registrer", "--elev", "Oppdiktet Elev", "--klasse", "8B", "--fra", "2026-11-19"
    )
    vernet = with_keys(
        program, [row["person"] for row in DAGER[FOERST] if row["person"] != NOED], folder
    )
    hos = vernet.som("Oppdiktet Rådgiver Rud", program.root)
    hos.fine(
        *[
            "registrer",
            "2026-7BBBM",
            "kontakt",
            "--med",
            "foresatte",
            "--samtykke",
            "ja",
            "--samtykke-til",
        ],
        "sosialt-r-team",
    )
    hos.fine(
        *[
            "møte",
            "referat",
            "sosialt-r-team",
            "--dato",
            "2026-11-20",
            "--til-stede",
            "rektor",
            "--sak",
            "2026-7BBBM",
        ]
    )
    for each in MATRISE["navngitt"]:
        hos.fine(
            "tilgang",
            "gi",
            each["sak"],
            each["person"],
            "--hvorfor",
            "Oppdiktet",
            "--til",
            each["til"],
        )
    before = readers_of_all(vernet, program.root)
    assert all({SLUTTET, SPERRET} <= readers for readers in before.values()), before
    gone(program.root)
    program.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    assert hos.run("tilgang", "kontroller").status == 1, "two shall not read any more"
    hos.fine("tilgang", "kontroller", "--rett")
    hos.fine("tilgang", "kontroller")
    senere = replace(hos, root=copied(program.root, folder / "senere"), now=f"{SIDEN}T09:00+01:00")
    assert senere.run("tilgang", "kontroller").status == 1, "an end date has passed"
    senere.fine("tilgang", "kontroller", "--rett")
    senere.fine("tilgang", "kontroller")
    return Matriseskole({FOERST: program.root, SIDEN: senere.root}, vernet)


def edited(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def with_two_more(text: str) -> str:
    for navn, rolle in ((SLUTTET, "rådgiver"), (SPERRET, "sosiallærer")):
        text = append_item(text, ("personer",), {"navn": navn, "verv": [{"rolle": rolle}]})
    return text


def gone(root: Path) -> None:
    """Take one of the two who left out of the school's people, and end the key of the other."""
    skole, tilgang = root / "plan" / "skole.yaml", root / "plan" / "tilgang.yaml"
    place = [each["navn"] for each in parse(skole.read_text("utf-8")).tree["personer"]].index(
        SLUTTET
    )
    edited(skole, lambda text: remove(text, ("personer", place)))
    keys = parse(tilgang.read_text("utf-8")).tree["lesenøkler"]
    key = next(at for at, each in enumerate(keys) if each.get("person") == SPERRET)
    edited(tilgang, lambda text: set_value(text, ("lesenøkler", key, "sperret_fra"), FOERST))


def shall_read(row: Mapping[str, Any]) -> set[str]:
    """Return the kinds of file that a person reads by the table: what is no pupil's, everybody does."""
    return {*row["leser"], *(slag for slag, file in FILER.items() if not may_be_sealed(file))}


def lies(root: Path, slag: str) -> Path:
    plain = root / FILER[slag]
    return plain.with_name(f"{plain.name}.age") if may_be_sealed(FILER[slag]) else plain


@pytest.mark.parametrize(("dag", "row"), ROWS, ids=ids)
def test_a_key_opens_what_the_table_says_and_nothing_else(
    dag: str, row: Mapping[str, Any], skole: Matriseskole
) -> None:
    keys = [identity_of(skole.vernet.noekler[row["person"]].secret)]
    opened = set()
    for slag in FILER:
        raw = lies(skole.paa[dag], slag).read_bytes()
        assert is_sealed(raw) == may_be_sealed(FILER[slag])
        try:
            opened |= {slag} if not is_sealed(raw) or unseal(raw, keys) else set()
        except NotForMeError:
            continue
    assert opened == shall_read(row)


@pytest.mark.skipif(AGE is None, reason="the age program is not installed here")
@pytest.mark.parametrize(("dag", "row"), ROWS, ids=ids)
def test_the_age_program_says_the_same(
    dag: str, row: Mapping[str, Any], skole: Matriseskole, tmp_path: Path
) -> None:
    key = tmp_path / "nøkkel.txt"
    key.write_text(f"{skole.vernet.noekler[row['person']].secret}\n", encoding="utf-8")
    opened = set()
    for slag in FILER:
        path = lies(skole.paa[dag], slag)
        if not is_sealed(path.read_bytes()):
            opened.add(slag)
            continue
        asked = [str(AGE), "--decrypt", "--identity", str(key), str(path)]
        found = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 - a program of the machine, and paths of ours
        if found.returncode == 0:
            assert found.stdout.decode("utf-8").startswith(f"# vernet: {FILER[slag]}\n")
            opened.add(slag)
        else:
            assert b"no identity matched" in found.stderr
            assert found.stdout == b""
    assert opened == shall_read(row)


PEOPLE = [row for row in DAGER[FOERST] if row["person"] != NOED]


@pytest.mark.parametrize("row", PEOPLE, ids=[row["rolle"] for row in PEOPLE])
def test_nobody_writes_what_is_not_theirs_to_read(
    row: Mapping[str, Any], skole: Matriseskole, tmp_path: Path
) -> None:
    """And one who writes changes neither the readers of the file nor those of any other."""
    copied(skole.paa[FOERST], tmp_path / "mappe")
    program = skole.vernet.som(row["person"], tmp_path / "mappe")
    for slag, words in MATRISE["skriver"].items():
        before = content(program.root)
        done = program.run(*words)
        if slag in row["leser"]:
            assert done.status == 0, (slag, done)
            assert readers_of_all(skole.vernet, program.root) == readers_of_all(
                skole.vernet, skole.paa[FOERST]
            )
        else:
            assert (done.status, done.out) == (3, ""), (slag, done)
            assert "vernet" in done.err
            assert content(program.root) == before


def content(root: Path) -> Mapping[str, bytes]:
    return {k: v for k, v in everything_in(root).items() if not k.startswith(".git/")}


def readers_of_all(vernet: Vernet, root: Path) -> Mapping[str, frozenset[str]]:
    """Return for each kind of file in the table whose keys open it."""
    return {
        slag: frozenset(
            navn for navn, pair in vernet.noekler.items() if opens(lies(root, slag), pair.secret)
        )
        for slag, file in FILER.items()
        if may_be_sealed(file)
    }


def opens(path: Path, secret: str) -> bool:
    try:
        return bool(unseal(path.read_bytes(), [identity_of(secret)]))
    except NotForMeError:
        return False


def test_the_table_has_every_role_that_the_rules_of_need_name() -> None:
    """So that a role that is given a right to read is not forgotten here."""
    standard = parse(
        (Path(__file__).parent.parent / "plan" / "tilgang.yaml").read_text("utf-8")
    ).tree
    named = {rolle for liste in standard["leserett"].values() for rolle in liste}
    skole = parse((Path(__file__).parent.parent / "plan" / "skole.yaml").read_text("utf-8")).tree
    held = {
        verv["rolle"]
        for person in skole["personer"]
        if person["navn"] in {row["person"] for row in DAGER[FOERST]}
        for verv in person["verv"]
    }
    assert named <= held
    assert date.fromisoformat(SIDEN) > max(
        date.fromisoformat(str(each["til"])) for each in MATRISE["navngitt"]
    )
