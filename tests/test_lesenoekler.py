"""Reading keys as people see them: who has which, what waits for a word, and what that word is worth."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from program import Program, Result
from sosialplan.vern.age import Pair, new_pair
from test_vern import BJERK, RAVN, RUD, Skole, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]
SUND = "Oppdiktet Sosiallærer Sund"


@pytest.fixture
def leder(rud: Program) -> Program:
    """Return the program of one who reads, with ids that none in the folder has."""
    ids = count(1)
    return replace(rud, new_id=lambda: f"s{next(ids):07}")


@pytest.fixture
def ny(leder: Program) -> Pair:
    """Lay in a key for one who has none; its id is s0000001."""
    pair = new_pair()
    leder.fine("nøkler", "legg-inn", pair.public, "--person", SUND)
    return pair


def confirmed(
    leder: Program, skole: Skole, navn: str, typed: str, answers: Iterable[str] | None = None
) -> Result:
    leder.git("config", "user.name", navn)
    hos = leder.root.parent / f"hos-{navn.rsplit(maxsplit=1)[-1]}"
    return signed_in(leder, skole.noekler[navn], hos).run(
        "tilgang", "bekreft", typed, answers=answers, width=200
    )


def test_reading_keys_are_shown_with_who_confirmed_them(
    leder: Program, ny: Pair, skole: Skole
) -> None:
    assert ny.public
    assert confirmed(leder, skole, RUD, "s0000001").status == 0
    shown = leder.run("tilgang", width=200).out
    assert "Ingen nøkler for signering er lagt inn." in shown
    assert "skolens nødnøkkel" in shown
    (line,) = [each for each in shown.splitlines() if each.startswith("s0000001")]
    assert SUND in line
    assert RUD in line
    assert "venter på å bli bekreftet" in line
    told = leder.fine("tilgang", "--format", "json").json()["lesenøkler"]
    by_id = {each["id"]: each for each in told}
    assert by_id["s0000001"] == {
        "id": "s0000001", "person": SUND, "nød": False, "gjelder_fra": "2026-11-23", "sperret_fra": None,
        "bekreftet_av": [RUD], "vernes_for": False,
    }  # fmt: skip
    assert sum(each["vernes_for"] for each in told) == len(told) - 1
    leder.fine("tilgang", "fjern", BJERK)
    ended = [
        each
        for each in leder.fine("tilgang", "--format", "json").json()["lesenøkler"]
        if each["person"] == BJERK
    ]
    assert [each["vernes_for"] for each in ended] == [False]
    (line,) = [each for each in leder.run("tilgang", width=200).out.splitlines() if BJERK in each]
    assert "sperret fra 23.11.2026" in line


def test_an_open_folder_shows_them_too(leder: Program) -> None:
    leder.fine("vern", "av", "--hvorfor", "Oppdiktet grunn")
    assert "mappen er ikke vernet" in leder.run("tilgang", width=200).out


def test_the_control_names_the_way_and_does_not_say_that_all_is_well(
    leder: Program, ny: Pair
) -> None:
    assert ny.public
    told = leder.fine("tilgang", "kontroller")
    assert f"{SUND} skal lese, og har ingen lesenøkkel som gjelder.\n" in told.out
    assert "sosialplan tilgang bekreft s0000001" in told.err
    assert "har en lesenøkkel som gjelder av dem som skal lese den, og for ingen andre" in told.out
    assert "vernet for dem som skal lese den" not in told.out
    leder.fine("tilgang", "fjern", "s0000001")
    assert "Be personen kjøre: sosialplan nøkler ny" in leder.fine("tilgang", "kontroller").out


def test_a_name_means_the_key_that_waits_and_the_old_one_is_told_of(
    leder: Program, skole: Skole
) -> None:
    """One who forgot a passphrase has an old key, and a new one that waits."""
    new = new_pair()
    leder.fine("nøkler", "legg-inn", new.public, "--person", BJERK)
    first = confirmed(leder, skole, RUD, BJERK)
    assert "bekreftet at s0000001" in first.out
    assert new.public in first.err
    assert "åpner fortsatt" not in first.err
    last = confirmed(leder, skole, RAVN, BJERK)
    assert "Den gjelder nå" in last.out
    assert f"Den andre nøkkelen til {BJERK} (n000000" in last.err
    assert (
        "åpner fortsatt. Er den glemt, borte eller byttet ut: sosialplan tilgang fjern n0"
        in last.err
    )
    again = confirmed(leder, skole, RAVN, BJERK)
    assert (again.status, "flere har det navnet" in again.err) == (2, True)
    assert confirmed(leder, skole, RAVN, " ").status == 2


def test_a_person_is_asked_whether_the_key_was_held_against_the_owners_screen(
    leder: Program, ny: Pair, skole: Skole
) -> None:
    head = leder.git("rev-parse", "HEAD")
    for answers in (["kanskje", "nei"], ["", "N"], []):
        refused = confirmed(leder, skole, RUD, SUND, answers)
        assert refused.status != 0
        assert ny.public in refused.err
        assert f"den på skjermen til {SUND} (sosialplan nøkler)" in refused.err
    assert leder.git("rev-parse", "HEAD") == head
    assert "bekreftet at s0000001" in confirmed(leder, skole, RUD, SUND, ["hm", "ja"]).out


def test_the_sheet_of_the_safe_is_compared_with_the_sheet(
    leder: Program, skole: Skole, tmp_path: Path
) -> None:
    leder.fine("nøkler", "nødnøkkel", "--til", str(tmp_path / "ark.pdf"))
    asked = confirmed(leder, skole, RAVN, "s0000001", ["ja"])
    assert "skolens ark (nederst)" in asked.err
    assert asked.status == 0


def test_a_part_of_the_name_means_the_person(skole: Skole, leder: Program) -> None:
    new = new_pair()
    leder.fine("nøkler", "legg-inn", new.public, "--person", "Sosiallærer Sund")
    assert "Du har bekreftet at" in leder.fine("tilgang", "bekreft", "Sund").out
    assert "Oppdiktet Lærer Bjerk: " in leder.fine("tilgang", "vis", "Bjerk").out
    several = leder.run("tilgang", "vis", "Lærer")
    assert (several.status, "Flere ved skolen kan være ment." in several.err) == (2, True)
    assert "De som finnes: " in leder.run("tilgang", "gi", skole.sak, "Ukjent", "--hvorfor", "x", "--til", "2026-12-18").err  # fmt: skip


def test_a_key_file_of_a_script_is_told_as_it_is(
    skole: Skole, leder: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "n.key").write_text(skole.noekler[RUD].secret, encoding="utf-8")
    monkeypatch.setenv("SOSIALPLAN_NOKKEL", str(tmp_path / "n.key"))
    told = signed_in(leder, None, tmp_path / "hos").fine("nøkler").out
    assert "SOSIALPLAN_NOKKEL" in told
    assert "Lag en" not in told


def test_a_new_case_that_is_refused_is_not_said_to_be_opened(leder: Program) -> None:
    refused = leder.run(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Ny", "--klasse", "8B",
        "--oppdaget", "2027-02-01",
    )  # fmt: skip
    assert refused.status != 0
    assert "sosialplan rediger" not in refused.err
