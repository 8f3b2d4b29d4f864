"""``møte skriv``: the minutes as one text in the person's own editor, and all that it says in one commit, or nothing.

The editors are small scripts, as in ``test_rediger``. What must not pass unnoticed: a line that is not read, an answer
under a box that is not ticked, a word of the person's that is taken for help, a text that is lost.
"""

import json
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from program import Program, Result, copied
from sosialplan.commands.referater.tolking import ANSWERS
from sosialplan.rules.moeter.referattekst import read_minutes
from test_rediger import drafts, editor, left_in_memory
from test_vern import Skole, leaks, rud, skole

__all__ = ["rud", "skole"]
SAK = "2026-YHP9E"


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


def put(*changes: tuple[str, str]) -> str:
    """Return what an editor does that puts words after what stands there; each must stand there."""
    lines = ["first = len(os.listdir(seen)) < 2"]
    for stands, put_in in changes:
        lines += [
            f"assert {stands!r} in text or not first, text",
            f"text = text.replace({stands!r}, {put_in!r}, 1)",
        ]
    return "\n".join(lines)


def after(heading: str, words: str) -> tuple[str, str]:
    return f"== {heading} ==\n", f"== {heading} ==\n{words}\n"


HERE = ("Til stede:\n", "Til stede: kontaktl, elev, foresatte\n")


def skriv(program: Program, hva: str, folder: Path, does: str, *more: str, answers: Sequence[str] | None = None, name: str = "ed") -> Result:  # fmt: skip
    ed = editor(folder, does, name)
    return program.run("møte", "skriv", hva, "--med", ed.med, *more, answers=answers)


def opened(folder: Path, name: str = "ed") -> list[str]:
    return [each.read_text("utf-8") for each in sorted((folder / f"{name}-sett").glob("*"))]


def case(program: Program, number: str = SAK) -> dict[str, Any]:
    found: dict[str, Any] = program.fine("vis", number, "--format", "json").json()["sak"]
    return found


def commits(program: Program) -> int:
    return int(program.git("rev-list", "--count", "HEAD"))


def standing(program: Program) -> tuple[str, str]:
    return program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")


WHOLE = put(
    HERE,
    ("* Hvordan er det nå?\n", "* Hvordan er det nå?\nDet er roligere i storefri.\n"),
    ("[ ] evaluering", "[x] evaluering"),
    ("    virkning:\n    med:\n", "    virkning: delvis\n    med: elev, foresatte\n"),
    after("Elevens egne ord", "Jeg har noen å gå med nå.\nMen ikke på fredager."),
    after("Nye beslutninger", "- Ring hjem hver fredag  ansvarlig: rådg  frist: om to uker\n- Snakk med trener   ansvarlig: kontaktlærer, frist: 30.11\n    (også om garderoben)"),
    after("Nye tiltak", "- Fast makker på fredager  ansvarlig: kontaktlærer  evalueres: 14.12.2026  nivå: klasse"),
    after("Notat", "Møtet var kort."),
)  # fmt: skip


