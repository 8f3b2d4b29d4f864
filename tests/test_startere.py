"""A school that begins with another plan than the program's own sees not a word of that one.

Each starter is begun in an empty folder, and all that it says and prints is looked through. All people are invented.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from program import Program, Result, everything_in
from sosialplan.files.loader import load_plan, load_reference
from sosialplan.files.planmappe import Fortidsmappe, Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.startere import STARTERE, VIDEREGAAENDE, mappe_of, oppskrift, plan_of
from sosialplan.model.plan import Plan
from sosialplan.model.skole import MIDTSTUEN
from sosialplan.output.filtekst import filtekst
from sosialplan.rules.checks.trapp_checks import check_rungs
from sosialplan.rules.saksplikter import last_day_of_exclusion
from sosialplan.views.dokumentliste import DOKUMENTER

ANDRE = tuple(each for each in STARTERE if each != MIDTSTUEN)
FREMMED = re.compile(
    r"midtstu|\blinjer?:|\blinje \d|\bkilden\b|\bR-team|sosialt r|\bMOT-|\bMOT\b|SaLTo|\bOTTO\b|Vetland|websak|onenote"
    r"|\bOslo\b|trivselsleder|temalærer|gule vester|Sterk og klar|Osloskolen|Utdanningsetaten|klassemøte|r-team",
    re.IGNORECASE,
)
"""The name of the program's own plan, its lines, and what is that school's alone."""
LIKT = re.compile(r"\bmot\b")
"""A common word, which a name of that plan is like: it is only looked for in capitals."""


class Skolen(NamedTuple):
    """A school beside the program's own: what it begins with, and what it is. Its name is invented."""

    fra: str
    navn: str
    kommune: str
    trinn: str
    maalform: str
    klasser: tuple[str, str, str]


SKOLENE = {
    "nynorsk": Skolen("barneskole", "Oppdiktet Fjord skule", "Oppdal", "1-7", "nynorsk", ("1A", "6A", "7A")),
    "kombinert": Skolen("lovkjernen", "Oppdiktet Li skole", "Hamar", "1-10", "bokmål", ("2A", "8-1", "10AB")),
    "videregående": Skolen("videregående", "Oppdiktet Tun skole", "Innlandet fylkeskommune", "VG1-VG3", "bokmål", ("1STA", "2STA", "VG3-EL")),
}  # fmt: skip
LAERER = ("Oppdiktet Lærer Bjerk", "Oppdiktet Lærer Ask", "Oppdiktet Lærer Dal")
EGET_TEAM = """møter:
  - møte: nærværsteam
    navn: Nærværsteam
    hva: Gir råd om tiltak. Losen er med.
    medlemmer: [{en_av: [rektor]}, {en_av: [los]}]
    hyppighet: [{minst: 1, i: måned, grunnlag: egen}]
    saksliste: [Nye meldinger]
    henter: [beslutning, ny-melding, drøfting, fravær]
    kilde: skolens eget
"""
"""What the combined school writes by hand: a team of its own, where its los sits."""


def foreign(text: str) -> Iterator[str]:
    """Yield each line that has a word of the program's own plan."""
    for line in text.splitlines():
        if FREMMED.search(LIKT.sub("", line)):
            yield line.strip()


def test_the_words_that_are_looked_for_are_in_the_program_s_own_plan() -> None:
    own = "\n".join(plan_of(standard_folder(), MIDTSTUEN).values())
    assert len(list(foreign(own))) > 200


