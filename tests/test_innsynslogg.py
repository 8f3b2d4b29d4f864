"""``innsynslogg``: each opening of a protected case is noted on the machine, and nothing that stands in the case is."""

import json
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from program import Program, copied, everything_in
from sosialplan.files.innsyn import Innsynslinje, note, noted
from test_gitvisning import person
from test_rediger import CHANGES, editor, rediger
from test_vern import ASK, BJERK, RUD, SECRET, Skole, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]


def log(program: Program) -> Path:
    return program.root.parent / "merker" / "innsyn.jsonl"


def lines(program: Program) -> list[dict[str, object]]:
    try:
        return [json.loads(each) for each in log(program).read_text("utf-8").splitlines()]
    except FileNotFoundError:
        return []


def openings(program: Program, hva: str) -> list[tuple[str, str]]:
    answer = program.fine("innsynslogg", hva, "--format", "json").json()
    return [(each["hvem"], each["kommando"]) for each in answer["åpninger"]]


SHOWS = (
    ("vis",), ("forklar", "evaluering"), ("logg",), ("lag", "aktivitetsplan"), ("innsyn", "--for", "forelder"), ("tilsyn",),
    ("sammenlign", "2026-11-22"), ("tilgang", "vis"), ("registrer", "notat"),
)  # fmt: skip


def test_each_command_that_shows_a_case_is_noted_with_who_and_when(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    for words in SHOWS:
        name = 2 if words == ("tilgang", "vis") or words[0] == "lag" else 1
        rud.run(*words[:name], skole.sak, *words[name:])
    rud.run("vis", skole.sak, "--per", "2026-11-23")
    rediger(rud, skole.sak, editor(tmp_path, CHANGES))
    named = [" ".join(each[:2]) if each[0] == "tilgang" else each[0] for each in SHOWS]
    assert openings(rud, skole.sak) == [(RUD, each) for each in [*named, "vis", "rediger"]]
    table = rud.fine("innsynslogg", skole.sak).out
    assert "23.11.2026 kl. 09.30" in table
    assert RUD in table


def test_what_goes_through_them_all_is_noted_once_and_told_as_that(
    rud: Program, skole: Skole
) -> None:
    for args in (("frister",), ("saker", "--alle"), ("statistikk", "mål")):
        rud.fine(*args)
    found = lines(rud)
    assert [(each["kommando"], each["hva"]) for each in found] == [
        ("frister", []), ("saker", []), ("statistikk mål", [])
    ]  # fmt: skip
    assert all(int(str(each["antall"])) > 10 for each in found)
    told = rud.fine("innsynslogg", skole.sak)
    assert "Ingen åpninger er ført på denne maskinen." in told.out
    assert "vært brukt 3 ganger, sist 23.11.2026 kl. 09.30 av Oppdiktet Rådgiver Rud." in told.err
    assert rud.fine("innsynslogg", skole.sak, "--format", "json").json()["mange_i_ett"] == 3


def test_it_holds_numbers_and_codes_and_is_its_owners_alone(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    before = everything_in(rud.root)
    rud.fine("vis", skole.sak)
    rud.run("vis", "Oppdiktet Hemmelig Navn")
    rediger(rud, "9D", editor(tmp_path, "pass"))
    rud.fine("fravær", "vis", "--klasse", "9D")
    text = log(rud).read_text("utf-8")
    assert not any(each in text for each in (*SECRET, "Oppdiktet"))
    book = ["fravaer/2026-2027/9D.yaml"]
    searched = [
        skole.sak
    ]  # a pupil's name: what was looked through for it is noted, then what was shown
    assert [each["hva"] for each in lines(rud)] == [[skole.sak], searched, [skole.sak], book, book]
    assert log(rud).stat().st_mode & 0o777 == 0o600
    assert {
        name for name in everything_in(rud.root).keys() - before.keys() if "innsyn" in name
    } == set()
    assert openings(rud, "9d")[0] == (RUD, "rediger")


def test_it_is_only_added_to_and_a_line_that_was_changed_is_told_of(
    rud: Program, skole: Skole
) -> None:
    rud.fine("vis", skole.sak)
    first = log(rud).read_bytes()
    rud.fine("vis", skole.sak)
    assert log(rud).read_bytes().startswith(first)
    log(rud).write_bytes(b"{tull}\n" + log(rud).read_bytes())
    assert "Linjer i loggen som ikke kan leses: 1." in rud.fine("innsynslogg", skole.sak).err
    assert len(openings(rud, skole.sak)) == 2


def test_a_log_that_cannot_be_written_stops_nothing_and_is_told(rud: Program, skole: Skole) -> None:
    marks = rud.root.parent / "merker-som-fil"
    marks.write_text("")
    shut = replace(rud, marks=marks)
    shown = shut.fine("vis", skole.sak)
    assert "Hemmelig Navn" in shown.out
    assert "Åpningen kunne ikke føres i innsynsloggen på denne maskinen." in shown.err
    assert shut.run("innsynslogg", skole.sak).status == 3


def test_who_cannot_open_it_is_not_noted_and_an_open_folder_has_no_log(
    skole: Skole, depotets_skole: Path, tmp_path: Path
) -> None:
    ask = skole.som(ASK, tmp_path / "ask")
    assert ask.run("vis", skole.sak).status == 3
    assert openings(ask, skole.sak) == []
    stranger = skole.som("Oppdiktet Ukjent", tmp_path / "ukjent")
    assert stranger.run("vis", skole.sak).status == 3
    (tmp_path / "åpen").mkdir()
    program = Program(copied(depotets_skole, tmp_path / "åpen" / "skolen"))
    program.fine("frister")
    assert lines(program) == []


def test_several_persons_at_one_machine_are_told_apart(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    rud.fine("vis", skole.sak)
    signed_in(rud, skole.noekler[BJERK], tmp_path / "bjerk-hos").fine("vis", skole.sak)
    assert openings(rud, skole.sak) == [(RUD, "vis"), (BJERK, "vis")]
    note(
        log(rud).parent,
        Innsynslinje("2026-11-23T10:00+01:00", "age1ukjent0000", (skole.sak,), "vis", 1),
    )
    note(log(rud).parent, Innsynslinje("i går", "ssh", (skole.sak,), "vis", 1))
    assert [who for who, _ in openings(rud, skole.sak)][2:] == [
        "en ukjent nøkkel (age1ukjent00…)", "en ssh-nøkkel"
    ]  # fmt: skip
    assert "i går" in rud.fine("innsynslogg", skole.sak).out


def test_what_git_shows_is_noted_once_a_minute(rud: Program, skole: Skole, tmp_path: Path) -> None:
    bjerk = person(skole, rud, BJERK, tmp_path / "bjerk")
    bjerk.git("log", "-p", "--", f"saker/2026/{skole.sak}.yaml.age")
    found, _ = noted(bjerk.hos / "sosialplan" / "merker")
    assert {each.kommando for each in found} == {"git"}
    assert {each.hva for each in found} == {(skole.sak,)}
    assert len(found) <= 2, "the minute may have turned"


def test_it_costs_next_to_nothing(tmp_path: Path) -> None:
    one = Innsynslinje("2026-11-23T10:00+01:00", "age1" + "x" * 58, ("2026-YHP9E",), "vis", 1)
    took = []
    for _ in range(50):
        begun = time.perf_counter()
        note(tmp_path, one)
        took.append(time.perf_counter() - begun)
    assert median(took) < 0.005
    assert len(noted(tmp_path)[0]) == 50
