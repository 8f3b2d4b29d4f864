"""The year's report: the numbers of the lists, drawn, without a name, and in words what nobody measured, evaluated or held."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from program import Program
from sosialplan.rules.maaltelling import Maalantall
from sosialplan.views.maaltall import Maaltall
from sosialplan.views.tavle.tavlestatistikk import trendfelt
from test_tavle import goal_of, names_of, text_of
from vernet_skole import with_keys

AARSHJUL = "plan/aarshjul.yaml"
BOK = "moter/2026-2027/aarshjul.yaml"


def rapport(program: Program, *args: str) -> str:
    """Return the report as Markdown."""
    return program.fine("lag", "årsrapport", *args).out


def put(program: Program, file: str, change: Callable[[str], str]) -> None:
    """Change a file by hand."""
    path = program.root / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def part(text: str, heading: str) -> str:
    """Return what stands under a heading of the second level."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


def rows(text: str) -> dict[str, list[str]]:
    """Return the rows of the tables in a text by their first cell."""
    cells = [re.split(r" ?\| ?", line.strip("|").strip()) for line in text.splitlines() if line.startswith("| ")]  # fmt: skip
    return {first: rest for first, *rest in cells}


# The numbers are those of the lists


def test_the_goals_are_those_of_the_statistics(skolen: Program) -> None:
    goals = skolen.fine("statistikk", "mål", "--format", "json").json()["mål"]
    told = rows(part(rapport(skolen), "Målene").partition("### ")[0])
    counted = [each for each in goals if each["telles"]]
    assert len(counted) == 8
    for each in counted:
        now = next(cells for name, cells in told.items() if name.startswith(each["navn"]))[0]
        assert (now == "for få til å vises") is each["skjermet"]


def test_what_is_held_is_that_of_the_status_of_the_wheel(skolen: Program) -> None:
    counts = skolen.fine("årshjul", "status", "--format", "json").json()["dekning"]
    told = part(rapport(skolen), "Årshjulet")
    assert f"{counts['holdt']} av {counts['ventet']} er holdt." in told
    of_parts = [cells for cells in rows(told).values() if len(cells) == 3 and cells[0].isdigit()]
    assert len(of_parts) == 4
    assert sum(int(cells[0]) for cells in of_parts) == counts["ventet"]
    assert sum(int(cells[1]) for cells in of_parts) == counts["holdt"]


def of(now: int, *, fives: bool = False) -> Maaltall:
    goal = goal_of("evalueringer-i-tide")
    return Maaltall(goal, Maalantall(now, 100), 100, skjermet=False, avrundet=fives)


def test_a_share_is_drawn_over_that_of_the_year_before() -> None:
    code = goal_of("evalueringer-i-tide").kode
    felt = trendfelt([of(80)], {code: of(60)}, ("2026–2027", "2025–2026"), str)
    assert felt is not None
    assert felt.beskrivelse.endswith("2026–2027 80 %. 2025–2026 60 %.")
    alone = trendfelt([of(80)], {}, ("2026–2027", "2025–2026"), str)
    assert alone is not None
    assert "2025" not in alone.beskrivelse
    gone = trendfelt([of(80)], {"annet": of(60)}, ("2026–2027", "2025–2026"), str)
    assert gone is not None
    assert "2025–2026: –." in gone.beskrivelse
    assert trendfelt([], {}, ("2026–2027", "2025–2026"), str) is None


def test_the_year_before_counts_only_where_something_was_written_of_it(skolen: Program) -> None:
    """A year of which nothing is known is no year in which nobody was bullied."""
    before = (skolen.root / "plan/skoleruter/2026-2027.yaml").read_text(encoding="utf-8")
    assert "Skoleruten for 2025-2026 er ikke kjent. Derfor er ikke målene sammenlignet" in rapport(skolen)  # fmt: skip
    path = skolen.root / "plan/skoleruter/2025-2026.yaml"
    path.write_text(before.replace("2027", "2026X").replace("2026-", "2025-").replace("2026X", "2026"), encoding="utf-8")  # fmt: skip
    told = skolen.run("lag", "årsrapport").out
    assert "Ingenting er ført i 2025-2026. Derfor er ikke målene sammenlignet med i fjor." in told
    assert not any(sign in part(told, "Målene") for sign in "▲▼=")