@pytest.fixture(scope="module", params=SKOLENE)
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A school made by commands: classes, people, a calendar, a case and a pupil who is away so long that a rung is reached."""
    skolen = SKOLENE[request.param]
    outside = Program(tmp_path_factory.mktemp("starter"))
    root = outside.root / "skolen"
    outside.fine(
        "start", str(root), "--skole", skolen.navn, "--fra", skolen.fra, "--trinn", skolen.trinn,
        "--kommune", skolen.kommune, "--målform", skolen.maalform, "--åpen",
    )  # fmt: skip
    school = replace(outside, root=root)
    if request.param == "kombinert":
        with_own_team(root)
        school.fine("lagre")
    school.fine("skole", "klasse", "ny", *skolen.klasser)
    school.fine("skole", "person", "ny", "Oppdiktet Rektor Ravn", "rektor")
    school.fine("skole", "person", "ny", "Oppdiktet Leder Nes", "assisterende-rektor")
    for navn, klasse in zip(LAERER, skolen.klasser, strict=True):
        school.fine("skole", "person", "ny", navn, "kontaktlærer", klasse)
    school.fine(
        "skolerute",
        "ny",
        "--første",
        "17.8.2026",
        "--siste",
        "18.6.2027",
        "--fri",
        "høstferie 5.10-9.10",
    )
    pupil = ("--elev", "Oppdiktet Elev Prøve", "--klasse", skolen.klasser[1])
    school.fine(
        "fravær",
        "registrer",
        *pupil,
        "--fra",
        "2026-11-02",
        "--til",
        "2026-11-13",
        "--type",
        "ugyldig",
    )
    school.fine(
        "ny-sak", "--kjede", "trygt-og-godt", *pupil, "--oppdaget", school.now[:10], "--likevel"
    )
    return school


def with_own_team(root: Path) -> None:
    """Write what the combined school has of its own by hand."""
    skole, moter = root / "plan/skole.yaml", root / "plan/moter.yaml"
    with_los = (
        "tjenester:\n  - {tjeneste: los, navn: losen, roller: [los], hvorfor: Følge til skolen.}\n"
    )
    own = "roller:\n  - {rolle: los, navn: Los, ved_skolen: false}\n  - {rolle: nærværsteam, navn: Nærværsteam, gruppe: true}\n"
    skole.write_text(
        skole.read_text("utf-8").replace("roller:\n", own, 1).replace("tjenester:\n", with_los),
        "utf-8",
    )
    moter.write_text(moter.read_text("utf-8").replace("møter: []\n", EGET_TEAM), "utf-8")


def case_of(school: Program) -> str:
    """Return the number of the school's first case."""
    return next(each.stem for each in sorted((school.root / "saker").rglob("*.yaml")))


def test_the_plan_s_files_have_no_word_of_another(begun: Program) -> None:
    told = {
        file: found
        for file, raw in everything_in(begun.root / "plan").items()
        if file.endswith(".yaml") and (found := list(foreign(raw.decode("utf-8"))))
    }
    assert not told


def test_the_law_is_whole_in_it(begun: Program) -> None:
    """Nothing undercuts the law, nothing is otherwise than what the school began with, and no reading is left open."""
    checked = begun.run("valider")
    assert checked.status == 0
    assert not re.findall(r"\[(?!M51)[A-Z]\d+\]", checked.out)
    assert "J5" not in begun.run("valider", "--lov").out


def plan_at(school: Program) -> Plan:
    plan, _ = load_plan(Planmappe(school.root))
    assert plan is not None
    return plan


def team_of(school: Program) -> str:
    """Return the meeting that reports go to."""
    team = plan_at(school).moeter.raadsteam
    assert team is not None
    return team.moete


READ = (
    "kjeder", "kjeder trygt-og-godt", "kjeder fravaer", "kjeder bekymring", "kjeder ansatt-krenker",
    "slå-opp", "slå-opp melding", "slå-opp mobbing", "slå-opp tiltak", "slå-opp god-praksis", "slå-opp ppt", "slå-opp rektor",
    "slå-opp kontaktlærer", "skole", "skole valg", "saker", "frister", "årshjul", "møte plan", "statistikk mål", "vis {sak}", "forklar {sak} aktivitetsplan",
    "fravær vis --klasse {klasse}", "møte saksliste {team}", "sjekk", "skole person ny Oppdiktet romvesen", "registrer {sak} romvesen", "lag melding {sak} --mottaker romvesen", "lag melding {sak} --mottaker {team}-anonym",
    "lag oversendelsesbrev {sak} --mottaker romvesen", "registrer {sak} kontakt --samtykke ja --samtykke-til romvesen", "avklar {sak} adressesperre --for romvesen --hvorfor x",
)  # fmt: skip


