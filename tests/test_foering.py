"""Who writes is held against the role that an entry names, in every command that writes who did something."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from program import Program, copied
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Godkjenning
from sosialplan.model.skole import Klasse, Person, Rolle, Skole, Verv, has_role
from sosialplan.model.tilgang import Noekkel
from sosialplan.rules.tillit.fullmakt import (
    UKJENT,
    UTEN_VERV,
    Forfatter,
    entered_by,
    fingerprint,
    writer,
)
from test_kvitteringer import ROWS, Sted
from test_signaturkjede import OTHER
from test_tilgang import KEY

SAK, KLASSE = "2026-YHP9E", "8B"
BJERK, ASK, SUND = "Oppdiktet Lærer Bjerk", "Oppdiktet Lærer Ask", "Oppdiktet Sosiallærer Sund"
RAVN, VIKAR = "Oppdiktet Rektor Ravn", "Oppdiktet Vikar Uten Verv"
NOTAT = ("--notat", "Oppdiktet")


@pytest.fixture
def program(depotets_skole: Path, tmp_path: Path) -> Program:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.git("config", "user.name", BJERK)
    return program


def entries(program: Program) -> dict[str, Any]:
    """Return the lines about who did what in what the last commit added."""
    shown = program.git("show", "--format=", "--unified=0", "HEAD").splitlines()
    words = (each[1:].strip().removeprefix("- ") for each in shown if each.startswith("+"))
    said = (each.partition(": ") for each in words)
    return {key: value for key, _, value in said if key in {"av", "ført_av"}}


@pytest.mark.parametrize(
    ("args", "av", "by"),
    [
        (("registrer", SAK, "rektor-oppfølging", "--av", "rektor"), "rektor", "kontaktlærer"),
        (("registrer", SAK, "notat", *NOTAT, "--av", "kontaktlærer"), "kontaktlærer", None),
        (("registrer", SAK, "notat", *NOTAT, "--av", "lærer"), "lærer", None),
        (("registrer", SAK, "notat", *NOTAT, "--av", "bup"), "bup", "kontaktlærer"),
        (("registrer", SAK, "notat", *NOTAT), None, None),
        (("rett", SAK, "p0qyhxe0", "--dato", "2026-10-11"), "kontaktlærer", None),
        (("rett", SAK, "aev2rd6e", *NOTAT), "rektor", "kontaktlærer"),
        (
            ("vedtak", SAK, "--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-24"),
            "rektor",
            "kontaktlærer",
        ),
        (("overfør", SAK, "--til", "sosiallærer", "--av", "rektor"), "rektor", "kontaktlærer"),
        (
            (
                "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Ny", "--klasse", KLASSE,
                "--oppdaget", "2026-11-20", "--meldt-av", "sosiallærer",
            ),
            "sosiallærer",
            "kontaktlærer",
        ),
        (
            (
                "innkall", SAK, "--møte", "samarbeidsmøte", "--dato", "2026-11-30", "--kl", "14:00", "--sted",
                "Rom 1", "--formål", "Oppdiktet", "--med", "foresatte", "--av", "rektor",
            ),
            "rektor",
            "kontaktlærer",
        ),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else str(value),
)  # fmt: skip
def test_every_command_says_who_entered_it(
    program: Program, args: tuple[str, ...], av: str | None, by: str | None
) -> None:
    result = program.fine(*args)
    assert entries(program) == {
        key: each for key, each in (("av", av), ("ført_av", by)) if each is not None
    }
    said = "Ført inn av kontaktlærer for " in result.err
    logged = "ført inn av kontaktlærer for " in program.fine("logg", "--siste", "1").out
    assert said is logged is (by is not None)


def test_it_stands_in_the_case_the_log_and_the_document(program: Program) -> None:
    program.fine("registrer", SAK, "rektor-oppfølging", "--av", "rektor", *NOTAT)
    said = "rektor-oppfølging, ført inn av kontaktlærer for rektor"
    assert said in program.fine("vis", SAK).out
    program.fine("registrer", SAK, "elev-hørt", "--av", "rektor", "--elevens-stemme", "Det går bra")
    plan = program.fine("lag", "aktivitetsplan", SAK).out
    assert "rektor, ført inn av kontaktlærer" in plan


def test_the_plan_says_who_entered_that_another_heard_the_pupil(program: Program) -> None:
    told = ("tiltak", "plan", SAK, "--elevens-stemme", "Det går bra", "--elevens-stemme-hørt-av")
    result = program.fine(*told, "rektor")
    assert "Ført inn av kontaktlærer for rektor" in result.err
    assert "  elevens_stemme_ført_av: kontaktlærer\n" in program.case(SAK).read_text("utf-8")
    logged = " ".join(program.fine("logg", "--siste", "1").out.split())
    assert "hvem som førte inn for den som hørte eleven til kontaktlærer" in logged
    assert "rektor, ført inn av kontaktlærer" in program.fine("lag", "aktivitetsplan", SAK).out
    own = program.fine(*told, "kontaktlærer")
    assert "Ført inn av" not in own.err
    path = program.case(SAK)
    assert "elevens_stemme_ført_av" not in path.read_text("utf-8")
    text = path.read_text("utf-8")
    wrong = text.replace("aktivitetsplan:\n", "aktivitetsplan:\n  elevens_stemme_ført_av: x\n", 1)
    path.write_text(wrong, encoding="utf-8", newline="\n")
    assert "K305" in program.run("valider").out


def test_an_evaluation_is_held_against_the_role_too(program: Program) -> None:
    tiltak = program.case(SAK).read_text("utf-8").split("tiltak:\n", 1)[1].split("id: ", 1)[1][:8]
    program.fine(
        "tiltak", "evaluer", SAK, tiltak, "--gjennomført", "ja", "--utfall", "delvis", "--av",
        "sosiallærer", "--neste", "2026-12-07",
    )  # fmt: skip
    assert entries(program) == {"av": "sosiallærer", "ført_av": "kontaktlærer"}


def test_one_of_another_class_is_another(program: Program) -> None:
    program.git("config", "user.name", ASK)
    program.fine("registrer", SAK, "notat", *NOTAT, "--av", "kontaktlærer")
    assert entries(program) == {"av": "kontaktlærer", "ført_av": "kontaktlærer"}
    assert "ført inn av en annen kontaktlærer for kontaktlærer" in program.fine("vis", SAK).out


def test_a_role_that_does_not_exist_is_not_who_entered(program: Program) -> None:
    path = program.case(SAK)
    line = "    av: kontaktlærer\n"
    text = path.read_text("utf-8").replace(line, f"{line}    ført_av: x\n", 1)
    path.write_text(text, encoding="utf-8", newline="\n")
    assert "K305" in program.run("valider").out


def test_every_command_that_writes_says_who_wrote_for_a_role(
    depotets_skole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of every writing command, done by a member of staff who has no post."""
    school = copied(depotets_skole, tmp_path / "skole")
    plan = school / "plan" / "skole.yaml"
    person = f"personer:\n  - navn: {VIKAR}\n    verv: []\n"
    text = plan.read_text("utf-8")
    assert text.count("\npersoner:\n") == 1
    plan.write_text(text.replace("personer:\n", person, 1), encoding="utf-8", newline="\n")
    Program(school).git("commit", "--quiet", "--all", "--message", "Oppdiktet ansatt")
    seen: set[type] = set()
    for number, row in enumerate(ROWS):
        rewritten = row["kommando"] == "slett"  # nothing is left to hold it against
        if row.get("jeg er") or row.get("tomt") or rewritten:  # only one with the post; no school
            continue
        (tmp_path / str(number)).mkdir()
        sted = Sted(row, school, tmp_path / str(number) / "ved")
        monkeypatch.chdir(sted.root)
        before, files = sted.head(), _read(sted.root)
        old = {
            id_
            for tree in files.values()
            for id_ in re.findall(r"id': '([0-9a-z]{8})'", repr(tree))
        }
        sted.program.git("config", "user.name", VIKAR)
        sted.run()
        changed = sted.program.git("diff", "--name-only", before, "HEAD").splitlines()
        now = _read(sted.root)
        for file in (each for each in changed if each in now):
            kind = {
                "saker": Sak,
                "fravaer": Klassefravaer,
                "moter": Moetebok,
                "innboks": Innboksmelding,
                "elever": Klasseliste,
            }[file.split("/")[0]]
            for cls, entry in _entries(msgspec.inspect.type_info(kind), now[file]):
                if entry.get("id") in old or (
                    "id" not in entry and repr(entry) in repr(files.get(file))
                ):
                    continue
                names_nobody = "av" in cls.__struct_fields__ and "av" not in entry
                told = None if names_nobody else UTEN_VERV
                assert entry.get("ført_av") == told, (row["skriver"], entry)
                seen |= {cls} if told else set()
    assert seen >= {each.cls for each in _that_tell()} - {Godkjenning}


