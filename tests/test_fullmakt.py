"""Who may vouch for whom, on real git with real keys: what is refused, and what is found afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noekler import key_pair, needs_ssh_keygen
from program import Program, copied
from signert_skole import RAVN, add, signed_school, use_key
from test_kontroll import check, codes, git, ids

pytestmark = needs_ssh_keygen
BJERK, MED_PLAN = "Oppdiktet Lærer Bjerk", "2026-YHP9E"
ADDRESS = "b@skole.invalid"
TILGANG, SKOLE = "plan/tilgang.yaml", "plan/skole.yaml"


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A school where rektor and a teacher sign; ``ny`` is a key of nobody's."""
    folder = signed_school(Path(request.config.rootpath), tmp_path_factory.mktemp("fullmakt"))
    key_pair(folder, "bjerk")
    pub = str(folder / "bjerk.pub")
    Program(folder / "skolen", new_id=ids("b")).fine(
        "tilgang", "legg-til", BJERK, pub, "--e-post", ADDRESS
    )
    return folder


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    """The teacher's."""
    program = Program(
        copied(skolen, tmp_path / "her") / "skolen", marks=tmp_path / "merker", new_id=ids("x")
    )
    program.now = "2026-11-23T15:00+01:00"
    become(program, BJERK, "bjerk")
    return program


def become(program: Program, name: str, key: str, address: str = ADDRESS) -> None:
    program.git("config", "user.name", name)
    program.git("config", "user.email", address)
    use_key(program, key)


def pub(program: Program, name: str) -> str:
    return str(program.root.parent / f"{name}.pub")


def edit(program: Program, file: str, change: Callable[[str], str]) -> None:
    path = program.root / file
    text = path.read_text("utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8", newline="\n")


def with_key_of_rektor(program: Program) -> Callable[[str], str]:
    key = (program.root.parent / "ny.pub").read_text("utf-8").strip()
    entry = f"  - {{id: kkkkkkkk, person: {RAVN}, nøkkel: {key}, gjelder_fra: 2026-11-23}}\n"
    return lambda text: text.replace("signering:", f"{entry}signering:")


def crowned(text: str) -> str:
    return text.replace(
        f"  - navn: {BJERK}\n    verv: [", f"  - navn: {BJERK}\n    verv: [{{rolle: rektor}}, "
    ).replace(
        "  - navn: Oppdiktet Rektor Ravn\n    verv: [{rolle: rektor}]",
        "  - navn: Oppdiktet Rektor Ravn\n    verv: [{rolle: rådgiver}]",
    )


def turned_off(text: str) -> str:
    return text.replace("på: true", "på: false")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("legg-til", RAVN, "{ny}"), "en nøkkel i en annens navn kan bare personen selv eller"),
        (("fjern", RAVN), "en nøkkel i en annens navn kan bare personen selv eller"),
        (("signering", "av"), "bare ledelsen kan endre det"),
    ],
)
def test_a_teacher_speaks_for_nobody_else(
    program: Program, args: tuple[str, ...], said: str
) -> None:
    head = program.git("rev-parse", "HEAD")
    result = program.run("tilgang", *(each.format(ny=pub(program, "ny")) for each in args))
    assert result.status == 3
    assert said in result.err
    assert "ledelsen gjøre det, med sin egen nøkkel" in result.err
    assert (program.git("rev-parse", "HEAD"), program.git("status", "--short")) == (head, "")


def test_a_teacher_adds_and_ends_keys_of_his_own(program: Program) -> None:
    program.fine("tilgang", "legg-til", BJERK, pub(program, "ny"))
    program.fine("tilgang", "fjern", "x0000001")
    assert codes(check(program, status=0)) == {}


def by_hand(program: Program) -> dict[str, tuple[str, Callable[[str], str], str]]:
    return {
        "nøkkel": (TILGANG, with_key_of_rektor(program), "T728"),
        "av": (TILGANG, turned_off, "T729"),
        "rektor": (SKOLE, crowned, "T729"),
        "leserett": (
            TILGANG,
            lambda text: text.replace("saker: [rektor,", "saker: [lærer, rektor,"),
            "T729",
        ),
        "vern": (
            TILGANG,
            lambda text: f"{text}vern:\n  - {{gjelder_fra: 2026-11-23, på: false}}\n",
            "T729",
        ),
        "bekreftes": (TILGANG, lambda text: f"{text}bekreftes_av: 1\n", "T729"),
        "seg selv": (
            TILGANG,
            lambda text: (
                f"{text}navngitt:\n  - {{id: nnnnnnnn, sak: {MED_PLAN}, person: {BJERK}, hvorfor: Oppdiktet, til: 2026-12-18}}\n"
            ),
            "T729",
        ),
    }


