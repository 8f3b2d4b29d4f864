"""No other service is given a document before the guardians have said yes; it is asked in one place."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from moete_eksempler import chosen
from program import Program, copied, of_the_repository
from sak_examples import HEL_SAK
from sosialplan.files.yaml_reader import parse
from sosialplan.model.elev import Foresatt, Formaal
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Elev, Grunn, Hendelse, Sak, Samtykke
from sosialplan.rules.ansattsak.skjermet_sak import Mottaker, mottakere
from sosialplan.rules.medvirkning import Spurt, consent, lets_hand_over
from sosialplan.rules.moeter.saksliste import asked_of, is_anonymous, recipient
from sosialplan.views.dokumentdeler.saksbilde import saksbilde
from sosialplan.views.dokumentdeler.samtykkestilling import gitt_samtykke, mottakermangler
from sosialplan.views.dokumenter.bekymringsmelding import bekymringsmelding
from sosialplan.views.dokumenter.fravaersoversikt import fravaersoversikt
from sosialplan.views.dokumenter.melding import melding
from sosialplan.views.dokumenter.samtykke import samtykke

DAY = date(2026, 11, 23)
MOTTAKERE = mottakere(the_plan())
OTHERS = [each for each in MOTTAKERE if each.samtykke]
CASES = Path(__file__).parent / "samtykke_tilfeller.yaml"
R_TEAM = next(each for each in MOTTAKERE if each.kode == "r-team")
ANONYM = next(each for each in MOTTAKERE if each.kode == "r-team-anonym")
PPT = next(each for each in OTHERS if each.kode == "ppt")


def _with(*answers: Samtykke) -> Sak:
    entries = (
        Hendelse(
            id=f"s{i:07}",
            dato=date(2026, 11, 1 + i),
            steg="kontakt",
            samtykke=each,
            samtykke_til=("ppt",),
        )
        for i, each in enumerate(answers)
    )
    return replace(HEL_SAK, hendelser=(*HEL_SAK.hendelser, *entries))


def _codes(sak: Sak, mottaker: Mottaker) -> list[str]:
    bilde = saksbilde(sak, the_plan(), DAY, mottaker=mottaker)
    return [each.kode for each in mottakermangler(bilde)]


def test_these_are_other_services() -> None:
    assert [each.kode for each in OTHERS] == ["ppt", "bup", "helsesykepleier"]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ((), ["U141"]),
        ((Samtykke.IKKE_SPURT,), ["U141"]),
        ((Samtykke.JA,), []),
        ((Samtykke.JA, Samtykke.IKKE_SPURT), []),
        ((Samtykke.JA, Samtykke.NEI), ["U142"]),
        ((Samtykke.NEI, Samtykke.JA), []),
    ],
)
def test_the_last_answer_counts(answers: tuple[Samtykke, ...], missing: list[str]) -> None:
    assert _codes(_with(*answers), PPT) == missing


@pytest.mark.parametrize("mottaker", [e for e in MOTTAKERE if not e.samtykke and e != R_TEAM])
def test_the_others_get_what_the_law_says_without_consent(mottaker: Mottaker) -> None:
    assert _codes(_with(Samtykke.NEI), mottaker) == []


def test_the_answer_is_written_for_the_recipient_and_by_who_decides() -> None:
    (lack,) = mottakermangler(saksbilde(HEL_SAK, the_plan(), DAY, mottaker=PPT))
    assert lack.command.endswith(
        "kontakt --med foresatte --dato ÅÅÅÅ-MM-DD --samtykke ja --samtykke-til ppt"
        " --samtykke-av foresatte"
    )
    grown = replace(HEL_SAK, elev=replace(HEL_SAK.elev, over_15_fra=DAY))
    (lack,) = mottakermangler(saksbilde(grown, the_plan(), DAY, mottaker=PPT))
    assert "kontakt --med elev " in lack.command
    assert lack.command.endswith("--samtykke-til ppt --samtykke-av elev")


def test_nothing_is_made_for_them_without_it(root: Path, tmp_path: Path) -> None:
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    ask = ("lag", "aktivitetsplan", "2026-YHP9E", "--mottaker", "ppt")
    ran = program.run(*ask)
    assert ran.status == 1
    assert ran.out == ""
    assert "feil[U141] Det står ikke at det er samtykket" in ran.err
    told = ("registrer", "2026-YHP9E", "kontakt", "--med", "foresatte", "--samtykke", "ja")
    wrote = program.run(*told)
    assert "Samtykket gjelder bare r-team." in wrote.err
    assert "U141" in program.run(*ask).err
    program.run(*told, "--samtykke-til", "ppt")
    assert "U141" not in program.run(*ask).err
    program.run("registrer", "2026-YHP9E", "kontakt", "--samtykke", "nei", "--samtykke-til", "ppt")
    assert (
        "feil[U142] Det er sagt nei til at PPT får vite hvem det gjelder." in program.run(*ask).err
    )


def test_a_yes_to_one_purpose_is_not_used_for_another(root: Path, tmp_path: Path) -> None:
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    ask = ("lag", "aktivitetsplan", "2026-YHP9E", "--mottaker", "ppt")
    told = (
        "registrer", "2026-YHP9E", "kontakt", "--med", "foresatte", "--samtykke", "ja",
        "--samtykke-til", "ppt",
    )  # fmt: skip
    advice = program.run(*told, "--samtykke-formål", "drøfting")
    assert "Samtykket gjelder bare drøfting. Skal det brukes til noe annet" in advice.err
    ran = program.run(*ask)
    assert ran.status == 1
    assert "feil[U141] Det står ikke at det er samtykket til at denne mottakeren får papirer" in (
        ran.err
    )
    words = program.run(*told, "--samtykke-om", "lesing")
    assert "åpner ikke for noe ennå" in words.err
    assert "--samtykke-formål: drøfting, papirer, henvisning" in words.err
    assert "U141" in program.run(*ask).err
    assert "K377" in program.run("valider").out
    program.run(*told, "--samtykke-formål", "henvisning", "--samtykke-om", "lesing")
    assert "U141" not in program.run(*ask).err
    assert "samtykke ja til ppt om henvisning (lesing)" in program.run("vis", "2026-YHP9E").out


def test_the_new_school_is_given_nothing_on_a_yes_to_something_else() -> None:
    yes = Hendelse(id="s0000001", dato=DAY, steg="avsluttet", samtykke=Samtykke.JA)
    assert lets_hand_over(yes)
    assert lets_hand_over(replace(yes, samtykke_formaal=(Formaal.OVERFOERING,)))
    assert not lets_hand_over(replace(yes, samtykke_formaal=(Formaal.INNHENTING,)))
    assert not lets_hand_over(replace(yes, samtykke_om="at dere snakker sammen"))


def test_what_no_yes_opens_is_asked_as_talk_of_the_pupil(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each word that can be written is one that the rules know."""
    Program(Path()).run("registrer", "--help")
    page = capsys.readouterr().out
    assert f"{', '.join(Formaal)}. Et ja åpner" in " ".join(page.split())


