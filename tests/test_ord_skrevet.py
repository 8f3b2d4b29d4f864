"""What is shown can be typed: a word or its beginning, a step by its title, a case by the end of its number or its pupil."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommandoene import APP, COMMANDS
from program import Program, copied
from sosialplan.cli.values import Ordvalg
from sosialplan.model.skrivemaate import meant, named_so, not_found
from sosialplan.rules.kontrolltegn import ends_so

SAK = "2026-YHP9E"
NAVN = "Oppdiktet Elev Alm"


@pytest.fixture
def program(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


def standing(program: Program) -> tuple[str, str]:
    """Return what the history and the folder are."""
    return program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")


def closed() -> Iterator[tuple[str, str, Ordvalg]]:
    """Yield every parameter with words of its own: its command, its name, and the words."""
    for name, command in {"": APP, **COMMANDS}.items():
        for param in command.params:
            words = getattr(param.type, "func", None)
            if isinstance(words, Ordvalg):
                yield name, max(param.opts, key=len), words


CLOSED = tuple(closed())


@pytest.mark.parametrize(("command", "option", "words"), CLOSED, ids=str)
def test_a_word_that_is_shown_is_taken_by_the_beginning_of_it(
    command: str, option: str, words: Ordvalg
) -> None:
    for each in words.ordene:
        begins = next(
            each[:size]
            for size in range(1, len(each) + 1)
            if meant(each[:size], words.ordene) == (each,)
        )
        assert words(begins) == words(each.upper()) == each, (command, option)


@pytest.mark.parametrize(("command", "option", "words"), CLOSED, ids=str)
def test_a_word_that_is_not_known_is_told_of_with_all_that_are(
    skole_med_sak: tuple[Path, str], command: str, option: str, words: Ordvalg
) -> None:
    refused = Program(skole_med_sak[0]).run(
        *command.split(), *([option] if option.startswith("-") else ["1", "1"]), "qqq"
    )
    assert refused.status == 2
    assert refused.out == ""
    if option.startswith("-"):
        assert f"velg en av {', '.join(words.ordene)}" in refused.err


def test_every_word_of_a_fixed_list_is_read_by_one_reader() -> None:
    """What the help shows with bars between is a closed set: its reader knows the words, so the tests above do."""
    shown = {
        (name, max(param.opts, key=len))
        for name, command in COMMANDS.items()
        for param in command.params
        if "|" in (param.metavar or "")
        and (param.metavar or "").islower()
        and "." not in (param.metavar or "")
    }
    assert shown - {(name, option) for name, option, _ in CLOSED} == set()
    assert len(CLOSED) > 60


NEAR = (
    (("registrer", SAK, "rektor"), "Fant ikke steget «rektor». Mente du «rektor-varslet» eller «rektor-oppfølging»?"),
    (("registrer", SAK, "drøftte"), "Fant ikke steget «drøftte». Mente du «drøftet»?"),
    (("registrer", SAK, "klage"), "Fant ikke steget «klage». Mente du «klage-mottatt»?"),
    (("registrer", SAK, "undersøkt"), "Fant ikke steget «undersøkt». Mente du «undersøkelse»?\nSe dem: sosialplan kjeder"),
    (("registrer", SAK, "rektor", "qqq"), "Et annet av ordene er heller ikke et steg."),
    (("ny", "sak"), "Det finnes ingen kommando «ny». Mente du «ny-sak»?"),
    (("elev",), "Det finnes ingen kommando «elev». Mente du «skole elev»?"),
    (("avslutt", SAK), "Det finnes ingen kommando «avslutt». Mente du «registrer SAK avsluttet»?"),
    (("vis", "Almm"), "Dette er ikke et saksnummer. Mente du sak 2026-YHP9E?"),
    (("registrer", SAK, "qqq"), "Fant ikke steget.\nStegene er: oppdaget, "),
    (("registrer", SAK, "notat", "--notat", "Oppdiktet", "--av", "rektro"), "Fant ikke rollen «rektro». Mente du «rektor»?"),
    (("registrer", SAK, "notat", "--notat", "Oppdiktet", "--av", "mor"), "Fant ikke rollen «mor». Mente du «foresatte»?"),
    (("registrer", SAK, "notat", "--notat", "Oppdiktet", "--med", "qqq"), "Fant ikke rollen.\nVelg blant: "),
    (("forklar", SAK, "rektor"), "Fant ikke steget «rektor». Mente du «rektor-varslet» eller «rektor-oppfølging»?"),
    (("forklar", "8X", "klassemøte"), "Fant ikke klassen.\nVelg blant: 8A, 8B"),
    (("frister", "--rolle", "rektro"), "Fant ikke rollen «rektro». Mente du «rektor»?"),
    (("frister", "--klasse", "8"), "Fant ikke klassen «8». Mente du «8A», «8B», «8C» eller «8D»?"),
    (("frister", "--kjede", "fraver"), "Fant ikke kjeden «fraver». Mente du «fravaer»?"),
    (("saker", "--kjede", "fraver"), "Fant ikke kjeden «fraver». Mente du «fravaer»?"),
    (("saker", "--klasse", "88B"), "Fant ikke klassen «88B». Mente du «8B»?"),
    (("kjeder", "fraver"), "Fant ikke kjeden «fraver». Mente du «fravaer»?"),
    (("lag", "aktivitetsplann", SAK), "Fant ikke dokumentet «aktivitetsplann». Mente du «aktivitetsplan»?"),
    (("lag", "aktivitetsplan", SAK, "--mottaker", "forsatte"), "Fant ikke mottakeren «forsatte». Mente du «foresatte»?"),
    (("utlever", "aktivitetsplan", SAK, "--mottaker", "elevv", "--kanal", "møte"), "Fant ikke mottakeren «elevv». Mente du «elev»?"),
    (("avklar", SAK, "sperret-adresse", "--for", "forsatte", "--hvorfor", "Oppdiktet"), "Fant ikke mottakeren «forsatte»"),
    (("møte", "registrer", "klassemøtte", "--til-stede", "rektor"), "Fant ikke møtet «klassemøtte». Mente du «klassemøte»?"),
    (("møte", "saksliste", "r-teamm"), "Fant ikke møtet «r-teamm». Mente du «r-team»?"),
    (("møte", "plan", "r-teamm"), "Fant ikke møtet «r-teamm». Mente du «r-team»?"),
    (("årshjul", "utført", "ordensregle r"), "Fant ikke aktiviteten «ordensregle r». Mente du «ordensregler»?"),
    (("ny-sak", "--kjede", "fraver", "--elev", "Oppdiktet", "--klasse", "8B", "--oppdaget", "i går"), "Fant ikke kjeden «fraver»"),
    (("fravær", "registrer", "--elev", "Oppdiktet Elev", "--klasse", "8X", "--fra", "fredag"), "Fant ikke klassen."),
    (("tiltak", "ny", SAK, "--tiltak", "Oppdiktet", "--ansvarlig", "rektro"), "Fant ikke rollen «rektro»"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("args", "told"), NEAR, ids=lambda each: " ".join(each)[:60] if isinstance(each, tuple) else ""
)
def test_an_unknown_word_gets_the_nearest_or_all_that_fit_and_the_list(
    program: Program, args: tuple[str, ...], told: str
) -> None:
    before = standing(program)
    refused = program.run(*args)
    assert (refused.status, refused.out) == (2, "")
    assert told in refused.err
    assert standing(program) == before


MEANT = (
    (("registrer", SAK, "Varsle rektor"), "rektor-varslet"),
    (("registrer", SAK, "rektor-v"), "rektor-varslet"),
    (("registrer", "notat", SAK, "--notat", "Oppdiktet"), "notat"),
    (("registrer", "hp9e", "notat", "--notat", "Oppdiktet"), "notat"),
    (("registrer", "notat", "yhp9e", "--notat", "Oppdiktet"), "notat"),
    (("registrer", "alm", "notat", "--notat", "Oppdiktet"), "notat"),
    (("registrer", "notat", "oppdiktet elev alm", "--notat", "Oppdiktet"), "notat"),
    (("registrer", "Alm, Oppdiktet", "notat", "--notat", "Oppdiktet"), "notat"),
)


@pytest.mark.parametrize(("args", "steg"), MEANT, ids=lambda each: " ".join(each)[:40])
def test_a_step_and_a_case_are_taken_as_they_are_shown_in_either_order(
    program: Program, args: tuple[str, ...], steg: str
) -> None:
    written = program.fine(*args)
    assert f"Ført i {SAK}: {steg}, " in written.out
    assert SAK in written.err or SAK in args
    assert "Alm" not in written.out + written.err + program.git("log", "--format=%B", "-1")


def test_several_cases_are_listed_by_number_and_class_and_no_name(program: Program) -> None:
    before = standing(program)
    refused = program.run("registrer", "oppdiktet", "notat", "--notat", "Oppdiktet")
    assert (refused.status, refused.out) == (2, "")
    assert f"{SAK} (8B)" in refused.err
    assert "Elev" not in refused.err
    assert standing(program) == before


def test_two_pupils_of_one_name_are_told_apart_by_number(program: Program) -> None:
    number = program.new_case("bekymring", NAVN)
    refused = program.run("vis", NAVN)
    assert refused.status == 2
    assert number in refused.err
    assert SAK in refused.err
    assert "Alm" not in refused.err


def test_a_whole_name_is_that_pupil_though_others_begin_so(program: Program) -> None:
    number = program.new_case("bekymring", f"{NAVN} Berg")
    assert f"Sak {SAK}" in program.fine("vis", NAVN).out
    assert f"Sak {number}" in program.fine("vis", f"{NAVN} Berg").out


def test_a_pupil_that_is_called_as_a_step_does_not_take_the_step_s_place(program: Program) -> None:
    number = program.new_case("bekymring", "Oppdiktet Notat")
    for args in (("notat", SAK), (SAK, "notat"), ("notat", "yhp9e")):
        assert (
            f"Ført i {SAK}: notat" in program.fine("registrer", *args, "--notat", "Oppdiktet").out
        )
    told = program.fine("registrer", "notat", "notat", "--notat", "Oppdiktet")
    assert f"Ført i {number}: notat" in told.out


def test_what_is_no_case_is_refused_and_not_repeated(program: Program) -> None:
    refused = program.run("vis", "Oppdiktet Elev Finnesikke")
    assert refused.status == 2
    assert "Finnesikke" not in refused.err
    assert "Dette er ikke et saksnummer." in refused.err


def test_the_nearest_pupil_is_named_on_the_persons_own_screen_alone(program: Program) -> None:
    assert "Oppdiktet Elev Alm (" in program.run("vis", "Almm", answers=[]).err
    assert "Alm " not in program.run("vis", "Almm").err


def test_a_case_that_cannot_be_read_is_said_to_be_so_and_not_to_be_no_case(
    program: Program,
) -> None:
    """One who is told that there is none opens another for the same pupil."""
    file = program.case(SAK)
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("kjede: ", "kjede ", 1), encoding="utf-8")
    told = program.run("registrer", "Alm", "notat", "--notat", "Oppdiktet")
    assert told.status == 1
    assert "1 av sakene kan ikke leses, og det kan være den. Åpne ingen ny" in told.err
    assert f"{SAK}.yaml:" in told.err
    assert "saksnummer" not in told.err
    file.write_text(whole, encoding="utf-8")


WRITES_BY_NAME = {
    "a step": ("registrer", "Alm", "notat", "--notat", "Oppdiktet"),
    "a measure": ("tiltak", "ny", "Alm", "--tiltak", "Oppdiktet"),
    "a decision": ("møte", "referat", "R-team", "--dato", "2026-11-23", "--til-stede", "rektor", "--beslutning", "Alm: Oppdiktet", "--ansvarlig", "rektor", "--frist", "2026-12-01"),
    "a remark": ("møte", "registrer", "R-team", "--dato", "2026-11-23", "--til-stede", "rektor", "--om", "Alm: Oppdiktet"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITES_BY_NAME)
def test_nothing_is_written_by_a_name_while_another_case_cannot_be_read(
    what: str, program: Program
) -> None:
    """It may be the same pupil's, and then two would fit."""
    other = program.case("2026-8G2R1")
    other.write_text(other.read_text("utf-8") + "\n  - id: [\n", encoding="utf-8")
    before = standing(program)
    told = program.run(*WRITES_BY_NAME[what])
    assert told.status == 2, told
    assert "1 av sakene kan ikke leses, og eleven kan ha en av dem." in told.err
    assert "Skriv saksnummeret" in told.err
    assert standing(program) == before
    seen = program.run("vis", "Alm")
    assert seen.status == 0
    assert "1 av sakene kan ikke leses, og eleven kan ha en av dem." in seen.err
    assert "kan ikke leses" not in program.run("vis", SAK).err


