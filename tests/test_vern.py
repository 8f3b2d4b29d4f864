"""A protected folder: the same commands, for those who read, and nothing for anybody else.

Every person is invented. Each has a key of their own, and works in a copy of their own.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from gitprogram import tell
from program import Program, copied, everything_in
from sosialplan.files.yaml_edit import append_item
from sosialplan.model.vernet import VERNET
from sosialplan.output.noedark import noedark
from sosialplan.vern.age import NotForMeError, Pair, identity_of, is_sealed, new_pair, unseal
from vernet_skole import signed_in

RUD, RAVN, BJERK, ASK = (
    "Oppdiktet Rådgiver Rud",
    "Oppdiktet Rektor Ravn",
    "Oppdiktet Lærer Bjerk",
    "Oppdiktet Lærer Ask",
)


@dataclass(frozen=True)
class Skole:
    """A protected school with one case in 8B, and the key of each person by name."""

    root: Path
    sak: str
    noekler: dict[str, Pair]

    def som(self, navn: str, root: Path) -> Program:
        """Return the program as a person has it, in a copy of the folder."""
        copied(self.root, root)
        tell(root, "config", "user.name", navn)
        return signed_in(Program(root), self.noekler.get(navn), root.parent / f"{root.name}-hos")


@pytest.fixture(scope="module")
def skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Skole:
    folder = tmp_path_factory.mktemp("vern")
    root = copied(depotets_skole, folder / "skolen")
    noekler = {navn: new_pair() for navn in (RUD, RAVN, BJERK, ASK)}
    program = signed_in(Program(root), noekler[RUD], folder / "hos")
    program.git("config", "user.name", RUD)
    for navn, pair in noekler.items():
        program.fine("nøkler", "legg-inn", pair.public, "--person", navn)
    program.fine("nøkler", "nødnøkkel", "--til", str(folder / "nødnøkkel.pdf"))
    program.fine("sjekk", "--reparer")
    program.fine("vern", "på")
    sak = program.new_case(elev="Oppdiktet Hemmelig Navn")
    program.fine("registrer", sak, "notat", "--notat", "En oppdiktet setning ingen skal se")
    return Skole(root, sak, noekler)


@pytest.fixture
def rud(skole: Skole, tmp_path: Path) -> Program:
    return skole.som(RUD, tmp_path / "rud")


SEALED = VERNET


def files(root: Path) -> Iterator[Path]:
    for part in SEALED:
        yield from (
            each for each in (root / part).rglob("*") if each.is_file() and each.name != ".gitkeep"
        )


def test_everything_about_pupils_is_sealed(skole: Skole) -> None:
    found = list(files(skole.root))
    assert len(found) > 15
    assert {each.suffix for each in found} == {".age"}
    assert all(is_sealed(each.read_bytes()) for each in found)


READING = (
    ("frister",), ("frister", "--format", "json"), ("saker", "--alle"), ("statistikk", "mål"), ("årshjul", "status"),
    ("møte", "saksliste", "r-team"), ("kjeder",),
)  # fmt: skip


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_what_is_shown_is_what_an_open_folder_shows(
    args: tuple[str, ...], depotets_skole: Path, skole: Skole, tmp_path: Path
) -> None:
    """Told of all but the one case that was opened after protection was turned on."""
    shut = skole.som(RUD, tmp_path / "vernet")
    (shut.root / "saker" / skole.sak[:4] / f"{skole.sak}.yaml.age").unlink()
    open_ = Program(copied(depotets_skole, tmp_path / "open"))
    assert shut.run(*args).out == open_.run(*args).out


def test_one_without_a_key_reads_nothing_and_is_told_so(skole: Skole, tmp_path: Path) -> None:
    stranger = skole.som("Oppdiktet Ukjent", tmp_path / "ukjent")
    for args in (("frister",), ("saker",), ("vis", skole.sak), ("logg", skole.sak), ("valider",)):
        result = stranger.run(*args)
        assert (result.status, result.out) == (3, ""), args
        assert "ingen lesenøkkel på denne maskinen" in result.err


def test_one_reads_the_cases_of_the_own_class_and_is_told_of_the_others(
    skole: Skole, tmp_path: Path
) -> None:
    bjerk, ask = skole.som(BJERK, tmp_path / "bjerk"), skole.som(ASK, tmp_path / "ask")
    assert skole.sak in bjerk.fine("saker").out
    shut = ask.run("saker")
    assert skole.sak not in shut.out
    assert "vernede filer er ikke med her: bare andre enn deg kan lese dem." in shut.err
    refused = ask.run("vis", skole.sak)
    assert (refused.status, refused.out) == (3, "")
    assert f"Sak {skole.sak} er vernet, og du er ikke blant dem som kan lese den." in refused.err
    written = ask.run("registrer", skole.sak, "notat", "--notat", "x")
    assert (written.status, written.out) == (3, "")
    assert "er vernet, og du er ikke blant dem" in written.err


def all_bytes(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield everything that the folder holds: its files, and every object of git unpacked."""
    for name, data in everything_in(root).items():
        yield name, data
    listed = tell(root, "cat-file", "--batch-check", "--batch-all-objects").decode().splitlines()
    for name in (line.split()[0] for line in listed):
        kind = tell(root, "cat-file", "-t", name).decode().strip()
        yield name, tell(root, "cat-file", kind, name)