# Whose answer counts, to whom, to what, and until when


def _cases() -> list[Any]:
    tree: Any = parse(CASES.read_text(encoding="utf-8")).tree
    return [pytest.param(each, id=each["navn"]) for each in tree["tilfeller"]]


def _asked(spurt: str) -> Spurt:
    """Read «ppt/henvisning»; without a purpose it is what the program asks of that recipient."""
    til, _, formaal = spurt.partition("/")
    usual = Formaal.OVERFOERING if til == "ny-skole" else Formaal.DROEFTING
    return asked_of(the_plan(), til, Formaal(formaal) if formaal else usual)


@pytest.mark.parametrize("tilfelle", _cases())
def test_a_yes_opens_for_those_it_names_while_it_stands(tilfelle: dict[str, Any]) -> None:
    elev = msgspec.convert({"navn": "Oppdiktet", "klasse": "9B", **tilfelle.get("elev", {})}, Elev)
    kjede = the_plan().kjede(tilfelle.get("kjede", "bekymring"))
    entries = [
        msgspec.convert({"id": f"s{i:07}", "steg": "kontakt", **each}, Hendelse)
        for i, each in enumerate(tilfelle["hendelser"])
    ]
    day = msgspec.convert(tilfelle.get("per", "2026-11-23"), date)
    for til, expected in tilfelle["venter"].items():
        stands = consent(elev, entries, kjede, _asked(til), day)
        assert (stands.svar.value if stands.svar else "ingen") == expected, til
    assert list(consent(elev, entries, kjede, Spurt("ppt"), day).venter_paa) == tilfelle.get(
        "mangler", []
    )