# What is not measured, evaluated or held is said


def test_each_goal_without_a_number_says_why(skolen: Program) -> None:
    told = rapport(skolen)
    silent = rows(part(told, "Målene").split("### Det som ikke er målt")[1])
    assert silent["Ingen elever faller ut"][0].startswith("Programmet vet hvem som er borte")
    assert silent["Elevene har gode relasjoner"][0].startswith("Planen sier målet i ord.")
    assert "- Mål som ikke er målt: 5." in told
    assert re.search(
        r"- Mål der tallet er for lite til å vises, eller der det ikke er noe å telle: [1-9]\.",
        told,
    )


def test_each_evaluation_says_how_it_stands(skolen: Program) -> None:
    told = rows(part(rapport(skolen), "Hva skolen og elevene har vurdert"))
    assert told["Sosial handlingsplan (gjennomgang)"][:2] == ["gjort", "24. august 2026"]
    assert told["Elevundersøkelsen (plenum og skolens plan)"][0] == "kommer"
    assert told["Evalueringer (ledelsens vurdering)"][0] == "skolen har ikke valgt når"
    late = skolen.run("--i-dag", "2027-06-17", "lag", "årsrapport").out
    told = rows(part(late, "Hva skolen og elevene har vurdert"))
    assert told["Evalueringer (skolens vurdering)"][0] == "ikke gjort"
    assert told["Læring og utvikling"][0] in {"ikke gjort", "skal gjøres nå"}
    assert "er ført som gjort." in late


def test_a_wheel_that_names_no_evaluation_does_not_pass_for_a_school_that_did_all(
    skolen: Program,
) -> None:
    put(skolen, AARSHJUL, lambda text: text.replace(", evaluering: true", ""))
    told = skolen.run("lag", "årsrapport").out
    said = "Årshjulet sier ikke hvor arbeidet vurderes, så det kan ikke sies om det er gjort."
    assert told.count(said) == 2
    assert said in part(told, "Hva skolen og elevene har vurdert")


def test_a_school_without_goals_says_so(skolen: Program) -> None:
    top = "overordnet: {tekst: Oppdiktet mål.}\n"
    put(skolen, "plan/mal.yaml", lambda _: f"{top}mål: []\n")
    told = skolen.run("lag", "årsrapport").out
    assert "- Mål: Planen har ingen mål som telles." in told
    assert "Oppdiktet mål." in told
    assert "Det som ikke er målt" not in told
    assert "| Mål |" not in told


def test_a_school_without_a_wheel_says_so(skolen: Program) -> None:
    (skolen.root / AARSHJUL).unlink()
    told = skolen.run("lag", "årsrapport").out
    assert "- Årshjulet: Skolen har ikke noe årshjul." in told
    assert part(told, "Årshjulet").strip() == "Skolen har ikke noe årshjul."
    assert "Skolen har ikke noe årshjul." in part(told, "Hva skolen og elevene har vurdert")


def test_a_year_that_is_not_over_is_no_whole_year(skolen: Program) -> None:
    assert "> **Skoleåret er ikke slutt. Siste skoledag er 18. juni 2027" in rapport(skolen)
    assert "| Tallene er per | 23. november 2026 |" in rapport(skolen)
    over = skolen.run("--i-dag", "2027-09-10", "lag", "årsrapport", "--skoleår", "2026-2027").out
    assert "Skoleåret er ikke slutt" not in over
    assert "| Tallene er per | 31. juli 2027 |" in over
    told = rows(part(over, "Hva skolen og elevene har vurdert"))
    assert not [name for name, cells in told.items() if cells[0] in {"kommer", "skal gjøres nå"}]


def test_a_year_that_has_not_begun_has_no_report(skolen: Program) -> None:
    told = skolen.run("lag", "årsrapport", "--skoleår", "2027-2028")
    assert (told.status, told.out) == (2, "")
    assert "Skoleåret har ikke begynt" in told.err