@pytest.mark.parametrize("words", READ)
def test_what_is_read_of_it_has_no_word_of_another(begun: Program, words: str) -> None:
    asked = [
        each.format(
            sak=case_of(begun), team=team_of(begun), klasse=plan_at(begun).skole.klasser[1].klasse
        )
        for each in words.split()
    ]
    said = begun.run(*asked)
    assert said.out + said.err
    assert not list(foreign(said.out + said.err))


@pytest.mark.parametrize("format_", ["md", "html"])
def test_the_plan_on_paper_has_no_word_of_another(begun: Program, format_: str) -> None:
    target = begun.root.parent / f"plan.{format_}"
    begun.fine("lag", "handlingsplan", "--format", format_, "--til", str(target))
    assert not list(foreign(target.read_text("utf-8")))


def test_the_plan_on_paper_has_no_heading_and_no_table_of_nothing(begun: Program) -> None:
    """A school that begins with the law's core has no values and no levels of its own yet."""
    lines = [line for line in begun.fine("lag", "handlingsplan").out.splitlines() if line.strip()]
    depth = [len(line) - len(line.lstrip("#")) for line in lines]
    below = [*lines[1:], "# slutt"]
    bare = [
        line
        for line, after, own, next_ in zip(lines, below, depth, [*depth[1:], 1], strict=True)
        if (0 < next_ <= own) or (re.fullmatch(r"[| :-]+", line) and not after.startswith("|"))
    ]
    assert bare == []


def test_the_papers_of_a_case_have_no_word_of_another(begun: Program) -> None:
    """Of each kind that can be made of a case at its first day, for the school itself."""
    number = case_of(begun)
    told, made = {}, []
    for slag in DOKUMENTER:
        target = begun.root.parent / f"{slag.kode}.md"
        result = begun.run("lag", slag.kode, number, "--format", "md", "--til", str(target))
        text = result.out + result.err
        if target.is_file():
            made.append(slag.kode)
            text += target.read_text("utf-8")
        found = [*foreign(text)]
        if found:
            told[slag.kode] = found
    assert {"melding", "aktivitetsplan", "samtykke"} <= set(made)
    assert not told


def test_the_plan_as_pdf_is_the_school_s_own(begun: Program) -> None:
    target = begun.root.parent / "plan.pdf"
    begun.fine("lag", "handlingsplan", "--format", "pdf", "--til", str(target))
    text = filtekst(target.read_bytes(), "pdf").tekst
    assert "Oppdiktet" in text
    assert not list(foreign(text))


def test_the_ladder_and_the_wheel_are_the_school_s_own(begun: Program) -> None:
    """The rung that the pupil has reached is told, and the wheel has what the school does."""
    assert (
        "10 fraværsdager i alt"
        in begun.fine("fravær", "vis", "--klasse", plan_at(begun).skole.klasser[1].klasse).out
    )
    wheel = begun.fine("årshjul").out
    assert "Samtaler" in wheel


def test_no_school_is_told_of_in_another(begun: Program) -> None:
    """Neither its name, its place, its classes nor its team, in any file of the planmappe."""
    own = next(
        each
        for each in SKOLENE.values()
        if each.navn in (begun.root / "plan/skole.yaml").read_text("utf-8")
    )
    others = [
        word for each in SKOLENE.values() if each != own for word in (each.navn, each.kommune)
    ]
    held = "\n".join(
        raw.decode("utf-8", "replace") for raw in everything_in(begun.root / "plan").values()
    )
    assert [each for each in others if each in held] == []
    teams = {"ressursteam": "1-7", "nærværsteam": "1-10", "elevtjenesten": "VG1-VG3"}
    assert [each for each, trinn in teams.items() if each in held and trinn != own.trinn] == []


@pytest.mark.parametrize("navn", ANDRE)
def test_a_starter_names_only_what_there_is(navn: str) -> None:
    """A name that a recipe takes and that nobody says more of is in the plan that it is made of."""
    folder = mappe_of(standard_folder(), navn)
    plan, problems = load_plan(folder)
    reference, more = load_reference(folder)
    assert not problems
    assert not more
    assert plan is not None
    assert reference is not None
    assert not plan.valg.valg, "nobody is asked about a text they have never seen"
    assert all(step.kilde or step.linjer for chain in plan.kjeder for step in chain.steg)
    assert not any(step.linjer for chain in plan.kjeder for step in chain.steg)