@pytest.mark.parametrize(
    "hva", ["nøkkel", "av", "rektor", "leserett", "vern", "bekreftes", "seg selv"]
)
def test_what_is_another_s_is_refused_by_lagre_and_found_when_git_saved_it(
    program: Program, hva: str
) -> None:
    file, change, code = by_hand(program)[hva]
    edit(program, file, change)
    refused = program.run("lagre")
    assert refused.status == 3
    assert "Ingenting er lagret." in refused.err
    git(program, "commit", "--quiet", "--all", "-m", "For hånd")
    name = program.git("rev-parse", "HEAD").strip()
    told = check(program, status=1)
    assert codes(told) == {code: [name]}
    assert "ledelsen" in told["funn"][0]["melding"] + told["funn"][0]["råd"]


def test_the_forged_key_writes_nothing_unseen(program: Program) -> None:
    """A teacher lays a key of his own in rektor's name past the program, and writes with it."""
    edit(program, TILGANG, with_key_of_rektor(program))
    git(program, "commit", "--quiet", "--all", "-m", "For hånd")
    become(program, RAVN, "ny")
    program.fine("registrer", MED_PLAN, "rektor-oppfølging", "--av", "rektor")
    forged = program.git("log", "-2", "--format=%H").split()
    assert codes(check(program, status=1)) == {"T728": forged[1:], "T723": forged[:1]}


def test_a_file_that_is_taken_away_turns_nothing_off(program: Program) -> None:
    (program.root / TILGANG).unlink()
    refused = program.run("lagre")
    assert refused.status == 3
    assert "plan/tilgang.yaml er tatt bort" in refused.err
    git(program, "commit", "--quiet", "--all", "-m", "For hånd")
    gone = program.git("rev-parse", "HEAD").strip()
    for each in ("commit.gpgsign", "sosialplan.signerer"):
        program.git("config", "--unset", each)
    program.fine("registrer", MED_PLAN, "notat", "--notat", "Oppdiktet")
    assert "gpgsig " in program.git("cat-file", "commit", "HEAD")
    listed = program.fine("tilgang")
    assert "Det den sa sist, gjelder fortsatt." in listed.err
    assert "Signering er på." in listed.out
    told: Any = check(program, status=1)
    assert codes(told) == {"T735": [gone]}
    assert f"git checkout {gone[:10]}^ -- plan/tilgang.yaml" in told["funn"][0]["råd"]
    added = program.run("tilgang", "legg-til", BJERK, pub(program, "ny"))
    assert "plan/tilgang.yaml er tatt bort" in added.err
    program.git("checkout", "--quiet", f"{gone}^", "--", TILGANG)
    program.fine("lagre")
    assert codes(check(program, status=1)) == {"T735": [gone]}


def test_a_line_that_is_taken_out_turns_nothing_off(program: Program) -> None:
    become(program, RAVN, "ravn")
    lines = "signering:\n  - gjelder_fra: 2026-11-23\n    på: true\n"
    edit(program, TILGANG, lambda text: text.replace(lines, "signering: []\n"))
    git(program, "commit", "--quiet", "--all", "-m", "For hånd")
    listed = program.fine("tilgang")
    assert "sier ikke lenger når signering ble slått på" in listed.err
    assert "Signering er på." in listed.out
    program.fine("registrer", MED_PLAN, "notat", "--notat", "Oppdiktet")
    assert "gpgsig " in program.git("cat-file", "commit", "HEAD")
    program.fine("tilgang", "signering", "av")
    assert "Signering er av." in program.fine("tilgang").out
    assert codes(check(program, status=0)) == {}


@pytest.mark.parametrize(
    "name", [f"{RAVN}\u200b", "Oppdiktet Rektor R\u0430vn", "Rektor Ravn", "Oppdiktet Rektor Ravn"]
)
def test_an_address_does_not_lend_another_s_name(program: Program, name: str) -> None:
    become(program, name, "bjerk")
    refused = program.run("registrer", MED_PLAN, "rektor-oppfølging", "--av", "rektor")
    assert refused.status == 3
    assert "er lagt inn på en annen enn den git sier du er" in refused.err
    git(program, "commit", "--quiet", "--allow-empty", "-m", "For hånd")
    name = program.git("rev-parse", "HEAD").strip()
    assert codes(check(program, status=1)) == {"T725": [name]}


def test_where_the_leadership_has_no_key_it_is_said(program: Program) -> None:
    become(program, RAVN, "ravn")
    program.fine("tilgang", "fjern", "Oppdiktet Assisterende Alm")
    program.fine("tilgang", "fjern", RAVN)
    become(program, BJERK, "bjerk")
    assert codes(check(program, status=0)) == {"T766": [""]}
    add(program, RAVN, "ny")
    assert codes(check(program, status=0)) == {}


def test_signing_without_a_key_of_the_leadership_is_warned_of(program: Program) -> None:
    become(program, RAVN, "ravn")
    program.fine("tilgang", "signering", "av")
    program.fine("tilgang", "fjern", "Oppdiktet Assisterende Alm")
    program.fine("tilgang", "fjern", RAVN)
    become(program, BJERK, "bjerk")
    told = program.fine("tilgang", "signering", "på", "--fra", "2026-11-24")
    assert "Ingen i ledelsen har en nøkkel." in told.err


# Approvals in the history