def test_a_year_without_a_calendar_says_that_it_cannot_be_told(skolen: Program) -> None:
    told = rapport(skolen, "--skoleår", "2025-2026")
    assert "> **Skoleruten for 2025-2026 er ikke kjent.**" in told
    assert part(told, "Årshjulet").strip() == "Skoleruten for 2025-2026 er ikke kjent."
    assert "Ingen klasser har klassemøter å holde." in told


def test_what_changed_in_the_plan_is_told_of_the_year_alone(skolen: Program) -> None:
    skolen.git("commit", "-q", "--amend", "--no-edit", "--date=2026-06-01T12:00+02:00")
    put(skolen, "plan/begreper.yaml", lambda t: t.replace("navn: Utestenging", "navn: Utenfor"))
    told = rapport(skolen)
    assert "navn: Utestenging → Utenfor" in part(told, "Hva som er endret")
    assert "- Endringer i planen: 1." in told
    skolen.git("commit", "-q", "-am", "Oppdiktet", "--date=2027-08-20T12:00+02:00")
    after = ("--i-dag", "2027-09-10", "lag", "årsrapport", "--skoleår", "2026-2027")
    assert "Utestenging" not in part(skolen.run(*after).out, "Hva som er endret")


def test_decisions_are_counted_and_none_is_retold(skolen: Program) -> None:
    told = part(rapport(skolen), "Hva som er endret")
    assert "Beslutninger i møtene som ikke gjelder en sak: 1. Gjort: 0." in told
    assert "ansattsiden" not in told
    (skolen.root / "moter/2026-2027/r-team.yaml").unlink()
    told = skolen.run("lag", "årsrapport").out
    assert "Møtene har ikke ført noen beslutning" in told


# Nobody is named

NOTATER: list[tuple[str, bool]] = [
    ("Elevene vil ha flere aktiviteter i friminuttene.", True),
    ("Oppdiktet Elev Alm vil ha flere aktiviteter.", False),
    ("Det var mest bråk i 8B.", False),
    ("Ring 22 33 44 55 om det.", False),
    ("Vi spurte Solveig Strandheim om råd.", False),
    ("Det gikk bra, sier Bjerk.", False),
]


@pytest.mark.parametrize(("notat", "med"), NOTATER, ids=[each for each, _ in NOTATER])
def test_what_was_written_of_an_evaluation_stands_where_it_points_at_nobody(
    skolen: Program, notat: str, med: bool
) -> None:
    put(
        skolen,
        BOK,
        lambda text: text.replace("hva: gjennomgang\n", f"hva: gjennomgang\n    notat: {notat}\n"),
    )
    told = skolen.run("lag", "årsrapport")
    assert (notat in told.out.replace("\\", "")) is med
    assert ("Notater som ikke er med: 1." in told.out) is not med
    assert ("Antall notater om vurderinger som ikke er med: 1." in told.err) is not med


def test_what_a_class_wrote_stays_with_the_class(skolen: Program) -> None:
    put(
        skolen,
        BOK,
        lambda text: (
            f"{text.rstrip()}\n  - id: k0000001\n    aktivitet: elevundersøkelsen\n    hva: gjennomgang på trinnet\n"
            "    trinn: 8\n    dato: 2026-11-16\n    notat: Alle har det fint.\n"
        ),
    )
    told = skolen.run("lag", "årsrapport").out
    assert "Alle har det fint" not in told
    assert "Notater som ikke er med: 1. De er fra en klasse, eller kan peke på noen." in told


@pytest.mark.parametrize("format_", ["md", "html", "pdf"])
def test_no_name_is_in_the_report(skolen: Program, tmp_path: Path, format_: str) -> None:
    names = {*names_of(skolen.root)}
    assert len(names) > 20
    file = tmp_path / f"rapport.{format_}"
    skolen.fine("lag", "årsrapport", "--format", format_, "--til", str(file))
    text = text_of(file) if format_ == "pdf" else file.read_text(encoding="utf-8")
    for name in names:
        assert name not in text
        assert len(name.split()) == 1 or name.rsplit(" ", 1)[-1] not in re.findall(r"\w+", text)


def test_no_number_of_cases_and_no_chain_is_in_the_report(skolen: Program) -> None:
    told = rapport(skolen)
    assert "En ansatt krenker en elev" not in told
    assert "Hvor mange saker skolen har, og hva de gjelder, står ikke her." in told


# The paper