def test_the_minutes_of_a_case_are_all_that_they_say_in_one_commit(
    skolen: Program, tmp_path: Path
) -> None:
    before, measures = commits(skolen), len(case(skolen)["aktivitetsplan"]["tiltak"])
    told = skriv(skolen, SAK, tmp_path, WHOLE)
    assert told.status == 0, told
    assert (
        f"Referatet er skrevet i {SAK}, 23.11.2026: samarbeidsmøte, evaluering, 2 beslutninger, 1 nytt tiltak."
        in told.out
    )
    assert f"Ny frist i {SAK}: 07.12.2026, rådgiver." in told.out
    assert commits(skolen) == before + 1
    assert skolen.git("log", "-1", "--format=%B").strip() == f"Sak {SAK}\n\nSak: {SAK}"
    found = case(skolen)
    written = found["hendelser"][-4:]
    meeting = next(each for each in written if each["steg"] == "samarbeidsmøte")
    assert meeting["med"] == ["kontaktlærer", "elev", "foresatte"]
    assert meeting["elevens_stemme"] == "Jeg har noen å gå med nå.\nMen ikke på fredager."
    assert meeting["notat"] == "Hvordan er det nå?: Det er roligere i storefri.\n\nMøtet var kort."
    judged = next(each for each in written if each["steg"] == "evaluering")
    assert (judged["utfall"], judged["med"]) == ("delvis", ["elev", "foresatte"])
    decided = [
        (each["notat"], each["ansvarlig"], each["frist"], each["møte"])
        for each in written
        if each["steg"] == "beslutning"
    ]
    assert decided == [
        ("Ring hjem hver fredag", "rådgiver", "2026-12-07", "samarbeidsmøte"),
        ("Snakk med trener (også om garderoben)", "kontaktlærer", "2026-11-30", "samarbeidsmøte"),
    ]
    (new,) = found["aktivitetsplan"]["tiltak"][measures:]
    assert (new["tiltak"], new["ansvarlig"], new["evalueres"], new["nivå"]) == (
        "Fast makker på fredager",
        "kontaktlærer",
        "2026-12-14",
        "klasse",
    )
    assert drafts(skolen) == []


FAULTY = put(
    HERE,
    ("Dato: 23.11.2026", "Dato: 24.12.2026"),
    ("[ ] evaluering", "[x] evaluering"),
    ("[ ] rektor-oppfølging", "[?] rektor-oppfølging"),
    after("Nye beslutninger", "- Ring hjem  ansvarlig: rektro"),
    after(
        "Nye tiltak",
        "- Makker  frist: fredag\n- Benk  ansvarlig: rådgiver  evalueres: 26.11.2026  fra: 1.12.2026",
    ),
    after("Notat", "Det som er skrevet, blir ikke borte"),
)


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def test_every_line_that_cannot_be_read_is_told_by_its_number_and_nothing_is_written(
    skolen: Program, tmp_path: Path
) -> None:
    before = standing(skolen)
    told = skriv(skolen, SAK, tmp_path, FAULTY, answers=["nei"])
    assert told.status == 1, told
    assert "Åpne teksten igjen og rette?" in told.err
    again = skriv(skolen, SAK, tmp_path, "", answers=["ja", "nei"], name="to")
    (text,) = opened(tmp_path, "to")
    shown = " ".join(again.err.split())
    for words, why in (
        ("Dato: 24.12", "Møtet har ikke vært ennå."),
        ("[x] evaluering", "Steget «evaluering» må ha virkning."),
        ("[?]", "Boksen kan ikke leses."),
        ("rektro", "Mangler «frist:»."),
        ("rektro", "Fant ikke rollen «rektro». Mente du «rektor»?"),
        ("- Makker", "Mangler «ansvarlig:» og «evalueres:»."),
        ("- Makker", "«frist:» hører ikke til her (tiltak)."),
        ("- Benk", "Evalueringen er før tiltaket begynner. Er dagen skrevet feil?"),
    ):
        assert f"Linje {line_of(text, words)}: {why}" in shown, (words, why, shown)
    assert "Det som er skrevet, blir ikke borte" in text
    assert standing(skolen) == before
    assert len(drafts(skolen)) == 1


