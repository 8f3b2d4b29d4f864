"""What others send that changes who reads is asked about before it counts: whatever is written next is sealed by it.

Every person is invented. Bjerk may send to the shared copy; Rud, a counsellor, fetches from it.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_edit import append_item
from sosialplan.vern.age import NotForMeError, identity_of, new_pair, seal, unseal
from test_vern import ASK, BJERK, RUD, Skole, skole

__all__ = ["skole"]
TILGANG, SKOLE = Path("plan", "tilgang.yaml"), Path("plan", "skole.yaml")
Change = Callable[[Path, Skole], None]


@pytest.fixture
def felles(skole: Skole, tmp_path: Path) -> Path:
    tell(tmp_path, "clone", "--quiet", "--bare", str(skole.root), "felles.git")
    return tmp_path / "felles.git"


@pytest.fixture
def rud(skole: Skole, felles: Path, tmp_path: Path) -> Program:
    program = skole.som(RUD, tmp_path / "rud")
    program.git("remote", "add", "origin", str(felles))
    return program


@pytest.fixture
def sent(skole: Skole, felles: Path, tmp_path: Path) -> Callable[[Change], None]:
    """Return what sends a change past the program, as anybody can who has git and may send."""

    def send(change: Change) -> None:
        tell(tmp_path, "clone", "--quiet", str(felles), "bjerk")
        root = tmp_path / "bjerk"
        change(root, skole)
        tell(root, "add", "--all")
        who = ("-c", f"user.name={BJERK}", "-c", "user.email=bjerk@skole.invalid")
        tell(root, *who, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message=Endret")
        tell(root, "push", "--quiet", "origin", "HEAD")

    return send


def edited(file: Path, edit: Callable[[str], str]) -> Change:
    def change(root: Path, _: Skole) -> None:
        path = root / file
        before = path.read_text("utf-8")
        after = edit(before)
        assert after != before
        path.write_text(after, encoding="utf-8")

    return change


def own_role(text: str) -> str:
    return re.sub(rf"(- navn: {BJERK}\n    verv: \[)", r"\1{rolle: rådgiver}, ", text, count=1)


def named(who: str) -> Change:
    def change(root: Path, skole: Skole) -> None:
        path = root / TILGANG
        given = {
            "id": "nnnnnnnn",
            "sak": skole.sak,
            "person": who,
            "hvorfor": "Oppdiktet",
            "til": "2027-06-30",
        }
        path.write_text(
            append_item(path.read_text("utf-8"), ("navngitt",), given), encoding="utf-8"
        )

    return change


def without_keys(text: str) -> str:
    return text[: text.index("lesenøkler:")]


def blinded(root: Path, skole: Skole) -> None:
    path = root / "saker" / "2026" / f"{skole.sak}.yaml.age"
    path.write_bytes(seal(b"Oppdiktet", [new_pair().public]))


OPENS: dict[str, tuple[Change, str]] = {
    "en rolle": (edited(SKOLE, own_role), f"gjør {BJERK} til rådgiver for hele skolen"),
    "leserett": (
        edited(TILGANG, lambda text: text.replace("saker: [", "saker: [lærer, ")),
        "lar rollen lærer lese saker",
    ),
    "bekreftes av én": (
        edited(TILGANG, lambda text: f"bekreftes_av: 1\n{text}"),
        "lar 1 være nok til å bekrefte en ny lesenøkkel",
    ),
    "navngitt": (named(ASK), f"lar {ASK} lese sak"),
    "vern av": (
        edited(TILGANG, lambda text: text.replace("på: true", "på: false")),
        "slår vernet av",
    ),
    "nøkler borte": (edited(TILGANG, without_keys), "tar bort lesenøkler"),
    "låst for andre": (blinded, "så du ikke lenger kan lese den"),
}


@pytest.mark.parametrize("hva", OPENS)
def test_it_is_asked_about_and_until_then_nothing_is_merged_or_sent(
    rud: Program, sent: Callable[[Change], None], hva: str
) -> None:
    change, said = OPENS[hva]
    sent(change)
    before = rud.git("rev-parse", "HEAD")
    assert said in rud.fine("synk", "--tørr").err
    refused = rud.run("synk")
    assert refused.status == 3
    assert said in refused.err
    assert "--godta-lesere" in refused.err
    assert rud.git("rev-parse", "HEAD") == before
    assert rud.run("synk", answers=["n"]).status == 3


@pytest.mark.parametrize("yes", [("--godta-lesere",), None])
def test_with_a_yes_it_counts(
    rud: Program, sent: Callable[[Change], None], yes: tuple[str, ...] | None
) -> None:
    sent(OPENS["en rolle"][0])
    taken = rud.run("synk", *yes) if yes else rud.run("synk", answers=["ja"])
    assert taken.status == 0
    assert "rådgiver}, " in (rud.root / SKOLE).read_text("utf-8")
    assert "Er det riktig" not in rud.fine("synk").err, "it is asked about once"


def lesser(text: str) -> str:
    return re.sub(rf"  - navn: {ASK}\n    verv: .*\n", "", text, count=1)


def later_key(text: str) -> str:
    new = {
        "id": "llllllll",
        "person": ASK,
        "nøkkel": new_pair().public,
        "gjelder_fra": "2026-11-23",
    }
    return append_item(text, ("lesenøkler",), new)


@pytest.mark.parametrize("change", [edited(SKOLE, lesser), edited(TILGANG, later_key)])
def test_what_opens_nothing_needs_no_yes(
    rud: Program, sent: Callable[[Change], None], change: Change
) -> None:
    """One who is gone, and a key that nobody has confirmed: nothing is sealed for it."""
    sent(change)
    assert "hvem som leser" not in rud.fine("synk").err


def test_one_who_does_not_read_a_case_is_not_asked_who_else_does(
    skole: Skole, felles: Path, sent: Callable[[Change], None], tmp_path: Path
) -> None:
    """Nothing that person writes is sealed by it."""
    sent(named(BJERK))
    ask = skole.som(ASK, tmp_path / "ask")
    ask.git("remote", "add", "origin", str(felles))
    ask.fine("synk")


def test_a_key_that_is_open_again_is_asked_about(
    rud: Program, skole: Skole, sent: Callable[[Change], None]
) -> None:
    path = rud.root / TILGANG
    text = path.read_text("utf-8")
    line = f"    nøkkel: {skole.noekler[BJERK].public}\n"
    path.write_text(text.replace(line, f"{line}    sperret_fra: 2026-11-23\n"), encoding="utf-8")
    rud.fine("lagre")
    rud.fine("synk")
    sent(edited(TILGANG, lambda text: text.replace("    sperret_fra: 2026-11-23\n", "")))
    assert "åpner en sperret lesenøkkel igjen" in rud.run("synk").err
    rud.fine("synk", "--godta-lesere")
    rud.fine("registrer", skole.sak, "rektor-varslet", "--av", "rådgiver")
    raw = (rud.root / "saker" / "2026" / f"{skole.sak}.yaml.age").read_bytes()
    with pytest.raises(NotForMeError):  # what was ended is no key again, whoever says yes
        unseal(raw, [identity_of(skole.noekler[BJERK].secret)])


def test_an_open_folder_is_never_asked(depotets_skole: Path, tmp_path: Path) -> None:
    tell(tmp_path, "clone", "--quiet", "--bare", str(depotets_skole), "felles.git")
    tell(tmp_path, "clone", "--quiet", str(tmp_path / "felles.git"), "bjerk")
    root = tmp_path / "bjerk"
    edited(SKOLE, own_role)(root, Skole(root, "", {}))
    who = ("-c", f"user.name={BJERK}", "-c", "user.email=bjerk@skole.invalid")
    tell(root, *who, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--all", "--message=x")
    tell(root, "push", "--quiet", "origin", "HEAD")
    tell(tmp_path, "clone", "--quiet", str(depotets_skole), "aapen")
    program = Program(tmp_path / "aapen")
    program.git("config", "user.name", RUD)
    program.git("config", "user.email", "rud@skole.invalid")
    program.git("remote", "set-url", "origin", str(tmp_path / "felles.git"))
    program.fine("sjekk", "--reparer")
    program.fine("synk")


def test_what_comes_sealed_for_others_than_shall_read_is_told_with_the_way(
    rud: Program, sent: Callable[[Change], None]
) -> None:
    """Past the program: a case that is laid sealed for one key alone."""

    def one_key_less(root: Path, skole: Skole) -> None:
        (path,) = (root / "saker" / "2026").glob(f"{skole.sak}.yaml.age")
        data = unseal(path.read_bytes(), [identity_of(skole.noekler[RUD].secret)])
        name, __, rest = data.split(b"\n", 2)
        held = Planmappe(root)
        tilgang = load_access(held)[0]
        assert tilgang is not None
        mine = next(each for each in tilgang.lesenoekler if each.person == RUD)
        told = b"\n".join([name, b"# kan leses av: " + mine.id.encode(), rest])
        path.write_bytes(seal(told, [mine.noekkel]))

    sent(one_key_less)
    told = rud.run("synk", "--godta-lesere")
    assert "1 fil som er hentet, er ikke vernet for dem som skal lese nå." in told.err
    assert "sosialplan tilgang kontroller --rett" in told.err