def test_the_pdf_is_whole(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    skolen.fine("lag", "årsrapport", "--format", "pdf", "--til", str(file))
    read = PdfReader(file)
    assert "pdfaid:part" in file.read_bytes().decode("latin-1")
    pages = [page.extract_text() for page in read.pages]
    assert 3 <= len(pages) <= 7
    assert len([line for line in pages[-1].splitlines() if line.strip()]) >= 6
    for each in ("Kort sagt", "Målene", "Hva skolen og elevene har vurdert", "Hva som er endret"):
        assert each in "\n".join(pages)
    assert "mangler" in "\n".join(pages), "the wheel says what its signs mean"


def headings_with_text(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    empty = [(a, b) for a, b in pairwise(lines) if a.startswith("#") and b.startswith("#")]
    return not [a for a, b in empty if len(b.split()[0]) <= len(a.split()[0])]


def test_no_heading_is_empty(skolen: Program) -> None:
    assert headings_with_text(rapport(skolen))
    (skolen.root / AARSHJUL).unlink()
    put(skolen, "plan/mal.yaml", lambda _: "overordnet: {tekst: Oppdiktet mål.}\nmål: []\n")
    assert headings_with_text(skolen.run("lag", "årsrapport").out)


def test_the_drawings_are_in_the_page_with_their_words(skolen: Program) -> None:
    page = rapport(skolen, "--format", "html")
    alts = re.findall(r'<img src="data:image/svg[^"]+" alt="([^"]+)"', page)
    assert len(alts) == 4
    assert alts[0].startswith("Alle klassemøter holdes")
    assert alts[1].startswith("Tolv måneder med klokka fra august øverst.")
    assert not re.search(r"https?://", re.sub(r"base64,[^\"]+", "", page))


def test_word_has_the_numbers_as_tables(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    skolen.fine("lag", "årsrapport", "--format", "docx", "--til", str(file))
    with ZipFile(file) as packed:
        text = packed.read("word/document.xml").decode("utf-8")
    assert text.count("<w:tbl>") >= 6
    assert ".svg" not in text


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_what_is_no_text_has_a_file(skolen: Program, format_: str) -> None:
    told = skolen.run("lag", "årsrapport", "--format", format_)
    assert told.status == 2
    assert f"--til arsrapport.{format_}" in told.err


def test_a_school_that_writes_nynorsk_has_its_report_in_it(skolen: Program) -> None:
    put(skolen, "plan/skole.yaml", lambda text: f"{text}\nmålform: nynorsk\n")
    told = skolen.run("lag", "årsrapport").out
    assert "# Årsrapport om skulemiljøet" in told
    assert "## Kva skulen og elevane har vurdert" in told
    assert "skulen har ikkje valt når" in told


WRONG: Sequence[tuple[tuple[str, ...], str]] = (
    (("--mottaker", "elev"), "--mottaker har ingen virkning for årsrapporten"),
    (("2026-YHP9E",), "SAK har ingen virkning for årsrapporten"),
    (("--sammenlign", "2025"), "--sammenlign har ingen virkning for årsrapporten"),
)


@pytest.mark.parametrize(("args", "told"), WRONG)
def test_an_option_that_would_do_nothing_is_refused(
    skolen: Program, args: tuple[str, ...], told: str
) -> None:
    assert told in skolen.run("lag", "årsrapport", *args).err


def test_a_file_that_cannot_be_read_is_told_of_in_the_report(skolen: Program) -> None:
    skolen.case("2026-YHP9E").write_text("sak: [\n", encoding="utf-8")
    told = skolen.run("lag", "årsrapport")
    assert told.status == 1
    assert "1 fil kunne ikke leses, og er ikke med her." in told.out


def test_who_cannot_open_what_is_sealed_says_so_in_the_report(
    skolen: Program, tmp_path: Path
) -> None:
    folk = ("Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud", "Oppdiktet Lærer Bjerk")
    vernet = with_keys(skolen, folk, tmp_path)
    said = "Den som laget rapporten, leser dem ikke."
    assert said not in vernet.som(folk[1], skolen.root).run("lag", "årsrapport").out
    assert said in vernet.som(folk[2], skolen.root).run("lag", "årsrapport").out