@pytest.mark.parametrize("answers", [None, ["ja"]])
def test_a_new_case_says_that_others_could_not_be_looked_in(
    answers: list[str] | None, program: Program
) -> None:
    other = program.case("2026-8G2R1")
    other.write_text(other.read_text("utf-8") + "\n  - id: [\n", encoding="utf-8")
    told = program.run(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Dahl", "--klasse", "9A",
        "--oppdaget", "2026-11-20", "--meldt-av", "kontaktlærer", "--beskrivelse", "Oppdiktet", answers=answers,
    )  # fmt: skip
    assert told.status == 0, told
    assert "1 av sakene kan ikke leses, og er ikke sett etter." in told.err


def test_what_is_meant_is_taken(program: Program) -> None:
    home = program.fine("lag", "rettigheter", SAK, "--mottaker", "hjem").out
    assert home == program.fine("lag", "rettigheter", SAK, "--mottaker", "foresatte").out
    program.fine("saker", "--kjede", "trygt og godt")
    words = ("tiltak", "ny", SAK, "--tiltak", "Faste makkere", "--evalueres", "2026-12-07")
    program.fine(*words, "--ansvarlig", "Oppdiktet Rektor Ravn")
    assert "ansvarlig: rektor" in program.case(SAK).read_text("utf-8")


