"""The history of a folder where everything about pupils is sealed: taken back, and read by one let in later.

Every person is invented. What is written stands from the first day of this school.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program, copied
from sosialplan.commands.godkjenn import authors_since_approval
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import commit
from sosialplan.model.sak import Sak
from sosialplan.vern.age import NotForMeError, identity_of, new_pair, unseal
from sosialplan.vern.laas import Laas, sealed
from test_vern import BJERK, RAVN, RUD
from vernet_skole import Vernet, signed_in, with_keys

NOTAT = ("notat", "--notat", "Skrevet ved en feil")


@dataclass(frozen=True)
class Skole:
    """A protected school with one case in 8B, and its people."""

    vernet: Vernet
    root: Path
    sak: str

    def som(self, navn: str, root: Path) -> Program:
        """Return the program as a person has it, in a copy of the folder or in the copy that is there."""
        return self.vernet.som(navn, root if root.exists() else copied(self.root, root))


def standing(program: Program) -> None:
    """Let what is written stand from the first day."""
    plan = program.root / "plan" / "skole.yaml"
    text, taken = re.subn("(?m)^uendret_fra:.*\n", "", plan.read_text(encoding="utf-8"))
    assert taken == 1
    plan.write_text(text, encoding="utf-8", newline="\n")
    when = datetime.fromisoformat("2026-11-23T08:00+01:00")
    commit(program.root, ["plan/skole.yaml"], "Det som er skrevet, staar\n", when)


@pytest.fixture(scope="module")
def skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Skole:
    folder = tmp_path_factory.mktemp("vernet")
    program = Program(copied(depotets_skole, folder / "skolen"))
    standing(program)
    vernet = with_keys(program, (RUD, RAVN, BJERK), folder)
    rud = vernet.som(RUD, program.root)
    sak = rud.new_case(elev="Oppdiktet Hemmelig Navn")
    rud.fine("registrer", sak, "notat", "--notat", "En oppdiktet setning ingen skal se")
    return Skole(vernet, program.root, sak)


@pytest.fixture
def rud(skole: Skole, tmp_path: Path) -> Program:
    return skole.som(RUD, tmp_path / "rud")


def faults(program: Program) -> list[str]:
    found = program.run("valider", "--format", "json").json()["problemer"]
    return [each["kode"] for each in found if each["nivå"] == "feil"]


def shared(program: Program) -> None:
    tell(program.root.parent, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.fine("synk")


def test_what_was_taken_back_is_no_entry_that_went_missing_and_is_shared(
    skole: Skole, rud: Program
) -> None:
    shared(rud)
    for _ in "twice":
        before = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
        rud.fine("registrer", skole.sak, *NOTAT)
        rud.fine("angre")
        assert rud.case(skole.sak).with_suffix(".yaml.age").read_bytes() == before
        assert faults(rud) == []
        assert "Skrevet ved en feil" not in rud.fine("vis", skole.sak).out
        rud.fine("synk")
        assert rud.git("status", "--porcelain") == ""
        assert rud.git("rev-parse", "HEAD") == rud.git("rev-parse", "origin/main")


def test_what_is_put_back_is_sealed_for_those_who_shall_read_it_now(
    skole: Skole, rud: Program
) -> None:
    """One whose key was taken away in between is not let in again by the bytes of before."""
    access = rud.root / "plan" / "tilgang.yaml"
    text = access.read_text(encoding="utf-8")
    at = text.index(skole.vernet.noekler[BJERK].public)
    start, end = text.rindex("\n  - ", 0, at), text.index("\n  - ", at)
    access.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    rud.git("commit", "--quiet", "--no-verify", "-am", "Uten en nøkkel")
    before = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
    rud.fine("registrer", skole.sak, *NOTAT)
    rud.fine("angre")
    now = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
    unseal(before, [identity_of(skole.vernet.noekler[BJERK].secret)])
    with pytest.raises(NotForMeError):
        unseal(now, [identity_of(skole.vernet.noekler[BJERK].secret)])
    assert faults(rud) == []
    assert "Skrevet ved en feil" not in rud.fine("vis", skole.sak).out


@pytest.mark.parametrize(("back", "found"), [("HEAD~1", False), ("HEAD~4", True)])
def test_one_that_says_it_takes_back_and_takes_more_is_found_by_its_text(
    skole: Skole, rud: Program, back: str, found: bool
) -> None:
    rud.fine("registrer", skole.sak, *NOTAT)
    rud.fine("angre")
    said = rud.git("show", "-s", "--format=%B").strip()
    assert RUD in rud.git("show", "-s", "--format=%an")
    rud.fine("registrer", skole.sak, "samtale")
    undone = rud.git("rev-parse", "HEAD").strip()
    path = rud.case(skole.sak).with_suffix(".yaml.age")
    held = rud.git("rev-parse", f"{back}:./{path.relative_to(rud.root).as_posix()}")
    path.write_bytes(tell(rud.root, "cat-file", "blob", held.strip()))
    message = f"{said.partition('Angrer:')[0]}Angrer: {undone}"
    rud.git("commit", "--quiet", "--no-verify", "-am", message)
    assert ("K402" in faults(rud)) is found


# One who was let in later

OPENED, LET_IN, AFTER = "2026-11-24T08:00+01:00", "2026-12-10T14:59+01:00", "2026-12-14T09:00+01:00"
SHUT = "Lagret, vernet for andre enn deg: hva som ble endret, kan du ikke se."
FROM_HERE = (
    "Fra her kan du lese. Saken var her før det fra 24.11.2026, vernet for andre enn deg: "
    "hvem som skrev det som sto da, og når, er ikke kjent for deg."
)
GODKJENT = "2026-YHP9E"
"""A case with a plan, which rektor approves while it is sealed for others than the one who comes later."""


@dataclass(frozen=True)
class Sent:
    """The school after a colleague was let in by another than the one who wrote, as both have it."""

    foerst: Program
    sist: Program
    laas: Laas
    sak: str


@pytest.fixture(scope="module")
def sent(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("sent")
    program = Program(copied(depotets_skole, folder / "skolen"), now=OPENED)
    standing(program)
    vernet = with_keys(program, (RUD, RAVN), folder)
    root = program.root
    rud, ravn = vernet.som(RUD, root), vernet.som(RAVN, root)

    def now(who: Program, name: str, when: str) -> Program:
        tell(root, "config", "user.name", name)
        tell(root, "config", "user.email", f"{name.rsplit(maxsplit=1)[-1].lower()}@skole.invalid")
        who.now = when
        return who

    now(rud, RUD, OPENED)
    sak = rud.new_case(elev="Oppdiktet Hemmelig Navn")
    now(rud, RUD, "2026-11-26T10:00+01:00")
    rud.fine("registrer", sak, "samtale", "--med", "elev")
    rud.fine("registrer", sak, "notat", "--notat", "En oppdiktet setning ingen skal se")
    now(ravn, RAVN, "2026-11-27T10:00+01:00").fine(
        "godkjenn", GODKJENT, "--av", "rektor", "--likevel", "Haster"
    )
    pair = new_pair()
    now(rud, RUD, LET_IN).fine("nøkler", "legg-inn", pair.public, "--person", BJERK)
    now(ravn, RAVN, LET_IN).fine("tilgang", "bekreft", BJERK)
    now(rud, RUD, LET_IN).fine("tilgang", "bekreft", BJERK)
    rud.fine("tilgang", "kontroller", "--rett")
    now(rud, RUD, AFTER).fine("registrer", sak, "kontakt", "--med", "foresatte")
    sist = signed_in(replace(vernet.program, root=root, now=AFTER), pair, folder / "hos-sist")
    return Sent(rud, sist, Laas(lambda: [identity_of(pair.secret)]), sak)


def rows(program: Program, *args: str) -> list[list[str]]:
    said = program.fine("logg", *args, "--format", "md").out.splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in said]


def test_the_log_gives_nobody_else_what_was_only_sealed_anew(sent: Sent) -> None:
    told = [(row[0], row[1], row[3]) for row in rows(sent.sist, sent.sak)]
    since = ("senest 10.12.2026 14:59", "ikke kjent for deg")
    assert told == [
        ("14.12.2026 09:00", RUD, "Registrerte kontakt, 14.12.2026."),
        (
            "10.12.2026 14:59",
            RUD,
            FROM_HERE,
        ),
        (*since, "Åpnet saken i kjeden trygt-og-godt."),
        (*since, "Registrerte oppdaget, 24.11.2026."),
        (*since, "Registrerte samtale, 26.11.2026."),
        (*since, "Registrerte notat, 26.11.2026."),
        ("26.11.2026 10:00", RUD, SHUT),
        ("26.11.2026 10:00", RUD, SHUT),
        ("24.11.2026 08:00", RUD, SHUT),
    ]
    said = sent.sist.fine("logg", sent.sak)
    assert "la en som har lest fra begynnelsen, lage den" in said.err.replace("\n", " ")
    assert "kunne ikke leses" not in said.out


def test_the_log_of_one_who_read_from_the_start_is_as_it_was(sent: Sent) -> None:
    told = [(row[0], row[1], row[3]) for row in rows(sent.foerst, sent.sak)]
    assert told == [
        ("14.12.2026 09:00", RUD, "Registrerte kontakt, 14.12.2026."),
        ("26.11.2026 10:00", RUD, "Registrerte notat, 26.11.2026."),
        ("26.11.2026 10:00", RUD, "Registrerte samtale, 26.11.2026."),
        ("24.11.2026 08:00", RUD, "Åpnet saken i kjeden trygt-og-godt."),
        ("24.11.2026 08:00", RUD, "Registrerte oppdaget, 24.11.2026."),
    ]
    assert sent.foerst.fine("logg", sent.sak).err == ""


def test_another_program_is_given_no_time_and_no_name_that_are_not_known(sent: Sent) -> None:
    found = sent.sist.fine("logg", sent.sak, "--format", "json").json()["logg"]
    (talk,) = (each for each in found if each["steg"] == "samtale")
    assert (talk["tid"], talk["hvem"]) == (None, None)
    assert (talk["dato"], talk["registrert"]) == ("2026-11-26", "2026-11-26")


def test_the_whole_log_and_one_persons_say_the_same(sent: Sent) -> None:
    own = [row for row in rows(sent.sist) if row[2] == sent.sak]
    assert own == rows(sent.sist, sent.sak)
    by_rud = [row[3] for row in rows(sent.sist, sent.sak, "--av", RUD)]
    assert not any("samtale" in each for each in by_rud)
    since = rows(sent.sist, "--siden", "2026-12-01")
    assert "Saken var her før det, vernet" in " ".join(row[3] for row in since)


def test_the_review_uses_no_time_that_is_not_known_and_says_so(sent: Sent) -> None:
    said = sent.sist.fine("tilsyn", sent.sak, "--format", "md")
    assert "etter historikken" not in said.out
    assert "| 24.11.2026, etter saken selv |" in said.out
    assert "| 26.11.2026, etter saken selv |" in said.out
    assert "| 14.12.2026 |" in said.out
    assert (
        "- Den som laget denne oversikten, kan ikke lese historikken til saken fra 24.11.2026 til "
        "10.12.2026. Når det som sto da, ble skrevet ned, er ikke holdt mot historikken. "
        "I tabellene står det «etter saken selv»."
    ) in said.out
    assert "så la en som har lest saken fra begynnelsen, lage det" in said.err.replace("\n", " ")
    first = sent.foerst.fine("tilsyn", sent.sak, "--format", "md")
    assert "etter saken selv" not in first.out + first.err
    assert "kan ikke lese historikken" not in first.out


def test_what_is_given_to_the_family_and_the_page_say_no_false_day(sent: Sent) -> None:
    for args in (("innsyn", sent.sak, "--for", "elev", "--format", "md"), ("vis", sent.sak)):
        said = sent.sist.fine(*args)
        assert "i historikken først" not in said.out
        assert "Når det som sto da ble skrevet ned, er ikke kjent" in said.err.replace("\n", " ")
    assert sent.sist.fine("vis", sent.sak, "--format", "json").json()["lagret_senere"] == {}


@pytest.mark.parametrize(
    "args", [("vis", "{}", "--per", "2026-11-27"), ("sammenlign", "{}", "2026-11-27")]
)
def test_a_case_that_was_there_for_others_is_no_new_case(sent: Sent, args: tuple[str, ...]) -> None:
    said = sent.sist.run(*(each.format(sent.sak) for each in args))
    assert (said.status, said.out) == (3, "")
    assert f"Sak {sent.sak} var i mappen (27.11.2026), men vernet for andre enn deg" in said.err
    assert sent.foerst.run(*(each.format(sent.sak) for each in args)).status == 0


def test_what_was_sealed_for_others_on_a_day_is_not_damaged(sent: Sent) -> None:
    said = sent.sist.fine("--per", "2026-11-27", "saker", "--alle")
    assert sent.sak not in said.out
    assert "F101" not in said.err
    assert "bare andre enn deg kan lese dem" in said.err


def test_the_check_accuses_nobody_of_what_was_only_sealed_anew(sent: Sent) -> None:
    said = sent.sist.run("logg", "--kontroller")
    assert "T75" not in said.out
    assert "K40" not in said.out
    assert "Det som er skrevet: kan ikke sees i alt." in said.out
    assert "Det som sto i dem, og hvem som godkjente det, er ikke kontrollert her" in (
        said.err.replace("\n", " ")
    )
    first = sent.foerst.run("logg", "--kontroller").out
    assert "T75" not in first
    assert faults(sent.sist) == faults(sent.foerst) == []


def test_who_sealed_a_plan_anew_did_not_write_it(sent: Sent) -> None:
    folder = Planmappe(sent.sist.root, sent.laas)
    read = read_value(folder, folder.case_path(GODKJENT), Sak)[0]
    assert read is not None
    assert "rud@skole.invalid" not in [*authors_since_approval(folder, read.file, read.value)]


# One whose key is another now, and one who lost the case for a while


def new_key(skole: Skole, rud: Program, folder: Path) -> Program:
    """Return the program as one has it who made a new key, confirmed by two, and sealed it all anew."""
    rud.now = "2026-12-10T14:59+01:00"
    pair = new_pair()
    rud.fine("nøkler", "legg-inn", pair.public, "--person", RUD)
    access = (rud.root / "plan" / "tilgang.yaml").read_text(encoding="utf-8")
    newest = re.findall("id: (n[0-9]+)", access)[-1]
    for each in (RAVN, BJERK):
        one = skole.som(each, rud.root)
        one.now = rud.now
        one.fine("tilgang", "bekreft", newest)
    skole.som(RUD, rud.root)
    rud.fine("tilgang", "kontroller", "--rett")
    return signed_in(replace(rud, now="2026-12-14T09:00+01:00"), pair, folder)


def test_a_new_key_is_no_damage_and_no_new_beginning(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    told = rows(new_key(skole, rud, tmp_path / "ny"), skole.sak)
    assert [row[1] for row in told] == [RUD, *["ikke kjent for deg"] * 3, RUD, RUD]
    assert "Saken var her før det fra 23.11.2026" in told[0][3]
    assert [row[3] for row in told[-2:]] == [SHUT, SHUT]


def test_who_lost_a_case_and_was_let_in_again_knows_what_was_read_before(
    skole: Skole, tmp_path: Path
) -> None:
    """What came in between is not known; what stood before is told as it always was."""
    rud = skole.som(RUD, tmp_path / "rud")
    path = rud.case(skole.sak).with_suffix(".yaml.age")
    name = path.relative_to(rud.root).as_posix().removesuffix(".age")
    own = {"n": skole.vernet.noekler[RUD].public}
    both = {**own, "m": skole.vernet.noekler[BJERK].public}
    secret = identity_of(skole.vernet.noekler[RUD].secret)

    def seal_for(readers: dict[str, str], when: str, notat: str) -> None:
        text = Laas(lambda: [secret]).opened(path.read_bytes(), name).data
        text = text.replace(b"\nhendelser:\n", b"\nhendelser:\n" + notat.encode(), 1)
        path.write_bytes(sealed(name, text, readers))
        commit(rud.root, [f"{name}.age"], "Sak\n", datetime.fromisoformat(when))

    entry = (
        "  - id: {}\n    dato: 2026-11-24\n    steg: notat\n    notat: x\n"
        "    registrert: 2026-11-24T08:00+01:00\n"
    )
    seal_for(own, "2026-12-01T08:00+01:00", entry.format("aaaaaaa1"))
    seal_for(both, "2026-12-10T08:00+01:00", "")
    bjerk = skole.som(BJERK, rud.root)
    bjerk.now = "2026-12-14T09:00+01:00"
    told = [(row[0], row[1], row[3]) for row in rows(bjerk, skole.sak)]
    assert told[0][2].startswith("Fra her kan du lese. Saken var her før det fra 01.12.2026")
    assert told[1] == (
        "senest 10.12.2026 08:00",
        "ikke kjent for deg",
        "Registrerte notat, 24.11.2026.",
    )
    assert told[2][2] == SHUT
    assert {row[1] for row in told[3:]} == {RUD}
    assert "Åpnet saken i kjeden trygt-og-godt." in {row[2] for row in told[3:]}
    before = bjerk.fine("vis", skole.sak, "--per", "2026-11-30")
    assert "du kan ikke se når den kom i historikken, bare at det var senest 10.12.2026" in (
        before.err.replace("\n", " ")
    )


def test_a_copy_of_a_state_for_others_may_be_one_of_theirs(sent: Sent, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.md"
    sent.foerst.fine("lag", "aktivitetsplan", GODKJENT, "--til", str(copy))
    text = copy.read_text(encoding="utf-8")
    copy.write_text(
        re.sub(r"(?i)(kopikode:? )[0-9a-f]{8}", r"\g<1>00000000", text), encoding="utf-8"
    )
    said = sent.sist.run("sjekk-kopi", str(copy))
    assert "kopien kan være av en av dem" in said.out.replace("\n", " ")
    assert "kopien kan være" not in sent.foerst.run("sjekk-kopi", str(copy)).out
