"""What free text need not say is told of: numbers, addresses, diagnoses and the names of others; and nothing else is."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sak_examples import HEL_SAK, PLAN
from sosialplan.files.loader import load, load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering
from sosialplan.files.yaml_reader import parse
from sosialplan.model.elev import Foresatt
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.moeter import Holdt, Moetebok
from sosialplan.model.problems import Finding
from sosialplan.model.record import Fil, Konflikt
from sosialplan.model.sak import Elev, Hendelse, Involvert, Sak
from sosialplan.model.skole import Person, Verv
from sosialplan.rules.checks.privacy_checks import check_named, check_told, free_texts
from sosialplan.rules.navn.andres_navn import folk_i
from sosialplan.rules.navn.personopplysninger import FUNN, personord, told_of
from sosialplan.tekster.koder.alle import find_code

HERE = Path(__file__).parent
TABLE: Any = parse((HERE / "minimering.yaml").read_text("utf-8")).tree
ORD = personord(minimering())
DAY = date(2026, 10, 12)
KINDS = {f"Her står {words} i fri tekst." for _, words, _ in FUNN}
BOK, _ = load_names(Planmappe(HERE.parent))
SAK = Sak(
    sak="2026-7KQ2H",
    kjede="bekymring",
    opprettet=DAY,
    elev=Elev(navn="Oppdiktet Alm", klasse="8B", foresatte=(Foresatt(navn="Per Alm"),)),
    involverte=(Involvert(alias="Elev B", navn="Emma Oppdiktet-Eide", klasse="8B"),),
)
ANNEN = Sak(
    sak="2026-KB3NR",
    kjede="bekymring",
    opprettet=DAY,
    elev=Elev(
        navn="Sander Oppdiktstad", klasse="9A", foresatte=(Foresatt(navn="Gro Oppdiktstad"),)
    ),
)
FRAVAER = Klassefravaer(
    klasse="8C",
    skoleaar="2026-2027",
    elever=(Elevfravaer(elev="Liv Oppdiktli"), Elevfravaer(elev="Kari Oppdiktelev")),
)


def _with_note(text: str) -> Sak:
    return replace(SAK, hendelser=(Hendelse(id="aaaaaaaa", dato=DAY, steg="notat", notat=text),))


def _folder(
    sak: Sak, *books: Read[Klassefravaer], moeter: tuple[Read[Moetebok], ...] = ()
) -> Mappe:
    staff = (Person(navn="Kari Oppdiktlærer", verv=(Verv(rolle="rådgiver"),)),)
    plan = replace(PLAN, skole=replace(PLAN.skole, personer=staff))
    files = (Read("saker/2026/a.yaml", sak), Read("saker/2026/b.yaml", ANNEN))
    return Mappe(plan, files, (Read("fravaer/8C.yaml", FRAVAER), *books), moeter)


def _named(mappe: Mappe, read: Read[Fil]) -> list[str]:
    assert BOK is not None
    return [_sentence(each) for each in check_named(read, folk_i(mappe, BOK))]


def _sentence(finding: Finding) -> str:
    kind = find_code(finding.code)
    assert kind is not None
    return kind.message.format_map(finding.values)


@pytest.mark.parametrize("row", TABLE["treff"], ids=lambda each: each["tekst"][:40])
def test_what_stands_in_a_text_is_seen(row: dict[str, str]) -> None:
    assert row["ser"] in {words for _, words in told_of(row["tekst"], ORD)}
    told = list(check_told(_with_note(f"Først noe annet.\n{row['tekst']}\nSå mer."), "f", ORD))
    assert ("hendelser", 0, "notat") in {each.where for each in told}
    assert {_sentence(each) for each in told} <= KINDS


@pytest.mark.parametrize("text", TABLE["ingenting"], ids=lambda each: each[:40])
def test_an_ordinary_sentence_is_let_be(text: str) -> None:
    assert list(told_of(text, ORD)) == []


def test_nothing_that_the_standard_and_its_invented_cases_say_is_told_of() -> None:
    read = load(Planmappe(HERE.parent)).mappe
    assert read is not None
    files = (*read.saker, *read.fravaer, *read.moeter)
    texts = [each.tekst for file in files for each in free_texts(file.value)]
    plan = "\n".join(path.read_text("utf-8") for path in (HERE.parent / "plan").glob("*.yaml"))
    assert len(texts) > 50
    words = [text for text in (*texts, *plan.split("\n")) if list(told_of(text, ORD))]
    assert words == []


@pytest.mark.parametrize("row", TABLE["navn"], ids=lambda each: each["tekst"][:40])
def test_the_name_of_another_is_told_of_without_saying_it(row: dict[str, str]) -> None:
    sak = _with_note(row["tekst"])
    told = _named(_folder(sak), Read("saker/2026/a.yaml", sak))
    assert row["sier"] in " ".join(told)
    assert bool(told) is bool(row["sier"])
    for word in ("Emma", "Sander", "Gro", "Liv", "Eide"):
        assert word not in " ".join(told)


def test_one_who_is_called_as_the_pupil_is_not_another() -> None:
    sak = _with_note("Oppdiktet Alm kom, og Sander Oppdiktstad var der ikke.")
    twin = replace(sak, elev=replace(ANNEN.elev, navn="sander oppdiktstad"))
    assert _named(_folder(twin), Read("saker/2026/a.yaml", twin)) == []


def test_absence_is_the_pupils_and_minutes_are_nobodys() -> None:
    note = Hendelse(
        id="aaaaaaaa", dato=DAY, steg="notat", notat="Liv Oppdiktli og Sander var borte"
    )
    entry = Elevfravaer(elev="Liv Oppdiktli", oppfoelging=(note,))
    with_case = Elevfravaer(elev="Sander Oppdiktstad", sak=ANNEN.sak, oppfoelging=(note,))
    book = Klassefravaer(klasse="8C", skoleaar="2026-2027", elever=(entry, with_case))
    read = Read("fravaer/8D.yaml", book)
    told = _named(_folder(SAK, read), Read(read.file, book))
    assert [each.split(".")[0] for each in told] == [
        "Her står et navn i fri tekst",
        "Her står navnet på en annen i fri tekst: en elev i 8C",
    ]
    held = Holdt(id="mmmmmmmm", moete="r-team", dato=DAY, notat="Liv Oppdiktli ble nevnt")
    minutes = Moetebok(skoleaar="2026-2027", holdt=(held,))
    whom = _named(_folder(SAK, moeter=(Read("m", minutes),)), Read("m", minutes))
    assert whom == ["Her står navnet på en annen i fri tekst: en elev i 8C."]


def test_names_and_contacts_stand_in_their_own_place() -> None:
    home = Foresatt(
        navn="Emma Oppdiktet-Eide", kontakt="912 34 567, Storgata 5, mor@oppdiktet.invalid"
    )
    sak = replace(SAK, elev=replace(SAK.elev, foresatte=(home,)))
    assert list(check_told(sak, "f", ORD)) == []
    assert _named(_folder(sak), Read("saker/2026/a.yaml", sak)) == []
    wrong = replace(
        sak, elev=replace(sak.elev, foresatte=(replace(home, relasjon="mor 912 34 567"),))
    )
    assert [each.where for each in check_told(wrong, "f", ORD)] == [
        ("elev", "foresatte", 0, "relasjon")
    ]


def test_what_was_corrected_and_what_a_merge_kept_is_not_told_of_again() -> None:
    first = Hendelse(id="aaaaaaaa", dato=DAY, steg="notat", notat="Har ADHD, tlf 912 34 567")
    second = Hendelse(
        id="bbbbbbbb", dato=DAY, steg="notat", notat="Trenger pauser", retter="aaaaaaaa"
    )
    kept = Konflikt(id="cccccccc", sted=("elev", "Sander Oppdiktstad"))
    sak = replace(SAK, hendelser=(first, second), konflikter=(kept,))
    assert list(check_told(sak, "f", ORD)) == []
    assert _named(_folder(sak), Read("saker/2026/a.yaml", sak)) == []
    assert len(list(check_told(replace(sak, hendelser=(first,)), "f", ORD))) == 2


def test_every_free_text_of_a_case_is_read() -> None:
    places = {each.where for each in free_texts(HEL_SAK)}
    assert ("aktivitetsplan", "problem") in places
    assert any("tiltak" in where for where in places)
    assert not any(where[-1] in {"id", "steg", "kontakt"} for where in places)


def test_the_list_says_why_and_each_word_of_it_is_found() -> None:
    data = minimering()
    assert data.kontrollert <= date(2026, 12, 31)
    assert "artikkel 5" in data.kilde
    for word in (each for kind in data.diagnoser for each in kind.ord):
        assert ("K423", "en diagnose") in set(told_of(f"Eleven, {word.rstrip('…')}, i dag", ORD)), (
            word
        )


def test_it_is_told_when_it_is_written_and_once(skolen: Any) -> None:
    number = "2026-YHP9E"
    text = "Oppdiktet: far har 912 34 567, og eleven har ADHD"
    written = skolen.fine("registrer", number, "notat", "--notat", text)
    assert "Se over: Her står et telefonnummer i fri tekst." in written.err
    assert "Se over: Her står en diagnose i fri tekst." in written.err
    assert "912" not in written.err
    again = skolen.fine("registrer", number, "notat", "--notat", "Oppdiktet samtale").err
    assert "Se over" not in again
    told = skolen.run("valider").out
    assert "advarsel[K421] Her står et telefonnummer i fri tekst." in told
    assert "advarsel[K423] Her står en diagnose i fri tekst." in told


OTHER = "Oppdiktet: Det var Oppdiktet Elev Falk som slo"
TEXTS = [
    ("registrer", "2026-YHP9E", "notat", "--notat", OTHER),
    ("tiltak", "plan", "2026-YHP9E", "--problem", OTHER),
    ("tiltak", "ny", "2026-YHP9E", "--tiltak", OTHER, "--ansvarlig", "rektor", "--evalueres", "2026-12-07"),
    ("sak", "endre", "2026-YHP9E", "--beskrivelse", OTHER),
]  # fmt: skip


@pytest.mark.parametrize("words", TEXTS)
def test_the_name_of_a_pupil_of_another_case_is_asked_about_before_it_is_written(
    skolen: Any, words: tuple[str, ...]
) -> None:
    before = skolen.git("rev-parse", "HEAD")
    stopped = skolen.run(*words, answers=["nei"])
    assert (stopped.status, skolen.git("rev-parse", "HEAD")) == (3, before)
    assert "Her står navnet på en annen i fri tekst: elev i sak 2026-P3E6W" in stopped.err
    assert "Falk" not in stopped.err
    assert skolen.run(*words, answers=["ja"]).status == 0


def test_in_a_pipe_another_pupils_name_is_told(skolen: Any) -> None:
    cures = (
        "sosialplan rett ",
        "sosialplan tiltak plan 2026-YHP9E --problem",
        "sosialplan tiltak endre ",
        "sosialplan sak endre ",
    )
    for words, cure in zip(TEXTS, cures, strict=True):
        told = skolen.fine(*words).err
        assert "Her står navnet på en annen i fri tekst" in told
        assert f"Slik: {cure}" in told


@pytest.mark.parametrize("navn", ["Alm", "Gran"])
def test_a_pupil_with_the_surname_of_an_employee_is_a_pupil_still(skolen: Any, navn: str) -> None:
    skole = (skolen.root / "plan/skole.yaml").read_text("utf-8")
    assert re.search(rf"navn: Oppdiktet .*{navn}", skole), "one of the school's own is called so"
    text = f"I går slo Oppdiktet Elev {navn}"
    told = skolen.fine("registrer", "2026-R7TDY", "notat", "--notat", text).err
    assert "Her står navnet på en annen i fri tekst: elev i sak 2026-" in told
    silent = skolen.fine("registrer", "2026-R7TDY", "notat", "--notat", f"I går kom {navn} innom")
    assert "i fri tekst" not in silent.err


def test_the_name_of_one_who_is_involved_is_told_when_it_is_written(skolen: Any) -> None:
    assert "navn: Oppdiktet Elev Bakke" in skolen.case("2026-YHP9E").read_text("utf-8")
    text = "I går kom Oppdiktet Elev Bakke bort"
    told = skolen.fine("registrer", "2026-YHP9E", "notat", "--notat", text).err
    assert "Se over: Her står navnet på en annen i fri tekst: Elev B." in told
    assert "Bakke" not in told
