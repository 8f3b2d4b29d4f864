"""A pupil changes school: what goes along, what never does, and the receipt. All people and schools are invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from program import Program
from sosialplan.model.overlevering import kontrollsum_av

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
    program.fine(*asked[:-1], str(tmp_path / "til.yaml"))
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
    other = fra[0].run("ta-imot", str(fil), "--klasse", "8A")
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