def _read(root: Path) -> dict[str, Any]:
    """Return the tree of every file of cases, absence and minutes."""
    found = (
        each for folder in ("saker", "fravaer", "moter") for each in (root / folder).rglob("*.yaml")
    )
    return {
        each.relative_to(root).as_posix(): parse(each.read_text("utf-8")).tree for each in found
    }


def _entries(node: Any, tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each part of a tree whose type can tell who entered it."""
    for one in (node, *getattr(node, "types", ())):
        if isinstance(one, msgspec.inspect.StructType) and isinstance(tree, dict):
            if "foert_av" in {each.name for each in one.fields}:
                yield one.cls, tree
            for each in one.fields:
                if each.encode_name in tree:
                    yield from _entries(each.type, tree[each.encode_name])
        elif isinstance(tree, list) and hasattr(one, "item_type"):
            for item in tree:
                yield from _entries(one.item_type, item)


def _that_tell() -> Iterator[Any]:
    seen: set[Any] = set()
    for each in msgspec.inspect.multi_type_info([Sak, Klassefravaer, Moetebok]):
        for one in _structs(each, seen):
            if "foert_av" in {field.name for field in one.fields}:
                yield one


def test_whatever_says_who_did_it_can_say_who_entered_it() -> None:
    """No kind of entry is forgotten: the types themselves are asked."""
    found = [
        each
        for each in msgspec.inspect.multi_type_info([Sak, Klassefravaer])
        for each in _structs(each, set())
        if any(field.name == "av" for field in each.fields)
    ]
    assert len({each.cls for each in found}) == 3
    for each in found:
        assert "foert_av" in {field.name for field in each.fields}, each.cls


def _structs(node: Any, seen: set[Any]) -> Any:
    if isinstance(node, msgspec.inspect.StructType) and node.cls not in seen:
        seen.add(node.cls)
        yield node
        for field in node.fields:
            yield from _structs(field.type, seen)
    for name in ("item_type", "types", "item_types"):
        inner = getattr(node, name, None)
        for each in inner if isinstance(inner, tuple) else (inner,):
            if each is not None:
                yield from _structs(each, seen)


# The rules

DAY = date(2026, 11, 23)
SKOLE = Skole(
    navn="Oppdiktet skole",
    kommune="Oslo",
    verdier=(),
    klasser=(Klasse(klasse="8A"), Klasse(klasse="8B")),
    roller=(
        Rolle(rolle="rektor", navn="Rektor"),
        Rolle(rolle="lærer", navn="Lærer", gruppe=True, omfatter=("kontaktlærer",)),
        Rolle(rolle="kontaktlærer", navn="Kontaktlærer", per_klasse=True),
    ),
    personer=(
        Person(navn=RAVN, verv=(Verv(rolle="rektor"),)),
        Person(navn=BJERK, verv=(Verv(rolle="kontaktlærer", klasse="8B"),)),
        Person(navn=SUND, verv=()),
    ),
    innstillinger=(),
)


def key(person: str, text: str = KEY, **more: Any) -> Noekkel:
    return Noekkel(id="kkkkkkkk", person=person, noekkel=text, gjelder_fra=DAY, **more)


@pytest.mark.parametrize(
    ("name", "address", "keys", "expected"),
    [
        (RAVN, "", (), RAVN),
        (f"{RAVN}\u200b", "", (), RAVN),
        ("Oppdiktet Vikar", "", (), None),
        ("b", "b@x.invalid", (key(BJERK, OTHER, e_post="b@x.invalid"),), BJERK),
        (RAVN, "b@x.invalid", (key(BJERK, OTHER, e_post="b@x.invalid"),), RAVN),
        (RAVN, "", (key(BJERK),), BJERK),
        (RAVN, "", (key(BJERK), key(RAVN)), RAVN),
        (RAVN, "", (key(BJERK, sperret_fra=DAY),), RAVN),
        (RAVN, "", (key(BJERK, OTHER),), RAVN),
        (RAVN, "", (key("Oppdiktet Sluttet"),), None),
    ],
)
def test_who_writes_is_told_by_the_key_before_the_name(
    name: str, address: str, keys: tuple[Noekkel, ...], expected: str | None
) -> None:
    here = [fingerprint(key(RAVN))]
    found = writer(SKOLE, keys, Forfatter(name, address), here, DAY)
    assert (found.navn if found else None) == expected


@pytest.mark.parametrize(
    ("person", "rolle", "klasse", "expected"),
    [
        (0, "rektor", "8B", None),
        (0, "kontaktlærer", "8B", "rektor"),
        (1, "kontaktlærer", "8B", None),
        (1, "kontaktlærer", None, None),
        (1, "lærer", "8B", None),
        (1, "kontaktlærer", "8A", "kontaktlærer"),
        (1, "rektor", None, "kontaktlærer"),
        (2, "rektor", "8B", UTEN_VERV),
        (None, "rektor", "8B", UKJENT),
    ],
)
def test_what_is_entered_for_another_says_by_whom(
    person: int | None, rolle: str, klasse: str | None, expected: str | None
) -> None:
    who = None if person is None else SKOLE.personer[person]
    assert entered_by(who, (rolle,), SKOLE, klasse) == expected
    if who is not None:
        assert has_role(who, rolle, SKOLE, klasse) is (expected is None)
