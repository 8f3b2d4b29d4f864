"""Off-boarding: one who leaves signs nothing more, and nothing more is sealed for that person."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.vern.age import new_pair
from test_vern import ASK, BJERK, RAVN, RUD, Skole, rud, skole
from vernet_skole import read_off, signed_in

__all__ = ["rud", "skole"]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"


@pytest.fixture
def leder(rud: Program) -> Program:
    """Return the program of one who reads, with ids that none in the folder has."""
    ids = count(1)
    return replace(rud, new_id=lambda: f"s{next(ids):07}")


def reading_key(program: Program, navn: str | None) -> str:
    tilgang = load_access(Planmappe(program.root))[0]
    assert tilgang is not None
    return next(each.id for each in tilgang.lesenoekler if each.person == navn)


def test_one_who_leaves_reads_nothing_that_is_written_from_now_on(
    skole: Skole, leder: Program, tmp_path: Path
) -> None:
    bjerk = signed_in(leder, skole.noekler[BJERK], tmp_path / "bjerk-hos")
    bjerk.fine("vis", skole.sak)
    pub = tmp_path / "bjerk.pub"
    pub.write_text(KEY, encoding="utf-8")
    leder.fine("tilgang", "legg-til", BJERK, str(pub))
    id_ = reading_key(leder, BJERK)
    ended = leder.fine("tilgang", "fjern", BJERK)
    assert "nøkkelen for signering s0" in ended.out
    assert f"og lesenøkkelen {id_}." in ended.out
    assert "er vernet på nytt uten lesenøkkelen" in ended.err
    assert "kan fortsatt leses av den som har den og nøkkelen" in ended.err
    assert bjerk.run("vis", skole.sak).status == 3
    assert "kan leses av" not in leder.run("tilgang", "kontroller").out
    again = leder.run("tilgang", "fjern", BJERK)
    assert (again.status, "sperret fra før" in again.err) == (3, True)


def test_a_reading_key_is_ended_by_its_id_and_the_other_kind_is_told_of(
    leder: Program, tmp_path: Path
) -> None:
    pub = tmp_path / "ask.pub"
    pub.write_text(KEY, encoding="utf-8")
    leder.fine("tilgang", "legg-til", ASK, str(pub))
    ended = leder.fine("tilgang", "fjern", reading_key(leder, ASK))
    assert f"lesenøkkelen {reading_key(leder, ASK)}" in ended.out
    assert f"{ASK} har fortsatt s0" in ended.err
    assert f'Slutter personen: sosialplan tilgang fjern "{ASK}"' in ended.err


def test_what_one_cannot_read_is_told_to_be_left(
    skole: Skole, leder: Program, tmp_path: Path
) -> None:
    leder.git("config", "user.name", ASK)
    ask = signed_in(leder, skole.noekler[ASK], tmp_path / "ask-hos")
    ended = ask.fine("tilgang", "fjern", BJERK)
    assert "kan du ikke lese, og de er ikke med her" in ended.err
    signed_in(leder, skole.noekler[BJERK], tmp_path / "b").fine("vis", skole.sak)
    leder.fine("tilgang", "kontroller", "--rett")
    assert signed_in(leder, skole.noekler[BJERK], tmp_path / "b").run("vis", skole.sak).status == 3


def test_a_day_that_comes_is_told_and_may_be_moved_earlier(leder: Program) -> None:
    ended = leder.fine("tilgang", "fjern", BJERK, "--fra", "2026-12-18")
    assert "Kjør den dagen: sosialplan tilgang kontroller --rett" in ended.err
    later = replace(leder, now="2026-12-18T09:00+01:00")
    assert f"kan leses av {BJERK}, som ikke skal" in later.run("tilgang", "kontroller").out
    assert "er vernet på nytt" in leder.fine("tilgang", "fjern", BJERK).err


def test_the_last_who_reads_and_the_recovery_key_are_not_ended(leder: Program) -> None:
    refused = leder.run("tilgang", "fjern", reading_key(leder, None))
    assert (refused.status, "ingen nødnøkkel" in refused.err) == (3, True)
    for navn in (BJERK, ASK, RAVN):
        leder.fine("tilgang", "fjern", navn)
    refused = leder.run("tilgang", "fjern", RUD)
    assert (refused.status, "ingen igjen som leser" in refused.err) == (3, True)
    assert "har ingen lesenøkkel" not in refused.err


def test_beginnings_that_are_of_several_keys_are_told(leder: Program) -> None:
    refused = leder.run("tilgang", "fjern", "n")
    assert (refused.status, "Flere nøkler begynner slik." in refused.err) == (2, True)


def test_one_with_no_reading_key_is_told_so(leder: Program, tmp_path: Path) -> None:
    pub = tmp_path / "lind.pub"
    pub.write_text(KEY, encoding="utf-8")
    navn = "Oppdiktet Sosiallærer Sund"
    leder.fine("tilgang", "legg-til", navn, str(pub))
    assert f"{navn} har ingen lesenøkkel som gjelder" in leder.fine("tilgang", "fjern", navn).err


def test_one_alone_begins_anew_with_the_sheet_of_the_safe(
    skole: Skole, leder: Program, tmp_path: Path
) -> None:
    """The five steps of the sheet, in their order, where nobody is left who could confirm a new key."""
    noed = read_off(skole.root.parent / "nødnøkkel.pdf")
    alone = signed_in(leder, noed, tmp_path / "noed-hos")
    for navn in (ASK, RAVN, BJERK):
        alone.fine("tilgang", "fjern", navn)
    refused = alone.run("tilgang", "fjern", RUD)
    assert "Er alle nøkler borte: docs/bruk/vern.md" in refused.err
    alone.fine("vern", "av", "--hvorfor", "Alle nøkler er borte")
    alone.fine("tilgang", "fjern", RUD)
    new = new_pair()
    alone.fine("nøkler", "legg-inn", new.public)
    alone.fine("vern", "på")
    alone.fine("vern", "ny-historikk", str(tmp_path / "ny-mappe"))
    own = replace(signed_in(leder, new, tmp_path / "ny-hos"), root=tmp_path / "ny-mappe")
    assert "Hemmelig Navn" in own.fine("vis", skole.sak).out
    old = signed_in(own, skole.noekler[RUD], tmp_path / "gammel-hos")
    assert old.run("vis", skole.sak).status == 3


def _alone(leder: Program) -> Program:
    """Return the program of Rud, whose key alone is left."""
    for navn in (BJERK, ASK, RAVN):
        leder.fine("tilgang", "fjern", navn)
    return leder


@pytest.mark.parametrize(
    "words",
    [("slutt", RUD), ("endre", RUD, "kroppsøvingslærer")],
)
def test_the_last_who_reads_keeps_the_role(leder: Program, words: tuple[str, ...]) -> None:
    alone = _alone(leder)
    before = alone.git("rev-parse", "HEAD")
    refused = alone.run("skole", "person", *words)
    assert (refused.status, "ingen igjen som leser" in refused.err) == (3, True), refused
    assert "Gi rollen til en annen først" in refused.err
    assert alone.git("rev-parse", "HEAD") == before
    ahead = alone.fine("skole", "person", "slutt", RUD, "--dato", "2027-06-20")
    assert "ingen igjen som leser" in " ".join(ahead.out.split())


def test_a_file_that_nobody_else_reads_holds_the_role(leder: Program) -> None:
    for navn in (RAVN, ASK):
        leder.fine("tilgang", "fjern", navn)
    refused = leder.run("skole", "person", "slutt", RUD)
    assert (refused.status, "Da kan ingen ved skolen lese" in refused.err) == (3, True)
    assert "saker/2026/" in refused.err


def test_a_school_where_nobody_reads_is_told_so_everywhere_and_is_not_sent(
    leder: Program, tmp_path: Path
) -> None:
    """Past the program: by hand, and saved."""
    alone = _alone(leder)
    path = alone.root / "plan" / "skole.yaml"
    text = path.read_text("utf-8")
    place = text.index(f"- navn: {RUD}")
    path.write_text(
        text[:place] + text[place:].replace("rolle: rådgiver", "rolle: kroppsøvingslærer", 1),
        encoding="utf-8",
    )
    alone.fine("lagre")
    assert "[T710]" in alone.run("valider").out
    assert "[T710]" in alone.run("sjekk").out
    shared = tmp_path / "felles.git"
    alone.git("init", "--quiet", "--bare", str(shared))
    alone.git("remote", "add", "origin", str(shared))
    stopped = alone.run("synk", answers=["ja"] * 5)
    assert (stopped.status, "[T710]" in stopped.out + stopped.err) == (1, True)
    assert tell(shared, "for-each-ref") == b""
    alone.fine("skole", "person", "slutt", BJERK)
    refused = alone.run(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Ny", "--klasse", "8A",
        "--oppdaget", alone.now[:10],
    )  # fmt: skip
    assert (refused.status, "Ingen ved skolen kunne lest dette" in refused.err) == (3, True)


def test_one_who_reads_nothing_is_not_told_that_all_is_well(leder: Program, tmp_path: Path) -> None:
    stranger = signed_in(leder, new_pair(), tmp_path / "fremmed-hos")
    for words in ((), ("--rett",)):
        told = stranger.run("tilgang", "kontroller", *words)
        assert told.status != 0
        assert "kan du ikke lese" in told.err
        assert "er vernet for" not in told.out