def test_a_text_with_faults_is_opened_again_as_it_was_typed_and_then_saved(
    skolen: Program, tmp_path: Path
) -> None:
    does = put(HERE, after("Nye beslutninger", "- Ring hjem  ansvarlig: rektro  frist: fredag"))
    mends = "text = text if first else text.replace('rektro', 'rektor')"
    before = commits(skolen)
    told = skriv(
        skolen,
        SAK,
        tmp_path,
        f"if len(os.listdir(seen)) < 2:\n  {does.replace(chr(10), chr(10) + '  ')}\nelse: first = False\n{mends}",
        answers=["ja"],
    )
    assert told.status == 0, told
    assert "rektro" in opened(tmp_path)[1]
    assert commits(skolen) == before + 1
    assert drafts(skolen) == []


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("pass", "Teksten er som den var. Ingenting er skrevet."),
        ("text = ''", "Ingenting er skrevet."),
        ("text = '  \\n\\n'", "Ingenting er skrevet."),
        (
            "text = text.replace('Dato: 23.11.2026', 'Dato: 20.11.2026')",
            "Det står ikke noe om møtet",
        ),
    ],
)
def test_nothing_said_is_nothing_written(
    skolen: Program, tmp_path: Path, does: str, said: str
) -> None:
    before = standing(skolen)
    told = skriv(skolen, SAK, tmp_path, does)
    assert (told.status, told.out) == (0, "")
    assert said in told.err
    assert standing(skolen) == before
    assert drafts(skolen) == []


@pytest.mark.parametrize("hva", [SAK, "r-team"])
def test_an_editor_that_is_broken_off_writes_nothing_and_keeps_the_text(
    skolen: Program, tmp_path: Path, hva: str
) -> None:
    before = standing(skolen)
    does = "text += '\\nEn oppdiktet setning'; file.write_bytes(text.encode()); sys.exit(1)"
    told = skriv(skolen, hva, tmp_path, does)
    assert told.status == 3
    assert f"Fortsett: sosialplan møte skriv {hva}" in told.err
    assert standing(skolen) == before
    skriv(skolen, hva, tmp_path, "sys.exit(1)", name="to")
    assert "En oppdiktet setning" in opened(tmp_path, "to")[0]
    skriv(skolen, hva, tmp_path, "pass", "--forkast", name="tre")
    assert "En oppdiktet setning" not in opened(tmp_path, "tre")[0]
    assert drafts(skolen) == []


def test_ctrl_c_while_the_editor_is_open_keeps_what_is_saved_in_it(
    skolen: Program, tmp_path: Path
) -> None:
    mark = tmp_path / "begynt"
    does = (
        "text += '\\nHalvt'; file.write_bytes(text.encode()); "
        f"open({str(mark)!r}, 'w').close(); time.sleep(30)"
    )

    def breaks_off() -> None:
        while not mark.exists():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    before, begun = standing(skolen), time.monotonic()
    threading.Thread(target=breaks_off, daemon=True).start()
    told = skriv(skolen, SAK, tmp_path, does)
    assert time.monotonic() - begun < 20
    assert told.status == 130, told
    assert standing(skolen) == before
    assert len(drafts(skolen)) == 1


R_TEAM = put(
    ("Til stede:\n", "Til stede: rektor, trinnleder, ppt-rådgiver, rådgiver\n"),
    ("Neste møte:\n", "Neste møte: 10.12.2026\n"),
    ("* Nye meldinger på skolens skjema\n", "* Nye meldinger på skolens skjema\nIngen nye.\n"),
    ("[ ] 2026-P3E6W", "[x] 2026-P3E6W"),
    ("[ ] beslutning 9nh5kmkb", "[x] beslutning 9nh5kmkb"),
    after("Nye beslutninger", "- 2026-P3E6W: Prøv en mindre gruppe  ansvarlig: trinnleder  frist: 7.12\n- møtet: Bestill rom  ansvarlig: rådgiver  frist: fredag"),
)  # fmt: skip