def test_the_law_s_own_numbers_and_references_are_those_of_the_program() -> None:
    """What the law says is told once: a starter has it by taking it, not by saying it again."""
    own, made = (
        load_plan(mappe_of(standard_folder(), each))[0] for each in (MIDTSTUEN, "lovkjernen")
    )
    assert own is not None
    assert made is not None
    assert made.hjemler == own.hjemler
    assert "versjoner" not in str(oppskrift("lovkjernen"))


def test_who_asks_for_nothing_begins_with_the_law_s_core(tmp_path: Path) -> None:
    outside = Program(tmp_path)
    outside.fine(
        "start", str(tmp_path / "skolen"), "--åpen", "--målform", "nynorsk", "--trinn", "1–4"
    )
    said = (tmp_path / "skolen" / "plan" / "skole.yaml").read_text("utf-8")
    assert "utgangspunkt: lovkjernen" in said
    assert "målform: nynorsk" in said
    assert "trinn: 1-4" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--fra", "storskolen"), "utgangspunktet"),
        (("--trinn", "7-1"), "Trinnene kan ikke leses."),
        (("--trinn", "VG1-VG4"), "1-7, 8-10 eller VG1-VG3"),
        (("--trinn", "en til sju"), "Trinnene kan ikke leses."),
    ],
)
def test_what_cannot_be_begun_with_makes_nothing(
    tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    result = Program(tmp_path).run("start", str(tmp_path / "skolen"), "--åpen", *args)
    assert result.status != 0
    assert said in result.err
    assert not (tmp_path / "skolen").exists()


def test_a_calendar_follows_only_where_it_is_of_the_municipality() -> None:
    def routes(kommune: str | None) -> int:
        return sum(
            "skoleruter" in each for each in plan_of(standard_folder(), "lovkjernen", kommune)
        )

    assert routes("oslo") == 3
    assert routes("Oppdal") == routes(None) == 0


def test_a_school_of_videregaaende_begins_with_its_own(tmp_path: Path) -> None:
    """Without being asked for; one that has grades of grunnskolen too begins with the law's core, and is told."""
    for trinn, starter in (("VG1-VG3", "videregående"), ("8-VG3", "lovkjernen")):
        root = tmp_path / trinn
        made = Program(tmp_path).fine("start", str(root), "--åpen", "--trinn", trinn)
        assert f"utgangspunkt: {starter}" in (root / "plan/skole.yaml").read_text("utf-8")
        assert ("annerledes i videregående" in made.err) is (trinn == "8-VG3")


GRUNNSKOLEN = re.compile(r"\bFAU\b|\bfau\b|8\. til 10\. trinn|\bSFO|[Ll]eksehjelp|[Uu]ngdomsskole|[Uu]tviklingssamtale|to samtaler|trinnleder|sosiallærer")  # fmt: skip
"""What the law, or use, has in grunnskolen alone."""


def test_what_is_of_grunnskolen_alone_is_not_in_the_plan_of_videregaaende() -> None:
    texts = plan_of(standard_folder(), VIDEREGAAENDE)
    told = [
        (file, line.strip())
        for file, text in texts.items()
        if file.removeprefix("plan/")
        not in {"tilgang.yaml", "import.yaml", "navn.yaml", "vage_ord.yaml"}
        for line in text.splitlines()
        if GRUNNSKOLEN.search(line)
    ]
    assert told == []


def test_the_law_of_videregaaende_is_whole_in_its_plan(tmp_path: Path) -> None:
    """An exclusion of five days, a talk in the first half-year, and no duty of grunnskolen in the table."""
    outside = Program(tmp_path)
    outside.fine("start", str(tmp_path / "skolen"), "--åpen", "--trinn", "VG1-VG3")
    table = replace(outside, root=tmp_path / "skolen").fine("valider", "--lov", "--format", "json")
    said = {row["plikt"]: row for row in table.json()["plikter"]}
    assert "fem dager" in said["bortvisning-i-videregående"]["setning"]
    assert {"skolebytte-i-videregående", "fraværsgrense"} <= set(said)
    assert said["foreldremøte-og-samtale-i-videregående"]["loven"].endswith("§ 11-1")
    assert {"bortvisning", "foreldremøte-og-samtaler"}.isdisjoint(said)
    texts = plan_of(standard_folder(), VIDEREGAAENDE, "Oslo")
    plan, _ = load_plan(Fortidsmappe(standard_folder(), held=texts))
    assert plan is not None
    assert last_day_of_exclusion(plan, date(2026, 11, 23)) == (date(2026, 11, 27), "5 skoledager")


def test_a_wheel_without_the_talk_of_the_first_half_year_is_told_of(tmp_path: Path) -> None:
    outside = Program(tmp_path)
    outside.fine("start", str(tmp_path / "skolen"), "--åpen", "--trinn", "VG1-VG3")
    wheel = tmp_path / "skolen/plan/aarshjul.yaml"
    wheel.write_text(
        wheel.read_text("utf-8").replace("periode: høstsemester", "periode: vårsemester"), "utf-8"
    )
    told = replace(outside, root=tmp_path / "skolen").run("valider").out
    assert "[J527]" in told
    assert "høstsemester" in told


def test_the_limit_of_absence_is_ready_when_the_signs_are_taken_away() -> None:
    """The rung at the end of the file is one that is read and counted, once the school has said its subjects."""
    texts = dict(plan_of(standard_folder(), VIDEREGAAENDE, "Oslo"))
    ladder = texts["plan/fravaerstrapp.yaml"]
    at = ladder.index("#   - trinn: ti-prosent-i-et-fag")
    opened = "".join(line.removeprefix("# ") for line in ladder[at:].splitlines(keepends=True))
    texts["plan/fravaerstrapp.yaml"] = ladder[:at] + opened
    chain = texts["plan/handlingskjeder/fravaer.yaml"]
    waits = "steg: karaktervarsel\n    utløses_av_trinn: [ti-prosent-i-et-fag]\n"
    texts["plan/handlingskjeder/fravaer.yaml"] = chain.replace("steg: karaktervarsel\n", waits, 1)
    plan, problems = load_plan(Fortidsmappe(standard_folder(), held=texts))
    assert not problems
    assert plan is not None
    rung = plan.trapp.find("ti-prosent-i-et-fag")
    assert rung is not None
    assert rung.telles().met(10.1, 100)
    assert not rung.telles().met(10, 100)
    assert not list(check_rungs(plan))


def _answer(school: Program, til: str) -> Result:
    return school.run(
        "registrer", case_of(school), "kontakt", "--av", "rektor", "--med", "foresatte", "--samtykke", "ja",
        "--samtykke-til", til, "--samtykke-av", "foresatte", "--notat", "Oppdiktet samtale.",
    )  # fmt: skip


def test_a_team_and_a_service_of_the_school_s_own_are_asked_for_and_told_by_their_words(
    begun: Program,
) -> None:
    """The team's own word opens the report to it, and a service that the school has said is one to send to."""
    number, team = case_of(begun), team_of(begun)
    form = begun.fine("lag", "samtykke", number).out
    assert "skolens eget team" in form or "skulens eige team" in form
    assert ("losen" in form) is (team == "nærværsteam")
    assert ("Der sitter også losen" in form) is (team == "nærværsteam")
    refused = begun.run("lag", "melding", number, "--mottaker", team)
    assert f"--mottaker {team}-anonym" in refused.out + refused.err
    if team == "nærværsteam":
        assert _answer(begun, "los").status == 0
        lacks = begun.run("lag", "oversendelsesbrev", number, "--mottaker", "los").err
        assert "[U351]" in lacks
        assert "[U141]" not in lacks, "it is agreed to"
    assert _answer(begun, team).status == 0
    assert f"til {team}" in begun.fine("vis", number).out
    assert begun.run("lag", "melding", number, "--mottaker", team).status != 2
