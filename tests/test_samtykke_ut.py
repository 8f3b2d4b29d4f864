"""No paper that names the pupil goes to one whom the consent does not cover, and a no is a no."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, copied, made_by_start
from sak_examples import HEL_SAK
from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import GjelderAnsatt, Grunn, Hendelse, Sak, Samtykke
from sosialplan.rules.ansattsak.skjermet_sak import TEAM, find_mottaker, mottakere
from sosialplan.rules.facts import EGNE
from sosialplan.views.dokumentdeler.saksbilde import saksbilde
from sosialplan.views.dokumentdeler.samtykkestilling import mottakermangler
from sosialplan.views.dokumentliste import DOKUMENTER

DAY = date(2026, 11, 23)
JA, NEI = Samtykke.JA, Samtykke.NEI
ASKED = ("r-team", "ppt", "bup", "helsesykepleier")
"""Recipients to whom a name goes only by consent."""
FREE = tuple(each.kode for each in mottakere(the_plan()) if each.kode not in ASKED)


def case(*answers: Samtykke, til: str) -> Sak:
    entries = (
        Hendelse(
            id=f"s{i:07}", dato=date(2026, 11, 1 + i), steg="kontakt", samtykke=each,
            samtykke_til=(til,),
        )
        for i, each in enumerate(answers)
    )  # fmt: skip
    own = (each for each in HEL_SAK.hendelser if each.samtykke is None)
    return replace(HEL_SAK, hendelser=(*own, *entries))


def codes(sak: Sak, til: str) -> list[str]:
    mottaker = find_mottaker(til, the_plan())
    assert mottaker is not None
    return [
        each.kode for each in mottakermangler(saksbilde(sak, the_plan(), DAY, mottaker=mottaker))
    ]


@pytest.mark.parametrize("til", ASKED)
@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ((), False),
        ((Samtykke.IKKE_SPURT,), False),
        ((NEI,), True),
        ((JA, NEI), True),
        ((JA,), None),
    ],
)
def test_a_name_goes_only_by_a_yes(
    til: str, answers: tuple[Samtykke, ...], *, refused: bool | None
) -> None:
    lacking = "U208" if til == "r-team" else "U141"
    wanted = [] if refused is None else ["U142" if refused else lacking]
    assert codes(case(*answers, til=til), til) == wanted


@pytest.mark.parametrize("til", FREE)
def test_the_others_ask_for_no_consent(til: str) -> None:
    assert codes(case(NEI, til="r-team"), til) == []


def test_a_no_to_barnevernet_does_not_stop_a_duty_to_notify() -> None:
    refused = case(NEI, til="barnevern")
    assert codes(refused, "barnevern") == ["U143"]
    assert codes(case(JA, til="barnevern"), "barnevern") == []
    step = EGNE[Betydning.BARNEVERN_VURDERT]
    seen = Hendelse(id="b0000001", dato=DAY, steg=step, grunn=Grunn.A, samtykke=NEI)
    assessed = replace(refused, hendelser=(*refused.hendelser, seen))
    assert codes(assessed, "barnevern") == []
    nothing = replace(seen, grunn=Grunn.INGEN)
    assert codes(replace(refused, hendelser=(*refused.hendelser, nothing)), "barnevern") == ["U143"]
    sent = replace(seen, steg=EGNE[Betydning.BARNEVERN_MELDT], grunn=None)
    assert codes(replace(refused, hendelser=(*refused.hendelser, sent)), "barnevern") == []


def test_a_recipient_from_whom_the_case_is_kept_gets_nothing() -> None:
    about = replace(case(JA, til="r-team"), gjelder_ansatt=GjelderAnsatt(roller=("rådgiver",)))
    assert codes(about, "r-team") == ["U144"]
    assert codes(about, "r-team-anonym") == ["U144"], "not by number and not anonymously"
    nurse = replace(about, gjelder_ansatt=GjelderAnsatt(roller=("helsesykepleier",)))
    assert "U144" in codes(nurse, "helsesykepleier")


# As a person meets it


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("samtykke-ut") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def opened(program: Program) -> str:
    made = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Fjell", "--klasse", "10A",
        "--oppdaget", "2026-11-23", "--fødselsår", "2010", "--meldt-av", "lærer",
        "--beskrivelse", "Trist", "--format", "json",
    ).json()  # fmt: skip
    number: str = made["sak"]
    return number


TO_R_TEAM = [each.kode for each in DOKUMENTER if TEAM in each.mottakere and not each.avslag_fra]
HAND = ("--kanal", "møte", "--til-hvem", "mottakeren")


@pytest.mark.parametrize("document", TO_R_TEAM)
def test_nothing_with_a_name_is_handed_to_the_r_team_after_a_no(
    program: Program, document: str
) -> None:
    number = opened(program)
    ask = ("utlever", document, number, "--mottaker", "r-team", *HAND)
    ran = program.run(*ask)
    assert (ran.status, "feil[U208]" in ran.err) == (1, True), ran
    program.fine(
        "registrer", number, "kontakt", "--samtykke", "nei", "--samtykke-til", "r-team",
        "--samtykke-av", "elev",
    )  # fmt: skip
    before = program.case(number).read_bytes()
    for more in ((), ("--likevel", "Haster")):
        ran = program.run(*ask, *more)
        assert ran.status == 1, ran
        assert "feil[U142] Det er sagt nei til at R-teamet får vite hvem det gjelder." in ran.err
        assert f"lag melding {number} --mottaker r-team-anonym" in ran.err
        assert "Det åpnes ikke med --likevel." in ran.err
    assert program.case(number).read_bytes() == before
    assert not list(program.root.glob("ut/*"))
    told = program.run("lag", document, number, "--mottaker", "r-team")
    assert "U142 Det er sagt nei" in told.err
    assert "U208" not in told.err or document == "melding"


def test_the_anonymous_way_is_open(program: Program) -> None:
    number = opened(program)
    program.fine(
        "registrer", number, "kontakt", "--samtykke", "nei", "--samtykke-til", "r-team",
        "--samtykke-av", "elev",
    )  # fmt: skip
    program.fine("utlever", "melding", number, "--mottaker", "r-team-anonym", *HAND)


def test_no_reason_lifts_a_no_to_ppt(program: Program) -> None:
    number = opened(program)
    ask = (
        "utlever", "oversendelsesbrev", number, "--mottaker", "ppt", *HAND, "--hvorfor", "Hjelp",  "--likevel", "Haster",
    )  # fmt: skip
    say = (
        "registrer",
        number,
        "kontakt",
        "--samtykke-til",
        "ppt",
        "--samtykke-av",
        "elev",
        "--samtykke",
    )
    program.fine(*say, "nei")
    ran = program.run(*ask)
    assert ran.status == 1, ran
    assert "Det er sagt nei til at PPT får vite hvem det gjelder." in ran.err


@pytest.mark.parametrize(
    ("entry", "til"),
    [
        (("r-team-meldt", "--av", "sosiallærer"), "r-team"),
        (("beslutning", "--møte", "r-team", "--notat", "x", "--ansvarlig", "rådgiver", "--frist", "2026-12-01"), "r-team"),
        (("samtale", "--med", "ppt-rådgiver"), "ppt"),
        (("plan-sendt", "--mottaker", "PPT"), "ppt"),
    ],
)  # fmt: skip
def test_what_is_written_of_it_after_a_no_is_told_of(
    program: Program, entry: tuple[str, ...], til: str
) -> None:
    number = opened(program)
    said = f"Det er sagt nei til at {til} får vite hvem det gjelder."
    assert said not in program.fine("registrer", number, *entry).err
    program.fine(
        "registrer", number, "kontakt", "--samtykke", "nei", "--samtykke-til", til,
        "--samtykke-av", "elev",
    )  # fmt: skip
    program.now = program.now.replace("11-23", "11-24")
    assert said in program.fine("registrer", number, *entry).err
    assert said not in program.fine("registrer", number, "samtale", "--med", "elev").err


def test_one_who_was_refused_and_is_called_is_told_of(program: Program) -> None:
    number = opened(program)
    program.fine(
        "registrer", number, "kontakt", "--samtykke", "nei", "--samtykke-til", "ppt",
        "--samtykke-av", "elev",
    )  # fmt: skip
    told = program.fine(
        "innkall", number, "--møte", "samarbeidsmøte", "--dato", "2026-11-24", "--kl", "14:00",
        "--sted", "G", "--med", "elev,ppt-rådgiver", "--formål", "Samarbeid",
    )  # fmt: skip
    assert "Det er sagt nei til at ppt får vite hvem det gjelder." in told.err
