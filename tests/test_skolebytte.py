"""A pupil changes school: what goes along, what never does, and the receipt. All people and schools are invented."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as msgspec_replace

from program import Program
from sosialplan.files.loader import load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.overlevering import Elevpakke, kontrollsum_av, overlevert_til
from sosialplan.model.visible import MOST_OF_TEXT
from sosialplan.rules.navn.andres_navn import like_names, navnlike
from sosialplan.rules.navn.klassespor import tells_a_class
from sosialplan.rules.navn.personopplysninger import leads_to_somebody, personord
from sosialplan.schema.decode import decode

NY = "Oppdiktet Fjord skole"
GRUNN = ("--grunnlag", "forebygge", "--hvorfor", "Oppdiktet grunn til at de må vite det")


@pytest.fixture
def fra(skolen: Program) -> tuple[Program, str]:
    """The old school, with a case that names another pupil, and a plan."""
    number = skolen.new_case(elev="Oppdiktet Elev Ask")
    skolen.fine("sak", "involver", number, "--navn", "Oppdiktet Kim Berge", "--klasse", "8C")
    skolen.fine(
        "sak",
        "endre",
        number,
        "--beskrivelse",
        "Elev B holder eleven utenfor. Oppdiktet.",
        "--fødselsår",
        "2013",
    )
    skolen.fine(
        "tiltak", "plan", number, "--problem", "Oppdiktet problem", "--mål", "Oppdiktet mål"
    )
    skolen.fine("registrer", number, "notat", "--notat", "Oppdiktet samtale i friminuttet")
    return skolen, number


@pytest.fixture
def til(tmp_path: Path) -> Program:
    outside = Program(tmp_path / "annen")
    outside.root.mkdir()
    outside.fine(
        "start", str(tmp_path / "annen" / "ny"), "--skole", NY, "--fra", "midtstuen", "--åpen"
    )
    return replace(outside, root=tmp_path / "annen" / "ny")


def _sent(fra: tuple[Program, str], fil: Path, *args: str) -> str:
    program, number = fra
    wanted = args or ("--ta-med", "beskrivelse", "--ta-med", "plan", "--ta-med", "hendelser")
    return program.fine(
        "overlever", number, "--til-skole", NY, *GRUNN, *wanted, "--til", str(fil)
    ).out


def test_the_whole_way_there_and_back(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    program, number = fra
    fil, kvittering = tmp_path / "pakke.yaml", tmp_path / "kvittering.yaml"
    told = _sent(fra, fil)
    summen = next(
        line.split(": ")[1] for line in told.splitlines() if line.startswith("Kontrollsum")
    )
    assert summen in program.case(number).read_text("utf-8")
    came = til.fine("ta-imot", str(fil), "--klasse", "8A", "--kvittering", str(kvittering)).out
    assert f"Kontrollsum: {summen}" in came
    (case,) = (til.root / "saker").rglob("*.yaml")
    text = case.read_text("utf-8")
    assert "navn: Oppdiktet Elev Ask" in text
    assert "klasse: 8A" in text
    assert "fødselsår: 2013" in text
    assert "Elev B holder eleven utenfor." in text
    assert "Oppdiktet problem" in text
    assert "Oppdiktet samtale i friminuttet" in text
    assert til.run("valider", str(case)).status == 0
    back = kvittering.read_text("utf-8")
    assert "Ask" not in back
    assert "2026-" not in back.replace("mottatt: 2026-", "")
    assert (
        "Kvitteringen er skrevet"
        in program.fine("overlever", number, "--kvittering", str(kvittering)).out
    )
    assert f"Kvittert av {NY}" in program.case(number).read_text("utf-8")
    again = program.run("overlever", number, "--kvittering", str(kvittering))
    assert again.status == 3
    assert "fra før" in again.err


def test_the_longest_text_loses_nothing_on_its_way(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    program, number = fra
    told = "Oppdiktet. " + "x" * (MOST_OF_TEXT - 20) + " slutt."
    program.fine("registrer", number, "notat", "--notat", told)
    fil = tmp_path / "pakke.yaml"
    _sent(fra, fil)
    til.fine(
        "ta-imot", str(fil), "--klasse", "8A", "--kvittering", str(tmp_path / "kvittering.yaml")
    )
    (case,) = (til.root / "saker").rglob("*.yaml")
    text = case.read_text("utf-8")
    assert text.count("x") >= MOST_OF_TEXT - 20
    assert "slutt." in text


def test_nothing_of_others_goes_along(fra: tuple[Program, str], tmp_path: Path) -> None:
    fil = tmp_path / "pakke.yaml"
    _sent(fra, fil)
    text = fil.read_text("utf-8")
    for other in ("Kim", "Berge", "8C", "8B", "foresatte:"):
        assert other not in text, other
    assert "Ask" not in fil.name


def test_a_text_that_names_another_stops_all_of_it(
    fra: tuple[Program, str], tmp_path: Path
) -> None:
    program, number = fra
    program.new_case(elev="Oppdiktet Nora Vik")
    program.fine("registrer", number, "notat", "--notat", "Nora Vik var der også")
    before, fil = program.case(number).read_text("utf-8"), tmp_path / "pakke.yaml"
    for likevel in ((), ("--likevel", "Oppdiktet grunn")):
        told = program.run(
            "overlever",
            number,
            "--til-skole",
            NY,
            *GRUNN,
            "--ta-med",
            "hendelser",
            *likevel,
            "--til",
            str(fil),
        )
        assert told.status == 3
        assert "nevner kanskje andre" in told.err
        assert "Nora" not in told.err
        assert not fil.exists()
        assert program.case(number).read_text("utf-8") == before
    program.fine(
        "overlever", number, "--til-skole", NY, *GRUNN, "--ta-med", "plan", "--til", str(fil)
    )


def test_nothing_goes_by_itself(fra: tuple[Program, str], tmp_path: Path) -> None:
    program, number = fra
    told = program.run("overlever", number, "--til-skole", NY)
    assert told.status == 2
    assert "--grunnlag, --hvorfor, --ta-med" in told.err
    fil = tmp_path / "pakke.yaml"
    _sent(fra, fil, "--ta-med", "plan")
    assert "holder eleven utenfor" not in fil.read_text("utf-8")
    assert "friminuttet" not in fil.read_text("utf-8")


def test_what_helps_the_pupil_goes_by_consent_alone(
    fra: tuple[Program, str], tmp_path: Path
) -> None:
    program, number = fra
    fil = tmp_path / "pakke.yaml"
    asked = ("overlever", number, "--til-skole", NY, "--grunnlag", "tilrettelegge", "--hvorfor", "Oppdiktet", "--ta-med", "plan", "--til", str(fil))  # fmt: skip
    told = program.run(*asked)
    assert told.status == 3
    assert "Samtykket står ikke i saken" in told.err
    program.fine(
        "registrer",
        number,
        "samtale",
        "--samtykke",
        "nei",
        "--samtykke-til",
        "ny-skole",
        "--samtykke-av",
        "foresatte",
    )
    assert "De har sagt nei" in program.run(*asked).err
    assert not fil.exists()
    prevented = program.fine(
        "overlever", number, "--til-skole", NY, *GRUNN, "--ta-med", "plan", "--til", str(fil)
    )
    assert "De har sagt nei" in prevented.err
    assert "§ 25-1 fjerde ledd" in fil.read_text("utf-8")
    program.fine("registrer", number, "samtale", "--samtykke", "ja", "--samtykke-til", "ny-skole", "--samtykke-av", "foresatte")  # fmt: skip
    program.fine(*asked[:-1], str(tmp_path / "til.yaml"), "--igjen")
    assert "hjemmel" not in (tmp_path / "til.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Oppdiktet problem", "Et annet problem"),
        ("kontrollsum: ", "kontrollsum: 0"),
        ("deler:", "delene:"),
    ],
)
def test_a_package_that_was_changed_on_the_way_is_refused(
    fra: tuple[Program, str], til: Program, tmp_path: Path, old: str, new: str
) -> None:
    fil = tmp_path / "pakke.yaml"
    _sent(fra, fil)
    text = fil.read_text("utf-8")
    assert old in text
    fil.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = til.run("ta-imot", str(fil), "--klasse", "8A")
    assert told.status == 3
    assert "endret eller kuttet på veien" in told.err
    assert not list((til.root / "saker").rglob("2026-*.yaml"))


def test_a_package_is_taken_in_once_and_by_the_school_it_is_for(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    fil = tmp_path / "pakke.yaml"
    _sent(fra, fil)
    til.fine("ta-imot", str(fil), "--klasse", "8A")
    told = til.run("ta-imot", str(fil), "--klasse", "8A")
    assert told.status == 3
    assert "tatt imot før" in told.err
    third = replace(til, root=tmp_path / "annen" / "tredje")
    til.fine("start", str(third.root), "--skole", "Oppdiktet Dal skole", "--fra", "midtstuen", "--åpen")  # fmt: skip
    other = third.run("ta-imot", str(fil), "--klasse", "8A")
    assert other.status == 3
    assert f"Pakken er til {NY}" in other.err
    assert til.run("ta-imot", str(fil)).status == 2
    assert til.run("ta-imot", str(tmp_path / "finnes-ikke.yaml"), "--klasse", "8A").status == 3
    (tmp_path / "tom.yaml").write_text("", encoding="utf-8")
    assert (
        "ingen overlevering" in til.run("ta-imot", str(tmp_path / "tom.yaml"), "--klasse", "8A").err
    )


def test_a_receipt_of_something_else_is_not_written(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    program, number = fra
    fil, kvittering = tmp_path / "pakke.yaml", tmp_path / "kvittering.yaml"
    _sent(fra, fil)
    til.fine("ta-imot", str(fil), "--klasse", "8A", "--kvittering", str(kvittering))
    text = kvittering.read_text("utf-8")
    summen = text.partition("kontrollsum: ")[2].split()[0].strip("'\"")
    kvittering.write_text(text.replace(summen, "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa"), encoding="utf-8")
    told = program.run("overlever", number, "--kvittering", str(kvittering))
    assert told.status == 3
    assert "en annen enn den som ble sendt" in told.err
    other = program.new_case(elev="Oppdiktet Annen Elev")
    kvittering.write_text(text, encoding="utf-8")
    told = program.run("overlever", other, "--kvittering", str(kvittering))
    assert told.status == 3
    assert "gjelder ingen pakke" in told.err


def test_a_person_is_shown_the_package_and_asked(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    program, number = fra
    fil = tmp_path / "pakke.yaml"
    made = program.run(
        "overlever", number, "--til", str(fil), answers=[NY, "forebygge", "Oppdiktet grunn", "plan"]
    )
    assert made.status == 0, made
    came = til.run("ta-imot", str(fil), answers=["8A"])
    assert came.status == 0, came
    assert "Problemet i planen: Oppdiktet problem" in came.out


def test_the_checksum_is_of_all_but_itself() -> None:
    tree = {"pakke": "a", "deler": [{"hva": "x", "tekst": "y"}], "kontrollsum": "z"}
    assert kontrollsum_av(tree) == kontrollsum_av({**tree, "kontrollsum": "annen"})
    assert kontrollsum_av(tree) != kontrollsum_av({**tree, "pakke": "b"})


def _tree(text: str) -> Any:
    return parse(text).tree


_TEKSTER = _tree((Path(__file__).parent / "overlevering_tekster.yaml").read_text("utf-8"))
BOK = load_names(Planmappe(Path(__file__).parent.parent))[0]
assert BOK is not None


@pytest.mark.parametrize("case", _TEKSTER["sikre"], ids=lambda case: case["tekst"])
def test_what_leads_to_somebody_is_found_in_any_grouping(case: dict[str, Any]) -> None:
    own = ("22 00 00 00", "Skoleveien 1")
    assert list(leads_to_somebody(case["tekst"], personord(minimering()), own)) == case["funn"]


@pytest.mark.parametrize("case", _TEKSTER["klasser"], ids=lambda case: case["tekst"])
def test_a_class_of_the_school_is_found_in_any_case(case: dict[str, Any]) -> None:
    assert tells_a_class(case["tekst"], ("4A", "Rød")) is case["funn"]


@pytest.mark.parametrize("case", _TEKSTER["navn"], ids=lambda case: case["tekst"])
def test_what_looks_like_a_name_that_nobody_has_listed(case: dict[str, Any]) -> None:
    assert BOK is not None
    like = navnlike(
        ("Liv Dahl", "Kari Lund"),
        ("Elev B", "Oppdiktet Fjord skole", "kontaktlærer", "rektor", ""),
        BOK,
    )
    assert list(like_names(case["tekst"], like)) == case["funn"]


def test_without_anything_known_every_capital_within_a_sentence_is_asked_about() -> None:
    assert like_names("Det var Liv.", navnlike((), (), UTEN_NAVN)) == ("Liv",)
    assert not like_names("Hun slo 4 A. Så gikk Å.", navnlike((), (), UTEN_NAVN))


def test_a_note_tells_of_a_package_only_where_it_begins_so() -> None:
    assert overlevert_til("Overlevert til en annen klasse") is None
    assert overlevert_til("Mottatt: pakke ab12, kontrollsum 1") is None


_NAVN_PROEVD = "Sander Holm i 4a, 010112 12345, slo han"


def _refused(fra: tuple[Program, str], fil: Path, *args: str) -> str:
    program, number = fra
    before = program.case(number).read_text("utf-8")
    told = program.run("overlever", number, "--til-skole", NY, *args, "--til", str(fil))
    assert told.status == 3, told
    assert not fil.exists()
    assert program.case(number).read_text("utf-8") == before
    return told.err


@pytest.mark.parametrize("likevel", [(), ("--likevel", "Oppdiktet grunn")])
@pytest.mark.parametrize(
    ("tekst", "kind"),
    [
        (_NAVN_PROEVD, "et fødselsnummer (under: --hvorfor)"),
        ("Ring 41 23 45 67", "et telefonnummer (under: --hvorfor)"),
        ("Ho bur i Bakkegata 4", "en adresse (under: --hvorfor)"),
    ],
)
def test_a_number_or_an_address_stops_the_package_whatever_is_said(
    fra: tuple[Program, str], tmp_path: Path, tekst: str, kind: str, likevel: tuple[str, ...]
) -> None:
    asked = ("--grunnlag", "forebygge", "--hvorfor", tekst, "--ta-med", "plan", *likevel)
    told = _refused(fra, tmp_path / "pakke.yaml", *asked)
    assert kind in " ".join(told.split())
    assert not {"Sander", "010112", "41 23", "Bakkegata"} & set(told.split())
    assert "--likevel" not in told


def test_a_name_that_nobody_listed_and_a_class_are_not_let_through_in_silence(
    fra: tuple[Program, str], tmp_path: Path
) -> None:
    program, number = fra
    fil = tmp_path / "pakke.yaml"
    asked = ("--grunnlag", "forebygge", "--hvorfor", "Utsett av Sander Holm i 8b", "--ta-med", "plan")  # fmt: skip
    told = " ".join(_refused(fra, fil, *asked).split())
    assert "en klasse (under: --hvorfor); noe som ligner et navn (under: --hvorfor)" in told
    assert "Sander" not in told
    words = ("overlever", number, "--til-skole", NY, *asked, "--til", str(fil))
    shown = program.run(*words, answers=[""])
    assert shown.status == 3
    assert "Noe som ligner et navn («Sander Holm»), under: --hvorfor" in shown.out
    assert not fil.exists()
    made = program.run(*words, answers=["Oppdiktet: en figur i en bok", "ja"])
    assert made.status == 0, made
    assert "bare igjen elever og foresatte som står i mappen" in " ".join(made.err.split())
    kept = " ".join(program.case(number).read_text("utf-8").split())
    assert "Nevner ingen andre: Oppdiktet: en figur i en bok" in kept


def test_the_same_school_does_not_get_a_case_twice_in_silence(
    fra: tuple[Program, str], tmp_path: Path
) -> None:
    program, number = fra
    _sent(fra, tmp_path / "pakke.yaml")
    again = tmp_path / "igjen.yaml"
    asked = (*GRUNN, "--ta-med", "plan")
    told = _refused(fra, again, *asked)
    assert f"Saken er overlevert før til {NY}, 23.11.2026. Ingenting er laget." in told
    words = ("overlever", number, "--til-skole", NY.upper(), *asked, "--til", str(again))
    assert program.run(*words, answers=["nei"]).status == 3
    assert not again.exists()
    made = program.run(*words, answers=["ja"])
    assert made.status == 0, made
    assert "Saken er overlevert før" in made.out
    program.fine(*words[:-1], str(tmp_path / "tredje.yaml"), "--igjen")
    assert program.case(number).read_text("utf-8").count("Sendt en gang til.") == 2
    annen = tmp_path / "annen.yaml"
    other = ("overlever", number, "--til-skole", "Oppdiktet Dal skole", *words[4:-1])
    program.fine(*other, str(annen), "--ta-med", "hendelser")
    assert "friminuttet" in annen.read_text("utf-8")
    assert NY not in annen.read_text("utf-8"), "where else it went is no word of what happened"


def _from_another_school(text: str) -> str:
    tree = _tree(text)
    renamed = {**tree, "fra_skole": "Oppdiktet Annen skole"}
    value, problems = decode(renamed, Elevpakke, "pakke.yaml")
    assert value is not None, problems
    told = msgspec_replace(value, kontrollsum=kontrollsum_av(to_tree(value)))
    return dump(to_tree(told))


def test_a_school_hands_nothing_over_to_itself(
    fra: tuple[Program, str], til: Program, tmp_path: Path
) -> None:
    program, number = fra
    fil = tmp_path / "pakke.yaml"
    told = program.run(
        "overlever", number, "--til-skole", "midtstuen  skole", *GRUNN, "--ta-med", "plan", "--til", str(fil)
    )  # fmt: skip
    assert told.status == 3
    assert "Det er deres egen skole." in told.err
    assert not fil.exists()
    _sent(fra, fil)
    back = program.run("ta-imot", str(fil), "--klasse", "8A", "--likevel")
    assert back.status == 3
    assert "Pakken er fra deres egen skole." in back.err
    fil.write_text(_from_another_school(fil.read_text("utf-8")), encoding="utf-8")
    back = program.run("ta-imot", str(fil), "--klasse", "8A", "--likevel")
    assert back.status == 3
    assert f"Pakken er laget her, av sak {number}." in back.err
    assert til.run("ta-imot", str(fil), "--klasse", "8A").status == 0