def test_the_minutes_of_a_meeting_go_to_its_book_and_to_each_case(
    skolen: Program, tmp_path: Path
) -> None:
    before = commits(skolen)
    told = skriv(skolen, "R-team", tmp_path, R_TEAM)
    assert told.status == 0, told
    assert (
        "Referat fra r-team 23.11.2026 er skrevet: 1 sak, 2 beslutninger, 1 utført beslutning."
        in told.out
    )
    assert commits(skolen) == before + 1
    book = skolen.file("moter/2026-2027/r-team.yaml").read_text("utf-8")
    for words in (
        "neste: 2026-12-10",
        "sak: 2026-P3E6W",
        "beslutning: Bestill rom",
        "frist: 2026-11-27",
        "beslutning: 9nh5kmkb",
        "Ingen nye.",
    ):
        assert words in book
    assert "Prøv en mindre gruppe" not in book, (
        "what is decided about a case stands in the case only"
    )
    found = case(skolen, "2026-P3E6W")["hendelser"][-1]
    assert (found["steg"], found["notat"], found["ansvarlig"], found["frist"]) == (
        "beslutning",
        "Prøv en mindre gruppe",
        "trinnleder",
        "2026-12-07",
    )
    assert "9nh5kmkb" not in skolen.fine("frister").out


def test_a_meeting_without_a_book_gets_one(skolen: Program, tmp_path: Path) -> None:
    does = put(
        ("Til stede:\n", "Til stede: rektor, rådgiver\n"),
        after("Notat", "Oppdiktet."),
        after("Nye beslutninger", "- Bestill rom  ansvarlig: rådgiver  frist: fredag"),
    )
    told = skriv(skolen, "ledermøte", tmp_path, does)
    assert told.status == 0, told
    assert "Oppdiktet." in skolen.file("moter/2026-2027/ledermote.yaml").read_text("utf-8")


def test_a_decision_is_about_the_pupil_whose_name_it_begins_with(
    skolen: Program, tmp_path: Path
) -> None:
    """Else it would be about nobody, and stand in no case."""
    does = put(
        ("Til stede:\n", "Til stede: rektor\n"),
        after("Nye beslutninger", "- Alm: Ring hjem  ansvarlig: rådgiver  frist: fredag"),
    )
    told = skriv(skolen, "r-team", tmp_path, does)
    assert told.status == 0, told
    assert case(skolen)["hendelser"][-1]["notat"] == "Ring hjem"


