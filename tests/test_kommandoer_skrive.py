"""The commands that write: one change, one commit, and no line but those that were meant."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from frist_sak import the_plan
from program import NOW, Program, Result, copied, everything_in, made_by_start, put
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.kontrolltegn import with_check

HAND = with_check(2026, "HAND")
WRITTEN_BY_HAND = f"""\
# Skrevet for hånd. Alle personer er oppdiktet.
sak: "{HAND}"     # nummeret
kjede: trygt-og-godt
elev: {{navn: 'Oppdiktet Elev Hånd', klasse: 8B}}   # i klammer
opprettet: 2026-11-16

beskrivelse: |
  Første linje.
  Andre linje.  # ikke en kommentar
hendelser:
- id: a1b2c3d4      # uten innrykk
  dato: 2026-11-16
  steg: oppdaget

- {{id: b1b2c3d4, dato: 2026-11-16, steg: rektor-varslet}}
# slutten av listen

aktivitetsplan:
    problem: "Alene: i friminuttet"
    tiltak:
      - id: t8m2v5xc
        tiltak: Fast makker    # valgt av eleven
        nivå: klasse
        ansvarlig: kontaktlærer
        fra: 2026-11-17
        evalueres: 2026-12-07   # etter tre uker
      - {{id: t9m2v5xc, tiltak: "Egen plass", nivå: elev, ansvarlig: rektor, fra: 2026-11-17, evalueres: 2026-12-07}}