def test_an_old_yes_to_another_question_opens_no_meeting() -> None:
    """A yes to asking barnevernet is none to the R-team, also where the R-team was refused."""
    plan = the_plan()
    no = Hendelse(id="s0000001", dato=date(2026, 11, 2), steg="samtykke", samtykke=Samtykke.NEI)
    yes = Hendelse(
        id="s0000002", dato=date(2026, 11, 3), steg="barnevern-vurdert", samtykke=Samtykke.JA
    )
    sak = replace(HEL_SAK, kjede="bekymring", hendelser=(no, yes))
    assert is_anonymous(plan, sak, (no, yes), DAY)
    assert is_anonymous(plan, sak, (yes,), DAY)
    assert not is_anonymous(plan, sak, (yes, replace(no, samtykke=Samtykke.JA)), DAY)


def test_a_meeting_with_others_asks_for_itself() -> None:
    plan = the_plan()
    yes = Hendelse(id="s0000001", dato=date(2026, 11, 2), steg="samtykke", samtykke=Samtykke.JA)
    sak = replace(HEL_SAK, kjede="bekymring", hendelser=(yes,))
    found = {
        each.moete: is_anonymous(plan, sak, (yes,), DAY, recipient(plan, each))
        for each in plan.moeter.moeter
    }
    assert {code for code, hidden in found.items() if not hidden} == {
        "r-team", "trinnmøte", "klassemøte", "ledermøte",
    }  # fmt: skip
    informed = chosen("r-team-samtykke", "informert")
    assert is_anonymous(informed, sak, (), DAY), "PPT sits there, and was not agreed to"
    assert is_anonymous(informed, sak, (), DAY, "sosialt-r-team")
    own = only_the_schools_own(informed)
    assert not is_anonymous(own, sak, (), DAY)
    assert is_anonymous(only_the_schools_own(plan), sak, (), DAY), "the reading is not chosen"
    assert is_anonymous(replace(own, moeter=replace(own.moeter, moeter=())), sak, (), DAY)


def only_the_schools_own(plan: Plan) -> Plan:
    """Return the plan in which nobody of another service sits in the R-team."""
    meetings = tuple(
        replace(
            each,
            medlemmer=tuple(one for one in each.medlemmer if "ppt-rådgiver" not in one.en_av),
        )
        if each.moete == "r-team"
        else each
        for each in plan.moeter.moeter
    )
    return replace(plan, moeter=replace(plan.moeter, moeter=meetings))


def test_the_reading_by_which_they_are_told_says_what_it_may_not_do() -> None:
    sak = replace(HEL_SAK, kjede="bekymring")
    for plan, without in (
        (chosen("r-team-samtykke", "informert"), True),
        (only_the_schools_own(chosen("r-team-samtykke", "informert")), False),
    ):
        told = str(melding(saksbilde(sak, plan, DAY)).samtykke.tekst)
        assert ("drøftes uten navn" in told) is without
    shown = melding(saksbilde(sak, chosen("r-team-samtykke", "informert"), DAY))
    assert "PPT og andre tjenester i teamet får ikke vite hvem det gjelder" in str(
        shown.samtykke.tekst
    )
    choice = the_plan().valget("r-team-samtykke")
    assert choice is not None
    reading = next(each for each in choice.lesninger if each.lesning == "informert")
    assert "forvaltningsloven § 13" in reading.tekst