SECRET = ("Hemmelig Navn", "En oppdiktet setning")


def leaks(root: Path) -> list[str]:
    return [
        name
        for name, data in all_bytes(root)
        if any(each.encode("utf-8") in data for each in SECRET)
    ]


def test_a_plain_search_of_everything_finds_no_name_and_no_sentence(
    rud: Program, skole: Skole
) -> None:
    rud.fine("registrer", skole.sak, "rektor-varslet", "--notat", "En oppdiktet setning til")
    rud.fine("tilgang", "gi", skole.sak, ASK, "--hvorfor", "Vikar", "--til", "2026-12-18")
    assert leaks(rud.root) == []


def test_the_search_finds_what_goes_past_the_door(rud: Program, skole: Skole) -> None:
    path = rud.root / "saker" / "2026" / f"{skole.sak}.yaml"
    path.write_text("elev: {navn: Oppdiktet Hemmelig Navn}\n", encoding="utf-8")
    rud.git("add", "--force", str(path))
    assert len(leaks(rud.root)) == 2, "the file, and git's object of it"


def test_the_ordinary_library_opens_what_the_program_writes(skole: Skole) -> None:
    path = skole.root / "saker" / "2026" / f"{skole.sak}.yaml.age"
    text = unseal(path.read_bytes(), [identity_of(skole.noekler[BJERK].secret)]).decode("utf-8")
    assert text.splitlines()[0] == f"# vernet: saker/2026/{skole.sak}.yaml"
    assert "Oppdiktet Hemmelig Navn" in text


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed here")
def test_the_age_program_opens_it_too(skole: Skole, tmp_path: Path) -> None:
    key = tmp_path / "nøkkel.txt"
    key.write_text(skole.noekler[BJERK].secret + "\n", encoding="utf-8")
    path = skole.root / "saker" / "2026" / f"{skole.sak}.yaml.age"
    found = subprocess.run(  # noqa: S603 - a program of the machine, and paths of ours
        [str(shutil.which("age")), "--decrypt", "--identity", str(key), str(path)],
        capture_output=True,
        check=True,
    )
    assert "Oppdiktet Hemmelig Navn" in found.stdout.decode("utf-8")


def test_the_past_is_read_through_the_same_door(rud: Program, skole: Skole) -> None:
    rud = replace(rud, now="2026-11-24T09:00+01:00")
    rud.fine("registrer", skole.sak, "rektor-varslet")
    assert "Registrerte rektor-varslet" in rud.fine("logg", skole.sak).out
    assert "rektor-varslet" not in rud.fine("vis", skole.sak, "--per", "2026-11-23").out
    assert "rektor-varslet" in rud.fine("sammenlign", skole.sak, "2026-11-23", "2026-11-24").out
    assert "T781" not in rud.run("logg", "--kontroller").out
    rud.fine("angre")
    assert is_sealed((rud.root / "saker" / "2026" / f"{skole.sak}.yaml.age").read_bytes())
    assert leaks(rud.root) == []