def approved_by(program: Program, name: str, *args: str, av: str = "rektor") -> str:
    """Let git alone save an approval, by a name; return the commit."""
    entry = f"  - {{id: kkkkkkkk, dato: 2026-11-23, av: {av}, fingeravtrykk: {'a' * 64}}}\n"
    edit(program, f"saker/2026/{MED_PLAN}.yaml", lambda text: f"{text}godkjenninger:\n{entry}")
    who = ("-c", f"user.name={name}", "-c", "commit.gpgsign=false", *args)
    git(program, *who, "commit", "--quiet", "--all", "-m", "For hånd")
    return program.git("rev-parse", "HEAD").strip()


@pytest.fixture
def usignert(depotets_skole: Path, tmp_path: Path) -> Program:
    """A school that does not sign."""
    program = Program(copied(depotets_skole, tmp_path / "skolen"), marks=tmp_path / "merker")
    program.now = "2026-11-23T15:00+01:00"
    edit(program, SKOLE, lambda text: text.replace("uendret_fra: 2027-01-01\n", ""))
    git(program, "commit", "--quiet", "--all", "-m", "Fra nå av står det som er skrevet")
    return program


@pytest.mark.parametrize(
    ("name", "av", "code"),
    [
        (RAVN, "rektor", None),
        (RAVN, "ledelsen", None),
        (BJERK, "rektor", "T751"),
        (BJERK, "ledelsen", "T751"),
        (f"{BJERK}\u200b", "rektor", "T751"),
        (RAVN, "kontaktlærer", "T751"),
        ("Oppdiktet Vikar Vik", "rektor", "T752"),
        (BJERK, "skoleeier", None),
    ],
)
def test_an_approval_is_held_against_the_role_of_whoever_wrote_it(
    usignert: Program, name: str, av: str, code: str | None
) -> None:
    commit = approved_by(usignert, name, av=av)
    told: Any = check(usignert)
    assert {key: each for key, each in codes(told).items() if key in {"T751", "T752"}} == (
        {code: [commit]} if code else {}
    )
    for each in told["funn"]:
        assert "kkkkkkkk" in each["melding"]
        assert MED_PLAN in each["melding"]
    usignert.run("logg", "--kontroller", "--godta")
    assert "T751" not in codes(check(usignert))


def test_one_who_makes_himself_rektor_with_the_approval_was_not_rektor(usignert: Program) -> None:
    edit(usignert, SKOLE, crowned)
    commit = approved_by(usignert, BJERK)
    assert codes(check(usignert, status=1))["T751"] == [commit]


def test_one_who_made_himself_rektor_first_is_told_of(usignert: Program) -> None:
    edit(usignert, SKOLE, crowned)
    git(usignert, "-c", f"user.name={BJERK}", "commit", "--quiet", "--all", "-m", "Byttet navn")
    commit = approved_by(usignert, BJERK)
    assert codes(check(usignert))["T753"] == [commit]
    usignert.run("logg", "--kontroller", "--godta")
    assert "T753" not in codes(check(usignert))


def test_a_plan_that_nobody_could_read_in_between_hides_nothing(usignert: Program) -> None:
    whole = (usignert.root / SKOLE).read_text("utf-8")
    who = ("-c", f"user.name={BJERK}")
    edit(usignert, SKOLE, lambda text: f"{text}\t:\n")
    git(usignert, *who, "commit", "--quiet", "--all", "-m", "Uleselig")
    edit(usignert, SKOLE, lambda _: crowned(whole))
    git(usignert, *who, "commit", "--quiet", "--all", "-m", "Lesbar")
    commit = approved_by(usignert, BJERK)
    assert codes(check(usignert))["T753"] == [commit]


def test_one_whom_rektor_made_rektor_is_not_told_of(usignert: Program) -> None:
    edit(usignert, SKOLE, crowned)
    git(usignert, "-c", f"user.name={RAVN}", "commit", "--quiet", "--all", "-m", "Ny rektor")
    approved_by(usignert, BJERK)
    assert not {"T751", "T753"} & codes(check(usignert)).keys()


def test_where_it_is_signed_a_role_that_one_took_was_not_had(program: Program) -> None:
    edit(program, SKOLE, crowned)
    git(program, "commit", "--quiet", "--all", "-m", "Byttet navn")
    taken = program.git("rev-parse", "HEAD").strip()
    commit = approved_by(program, BJERK, "-c", "commit.gpgsign=true")
    assert codes(check(program, status=1)) == {"T729": [taken], "T751": [commit]}


def test_a_role_that_is_held_later_was_not_held_then(usignert: Program) -> None:
    commit = approved_by(usignert, BJERK)
    edit(usignert, SKOLE, crowned)
    git(usignert, "commit", "--quiet", "--all", "-m", "Ny rektor")
    assert codes(check(usignert, status=1))["T751"] == [commit]


def test_where_it_is_signed_the_key_tells_who_approved(program: Program) -> None:
    commit = approved_by(program, "b", "-c", "commit.gpgsign=true")
    assert codes(check(program, status=1)) == {"T751": [commit]}