def test_half_a_yes_is_told_and_opens_nothing() -> None:
    mor = Foresatt(navn="Oppdiktet Mor", relasjon="mor")
    far = Foresatt(navn="Oppdiktet Far", relasjon="far")
    yes = Hendelse(
        id="s0000001", dato=date(2026, 11, 2), steg="samtykke", samtykke=Samtykke.JA,
        samtykke_av=("Oppdiktet Mor",),
    )  # fmt: skip
    sak = replace(
        HEL_SAK,
        kjede="bekymring",
        elev=replace(HEL_SAK.elev, foresatte=(mor, far)),
        hendelser=(yes,),
    )
    shown = melding(saksbilde(sak, the_plan(), DAY, mottaker=R_TEAM))
    assert shown.samtykke.tekst == (
        "Ikke ennå. Det mangler svar fra Oppdiktet Far. Saken drøftes anonymt."
    )
    assert [each.kode for each in shown.kan_ikke_meldes] == ["U208"]
    hidden = melding(saksbilde(sak, the_plan(), DAY, mottaker=ANONYM))
    assert "Far" not in str(hidden.samtykke.tekst)
    both = replace(
        sak, hendelser=(yes, replace(yes, id="s0000002", samtykke_av=("Oppdiktet Far",)))
    )
    assert melding(saksbilde(both, the_plan(), DAY, mottaker=R_TEAM)).kan_ikke_meldes == ()


def test_the_form_says_what_was_answered_and_who_signs() -> None:
    asked = Hendelse(
        id="s0000001", dato=date(2026, 11, 2), steg="kontakt", samtykke=Samtykke.JA,
        samtykke_til=("ppt", "tverrfaglig-møte"), samtykke_av=("elev",), samtykke_formaal=(Formaal.DROEFTING,), samtykke_om="lesing",
    )  # fmt: skip
    grown = replace(HEL_SAK.elev, over_15_fra=date(2026, 10, 1))
    sak = replace(HEL_SAK, elev=grown, hendelser=(*HEL_SAK.hendelser, asked))
    form = samtykke(saksbilde(sak, the_plan(), DAY))
    answers = [(each.navn, each.svar) for each in form.tjenester]
    said = "Ja til drøfting med navn, eleven 2. november 2026"
    assert [each for each in answers if each[1]] == [("PPT", said), ("Tverrfaglig møte", said)]
    assert answers.count(("PPT", None)) == 2, "papers and a referral are questions of their own"
    assert answers.count(("BUP", None)) == 3
    assert form.foresatte == ()
    assert form.ingen_foresatte is None
    assert form.bestemmer == "Eleven har fylt 15 år, og bestemmer og skriver under selv."
    assert gitt_samtykke(saksbilde(sak, the_plan(), DAY, mottaker=PPT)) is None
    wider = replace(asked, samtykke_formaal=(Formaal.HENVISNING,))
    sak = replace(sak, hendelser=(*HEL_SAK.hendelser, wider))
    assert gitt_samtykke(saksbilde(sak, the_plan(), DAY, mottaker=PPT)) == (
        "Eleven samtykket 2. november 2026, til henvisning (lesing)."
    )


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_the_repository(CASES.parent.parent, tmp_path_factory.mktemp("samtykke") / "skolen")