def test_the_log_tells_of_a_case_across_the_day_that_it_was_sealed(
    depotets_skole: Path, skole: Skole, rud: Program, tmp_path: Path
) -> None:
    case = next(iter(sorted((depotets_skole / "saker").rglob("*.yaml")))).stem
    before = Program(copied(depotets_skole, tmp_path / "open")).fine("logg", case).out
    assert rud.fine("logg", case).out == before
    assert "Vern" not in before
    assert skole.sak not in before


def test_one_is_let_in_for_a_while_and_out_again(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    ask = signed_in(rud, skole.noekler[ASK], tmp_path / "ask-hos")
    assert ask.run("vis", skole.sak).status == 3
    rud.fine("tilgang", "gi", skole.sak, ASK, "--hvorfor", "Vikar i 8B", "--til", "2026-12-18")
    assert "Hemmelig Navn" in ask.fine("vis", skole.sak).out
    assert "navngitt til 18.12.2026: Vikar i 8B" in rud.fine("tilgang", "vis", skole.sak).out
    later = replace(rud, now="2027-01-05T09:00+01:00")
    assert (
        "kan leses av Oppdiktet Lærer Ask, som ikke skal" in later.run("tilgang", "kontroller").out
    )
    rud.fine("tilgang", "ta", skole.sak, ASK)
    assert ask.run("vis", skole.sak).status == 3
    assert rud.run("tilgang", "ta", skole.sak, ASK).status == 3


def test_a_new_colleague_reads_once_two_have_said_so(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    new, sund = new_pair(), "Oppdiktet Sosiallærer Sund"
    hos = signed_in(rud, new, tmp_path / "sund-hos")
    hos = replace(hos, new_id=lambda: "sund0001")
    rud.git("config", "user.name", sund)
    told = hos.fine("nøkler", "legg-inn", new.public)
    assert "Den gjelder når 2 som leser fra før, har bekreftet den." in told.err
    refused = hos.run("tilgang", "bekreft", sund)
    assert "Bare en som selv leser, kan bekrefte." in refused.err
    for navn in (RUD, RAVN):
        rud.git("config", "user.name", navn)
        assert hos.run("vis", skole.sak).status == 3
        signed_in(rud, skole.noekler[navn], tmp_path / f"{navn}-hos").fine(
            "tilgang", "bekreft", sund
        )
    assert "kan ikke leses av" in rud.run("tilgang", "kontroller").out
    rud.fine("tilgang", "kontroller", "--rett")
    assert "Hemmelig Navn" in hos.fine("vis", skole.sak).out
    checked = rud.fine("tilgang", "kontroller").out
    assert checked.count("er vernet for dem som har en lesenøkkel som gjelder") == 1


def test_a_key_written_into_the_file_is_sealed_for_by_nobody(skole: Skole, rud: Program) -> None:
    """A pushed file of access with a new key, and with others' names under it."""
    thief, path = new_pair(), rud.root / "plan" / "tilgang.yaml"
    said = [{"person": RUD, "dato": "2026-11-23"}, {"person": RAVN, "dato": "2026-11-23"}]
    key = {
        "id": "tyven001", "person": RAVN, "nøkkel": thief.public, "gjelder_fra": "2026-11-01", "bekreftet": said,
    }  # fmt: skip
    path.write_text(append_item(path.read_text("utf-8"), ("lesenøkler",), key), encoding="utf-8")
    rud.git("config", "user.name", "Oppdiktet Lærer Dal")
    rud.git("commit", "--quiet", "--all", "--message", "Tilgang")
    rud.git("config", "user.name", RUD)
    rud.fine("registrer", skole.sak, "notat", "--notat", "Noe nytt")
    raw = (rud.root / "saker" / "2026" / f"{skole.sak}.yaml.age").read_bytes()
    with pytest.raises(NotForMeError):
        unseal(raw, [identity_of(thief.secret)])
    assert (
        "Ikke bekreftet, så ingenting vernes for dem: tyven001."
        in rud.run("tilgang", "kontroller").out
    )


def test_a_folder_that_says_it_is_open_is_not_written_plain_in(skole: Skole, rud: Program) -> None:
    path = rud.root / "plan" / "tilgang.yaml"
    path.write_text("nøkler: []\nsignering: []\n", encoding="utf-8")
    rud.git("commit", "--quiet", "--all", "--message", "Tilgang")
    before = everything_in(rud.root)
    for args in (
        ("registrer", skole.sak, "notat", "--notat", "x"),
        ("ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Ny", "--klasse", "8B", "--oppdaget", "2026-11-23"),
    ):  # fmt: skip
        refused = rud.run(*args)
        assert refused.status == 3, refused
        assert "sier at mappen ikke er det" in refused.err
    assert {k: v for k, v in everything_in(rud.root).items() if not k.startswith(".git")} == {
        k: v for k, v in before.items() if not k.startswith(".git")
    }


def test_two_who_write_apart_meet_again(
    skole: Skole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git starts the program anew to merge: there the key is in the place that the environment names."""
    key = tmp_path / "nøkkel.txt"
    key.write_text(skole.noekler[BJERK].secret, encoding="utf-8")
    monkeypatch.setenv("SOSIALPLAN_NOKKEL", str(key))
    rud, bjerk = skole.som(RUD, tmp_path / "rud"), skole.som(BJERK, tmp_path / "bjerk")
    tell(tmp_path, "clone", "--quiet", "--bare", str(rud.root), "felles.git")
    for each in (rud, bjerk):
        each.git("remote", "add", "origin", str(tmp_path / "felles.git"))
    rud.fine("registrer", skole.sak, "rektor-varslet")
    bjerk = replace(bjerk, new_id=lambda: "bjerk001")
    bjerk.fine("registrer", skole.sak, "notat", "--notat", "Fra kontaktlærer")
    rud.fine("synk")
    bjerk.fine("synk")
    rud.fine("synk")
    for each in (rud, bjerk):
        shown = each.fine("logg", skole.sak).out
        assert "Registrerte rektor-varslet" in shown
        assert "Fra kontaktlærer" in each.fine("vis", skole.sak, "--format", "json").out
        assert leaks(each.root) == []


def test_protection_is_taken_off_with_a_reason_and_put_on_again(rud: Program) -> None:
    assert rud.run("vern", "av").status == 2
    taken = rud.fine("vern", "av", "--hvorfor", "Bare oppdiktede saker")
    assert "Det som er åpent i historikken fra nå, blir der" in taken.err
    assert {each.suffix for each in files(rud.root)} == {".yaml"}
    assert rud.run("vern", "av", "--hvorfor", "x").status == 3
    rud.fine("vern", "på")
    assert rud.run("vern", "på").status == 3
    assert {each.suffix for each in files(rud.root)} == {".age"}
    assert "Bare oppdiktede saker" in (rud.root / "plan" / "tilgang.yaml").read_text("utf-8")


def test_protection_is_not_begun_without_a_recovery_key_and_a_key_of_ones_own(
    depotets_skole: Path, tmp_path: Path
) -> None:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.git("config", "user.name", RUD)
    program = signed_in(program, new_pair(), tmp_path / "hos")
    assert "Skolen har ingen nødnøkkel." in program.run("vern", "på").err
    program.fine("nøkler", "nødnøkkel", "--til", str(tmp_path / "ark.pdf"))
    assert (tmp_path / "ark.pdf").read_bytes().startswith(b"%PDF")
    assert "Du har ingen lesenøkkel i mappen" in program.run("vern", "på").err
    inside = program.run("nøkler", "nødnøkkel", "--til", str(program.root / "ark.pdf"))
    assert "kan ikke ligge i planmappen" in inside.err


def test_the_sheet_says_the_key_and_nothing_around_it() -> None:
    """What a person types off it, in whatever groups, is the key: no mark stands about it."""
    pair = new_pair()
    sheet = noedark(pair.secret, pair.public, 'Oppdiktet «skole» #1 "A"', date(2026, 11, 29))
    (page,) = PdfReader(BytesIO(sheet)).pages
    said = page.extract_text()
    assert pair.secret in "".join(said.split())
    typed = "".join(said[said.index("AGE-") : said.index("Når den trengs")].split())
    assert typed == pair.secret
    assert 'Oppdiktet «skole» #1 "A", laget 29.11.2026' in said
    assert pair.public in "".join(said.split())


WORDS = "fire helt vanlige ord"


def test_a_key_is_made_opened_locked_and_tried(depotets_skole: Path, tmp_path: Path) -> None:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.git("config", "user.name", RUD)
    assert "Du har ingen lesenøkkel" in program.fine("nøkler").out
    assert program.run("nøkler", "åpne").status == 3
    assert program.run("nøkler", "ny").status == 2, "nobody sits there"
    different = program.run("nøkler", "ny", answers=["kort", WORDS, "noe helt annet"])
    assert "De to var ikke like." in different.err
    made = program.run("nøkler", "ny", answers=[WORDS, WORDS])
    assert made.status == 0, made
    assert program.run("nøkler", "ny", answers=[WORDS, WORDS]).status == 3, "one is there"
    assert "Den er åpen." in program.fine("nøkler").out
    assert program.fine("nøkler", "lås").out == "Nøkkelen er låst.\n"
    assert program.fine("nøkler", "lås").out == "Nøkkelen var låst fra før.\n"
    assert "Den er låst." in program.fine("nøkler").out
    wrong = program.run("nøkler", "åpne", answers=["feil"])
    assert (wrong.status, "Passordsetningen stemmer ikke." in wrong.err) == (3, True)
    opened = program.run("nøkler", "åpne", "--timer", "2", answers=[WORDS])
    assert "åpen til 11:30" in opened.out
    later = replace(program, now="2026-11-23T11:31+01:00")
    assert "Den er låst." in later.fine("nøkler").out
    secret = list((tmp_path / "nøkkel").iterdir())
    assert [path.name for path in secret] == ["lesenøkkel.age"]
    assert b"AGE-SECRET-KEY" not in secret[0].read_bytes()


def test_a_key_is_tried_without_opening_anything(skole: Skole, rud: Program) -> None:
    pair = skole.noekler[RAVN]
    typed = " ".join(pair.secret[at : at + 4] for at in range(0, len(pair.secret), 4)).lower()
    assert f"vernet for {RAVN}" in rud.run("nøkler", "prøv", inn=[typed]).out
    assert rud.run("nøkler", "prøv", inn=[new_pair().secret]).status == 1
    assert rud.run("nøkler", "prøv", inn=["tull"]).status == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tull", "Dette er ingen offentlig lesenøkkel."),
        ("ssh-rsa AAAAB3NzaC1yc2E= x", "En ssh-rsa-nøkkel brukes ikke til å lese"),
        ("AGE-SECRET-KEY-1F3K0GPLFA9QATC7MD7F39AEFHMV2KWY43KYE33KFMHMQ85RYKHTSRVJL83", "HEMMELIGE halvdelen"),
    ],
)  # fmt: skip
def test_what_is_no_public_key_is_refused(typed: str, said: str, rud: Program) -> None:
    refused = rud.run("nøkler", "legg-inn", typed)
    assert refused.status in {2, 3}
    assert said in refused.err


def test_who_reads_a_case_follows_the_class_that_it_is_given(skole: Skole, tmp_path: Path) -> None:
    rud = skole.som(RUD, tmp_path / "rud")
    rud.fine("sak", "endre", skole.sak, "--klasse", "8A")
    after = replace(skole, root=rud.root)
    assert after.som(ASK, tmp_path / "ask").run("vis", skole.sak).status == 0
    refused = after.som(BJERK, tmp_path / "bjerk").run("vis", skole.sak)
    assert "du er ikke blant dem som kan lese den" in refused.err
    rud.fine("sak", "endre", skole.sak, "--gjelder-ansatt", "kontaktlærer")
    assert (
        replace(skole, root=rud.root).som(ASK, tmp_path / "ask2").run("vis", skole.sak).status == 3
    )


def test_one_who_leaves_or_changes_class_reads_no_more(skole: Skole, tmp_path: Path) -> None:
    """Who works at the school decides who reads: a change of it seals the files anew in the same commit."""
    rud = skole.som(RUD, tmp_path / "rud")
    told = rud.fine("skole", "person", "slutt", BJERK).err
    assert f'sosialplan tilgang fjern "{BJERK}"' in told
    assert rud.fine("tilgang", "kontroller").status == 0
    assert (
        replace(skole, root=rud.root).som(BJERK, tmp_path / "bjerk").run("vis", skole.sak).status
        == 3
    )
    rud.fine("skole", "person", "endre", ASK, "kontaktlærer 8B")
    assert (
        replace(skole, root=rud.root).som(ASK, tmp_path / "ask").run("vis", skole.sak).status == 0
    )
