"""Every way of forging a history that we know: found, shown, allowed by rule, or beyond any check and named so.

The ways stand in ``forfalskninger.yaml``; here is what each does to a repository with real git and real keys.
"""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from gitprogram import tell
from noekler import key_pair, needs_ssh_keygen
from program import Program, copied
from signert_skole import ALM, RAVN, add, signed_school, use_key
from test_fullmakt import (
    ADDRESS,
    BJERK,
    MED_PLAN,
    SKOLE,
    TILGANG,
    approved_by,
    become,
    crowned,
    edit,
    turned_off,
    with_key_of_rektor,
)
from test_git_kall import forged_graph
from test_git_skader import overwritten
from test_kontroll import (
    NUMMER,
    beside,
    by_hand,
    check,
    codes,
    forged,
    git,
    ids,
    note,
    ones_own,
    with_remark,
)

pytestmark = needs_ssh_keygen
HERE = Path(__file__).parent
WAYS: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "forfalskninger.yaml").read_text(encoding="utf-8")
)
PAGE = (HERE.parent / "docs" / "bruk" / "tillit.md").read_text(encoding="utf-8")
OUTCOMES = {"funnet", "sett", "tillatt", "utenfor"}


@pytest.fixture(scope="session")
def skolen_med_alt(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """A school where rektor, her deputy and a teacher sign, with a shared copy, looked at once."""
    folder = signed_school(Path(request.config.rootpath), tmp_path_factory.mktemp("forfalsket"))
    key_pair(folder, "bjerk")
    program = Program(folder / "skolen", marks=folder / "merker", new_id=ids("b"))
    program.fine("tilgang", "legg-til", BJERK, str(folder / "bjerk.pub"), "--e-post", ADDRESS)
    for text in ("Første", "Andre", "Tredje"):
        note(program, text)
    tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.fine("synk")
    program.now = "2026-11-23T14:30+01:00"
    check(program, status=0)
    return folder


@pytest.fixture
def program(skolen_med_alt: Path, tmp_path: Path) -> Program:
    folder = copied(skolen_med_alt, tmp_path / "her")
    program = Program(folder / "skolen", marks=folder / "merker", new_id=ids("x"))
    program.now = "2026-11-23T15:00+01:00"
    become(program, RAVN, "ravn")
    return program


# What is done, each named in the list


def without(text: str, told: str) -> tuple[str, str]:
    """Return a case without an entry, and the entry."""
    head, found, tail = text.partition(f"notat: 'Oppdiktet: {told}'")
    assert found
    start = head.rindex("  - id:")
    return head[:start] + tail.lstrip("\n"), f"{head[start:]}{found}\n"


def flytt_hendelse(program: Program) -> None:
    text, entry = without(program.case(NUMMER).read_text("utf-8"), "Tredje")
    edit(program, f"saker/2026/{NUMMER}.yaml", lambda _: text)
    edit(
        program,
        f"saker/2026/{MED_PLAN}.yaml",
        lambda other: other.replace("hendelser:\n", f"hendelser:\n{entry}", 1),
    )
    git(program, "commit", "--quiet", "--all", "-m", "Flyttet")


def slett_fil(program: Program) -> None:
    program.git("rm", "--quiet", f"saker/2026/{NUMMER}.yaml")
    git(program, "commit", "--quiet", "-m", "Ryddet")


def uendret_fra_fram(program: Program) -> None:
    edit(
        program,
        SKOLE,
        lambda text: text.replace("kommune:", "uendret_fra: 2030-01-01\nkommune:", 1),
    )
    git(program, "commit", "--quiet", "--all", "-m", "Dag")


def uleselig_plan(program: Program) -> None:
    edit(program, SKOLE, lambda text: f"{text}\t:\n")
    git(program, "commit", "--quiet", "--all", "-m", "Tegn")


def fram_og_tilbake(program: Program) -> None:
    by_hand(program, lambda text: text.replace("Oppdiktet: Første", "Oppdiktet: Aldri"))
    by_hand(program, lambda text: text.replace("Oppdiktet: Aldri", "Oppdiktet: Første"))


def nytt_navn(program: Program) -> None:
    by_hand(program, lambda text: re.sub(r"(elev:\s+navn: .*)", r"\1 Ny", text, count=1))


def angrer_mer(program: Program) -> None:
    head = program.git("rev-parse", "HEAD").strip()
    by_hand(program, lambda text: without(text, "Første")[0], "-m", f"Angrer: {head}")


def ta_ut_siste(program: Program) -> None:
    program.git("reset", "--quiet", "--hard", "HEAD~1")


def ta_ut_og_rydd(program: Program) -> None:
    note(program, "Borte")
    check(program, status=0)
    ta_ut_siste(program)
    shutil.rmtree(program.root / ".git" / "logs")
    program.git("gc", "--quiet", "--prune=now")


def ny_historikk(program: Program) -> None:
    check(program, status=0)
    program.git("checkout", "--quiet", "--orphan", "ny")
    git(program, "commit", "--quiet", "-m", "Ny begynnelse")
    program.git("branch", "-D", "--quiet", "main")
    program.git("branch", "-m", "main")


def tving_felles(program: Program) -> None:
    before = program.git("rev-parse", "HEAD~1").strip()
    tell(program.root.parent / "felles.git", "update-ref", "refs/heads/main", before)


def kutt(program: Program) -> None:
    cut = program.git("rev-parse", "HEAD~2")
    (program.root / ".git" / "shallow").write_text(cut, encoding="utf-8")


def dated(day: str) -> Callable[[Program], None]:
    def made(program: Program) -> None:
        git(program, "commit", "--quiet", "--allow-empty", "-m", "x", at=f"{day}T12:00:00+01:00")

    return made


def entry_with(line: str) -> Callable[[Program], None]:
    def made(program: Program) -> None:
        entry = f"  - id: kkkkkkkk\n{line}    steg: notat\n    notat: 'Oppdiktet: Ny'\n"
        by_hand(
            program,
            lambda text: without(text, "Tredje")[0].replace(
                "hendelser:\n", f"hendelser:\n{entry}{without(text, 'Tredje')[1]}", 1
            ),
        )

    return made


def under_signaturen(program: Program) -> None:
    raw = program.git("cat-file", "commit", "HEAD")
    forged(program, raw.replace(f"Sak: {NUMMER}", f"Sak: {MED_PLAN}"))


def ukjent_noekkel(program: Program) -> None:
    use_key(program, "ny")
    by_hand(program, with_remark)


def egen_noekkel(program: Program) -> None:
    use_key(program, "ny")
    edit(program, TILGANG, with_key_of_rektor(program))
    git(program, "commit", "--quiet", "--all", "-m", "Ny")


def sperret_noekkel(program: Program) -> None:
    program.fine("tilgang", "fjern", BJERK)
    become(program, BJERK, "bjerk")
    by_hand(program, with_remark)


def annens_noekkel(program: Program) -> None:
    use_key(program, "alm")
    by_hand(program, with_remark)


def as_one(name: str) -> Callable[[Program], None]:
    def made(program: Program) -> None:
        become(program, name, "bjerk")
        git(program, "commit", "--quiet", "--allow-empty", "-m", "For hånd")

    return made


def navn_ut_av_planen(program: Program) -> None:
    name = "Oppdiktet Lærer Ask"
    edit(program, SKOLE, lambda text: re.sub(rf"  - navn: {name}\n(    .*\n)*", "", text))
    git(program, "commit", "--quiet", "--all", "-m", "Sluttet")
    as_one(name)(program)


def annet_slag(program: Program) -> None:
    script(program, "gpg", "echo '[GNUPG:] ERRSIG ABCD 1 8 00 1 9'; exit 2")
    head, _, message = program.git("cat-file", "commit", "HEAD").partition("\n\n")
    pgp = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n zzzz\n -----END PGP SIGNATURE-----"
    forged(program, f"{head[: head.index('gpgsig')]}{pgp}\n\n{message}")


def script(program: Program, name: str, says: str) -> Path:
    path = program.root.parent / name
    path.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def saved(
    file: str, change: Callable[[Program], Callable[[str], str]]
) -> Callable[[Program], None]:
    def made(program: Program) -> None:
        edit(program, file, change(program))
        git(program, "commit", "--quiet", "--all", "-m", "For hånd")

    return made


def tatt_rolle(program: Program) -> None:
    WHAT["selvkronet"](program)
    approved_by(program, BJERK, "-c", "commit.gpgsign=true")


def brukt_videre(program: Program) -> None:
    WHAT["noekkel_i_annens_navn"](program)
    become(program, RAVN, "ny")
    by_hand(program, with_remark)


def tilgang_bort(program: Program) -> None:
    (program.root / TILGANG).unlink()
    git(program, "commit", "--quiet", "--all", "-m", "For hånd")


def byttet_innhold(program: Program) -> None:
    blob = program.git("rev-parse", f"HEAD:saker/2026/{NUMMER}.yaml").strip()
    overwritten(program, blob, "Første", "Aldrig")


def byttet_kontroll(program: Program) -> None:
    liar = script(program, "ssh", "echo 'Good \"git\" signature with ED25519 key SHA256:abc'")
    use_key(program, "ny")
    by_hand(program, with_remark)
    for name in ("gpg.ssh.program", "gpg.program"):
        program.git("config", name, str(liar))


def uten_merke(program: Program) -> None:
    assert program.marks is not None
    shutil.rmtree(program.marks)
    ta_ut_siste(program)
    shutil.rmtree(program.root / ".git" / "logs")
    head = program.git("rev-parse", "HEAD").strip()
    for each in ("refs/remotes/origin/main", "refs/sosialplan/sett/origin/main"):
        program.git("update-ref", each, head)
    tell(program.root.parent / "felles.git", "fetch", "--quiet", str(program.root), "+main:main")


def forfalsket_register(program: Program) -> None:
    forged_graph(program, NUMMER)


def erstattet(program: Program) -> None:
    """An unsigned commit is shown by git as the signed one before it, and as one that builds on nothing."""
    name = by_hand(program, with_remark, "--no-gpg-sign")
    program.git("replace", name, f"{name}~1")
    grafts = program.root / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(f"{program.git('rev-parse', 'HEAD~1').strip()}\n", encoding="utf-8")


def uten_signering(program: Program) -> None:
    program.fine("tilgang", "signering", "av")
    become(program, RAVN, "ny")
    by_hand(program, with_remark, "--no-gpg-sign")


def feil_fra_foerst(program: Program) -> None:
    program.fine("tilgang", "signering", "av")
    add(program, ALM, "ny")
    program.fine("tilgang", "signering", "på")
    become(program, ALM, "ny")
    note(program, "Som Alm")


def i_fellesskap(program: Program) -> None:
    add(program, BJERK, "ny")
    become(program, BJERK, "ny")
    note(program, "Som Bjerk")


def alt_i_hende(program: Program) -> None:
    note(program, "Skrevet av en annen enn rektor")


WHAT: Mapping[str, Callable[[Program], object]] = {
    "endre_hendelse": lambda program: by_hand(
        program, lambda text: text.replace("Oppdiktet: Første", "Oppdiktet: Aldri")
    ),
    "slett_hendelse": lambda program: by_hand(program, lambda text: without(text, "Andre")[0]),
    "flytt_hendelse": flytt_hendelse,
    "slett_fil": slett_fil,
    "uleselig_fil": lambda program: by_hand(program, lambda text: f"{text}\t:\n"),
    "uendret_fra_fram": uendret_fra_fram,
    "uleselig_plan": uleselig_plan,
    "fram_og_tilbake": fram_og_tilbake,
    "nytt_navn": nytt_navn,
    "angrer_mer": angrer_mer,
    "ta_ut_siste": ta_ut_siste,
    "ta_ut_og_rydd": ta_ut_og_rydd,
    "ny_historikk": ny_historikk,
    "tving_felles": tving_felles,
    "slett_gren_i_felles": lambda program: tell(
        program.root.parent / "felles.git", "update-ref", "-d", "refs/heads/main"
    ),
    "kutt": kutt,
    "bakover": dated("2019-05-05"),
    "framover": dated("2036-05-05"),
    "registrert_tilbake": entry_with(
        "    dato: 2026-11-11\n    registrert: 2026-11-11T09:00+01:00\n"
    ),
    "usignert": lambda program: by_hand(program, with_remark, "--no-gpg-sign"),
    "under_signaturen": under_signaturen,
    "ukjent_noekkel": ukjent_noekkel,
    "egen_noekkel": egen_noekkel,
    "sperret_noekkel": sperret_noekkel,
    "annens_noekkel": annens_noekkel,
    "usynlig_navn": as_one(f"{RAVN}\u200b"),
    "laant_navn": as_one("Rektor Ravn"),
    "navn_ut_av_planen": navn_ut_av_planen,
    "annet_slag": annet_slag,
    "noekkel_i_annens_navn": saved(TILGANG, with_key_of_rektor),
    "brukt_videre": brukt_videre,
    "slaa_av": saved(TILGANG, lambda _: turned_off),
    "tatt_rolle": tatt_rolle,
    "selvkronet": saved(SKOLE, lambda _: crowned),
    "tilgang_bort": tilgang_bort,
    "gammel_kopi": lambda program: beside(program.root.parent, program, RAVN),
    "godkjenning": lambda program: approved_by(program, BJERK, "-c", "commit.gpgsign=true"),
    "byttet_innhold": byttet_innhold,
    "byttet_kontroll": byttet_kontroll,
    "alt_i_hende": alt_i_hende,
    "uten_merke": uten_merke,
    "forfalsket_register": forfalsket_register,
    "erstattet": erstattet,
    "usant": lambda program: note(program, "Noe som ikke har hendt"),
    "dag_tilbake": lambda program: program.fine(
        "registrer", NUMMER, "notat", "--dato", "2026-11-02", "--notat", "Oppdiktet: Skrevet nå"
    ),
    "uten_signering": uten_signering,
    "feil_fra_foerst": feil_fra_foerst,
    "i_fellesskap": i_fellesskap,
}


# What must come


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.get('nr', '')} {way['slik']}".strip())
def test_a_forged_history_ends_as_the_list_says(
    way: dict[str, Any], program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way.get("posix") and sys.platform == "win32":
        pytest.skip("git is given a shell script in place of gpg")
    if way["av"] == "lærer":
        become(program, BJERK, "bjerk")
    if way["slik"] == "annet_slag":
        ones_own(monkeypatch, "gpg.program", str(program.root.parent / "gpg"))
    lines = len(program.fine("logg", NUMMER).out.splitlines())
    WHAT[way["slik"]](program)
    told = check(program, *(("--hent",) if way.get("hent") else ()))
    found = {*codes(told), *(each["kode"] for each in told["problemer"])}
    if "funnet" in way:
        assert set(way["funnet"]) <= found
    else:
        assert found == set()
    if "foerst" in way:
        assert program.run("logg", "--kontroller").out.startswith(way["foerst"])
    if "tillatt" in way:
        new = len(program.fine("logg", NUMMER).out.splitlines()) - lines
        assert new >= int(way["tillatt"].split()[0])
    if "sett" in way:
        command, field = way["sett"]
        assert program.fine(command, NUMMER, "--format", "json").json()[field]


# What the school is told


def test_the_list_and_the_page_say_the_same() -> None:
    rows = dict(_rows())
    numbers = [way["nr"] for way in WAYS if "nr" in way]
    assert numbers == sorted(rows) == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 40
    for way in WAYS:
        assert len(OUTCOMES & way.keys()) == 1, way
        said = rows[way["nr"]] if "nr" in way else _beyond()
        for code in way.get("funnet", ()):
            assert code in _spelled(said), (way, said)
        if "utenfor" in way:
            assert "utenfor enhver kontroll" in said.casefold()
            assert way["utenfor"] in said, way
        if "tillatt" in way:
            assert "tillatt" in said
        if "sett" in way:
            assert "vist" in said


def test_every_way_is_in_the_list_once() -> None:
    assert sorted(way["slik"] for way in WAYS) == sorted(WHAT)


def _rows() -> list[tuple[int, str]]:
    found = []
    for first, last, said in re.findall(r"^\| (\d+)(?:–(\d+))? .*?\| (.*) \|$", PAGE, re.MULTILINE):
        found += [(number, said) for number in range(int(first), int(last or first) + 1)]
    return found


def _beyond() -> str:
    start = PAGE.index("Utenfor enhver kontroll er også")
    return PAGE[start : PAGE.index("\n## ", start)].replace("\n", " ")


def _spelled(said: str) -> str:
    """Return the codes of a row one by one: K401-K403 is three."""
    return re.sub(
        r"([A-Z])(\d+)–[A-Z](\d+)",
        lambda each: " ".join(
            f"{each[1]}{number}" for number in range(int(each[2]), int(each[3]) + 1)
        ),
        said,
    )