def test_a_case_is_deleted_by_its_whole_number_alone(program: Program) -> None:
    assert program.run("slett", "hp9e").status == 2


@given(
    words=st.lists(
        st.sampled_from(["Kari", "Anne-Lise", "Nes", "Ås", "Bjørn"]), min_size=1, max_size=4
    ),
    data=st.data(),
)
def test_a_name_is_found_by_beginnings_of_its_words_in_any_order(
    words: list[str], data: st.DataObject
) -> None:
    typed = [
        each[: data.draw(st.integers(1, len(each)))] for each in data.draw(st.permutations(words))
    ]
    assert (
        named_so(" ".join(words), " ".join(sorted(typed, key=len, reverse=True)).upper())
        or len(words) > 1
    )
    assert named_so(" ".join(words), " ".join(words[::-1]))
    assert not named_so(" ".join(words), f"{' '.join(words)} {words[0]}")


def test_a_name_is_found_by_its_words_in_any_order() -> None:
    assert named_so("Oppdiktet Kari Nes", "nes kari")
    assert named_so("Nes, Oppdiktet Kari", "oppd kar")
    assert not named_so("Oppdiktet Kari Nes", "kari kari")
    assert not named_so("Oppdiktet Kari Nes", " ")


def test_a_word_fits_by_itself_before_by_its_title_before_by_a_beginning() -> None:
    words, titles = ["møte", "møteplan", "annet"], {"annet": "Møteserie", "møte": "Samtale"}
    assert meant("møte", words, titles) == ("møte",)
    assert meant("møteserie", words, titles) == ("annet",)
    assert meant("møtep", words, titles) == ("møteplan",)
    assert meant("samt", words, titles) == ("møte",)
    assert meant("", words, titles) == meant("qqq", words, titles) == ()