# Siste linje.
"""
FLOW = '{id: t9m2v5xc, tiltak: "Egen plass", nivå: elev, ansvarlig: rektor, fra: 2026-11-17, evalueres: 2026-12-07'
CHANGED_FLOW = (
    f"      - {FLOW.replace('rektor', 'sosiallærer')}, endringer: [{{id: n0000001, dato: 2026-11-23, "
    'felt: ansvarlig, fra: rektor, til: sosiallærer, hvorfor: "Er borte", '
    'registrert: "2026-11-23T09:30+01:00", ført_av: ukjent}]}'
)
REGISTRERT = "registrert: 2026-11-23T09:30+01:00"


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("skrive") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def by_hand(program: Program) -> Program:
    """A planmappe with a case that was written by hand, with comments and styles of its own."""
    write(program, program.case(HAND), WRITTEN_BY_HAND)
    program.fine("lagre")
    return program


def write(program: Program, path: Path, text: str) -> None:
    assert path.is_relative_to(program.root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def head(program: Program) -> str:
    return program.git("rev-parse", "HEAD").strip()


def last_change(program: Program) -> tuple[list[str], list[str]]:
    """Return the lines that the last commit took away and put in."""
    shown = program.git("show", "--format=", "--unified=0", "--no-color", "HEAD").splitlines()
    lines = [line for line in shown if not line.startswith(("---", "+++"))]
    return (
        [line[1:] for line in lines if line.startswith("-")],
        [line[1:] for line in lines if line.startswith("+")],
    )


def files_of_last_commit(program: Program) -> list[str]:
    return program.git("show", "--format=", "--name-only", "HEAD").split()


def assert_one_quiet_commit(program: Program, before: str, number: str) -> None:
    """One commit, nothing left over, and a message that holds the number and nothing more."""
    assert program.git("rev-parse", "HEAD^").strip() == before
    assert program.git("status", "--porcelain") == ""
    assert program.git("show", "-s", "--format=%B", "HEAD").strip() == (
        f"Sak {number}\n\nSak: {number}"
    )


def assert_nothing_written(program: Program, args: Sequence[str], **kwargs: Any) -> Result:
    before, files = head(program), content_of(program)
    result = program.run(*args, **kwargs)
    assert head(program) == before
    assert content_of(program) == files
    return result


def content_of(program: Program) -> dict[str, bytes]:
    return {
        name: text
        for name, text in everything_in(program.root).items()
        if not name.startswith(".git/")
    }


CHANGES: dict[str, tuple[tuple[str, ...], list[str], list[str]]] = {
    "an entry": (
        ("registrer", HAND, "drøftet", "--av", "kontaktlærer", "--notat", "Med: rådgiver # nå"),
        [],
        [
            "- id: n0000001",
            "  dato: 2026-11-23",
            f"  {REGISTRERT}",
            "  steg: drøftet",
            "  av: kontaktlærer",
            "  ført_av: ukjent",
            "  notat: 'Med: rådgiver # nå'",
        ],
    ),
    "an entry with people and a day": (
        (
            "registrer", HAND, "samtale", "--dato", "2026-11-20", "--med", "elev,radgiver",
            "--mottaker", "Oppdiktet Forelder",
        ),
        [],
        [
            "- id: n0000001",
            "  dato: 2026-11-20",
            f"  {REGISTRERT}",
            "  steg: samtale",
            "  med: [elev, rådgiver]",
            "  mottakere:",
            "    - Oppdiktet Forelder",
        ],
    ),
    "a measure": (
        (
            "tiltak", "ny", HAND, "--tiltak", "Ny plass i klassen", "--ansvarlig", "trinnleder",
            "--evalueres", "2026-12-10",
        ),
        [],
        [
            "      - id: n0000001",
            "        tiltak: Ny plass i klassen",
            "        nivå: elev",
            "        ansvarlig: trinnleder",
            "        besluttet: 2026-11-23",
            f"        {REGISTRERT}",
            "        fra: 2026-11-23",
            "        evalueres: 2026-12-10",
        ],
    ),
    "a change of a measure": (
        (
            "tiltak", "endre", HAND, "t8", "--evalueres", "2026-12-14",
            "--hvorfor", "Eleven var syk",
        ),
        ["        evalueres: 2026-12-07   # etter tre uker"],
        [
            "        evalueres: 2026-12-14   # etter tre uker",
            "        endringer:",
            "          - id: n0000001",
            "            dato: 2026-11-23",
            "            felt: evalueres",
            "            fra: 2026-12-07",
            "            til: 2026-12-14",
            "            hvorfor: Eleven var syk",
            f"            {REGISTRERT}",
            "            ført_av: ukjent",
        ],
    ),
    "a change of a measure in braces": (
        ("tiltak", "endre", HAND, "t9", "--ansvarlig", "sosiallaerer", "--hvorfor", "Er borte"),
        [f"      - {FLOW}}}"],
        [
            CHANGED_FLOW,
        ],
    ),
    "an evaluation": (
        (
            "tiltak", "evaluer", HAND, "t8m2v5xc", "--gjennomfort", "ja", "--utfall", "delvis",
            "--elev", "Det hjelper litt", "--neste", "2026-12-21",
        ),
        [],
        [
            "        evalueringer:",
            "          - id: n0000001",
            "            dato: 2026-11-23",
            "            gjennomført: ja",
            "            utfall: delvis",
            f"            {REGISTRERT}",
            "            elev: Det hjelper litt",
            "            neste: 2026-12-21",
        ],
    ),
    "an evaluation that ends it": (
        (
            "tiltak", "evaluer", HAND, "t8", "--gjennomført", "nei", "--utfall", "ingen",
            "--beslutning", "avslutt",
        ),
        [],
        [
            "        evalueringer:",
            "          - id: n0000001",
            "            dato: 2026-11-23",
            "            gjennomført: nei",
            "            utfall: ingen",
            f"            {REGISTRERT}",
            "            beslutning: avslutt",
            "        avsluttet:",
            "          dato: 2026-11-23",
            "          hvorfor: Det virket ikke.",
            f"          {REGISTRERT}",
            "          ført_av: ukjent",
        ],
    ),
    "the end of a measure": (
        ("tiltak", "avslutt", HAND, "t8", "--hvorfor", "Trengs ikke", "--dato", "2026-11-20"),
        [],
        [
            "        avsluttet:",
            "          dato: 2026-11-20",
            "          hvorfor: Trengs ikke",
            f"          {REGISTRERT}",
            "          ført_av: ukjent",
        ],
    ),
    "texts of the plan": (
        (
            "tiltak", "plan", HAND, "--problem", "Alene", "--mal", "Noen å være med",
            "--barnets-beste", "Linje 1\n\nLinje 3", "--elevens-stemme-hort-av", "radgiver",
        ),
        ['    problem: "Alene: i friminuttet"'],
        [
            "    problem: Alene",
            "    mål: Noen å være med",
            "    elevens_stemme_hørt_av: rådgiver",
            "    elevens_stemme_ført_av: ukjent",
            "    barnets_beste: |-",
            "      Linje 1",
            "",
            "      Linje 3",
        ],
    ),
    "the first absence of a class": (
        ("fravær", "registrer", HAND, "--fra", "2026-11-18", "--til", "2026-11-20", "--meldt", "ja"),
        [],
        [
            "# yaml-language-server: $schema=../../plan/skjema/fravaer.schema.json",
            "klasse: 8B",
            "skoleår: 2026-2027",
            "elever:",
            "  - elev: Oppdiktet Elev Hånd",
            f"    sak: {HAND}",
            "    perioder:",
            "      - id: n0000001",
            "        fra: 2026-11-18",
            "        til: 2026-11-20",
            "        type: ugyldig",
            "        meldt: ja",
            f"        {REGISTRERT}",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_commit_holds_only_the_lines_that_are_meant(
    program: Program, change: str, newline: str
) -> None:
    args, removed, added = CHANGES[change]
    write(program, program.case(HAND), WRITTEN_BY_HAND.replace("\n", newline))
    program.fine("lagre")
    before = head(program)
    result = program.fine(*args, "--detaljer")
    gone, new = last_change(program)
    assert gone == removed
    assert sorted(new) == sorted(added)
    if change != "texts of the plan":
        assert new == added
    assert_one_quiet_commit(program, before, HAND)
    assert f"Lagret i historikken som {head(program)[:7]}" in result.out
    text = program.case(HAND).read_bytes()
    assert text.count(b"\n") == text.count(newline.encode())


def test_what_was_written_by_hand_stands_after_every_command(by_hand: Program) -> None:
    for args, _, _ in CHANGES.values():
        if args[:3] != ("tiltak", "avslutt", HAND):
            by_hand.fine(*args)
    lines = by_hand.case(HAND).read_text(encoding="utf-8").splitlines()
    kept = [line for line in WRITTEN_BY_HAND.splitlines() if not line.startswith("      - {id: t9")]
    kept.remove('    problem: "Alene: i friminuttet"')
    kept.remove("        evalueres: 2026-12-07   # etter tre uker")
    left = iter(lines)
    assert [line for line in kept if line not in left] == []
    assert by_hand.run("valider").status == 0


def test_absence_is_put_at_the_end_of_the_pupils_own(by_hand: Program) -> None:
    book = by_hand.root / "fravaer" / "2026-2027" / "8B.yaml"
    text = (
        "klasse: 8B\nskoleår: 2026-2027\nelever:\n"
        "  - elev: Oppdiktet Elev Hånd   # uten saksnummer ennå\n    perioder:\n"
        "      - {id: p1p2p3p4, fra: 2026-11-09, til: 2026-11-09, type: gyldig, meldt: ja}\n"
        "  - elev: Oppdiktet Elev Annen\n"
        "    perioder: []\n"
    )
    write(by_hand, book, text)
    by_hand.fine("lagre")
    by_hand.fine("fravaer", "registrer", HAND, "--fra", "2026-11-16", "--type", "gyldig")
    assert last_change(by_hand) == (
        [],
        [
            "      - id: n0000001",
            "        fra: 2026-11-16",
            "        til: 2026-11-16",
            "        type: gyldig",
            "        meldt: nei",
            f"        {REGISTRERT}",
            f"    sak: {HAND}",
        ],
    )
    by_hand.fine("fravaer", "registrer", HAND, "--fra", "2026-11-17")
    assert len(last_change(by_hand)[1]) == 6


def test_a_byte_order_mark_stays(by_hand: Program) -> None:
    write(by_hand, by_hand.case(HAND), "\ufeff" + WRITTEN_BY_HAND)
    by_hand.fine("lagre", HAND)
    by_hand.fine("registrer", HAND, "drøftet")
    assert by_hand.case(HAND).read_bytes().startswith(b"\xef\xbb\xbf# Skrevet for h")
    assert last_change(by_hand)[0] == []


def test_a_new_case_says_what_must_happen_and_who_must_know(program: Program) -> None:
    before = head(program)
    result = program.fine(
        "ny-sak", "--kjede", "Trygt-og-godt", "--elev", " Oppdiktet Elev Ny ", "--klasse", "8b",
        "--oppdaget", "2026-11-20", "--beskrivelse", "Alene i friminuttene", "--meldt-av", "laerer",
        "--kategori", "utestenging,digitalt", "--alvorlig",
    )  # fmt: skip
    number = files_of_last_commit(program)[0].removesuffix(".yaml").rsplit("/", 1)[-1]
    assert_one_quiet_commit(program, before, number)
    assert last_change(program) == (
        [],
        [
            "# yaml-language-server: $schema=../../plan/skjema/sak.schema.json",
            f"sak: {number}",
            "kjede: trygt-og-godt",
            "opprettet: 2026-11-23",
            "elev:",
            "  navn: Oppdiktet Elev Ny",
            "  klasse: 8B",
            "kategorier: [utestenging, digitalt]",
            "beskrivelse: Alene i friminuttene",
            "meldt_av: lærer",
            "alvorlig: true",
            "hendelser:",
            "  - id: n0000002",
            "    dato: 2026-11-20",
            f"    {REGISTRERT}",
            "    steg: oppdaget",
            "    av: lærer",
            "    ført_av: ukjent",
        ],
    )
    assert result.out.startswith(f"Sak {number} er opprettet. Lagret.")
    assert "\nDette må skje\n" in result.out
    assert (
        "\nDisse må vite om saken nå: lærer, rektor, kontaktlærer, rådgiver, ledelsen, skoleeier.\n"
        in result.out
    )
    assert result.out.endswith(f"sosialplan registrer {number} STEG\n")
    assert result.err.startswith("Mappen er åpen")


def test_a_new_case_is_told_to_programs_too(program: Program) -> None:
    number = program.new_case()
    value = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev To", "--klasse", "9A",
        "--oppdaget", "2026-11-23", "--format", "json",
    ).json()  # fmt: skip
    assert list(value) == ["versjon", "i_dag", "sak", "fil", "lenket"]
    assert value["fil"] == f"saker/2026/{value['sak']}.yaml"
    assert value["sak"] != number
    assert program.case(value["sak"]).is_file()


def test_a_number_that_is_taken_is_drawn_again(program: Program) -> None:
    first = program.new_case()
    program._numbers = iter([1, 7, 8, 9])  # noqa: SLF001 - the lots of the test's own program
    second = program.new_case(elev="Oppdiktet Elev To")
    assert (first, second) == (with_check(2026, "0001"), with_check(2026, "0007"))


def test_the_day_of_judging_is_never_the_moment_of_writing(by_hand: Program) -> None:
    began = datetime.now(UTC)
    by_hand.commit_dates = False
    by_hand.fine("registrer", HAND, "drøftet", "--i-dag", "2026-11-18")
    assert "  dato: 2026-11-18" in last_change(by_hand)[1]
    assert f"  {REGISTRERT}" in last_change(by_hand)[1]
    stamps = by_hand.git("show", "-s", "--format=%aI%n%cI").split()
    assert all(datetime.fromisoformat(stamp) >= began.replace(microsecond=0) for stamp in stamps)


def test_a_step_tells_what_it_sets_off_and_how_a_case_is_closed(by_hand: Program) -> None:
    set_off = by_hand.fine("registrer", HAND, "aktivitetsplan")
    assert "Nytt som må gjøres" in set_off.out
    assert "Evaluer med elev og foresatte" in set_off.out
    good = by_hand.fine("registrer", HAND, "evaluering", "--utfall", "god")
    assert f"sosialplan registrer {HAND} avsluttet --trygt ja --elevens-stemme" in good.out


@pytest.mark.parametrize("steg", ["notat", "samtale", "kontakt", "møte", "mote", "elev-hort"])
def test_steps_of_every_case_and_their_ascii_form(by_hand: Program, steg: str) -> None:
    by_hand.fine("registrer", HAND, steg, "--elevens-stemme", "Jeg er alene")
    proper = {"mote": "møte", "elev-hort": "elev-hørt"}.get(steg, steg)
    assert f"  steg: {proper}" in last_change(by_hand)[1]


REGISTRER = ("registrer", HAND)
NY_SAK = ("ny-sak", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--oppdaget", "2026-11-23")


FAULTS: list[tuple[tuple[str, ...], int, str]] = [
    ((*REGISTRER, "drøftet", "--dato", "2026-11-24"), 2, "er ikke kommet ennå"),
    ((*REGISTRER, "drøftet", "--i-dag", "2026-12-01"), 1, "feil[K304]"),
    ((*REGISTRER, "drøftte"), 2, "Mente du «drøftet»?"),
    ((*REGISTRER, "drøftet", "--hoert", "x"), 2, "Mente du «--hørt»?"),
    ((*REGISTRER, "tull"), 2, "sosialplan kjeder trygt-og-godt"),
    ((*REGISTRER, "drøftet", "--av", "kontaktlarer"), 2, "Mente du «kontaktlærer»?"),
    ((*REGISTRER, "drøftet", "--med", "rektro"), 2, "Mente du «rektor»?"),
    ((*REGISTRER, "elev-hørt"), 2, "må ha --elevens-stemme."),
    ((*REGISTRER, "elev-hørt", "--elevens-stemme", ""), 2, "er ikke elevens ord"),
    ((*REGISTRER, "evaluering"), 2, "må ha --virkning."),
    ((*REGISTRER, "evaluering", "--utfall", "bra"), 2, "god, delvis, ingen"),
    ((*REGISTRER, "avsluttet"), 2, "må ha --elevens-stemme og --trygt og --etterkontroll."),
    ((*REGISTRER, "drøftet", "--dato", "i fjor"), 2, "dette er ikke en dato"),
    (("registrer", "2026-00001", "drøftet"), 3, "finnes ikke"),
    (("registrer", "2026-HANDB", "drøftet"), 3, "Kontrolltegnet stemmer ikke"),
    (("registrer", "Kari", "drøftet"), 2, "ikke et saksnummer"),
    ((*NY_SAK, "--kjede", "bekymringer"), 2, "Mente du «bekymring»?"),
    (NY_SAK, 2, "Mangler --kjede."),
    (("ny-sak",), 2, "Mangler --kjede og --elev og --klasse og --oppdaget."),
    (put(NY_SAK, "--klasse", "8Z", "--kjede", "bekymring"), 2, "8A, 8B"),
    ((*NY_SAK, "--kjede", "bekymring", "--meldt-av", "rektro"), 2, "«rektor»"),
    ((*NY_SAK, "--kjede", "bekymring", "--kategori", "moobbing"), 2, "«mobbing»"),
    (put(NY_SAK, "--oppdaget", "2026-11-24", "--kjede", "bekymring"), 2, "er ikke kommet ennå"),
    (("tiltak", "ny", HAND, "--tiltak", "T", "--ansvarlig", "rektro"), 2, "«rektor»"),
    (("tiltak", "ny", HAND, "--tiltak", "T"), 2, "Valget «--ansvarlig» mangler."),
    (("tiltak", "ny", HAND, "--tiltak", "", "--ansvarlig", "rektor"), 2, "sier ikke noe"),
    (
        ("tiltak", "ny", HAND, "--tiltak", "T", "--ansvarlig", "rektor", "--til", "2026-11-01"),
        1, "feil[K310]",
    ),
    (("tiltak", "endre", HAND, "t8", "--hvorfor", "H"), 2, "Si hva som skal endres."),
    (
        ("tiltak", "endre", HAND, "t8", "--hvorfor", "H", "--nivå", "klasse"),
        2, "slik fra før",
    ),
    (("tiltak", "endre", HAND, "t8", "--nivå", "elev"), 2, "Valget «--hvorfor» mangler."),
    (("tiltak", "avslutt", HAND, "t", "--hvorfor", "H"), 2, "Flere tiltak begynner slik."),
    (("tiltak", "avslutt", HAND, "x", "--hvorfor", "H"), 2, "t8m2v5xc, t9m2v5xc"),
    (
        ("tiltak", "evaluer", HAND, "t8", "--gjennomført", "ja", "--utfall", "god"),
        2, "--neste ÅÅÅÅ-MM-DD eller --beslutning avslutt",
    ),
    (
        (
            "tiltak", "evaluer", HAND, "t8", "--gjennomført", "ja", "--utfall", "god",
            "--beslutning", "avslutt", "--dato", "2026-11-24",
        ),
        2, "er ikke kommet ennå",
    ),
    (("tiltak", "plan", HAND), 2, "Si hva som skal stå i planen."),
    (("tiltak", "plan", HAND, "--ansvarlig-i-ledelsen", "rektro"), 2, "«rektor»"),
    (("fravær", "registrer", HAND), 2, "Valget «--fra» mangler."),
    (("fravær", "registrer", HAND, "--fra", "2026-11-20", "--til", "2026-11-19"), 1, "K310"),
    (("fravær", "registrer", HAND, "--fra", "2026-11-20", "--til", "2026-11-30"), 1, "K304"),
    (("fravær", "registrer", HAND, "--fra", "2026-06-01", "--til", "2026-11-01"), 2, "to skoleår"),
    (("lagre", "2026-00001"), 3, "finnes ikke"),
    (("lagre", "Kari"), 2, "ikke et saksnummer"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "status", "said"), FAULTS, ids=lambda each: str(each)[:70])
def test_where_something_is_wrong_nothing_is_written(
    by_hand: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    result = assert_nothing_written(by_hand, args)
    assert (result.status, result.out) == (status, "")
    assert said in result.err
    assert "Oppdiktet" not in result.err.replace("Oppdiktet skole", "")


def test_each_answer_that_a_step_wants_is_named(program: Program) -> None:
    bekymring, fravaer = program.new_case("bekymring"), program.new_case("fravaer")
    for number, steg, option in (
        (bekymring, "vurdert-12-4", "--svar"),
        (bekymring, "samtykke", "--samtykke"),
        (bekymring, "r-team-ny-vurdering", "--virkning"),
        (fravaer, "årsak-undersøkt", "--elevens-stemme"),
        (fravaer, "barnevern-vurdert", "--grunn og --samtykke"),
    ):
        result = assert_nothing_written(program, ("registrer", number, steg))
        assert result.status == 2
        assert result.err.startswith(f"Steget «{steg}» må ha {option}.")


def test_absence_that_overlaps_is_refused(by_hand: Program) -> None:
    args = ("fravær", "registrer", HAND, "--fra", "2026-11-16", "--til", "2026-11-18")
    by_hand.fine(*args)
    result = assert_nothing_written(by_hand, args)
    assert result.status == 1
    assert "fravaer/2026-2027/8B.yaml:8:9: feil[K317]" in result.err


def test_a_measure_is_ended_once(by_hand: Program) -> None:
    args = ("tiltak", "avslutt", HAND, "t8", "--hvorfor", "Trengs ikke")
    by_hand.fine(*args)
    result = assert_nothing_written(by_hand, args)
    assert (result.status, "avsluttet fra før" in result.err) == (2, True)


WRITING = (
    ("registrer", HAND, "drøftet"),
    ("tiltak", "avslutt", HAND, "t8", "--hvorfor", "Trengs ikke"),
    ("tiltak", "plan", HAND, "--problem", "Alene"),
)


@pytest.mark.parametrize("args", WRITING, ids=" ".join)
def test_a_file_with_changes_that_are_not_saved_is_left_alone(
    by_hand: Program, args: tuple[str, ...]
) -> None:
    write(by_hand, by_hand.case(HAND), WRITTEN_BY_HAND + "# mer\n")
    result = assert_nothing_written(by_hand, args)
    assert (result.status, result.out) == (3, "")
    assert result.err.endswith("sosialplan lagre\n")
    by_hand.fine("lagre")
    by_hand.fine(*args)


@pytest.mark.parametrize("args", [*WRITING, ("lagre",), ("ny-sak", "--kjede", "bekymring")])
def test_without_a_git_identity_nothing_is_written(
    by_hand: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    if args[0] == "ny-sak":
        args = (*NY_SAK, *args[1:])
    empty = tmp_path / "home"
    empty.mkdir()
    monkeypatch.setenv("HOME", str(empty))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty))
    result = assert_nothing_written(by_hand, args)
    assert (result.status, result.out) == (3, "")
    assert "git config --global user.name" in result.err
    started = by_hand.run("start", str(tmp_path / "ny"))
    assert started.status == 3
    assert not list(tmp_path.glob("ny/*"))


@pytest.mark.parametrize("args", [*WRITING, ("lagre",), (*NY_SAK, "--kjede", "bekymring")])
def test_without_a_repository_nothing_is_written(by_hand: Program, args: tuple[str, ...]) -> None:
    (by_hand.root / ".git").rename(by_hand.root.parent / "borte")
    before = everything_in(by_hand.root)
    result = by_hand.run(*args)
    assert (result.status, result.out) == (3, "")
    assert "git init" in result.err
    assert everything_in(by_hand.root) == before


@pytest.mark.parametrize("args", [*WRITING, ("lagre",), (*NY_SAK, "--kjede", "bekymring")])
def test_outside_a_planmappe_nothing_is_written(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = Program(tmp_path).run(*args)
    assert (result.status, result.out) == (3, "")
    assert "sosialplan start MAPPE" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_case_elsewhere_stops_nobody(by_hand: Program) -> None:
    other = by_hand.new_case()
    write(by_hand, by_hand.case(other), "sak: [\n")
    for args in WRITING:
        by_hand.fine(*args)
        assert files_of_last_commit(by_hand) == [f"saker/2026/{HAND}.yaml"]
        assert by_hand.git("status", "--porcelain") == f" M saker/2026/{other}.yaml\n"
    number = by_hand.new_case(elev="Oppdiktet Elev Tre")
    assert by_hand.case(number).is_file()


def test_a_broken_case_says_what_is_wrong_when_somebody_writes_in_it(by_hand: Program) -> None:
    write(by_hand, by_hand.case(HAND), WRITTEN_BY_HAND.replace("kjede: trygt", "kjde: trygt"))
    for args in WRITING:
        result = assert_nothing_written(by_hand, args)
        assert (result.status, result.out) == (1, "")
        assert f"saker/2026/{HAND}.yaml:3:1: feil[S201]" in result.err
        assert result.err.endswith("Ingenting er endret.\n")


def test_a_hook_that_refuses_leaves_the_change_to_be_saved_later(by_hand: Program) -> None:
    hook = by_hand.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = head(by_hand)
    unknown = assert_nothing_written(by_hand, ("registrer", HAND, "drøftet"))
    assert unknown.status == 3
    assert "sosialplan sjekk --godta" in unknown.err
    by_hand.run("sjekk", "--godta")
    result = by_hand.run("registrer", HAND, "drøftet")
    assert (result.status, head(by_hand)) == (3, before)
    assert "sosialplan lagre" in result.err
    hook.unlink()
    by_hand.fine("lagre")
    assert_one_quiet_commit(by_hand, before, HAND)


def test_another_open_case_for_the_pupil_is_told_of(program: Program) -> None:
    number = program.new_case("bekymring")
    args = (*NY_SAK[:1], "--elev", "oppdiktet  elev PRØVE", *NY_SAK[3:], "--kjede", "fravaer")
    told = f"Eleven har en åpen sak fra før: {number} (bekymring)."
    refused = assert_nothing_written(program, args)
    assert refused.status == 3
    assert told in refused.err
    assert f"--fra-sak {number}" in refused.err
    assert told in program.fine(*args, "--likevel").err
    program.now = "2026-11-24T09:30+01:00"
    asked = assert_nothing_written(program, args, answers=["nei"])
    assert asked.status == 3
    assert told in asked.err
    assert "Vil du likevel opprette en ny sak? (ja/nei)" in asked.err
    assert program.run(*args, answers=["ja"]).status == 0
    program.fine(
        "registrer", number, "avsluttet", "--trygt", "ja", "--elevens-stemme", "Det går bra",
        "--likevel", "Oppdiktet grunn",
        "--etterkontroll", "2026-12-20",
    )  # fmt: skip
    assert told not in program.fine(*args, "--likevel").err


def test_a_person_is_asked_for_what_was_not_said(program: Program) -> None:
    answers = ["trygg", "Trygt-og-Godt", "", "Oppdiktet Elev Spurt", "8b", "i fjor", "", "Alene."]
    answers += ["?", "mobing", "Mobbing, utestenging"]
    result = program.run("ny-sak", answers=answers)
    assert result.status == 0, result.err
    assert result.err.count("Hvilken kjede?") == 2
    assert "Dette må med." in result.err
    assert "Skriv den som 23.11.2026, 23.11, «3. des»" in result.err
    added = last_change(program)[1]
    assert "kjede: trygt-og-godt" in added
    assert "  navn: Oppdiktet Elev Spurt" in added
    assert "    dato: 2026-11-23" in added
    assert "beskrivelse: Alene." in added
    assert "kategorier: [mobbing, utestenging]" in added
    told = " ".join(result.err.split())
    assert "Mente du «mobbing»?" in told
    assert "vansker med å forsvare seg. (én av 2 definisjoner, ikke valgt)" in told


def test_a_person_is_asked_until_the_answer_can_be_used(by_hand: Program) -> None:
    result = by_hand.run(
        "registrer", HAND, "avsluttet",
        answers=["", "Det går bra", "ja", "snart", "20.12.2026", "Oppdiktet grunn"],
    )  # fmt: skip
    assert result.status == 0, result.err
    assert "Dette må med." in result.err
    assert "Dagen: " in result.err
    assert last_change(by_hand)[1][-2:] == [
        "  etterkontroll: 2026-12-20",
        "  likevel: Oppdiktet grunn",
    ]
    assert by_hand.run("registrer", HAND, "evaluering", answers=["DELVIS", "elev"]).status == 0


@pytest.mark.parametrize("args", [("ny-sak",), ("registrer", HAND, "evaluering")])
def test_a_person_may_leave_in_the_middle(by_hand: Program, args: tuple[str, ...]) -> None:
    result = assert_nothing_written(by_hand, args, answers=[])
    assert result.status == 130
    assert result.err.endswith("Avbrutt. Ingenting er endret.\n")


def test_a_concern_under_12_4_opens_the_case_that_follows(program: Program) -> None:
    number = program.new_case("bekymring")
    text = program.case(number).read_text(encoding="utf-8")
    write(
        program,
        program.case(number),
        text.replace(
            "  klasse: 8B\n",
            "  klasse: 8B\n  foresatte:\n    - navn: Oppdiktet Forelder\n"
            "  flagg: [sperret-adresse]\nalvorlig: true\n",
        ),
    )
    program.fine("lagre")
    before = head(program)
    result = program.fine("registrer", number, "vurdert-12-4", "--svar", "ja")
    assert_one_quiet_commit(program, before, number)
    files = files_of_last_commit(program)
    linked = next(name[11:-5] for name in files if number not in name)
    assert sorted(files) == sorted(f"saker/2026/{each}.yaml" for each in (number, linked))
    assert f"Saken hører under § 12-4. Ny sak er opprettet: {linked}." in result.out
    new = parse(program.case(linked).read_text(encoding="utf-8")).tree
    old = parse(program.case(number).read_text(encoding="utf-8")).tree
    assert (new["kjede"], new["fra_sak"], new["alvorlig"]) == ("trygt-og-godt", number, True)
    assert new["elev"] == old["elev"]
    assert old["hendelser"][-1]["gjelder_sak"] == linked
    assert program.run("valider").status == 0
    no = program.new_case("bekymring", "Oppdiktet Elev Nei")
    program.fine("registrer", no, "vurdert-12-4", "--svar", "nei")
    assert len(files_of_last_commit(program)) == 1


def test_saving_what_was_edited_by_hand(by_hand: Program) -> None:
    other = by_hand.new_case()
    assert by_hand.fine("lagre").err == "Ingenting er endret siden sist.\n"
    for number in (HAND, other):
        text = by_hand.case(number).read_text(encoding="utf-8")
        write(by_hand, by_hand.case(number), text + "# merknad\n")
    before = head(by_hand)
    result = by_hand.fine("lagre", other.lower())
    assert last_change(by_hand) == ([], ["# merknad"])
    assert by_hand.git("rev-parse", "HEAD^").strip() == before
    assert result.out.startswith(f"saker/2026/{other}.yaml er lagret.")
    assert by_hand.git("status", "--porcelain") == f" M saker/2026/{HAND}.yaml\n"
    by_hand.fine("lagre")
    assert by_hand.git("status", "--porcelain") == ""
    assert by_hand.git("show", "-s", "--format=%B").strip() == f"Sak {HAND}\n\nSak: {HAND}"


def test_saving_makes_one_commit_a_case_and_one_of_the_rest(by_hand: Program) -> None:
    other = by_hand.new_case()
    before = head(by_hand)
    for path in (by_hand.case(HAND), by_hand.case(other), by_hand.root / "plan" / "moter.yaml"):
        write(by_hand, path, path.read_text(encoding="utf-8") + "# merknad\n")
    by_hand.fine("lagre")
    messages = by_hand.git("log", "--format=%s", f"{before}..HEAD").splitlines()
    assert sorted(messages) == sorted([f"Sak {HAND}", f"Sak {other}", "Plan, fravær og møter"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("steg: oppdaget", "steg: oppdagett", "K303"),
        ("dato: 2026-11-16", "dato: 2026-11-24", "K304"),
        ("kjede: trygt-og-godt", "kjede: trygt-og-godt\nukjent: x", "S201"),
        ("hendelser:", "hendelser: [", "Y101"),
        (HAND, "2026-00001", "K301"),
    ],
    ids=lambda each: str(each).split("\n", 1)[0],
)
def test_a_faulty_edit_is_not_saved(by_hand: Program, old: str, new: str, code: str) -> None:
    write(by_hand, by_hand.case(HAND), WRITTEN_BY_HAND.replace(old, new, 1))
    for args in (("lagre",), ("lagre", HAND)):
        result = assert_nothing_written(by_hand, args)
        assert (result.status, result.out) == (1, "")
        assert f"[{code}]" in result.err
    other = by_hand.new_case()
    write(by_hand, by_hand.case(other), by_hand.case(other).read_text(encoding="utf-8") + "# m\n")
    by_hand.fine("lagre", other)


def test_a_case_taken_away_by_hand_is_not_saved_so(by_hand: Program) -> None:
    by_hand.case(HAND).unlink()
    refused = by_hand.run("lagre")
    assert refused.status == 1
    assert "feil[K404] Filen er lagret i historikken, men er borte" in refused.err
    by_hand.git("checkout", "HEAD", "--", str(by_hand.case(HAND)))
    assert by_hand.git("status", "--porcelain") == ""


@pytest.mark.parametrize("stray", ["Oppdiktet Elev Hånd.txt", "notat om Elev.docx", "2026-HAND.md"])
def test_a_name_in_a_stray_file_name_is_in_no_message(by_hand: Program, stray: str) -> None:
    write(by_hand, by_hand.root / "saker" / "2026" / stray, "tekst\n")
    before = head(by_hand)
    told = by_hand.run("lagre")
    assert head(by_hand) == before, "a file that is none of ours is not saved"
    assert told.out + told.err != ""
    assert stray not in told.out + told.err
    assert stray not in by_hand.git("log", "--format=%B", "--name-only")


def test_every_write_puts_the_settings_in_place(by_hand: Program) -> None:
    by_hand.git("config", "--local", "core.autocrlf", "true")
    by_hand.git("config", "--local", "--unset", "diff.sosialplan.xfuncname")
    by_hand.fine("registrer", HAND, "drøftet")
    assert by_hand.git("config", "--local", "core.autocrlf") == "false\n"
    assert by_hand.git("config", "--local", "diff.sosialplan.xfuncname") != ""


def test_other_staged_work_stays_as_it_was(by_hand: Program) -> None:
    write(by_hand, by_hand.root / "annet.txt", "tekst\n")
    by_hand.git("add", "annet.txt")
    by_hand.fine("registrer", HAND, "drøftet")
    assert files_of_last_commit(by_hand) == [f"saker/2026/{HAND}.yaml"]
    assert by_hand.git("status", "--porcelain") == "A  annet.txt\n"


def test_a_planmappe_may_stand_inside_a_larger_repository(tmp_path: Path, skolen: Path) -> None:
    outer = Program(tmp_path)
    copied(skolen, tmp_path / "skolen")
    (tmp_path / "skolen" / ".git").rename(tmp_path / ".git")
    outer.git("add", "--all")
    outer.git("commit", "--quiet", "--message", "flyttet")
    inner = Program(tmp_path / "skolen")
    number = inner.new_case()
    inner.fine("registrer", number, "drøftet")
    assert files_of_last_commit(outer) == [f"skolen/saker/2026/{number}.yaml"]
    assert len(inner.fine("logg", number, "--format", "json").json()["logg"]) == 3
    write(inner, inner.case(number), inner.case(number).read_text(encoding="utf-8") + "# m\n")
    assert inner.run("registrer", number, "strakstiltak").status == 3
    inner.fine("lagre", number)
    assert outer.git("status", "--porcelain") == ""


def test_a_new_planmappe_is_ready(tmp_path: Path) -> None:
    program = Program(tmp_path / "skolen")
    outside = Program(tmp_path)
    name = "Oppdiktet: skole #1"
    result = outside.run(
        "start", str(program.root), "--skole", name, "--åpen", "--fra", "midtstuen"
    )
    assert result.status == 0, result.err
    assert "bare stå oppdiktede saker" in " ".join(result.out.split())
    assert program.git("log", "--format=%s") == "Ny planmappe\n"
    assert program.git("status", "--porcelain") == ""
    assert program.git("branch", "--show-current") == "main\n"
    assert not [line for line in program.fine("valider").out.splitlines() if ": feil[" in line]
    school = parse((program.root / "plan" / "skole.yaml").read_text(encoding="utf-8")).tree
    assert (school["navn"], school["personer"], school["oppdiktet"]) == (name, [], False)
    assert len(school["klasser"]) == 12
    assert not list((program.root / "saker").rglob("*.yaml"))
    number = program.new_case()
    assert program.fine("saker", "--format", "json").json()["saker"][0]["sak"] == number


@pytest.mark.parametrize("content", ["fil.txt", ".skjult"])
def test_a_folder_with_content_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / content).write_text("x", encoding="utf-8")
    before = everything_in(tmp_path)
    for args in (("start", str(tmp_path)), ("demo", str(tmp_path))):
        result = Program(tmp_path).run(*args)
        assert (result.status, result.out) == (3, "")
        assert "innhold fra før" in result.err
    assert Program(tmp_path).run("start", str(tmp_path / content)).status == 3
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("name", ["", "  ", "x" * 301])
def test_a_school_must_have_a_name_that_the_plan_can_hold(tmp_path: Path, name: str) -> None:
    result = Program(tmp_path).run("start", str(tmp_path / "skolen"), "--skole", name)
    assert (result.status, result.out) == (2, "")
    assert not list(tmp_path.glob("skolen/*"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Result]:
    """The demo, run once; no test writes in it."""
    folder = tmp_path_factory.mktemp("demo")
    program = Program(folder / "sosialplan-demo", now="2026-11-23T12:00+01:00")
    result = Program(folder).run("demo", str(program.root))
    assert result.status == 0, result.err
    return program, result


def test_the_demo_shows_what_the_program_does(demo: tuple[Program, Result]) -> None:
    program, result = demo
    assert result.out.startswith("Frister ved en oppdiktet skole, 23.11.2026\n")
    assert " forfalt " in result.out
    for name in ("aarshjul.pdf", "aarshjul.svg", "plan-2026-YHP9E.pdf"):
        assert (program.root / "ut" / name).stat().st_size > 1000
        assert f"ut/{name}" in result.err
    assert program.git("status", "--porcelain") == ""
    assert not [line for line in program.fine("valider").out.splitlines() if ": feil[" in line]


def test_the_demo_has_something_of_everything(demo: tuple[Program, Result]) -> None:
    program, _ = demo
    day = ("--i-dag", "2026-11-23")
    saker = program.fine("saker", "--alle", "--format", "json", *day).json()["saker"]
    assert {row["kjede"] for row in saker} == {each.kjede for each in the_plan().kjeder}
    assert {row["status"] for row in saker} == {"åpen", "avsluttet"}
    assert max(row["runde"] for row in saker) >= 2
    rows = program.fine(
        "frister", "--status", "alle", "--format", "json", *day
    ).json()["frister"]  # fmt: skip
    assert [row for row in rows if row["tiltak"] and row["status"] in {"overholdt", "for-sent"}]
    assert [row for row in rows if row["status"] == "forfalt" and row["slag"] == "frist"]
    assert [row for row in rows if row["eskalert_til"]]
    assert {row["slag"] for row in rows} == {"frist", "åpning", "varsel", "plikt"}
    assert {row["grunnlag"] for row in rows} == {"egen", "lov", "plan", "praksis"}
    absence = program.fine("fravær", "vis", "2026-AWEJ4", "--format", "json", *day).json()
    assert len({rung for each in absence["dager"] for rung in each["trinn"]}) >= 2


def test_the_demo_ends_with_the_cases_that_are_shipped(
    demo: tuple[Program, Result], root: Path
) -> None:
    program, _ = demo
    shipped = [
        path
        for name in ("saker", "fravaer", "moter")
        for path in sorted((root / name).rglob("*.yaml"))
    ]
    assert len(shipped) >= 8
    for path in shipped:
        retold = program.root / path.relative_to(root)
        assert (
            parse(retold.read_text(encoding="utf-8")).tree
            == parse(path.read_text(encoding="utf-8")).tree
        ), path.name


def moments_in(tree: Any) -> set[datetime]:
    """Return every moment at which something in a file was written down."""
    if isinstance(tree, dict):
        own = {datetime.fromisoformat(tree["registrert"])} if tree.get("registrert") else set()
        return own.union(*(moments_in(each) for each in tree.values()))
    return set().union(*(moments_in(each) for each in tree)) if isinstance(tree, list) else set()


def test_the_demos_history_is_dated_as_it_was_written_down(
    demo: tuple[Program, Result], root: Path
) -> None:
    program, _ = demo
    dates = program.git("log", "--format=%cI").split()
    assert len(dates) > 100
    assert [datetime.fromisoformat(each) for each in reversed(dates)] == sorted(
        datetime.fromisoformat(each) for each in dates
    )
    for path in sorted((root / "saker").rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        committed = program.git("log", "--format=%aI", "--", name).split()
        tree = parse(path.read_text(encoding="utf-8")).tree
        assert {datetime.fromisoformat(each) for each in committed} == moments_in(tree), name
    messages = set(program.git("log", "--format=%s").splitlines())
    assert not [each for each in messages if "Oppdiktet" in each or "Elev" in each]
    assert program.git("status", "--porcelain") == "", "the files stand as they were last saved"
    assert program.git("fsck", "--full", "--strict") == ""


def test_the_demos_case_can_be_written_in(
    demo: tuple[Program, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    program = Program(copied(demo[0].root, tmp_path / "demo"), now=NOW)
    program.fine("registrer", "2026-8G2R1", "skoleeier-varslet", "--av", "rektor")
    assert program.git("show", "-s", "--format=%an").strip() == "Oppdiktet Ansatt"