SAK = "2026-P3E6W"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--samtykke-til", "ppt"), "Det står ikke hva svaret var."),
        (("--samtykke", "ja", "--samtykke-til", "pptt"), "mottakeren av samtykke"),
        (("--samtykke", "ja", "--samtykke-av", "naboen"), "står ikke blant foresatte"),
        (
            ("--samtykke", "ja", "--samtykke-til", "ppt", "--flyttet-til", "Oppdiktet skole",
             "--overlevert", "Planen"),
            "krever samtykke til det",
        ),
    ],
)  # fmt: skip
def test_an_answer_that_says_nothing_is_refused(
    skolen: Path, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    program = Program(copied(skolen, tmp_path / "mappe"))
    ran = program.run("registrer", SAK, "kontakt", *words)
    assert ran.status == 2
    assert says in ran.err


@pytest.mark.parametrize(
    ("elev", "words", "says"),
    [
        ("over_15_fra: 2026-01-01", (), "Svaret fra foresatte teller ikke."),
        ("over_15_fra: 2030-01-01", ("--samtykke-av", "elev"), "Foresatte bestemmer"),
        (None, (), "Det står ikke om eleven har fylt 15 år."),
        ("fødselsår: 2011", (), "det mangler svar fra eleven selv"),
    ],
)
def test_an_answer_that_may_not_count_is_told_of(
    skolen: Path, tmp_path: Path, elev: str | None, words: tuple[str, ...], says: str
) -> None:
    root = copied(skolen, tmp_path / "mappe")
    file = root / "saker/2026" / f"{SAK}.yaml"
    text = re.sub(r"  (over_15_fra|fødselsår): .*\n", "", file.read_text(encoding="utf-8"))
    if elev:
        text = text.replace("  klasse: 10C\n", f"  klasse: 10C\n  {elev}\n")
    file.write_text(text, encoding="utf-8", newline="\n")
    program = Program(root)
    program.run("lagre")
    ran = program.run(
        "registrer", SAK, "kontakt", "--samtykke", "ja", "--samtykke-til", "ppt", *words
    )
    assert says in ran.err, ran.err


def test_an_answer_is_put_right_with_its_purpose_and_shown(skolen: Path, tmp_path: Path) -> None:
    program = Program(copied(skolen, tmp_path / "mappe"))
    assert program.run(
        "rett", SAK, "samtykke", "--samtykke-til", "r-team,ppt", "--samtykke-av", "elev",
        "--samtykke-om", "henvisning",
    ).status == 0  # fmt: skip
    shown = program.run("vis", SAK)
    assert "samtykke ja til r-team, ppt fra elev (henvisning)" in " ".join(shown.out.split())


def test_a_yes_of_another_case_is_told_not_to_follow(skolen: Path, tmp_path: Path) -> None:
    program = Program(copied(skolen, tmp_path / "mappe"))
    first = program.new_case("bekymring", "Oppdiktet Elev Rogn")
    program.fine(
        "registrer",
        first,
        "samtale",
        "--av",
        "kontaktlærer",
        "--med",
        "elev",
        "--notat",
        "Oppdiktet",
    )
    silent = program.fine(
        "ny-sak", "--kjede", "tiltak-virker-ikke", "--fra-sak", first, "--oppdaget", "2026-11-23"
    )
    assert "følger ikke med" not in silent.err
    program.fine(
        "registrer", first, "samtykke", "--samtykke", "ja", "--samtykke-til", "r-team",
        "--samtykke-av", "foresatte",
    )  # fmt: skip
    told = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--fra-sak", first, "--oppdaget", "2026-11-23"
    )
    assert f"Samtykket i sak {first} gjelder den saken, og følger ikke med" in " ".join(
        told.err.split()
    )


def test_the_year_of_birth_is_told_when_the_case_is_opened(skolen: Path, tmp_path: Path) -> None:
    program = Program(copied(skolen, tmp_path / "mappe"))
    made = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Selje", "--klasse", "10B",
        "--oppdaget", "2026-11-23", "--fødselsår", "2011", "--format", "json",
    )  # fmt: skip
    text = program.case(made.json()["sak"]).read_text(encoding="utf-8")
    assert "fødselsår: 2011" in text


def test_the_papers_about_barnevernet_name_who_answered() -> None:
    def papers(*by: str) -> str:
        entry = Hendelse(
            id="s0000001", dato=date(2026, 11, 2), steg="barnevern-vurdert", av="trinnleder",
            grunn=Grunn.C, samtykke=Samtykke.NEI, samtykke_av=by,
        )  # fmt: skip
        sak = replace(HEL_SAK, kjede="fravaer", hendelser=(entry,))
        bilde = saksbilde(sak, the_plan(), DAY)
        return repr((bekymringsmelding(bilde), fravaersoversikt(bilde)))

    assert "Ja. Eleven samtykker ikke." in papers("elev")
    assert "'nei (eleven)'" in papers("elev")
    assert "Ja. De foresatte samtykker ikke." in papers()
    assert "'nei'" in papers()