def test_a_word_is_repeated_only_where_it_looks_like_one_that_is_known() -> None:
    assert not_found("rollen", "Oppdiktet Kari", ["rektor"]) == "Fant ikke rollen."
    long = "rektor" + "r" * 3
    assert not_found("rollen", long, ["rektor"]) == f"Fant ikke rollen «{long}». Mente du «rektor»?"
    assert "…" in not_found("x", "a" * 60, ["a" * 50])


def test_the_end_of_a_number_is_three_characters_or_more() -> None:
    assert ends_so(SAK, "9e") is False
    assert ends_so(SAK, "yhp9e") is True
    assert ends_so("2026-7KQ20", "q2o") is True


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("to uker", "14d"), ("om to uker", "14d"), ("2 uker", "14d"), ("fredag", "4d"), ("uke 49", "11d"),
        ("i dag", "0d"), ("30.11", "7d"), ("2026-11-30", "7d"), ("en uke", "1u"),
    ],
)  # fmt: skip
def test_how_soon_is_said_in_words_or_by_the_last_day(
    program: Program, said: str, days: str
) -> None:
    rows = ("frister", "--format", "json", "--innen")
    assert (
        program.fine(*rows, said).json()["frister"] == program.fine(*rows, days).json()["frister"]
    )


@pytest.mark.parametrize(
    ("said", "why"), [("snart", "14d"), ("20.11.2026", "dagen har vært"), ("", "sier ikke noe")]
)
def test_what_is_not_how_soon_is_told_with_what_is(program: Program, said: str, why: str) -> None:
    told = program.run("frister", "--innen", said)
    assert (told.status, told.out) == (2, "")
    assert why in told.err