@pytest.mark.parametrize(
    ("hva", "does", "why"),
    [
        (SAK, put(HERE, ("Møte: samarbeidsmøte", "Møte: r-team")), "sosialplan møte skriv r-team"),
        (SAK, put(HERE, (f"Sak: {SAK}", "Sak: 2026-P3E6W")), "åpnet for sak"),
        (SAK, put(HERE, after("Nye beslutninger", "- 2026-P3E6W: Ring  ansvarlig: rektor  frist: fredag")), "gjelder én sak"),
        (SAK, put(HERE, ("[ ] evaluering", "[x] finnes-ikke")), "Fant ikke steget"),
        (SAK, put(HERE, ("    virkning:\n", "    virkning: god\n")), "ikke krysset av"),
        (SAK, put(HERE, ("[ ] rektor-oppfølging", "[x] evaluering: igjen\n[x] rektor-oppfølging"), ("[ ] evaluering", "[x] evaluering"), ("    virkning:\n", "    virkning: god\n")), "står to ganger"),
        (SAK, put(HERE, ("[ ] evaluering", "[x] evaluering"), ("    virkning:\n", "    virkning: bra\n")), "Velg en av: god, delvis, ingen."),
        (SAK, put(HERE, ("[ ] rektor-oppfølging", "[x] rektor-oppfølging"), ("    virkning:\n", "    virkning:\n    svar: ja\n")), "ikke krysset av"),
        (SAK, put(HERE, ("== Notat ==", "== Notater ==")), "Overskriften er ikke kjent. Mente du «Notat»?"),
        (SAK, put(HERE, ("Til stede: kontaktl", "Tilstede: kontaktl")), "Mente du «til stede:»?"),
        (SAK, put(HERE, after("Notat", "- Ring hjem  ansvarlig: rektor  frist: fredag")), "Flytt den til «Nye beslutninger»"),
        (SAK, put(after("Notat", "Noe")), "hvem som var til stede"),
        (SAK, put(HERE, after("Nye beslutninger", "- Ring  ansvarlig: rektor  frist: 1.1.2024")), "Fristen er før møtet"),
        (SAK, put(HERE, after("Nye beslutninger", "- Ring  ansvarlig: rektor  frist: fredag  frist: mandag")), "står to ganger"),
        (SAK, put(HERE, after("Nye beslutninger", "- ansvarlig: rektor  frist: fredag")), "hva som er bestemt"),
        ("r-team", put(("Til stede:\n", "Til stede: rektor\n"), ("[ ] 2026-P3E6W", "[x] tull")), "ikke et saksnummer"),
        ("r-team", put(("Til stede:\n", "Til stede: rektor\n"), ("[ ] beslutning 9nh5kmkb", "[x] beslutning aaaaaaaa")), "ingen slik beslutning"),
        ("klassemøte", put(("Til stede:\n", "Til stede: kontaktlærer\n")), "Mangler «klasse:»."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_and_kept(
    skolen: Program, tmp_path: Path, hva: str, does: str, why: str
) -> None:
    before = standing(skolen)
    told = skriv(skolen, hva, tmp_path, does)
    assert (told.status, told.out) == (2, ""), told
    assert why in told.err, told.err
    assert standing(skolen) == before
    assert len(drafts(skolen)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "#dårligdag er ordet eleven bruker",
        "x" * 10_000,
        "sosialplan slett 2026-YHP9E --utfør",
        "{{ 7*7 }} [red] =1+1 $(id)",
    ],
)
def test_what_is_typed_is_words_and_never_acts(skolen: Program, tmp_path: Path, words: str) -> None:
    told = skriv(skolen, SAK, tmp_path, put(HERE, after("Notat", words)))
    assert told.status == 0, told
    assert case(skolen)["hendelser"][-1]["notat"] == words


def test_text_of_a_case_in_the_sheet_begins_no_line_of_its_own(
    skolen: Program, tmp_path: Path
) -> None:
    sly = "Ring hjem\n[x] avsluttet: trygt\n== Notat ==\nSkrevet av en annen"
    skolen.fine(
        "registrer",
        SAK,
        "beslutning",
        "--notat",
        sly,
        "--ansvarlig",
        "rektor",
        "--frist",
        "2026-12-01",
    )
    skriv(skolen, SAK, tmp_path, "pass")
    (text,) = opened(tmp_path)
    assert "\n[x]" not in text
    assert text.count("\n== Notat ==") == 1
    told = skriv(skolen, SAK, tmp_path, put(HERE), name="to")
    assert "avsluttet" not in told.out


def test_another_pupil_s_name_in_the_text_is_told_of_and_not_repeated(
    skolen: Program, tmp_path: Path
) -> None:
    told = skriv(
        skolen, SAK, tmp_path, put(HERE, after("Notat", "Oppdiktet Elev Bakke er med nå."))
    )
    assert told.status == 0, told
    assert "Elev B" in told.err
    assert "Bakke" not in told.out + told.err + skolen.git("log", "-1", "--format=%B")


def test_a_case_that_is_kept_from_someone_there_is_not_written(
    skolen: Program, tmp_path: Path
) -> None:
    before = standing(skolen)
    number = skolen.fine(
        "ny-sak",
        "--kjede",
        "ansatt-krenker",
        "--gjelder-ansatt",
        "trinnleder",
        "--meldt-av",
        "lærer",
        "--elev",
        "Oppdiktet Elev",
        "--klasse",
        "8B",
        "--oppdaget",
        "2026-11-20",
        "--format",
        "json",
    ).json()["sak"]
    told = skriv(
        skolen,
        "r-team",
        tmp_path,
        put(
            ("Til stede:\n", "Til stede: rektor, trinnleder\n"),
            after("Nye beslutninger", f"- {number}: Ring  ansvarlig: rektor  frist: fredag"),
        ),
    )
    assert told.status == 3, told
    assert "kan ikke tas opp her" in told.err
    assert standing(skolen) != before


def test_windows_line_ends_and_a_byte_order_mark_are_read_as_other_text(
    skolen: Program, tmp_path: Path
) -> None:
    does = (
        put(HERE, after("Notat", "Oppdiktet."))
        + "\ntext = '\\ufeff' + text.replace('\\n', '\\r\\n')"
    )
    assert skriv(skolen, SAK, tmp_path, does).status == 0
    assert case(skolen)["hendelser"][-1]["notat"] == "Oppdiktet."
    assert (
        skriv(
            skolen, SAK, tmp_path, "file.write_bytes(b'\\xe6\\xf8'); sys.exit(0)", name="to"
        ).status
        == 2
    )


def test_in_a_protected_folder_the_text_is_in_memory_alone_and_the_draft_is_sealed(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    faulty = put(HERE, ("Dato: 23.11.2026", "Dato: 24.12.2026"), after("Notat", "Et hemmelig ord"))
    told = skriv(rud, skole.sak, tmp_path, faulty + "\n(seen / 'zz').write_text(str(file))")
    assert told.status == 2, told
    assert rud.noekkelplass is not None
    assert opened(tmp_path)[1].startswith(str(rud.noekkelplass.minne))
    (draft,) = drafts(rud)
    assert b"hemmelig" not in draft.read_bytes()
    assert (left_in_memory(rud), leaks(rud.root)) == ([], [])
    mends = "text = text.replace('24.12.2026', '23.11.2026')"
    assert skriv(rud, skole.sak, tmp_path, mends, name="to").status == 0
    assert case(rud, skole.sak)["hendelser"][-1]["notat"] == "Et hemmelig ord"
    assert (left_in_memory(rud), drafts(rud), leaks(rud.root)) == ([], [], [])
    everything = b"".join(each.read_bytes() for each in rud.root.rglob("*") if each.is_file())
    assert b"hemmelig ord" not in everything


def test_a_new_book_s_draft_is_sealed_too(rud: Program, tmp_path: Path) -> None:
    told = skriv(rud, "ledermøte", tmp_path, put(after("Notat", "Et hemmelig ord")))
    assert told.status == 2, told
    (draft,) = drafts(rud)
    assert b"hemmelig" not in draft.read_bytes()
    assert leaks(rud.root) == []


def test_each_line_of_a_text_is_read_or_told_of() -> None:
    """Whatever is typed, wherever: its words are in what was read, or its line is among those that could not be."""
    laid = "Møte: møte\nTil stede: rektor\n\n== Saksliste ==\n* Referatpunkt\n== Steg og beslutninger som står åpne ==\n[ ] evaluering: Evaluer\n    virkning:\n== Elevens egne ord ==\n== Nye beslutninger ==\n-\n== Nye tiltak ==\n-\n== Notat ==\n"
    lines = laid.split("\n")
    for typed in (
        "Unikt ord",
        "  Unikt ord",
        "- Unikt ord",
        "* Unikt ord",
        "# Unikt ord",
        "[x] Unikt ord",
        "[Unikt ord",
        "virkning: Unikt ord",
        "Unikt: ord",
        "=Unikt ord",
    ):
        for place in range(len(lines)):
            text = "\n".join([*lines[:place], typed, *lines[place:]])
            said = read_minutes(text, laid, ANSWERS)
            kept = [
                said.stemme,
                said.notat,
                *(f"{each.tekst} {each.felt}" for each in (*said.beslutninger, *said.tiltak)),
            ]
            kept += [f"{each.hva} {each.tekst} {each.felt}" for each in said.bokser]
            assert any("nikt" in each for each in kept) or said.uleste, (typed, place)


def test_the_sheet_fits_a_screen_of_80(skolen: Program, tmp_path: Path) -> None:
    for name, hva in (("a", SAK), ("b", "r-team")):
        skriv(skolen, hva, tmp_path, "pass", name=name)
        (text,) = opened(tmp_path, name)
        assert [line for line in text.split("\n") if line.startswith("#") and len(line) > 80] == []


def test_what_a_killed_program_left_is_gone_on_with(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    assert rud.noekkelplass is not None
    assert rud.noekkelplass.minne is not None
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    for number, (fil, referat) in enumerate(
        (
            (f"saker/2026/{skole.sak}.yaml", skole.sak),
            ("moter/2026-2027/ledermote.yaml", "ledermøte"),
        )
    ):
        place = rud.noekkelplass.minne / f"rediger-{gone.pid}-{number}"
        place.mkdir(parents=True)
        om = {"rot": str(rud.root), "fil": fil, "grunnlag": "noe annet", "referat": referat}
        (place / "om.json").write_text(json.dumps(om), "utf-8")
        (place / "referat.txt").write_text("Møte: møte\n== Notat ==\nEt hemmelig ord\n", "utf-8")
    told = skriv(rud, skole.sak, tmp_path, "pass")
    assert told.status == 2, told
    assert f"Fortsett: sosialplan møte skriv {skole.sak}" in told.err
    assert "Et hemmelig ord" in opened(tmp_path)[0]
    assert (
        "Et hemmelig ord"
        in (skriv(rud, "ledermøte", tmp_path, "pass", name="to"), opened(tmp_path, "to")[0])[1]
    )
    assert left_in_memory(rud) == []
    assert len(drafts(rud)) == 2
    assert not any(b"hemmelig" in each.read_bytes() for each in drafts(rud))


def test_at_the_desk_what_was_written_in_the_editor_is_saved_and_not_shown_once_more(
    skolen: Program, tmp_path: Path
) -> None:
    ed = editor(tmp_path, put(HERE, after("Notat", "Oppdiktet notat.")))
    skolen.git("config", "user.name", "Oppdiktet Rektor Ravn")
    before = commits(skolen)
    told = skolen.run(answers=[f"møte skriv {SAK} --med {shlex.quote(ed.med)}", "", "q", "q", "q"])
    assert "Referatet er skrevet" in told.out, told
    assert "Dette blir skrevet:" not in told.out + told.err
    assert len(opened(tmp_path)) == 1
    assert commits(skolen) == before + 1


def test_a_heading_line_twice_is_told_and_an_answer_goes_on_on_the_next_line() -> None:
    text = (
        "Møte: møte\nDato: 23.11\nDato: 24.11\nTil stede: rektor\n\n== Steg og beslutninger som står åpne ==\n"
        "[x] evaluering: Evaluer\n    elevens-stemme: Det går\n    bedre nå\n"
    )
    said = read_minutes(text, "", ANSWERS)
    assert [(each.linje, each.hvorfor) for each in said.uleste] == [(3, "«dato:» står to ganger.")]
    (box,) = said.bokser
    assert box.felt["elevens-stemme"].tekst == "Det går\nbedre nå"


def test_a_sign_that_acts_unseen_is_told_with_its_line_and_nothing_is_written(
    skolen: Program, tmp_path: Path
) -> None:
    before = standing(skolen)
    signs = "\x1b[31m", "\x07", "\u202e"
    lines = "\n".join(f"Møtet {sign}var kort." for sign in signs)
    told = skriv(skolen, SAK, tmp_path, put(HERE, after("Notat", lines)))
    assert told.status == 2, told
    for sign in signs:
        assert f"(U+{ord(sign[0]):04X}, som ikke synes) kan ikke lagres." in told.err
    assert standing(skolen) == before
    said = read_minutes("== Notat ==\nMøtet\u200b var kort.\n", "", ())
    assert said.notat == "Møtet var kort."