@pytest.mark.parametrize("case", ["YHP9E", "oppdiktet elev alm", "alm", SAK])
def test_a_remark_of_a_meeting_is_about_the_case_that_is_meant(program: Program, case: str) -> None:
    told = program.fine(
        "møte", "registrer", "klassemøte", "--klasse", "8B", "--til-stede", "kontaktlærer",
        "--om", f"{case}: Oppdiktet, som sagt i møtet",
    )  # fmt: skip
    assert SAK in told.out
    assert "notat: Oppdiktet, som sagt i møtet" in program.case(SAK).read_text(encoding="utf-8")
    assert "alm" not in (told.out + told.err).casefold()


TAKES_WORDS = tuple(
    name
    for name, command in COMMANDS.items()
    if any(each.param_type_name == "argument" for each in command.params)
)


@pytest.mark.parametrize("answers", [None, ()], ids=["rør", "terminal"])
def test_a_word_without_a_sign_in_it_is_missing_and_told(
    skolen: Program, answers: tuple[str, ...] | None
) -> None:
    before = standing(skolen)
    for command in TAKES_WORDS:
        places = [each for each in COMMANDS[command].params if each.param_type_name == "argument"]
        known = {"STEG": "notat", "STEG…": "notat", "SAK": SAK}
        for blank in range(len(places)):
            words = [known.get(str(each.metavar), "x") for each in places]
            words[blank] = " " if answers is None else ""
            told = skolen.run(*command.split(), *words, answers=answers)
            assert told.status in {1, 2, 130}, (command, words, told)
            assert "feil i programmet" not in told.err, (command, words, told)
    assert standing(skolen) == before
    assert len(TAKES_WORDS) > 40
    crashed = skolen.run("registrer", "", "notat", "--notat", "Oppdiktet")
    assert "SAK mangler." in crashed.err


def test_the_year_that_stands_behind_a_name_can_be_typed(program: Program) -> None:
    one = program.new_case(elev="Oppdiktet Zelda Nes (2012)")
    other = program.new_case(elev="Oppdiktet Zelda Nes (2013)")
    for typed in ("Oppdiktet Zelda Nes (2012)", "zelda (2012)"):
        assert f"Sak {one} (" in program.fine("vis", typed).err
    both = program.run("vis", "Oppdiktet Zelda Nes")
    assert one in both.err
    assert other in both.err, "without the year it may be either"


def test_a_letter_is_too_little_to_write_by_where_nobody_sees_which_case_it_was(
    program: Program,
) -> None:
    sak = program.new_case(elev="Oppdiktet Zelda Nes")
    before = standing(program)
    told = program.run("registrer", "ze", "notat", "--notat", "Oppdiktet notat")
    assert told.status == 2
    assert "Begynnelsen av et navn er for lite når noe skal skrives." in told.err
    assert standing(program) == before
    assert f"Sak {sak} (" in program.fine("vis", "ze").err
    assert f"Sak {sak} (" in program.fine("registrer", "zelda", "notat", "--notat", "Oppdiktet").err
