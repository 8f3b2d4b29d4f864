"""The paper is judged, not only the case behind it: what the law asks for must come out of the template."""

import struct
from datetime import date
from pathlib import Path
from zlib import compress, crc32

import pytest

from program import Program
from sosialplan.commands.dokumenter.malproeve import krav_til, papirfeil
from sosialplan.files.planmappe import Planmappe
from sosialplan.output.marked import marked
from sosialplan.views.dokumentliste import DOKUMENTER, SAMLINGER, Dokumentslag
from sosialplan.views.maler.malfelt import maler

REPOSITORY = Path(__file__).parent.parent
DAY = date(2026, 11, 23)
SAK = "2026-YHP9E"
KNOWN = maler()
TEMPLATES = [
    (slag, name)
    for slag in (*DOKUMENTER, *SAMLINGER)
    for name in (slag.malfil(), f"nn/{slag.malfil()}")
    if name in KNOWN
]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", compress(b"\0\x1d\x4e\x63"))
    + _chunk(b"IEND", b"")
)


@pytest.mark.parametrize(("slag", "name"), TEMPLATES, ids=[name for _, name in TEMPLATES])
def test_the_programs_own_papers_say_all_that_the_law_asks_for(
    slag: Dokumentslag, name: str
) -> None:
    found = papirfeil(Planmappe(REPOSITORY), slag, name, KNOWN[name], DAY)
    assert [(each.code, each.message) for each in found] == []


@pytest.mark.parametrize(("slag", "name"), TEMPLATES, ids=[name for _, name in TEMPLATES])
def test_a_paper_that_says_nothing_lacks_every_field_of_the_law(
    slag: Dokumentslag, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "maler" / name
    path.parent.mkdir(parents=True)
    path.write_text("# Tomt\n", encoding="utf-8")
    found = papirfeil(Planmappe(tmp_path), slag, name, KNOWN[name], DAY)
    lacking = {each.message.split("«")[1].split("»")[0] for each in found}
    asked = {f"{slag.variabel}.{field}" for _, _, field in krav_til(slag.kode, DAY)}
    gaps = frozenset({f"{slag.variabel}.mangler"})
    merking, _ = marked(KNOWN[name], ja=True, antall=1, snudd=gaps)
    said = {
        each for each in asked if any(path.startswith(each) for path in merking.merker.values())
    }
    assert lacking == said


def test_the_activity_plan_must_say_what_12_4_asks_for() -> None:
    asked = {field for _, _, field in krav_til("aktivitetsplan", DAY)}
    assert asked >= {
        "problem", "tiltak.tittel", "tiltak.periode", "tiltak.ansvarlig", "tiltak.evalueres",
        "medvirkning.stemmer", "medvirkning.barnets_beste", "statsforvalteren",
        "hode.ansvarlig_i_ledelsen", "hode.laget",
    }  # fmt: skip


DROPPED = [
    ("aktivitetsplan.md.j2", "{{ avsnitt(plan.problem) }}", "problem"),
    ("deler/tiltak.md.j2", "| Når | {{ tiltak.periode | stor }} |\n", "tiltak.periode"),
    ("deler/tiltak.md.j2", "| Ansvarlig | {{ tiltak.ansvarlig }} |\n", "tiltak.ansvarlig"),
    ("deler/tiltak.md.j2", "{{ svar(tiltak.evalueres) }}", "tiltak.evalueres"),
    ("deler/medvirkning.md.j2", "{{ stemmene(plan.medvirkning.stemmer) }}", "medvirkning.stemmer"),
    ("deler/medvirkning.md.j2", "{{ avsnitt(plan.medvirkning.barnets_beste) }}", "medvirkning.barnets_beste"),
    ("aktivitetsplan.md.j2", '{% include "deler/statsforvalteren.md.j2" %}', "statsforvalteren"),
    ("deler/planhode.md.j2", "{{ svar(hode.ansvarlig_i_ledelsen) }}", "hode.ansvarlig_i_ledelsen"),
    ("deler/planhode.md.j2", "{{ svar(hode.laget) }}", "hode.laget"),
    ("deler/planhode.md.j2", "{{ svar(hode.rektor_varslet) }}", "hode.rektor_varslet"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "field"), DROPPED)
def test_a_field_that_is_dropped_is_told_and_stops_the_handing_out(
    skolen: Program, file: str, text: str, field: str
) -> None:
    path = skolen.root / "maler" / file
    whole = path.read_text(encoding="utf-8")
    if file.endswith("aktivitetsplan.md.j2"):
        assert text in whole
    path.write_text(whole.replace(text, ""), encoding="utf-8")
    told = skolen.run("valider")
    assert told.status == 1
    assert f"V714] Malen viser ikke «plan.{field}»" in " ".join(told.out.split())
    line = next(
        n for n, each in enumerate(whole.split("\n"), 1) if text.split("\n", maxsplit=1)[0] in each
    )
    if text in whole:
        assert f"maler/{file}:{line}:" in told.out, "the place is where the field fell out"
    before = skolen.git("rev-parse", "HEAD")
    given = skolen.run(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "digipost",
        "--til-hvem", "mor og far",
    )  # fmt: skip
    assert given.status == 1
    assert "V714" in given.err + given.out
    assert skolen.git("rev-parse", "HEAD") == before
    assert not list(skolen.root.rglob("aktivitetsplan*.pdf"))


PAPERS_OUT = [
    ("tilsyn.md.j2", ("tilsyn", SAK)),
    ("aktivitetsplan.md.j2", ("arkiver", SAK)),
    ("aktivitetsplan.md.j2", ("tilsyn", SAK, "--til", "ut/tilsyn.pdf")),
    ("aktivitetsplan.md.j2", ("innsyn", SAK, "--for", "forelder", "--til", "ut/innsyn.pdf")),
]


@pytest.mark.parametrize(("file", "command"), PAPERS_OUT)
def test_no_paper_goes_out_that_lets_fall_what_the_law_asks_for(
    skolen: Program, file: str, command: tuple[str, ...]
) -> None:
    path = skolen.root / "maler" / file
    path.write_text("# Tomt\n", encoding="utf-8")
    before = skolen.git("rev-parse", "HEAD")
    words = [str(skolen.root / each) if each.startswith("ut/") else each for each in command]
    result = skolen.run(*words)
    assert result.status != 0
    assert f"maler/{file}" in result.err + result.out
    assert "V714" in result.err + result.out
    assert skolen.git("rev-parse", "HEAD") == before
    assert not list(skolen.root.rglob("*.pdf"))


def test_a_field_that_is_still_named_is_told_where_it_stands(skolen: Program) -> None:
    path = skolen.root / "maler" / "aktivitetsplan.md.j2"
    text = path.read_text(encoding="utf-8")
    hidden = "{% if false %}{{ avsnitt(plan.problem) }}{% endif %}"
    path.write_text(
        "{# egen #}\n" + text.replace("{{ avsnitt(plan.problem) }}", hidden), encoding="utf-8"
    )
    line = path.read_text(encoding="utf-8").split("\n").index(hidden) + 1
    assert f"maler/aktivitetsplan.md.j2:{line}:1:" in skolen.run("valider").out


def test_what_shows_only_in_a_branch_that_never_comes_does_not_count(skolen: Program) -> None:
    path = skolen.root / "maler" / "aktivitetsplan.md.j2"
    text = path.read_text(encoding="utf-8")
    hidden = "{% if false %}{{ avsnitt(plan.problem) }}{% endif %}"
    path.write_text(text.replace("{{ avsnitt(plan.problem) }}", hidden), encoding="utf-8")
    assert "V714" in skolen.run("valider").out


def test_a_template_without_end_is_told_by_the_check_too(skolen: Program) -> None:
    path = skolen.root / "maler" / "melding.md.j2"
    path.write_text(
        path.read_text(encoding="utf-8") + "{% set a = 99999999 %}" + "{% set a = a*a %}" * 9
    )
    told = skolen.run("valider")
    assert told.status == 1
    assert "maler/melding.md.j2" in told.out


@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "md"])
def test_a_logo_of_the_schools_own_is_shown(skolen: Program, tmp_path: Path, format_: str) -> None:
    folder = skolen.root / "maler"
    (folder / "skolens logo.png").write_bytes(PNG)
    path = folder / "melding.md.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"![Skolens logo](<skolens logo.png>)\n\n{text}", encoding="utf-8")
    assert "V7" not in skolen.run("valider").out
    skolen.fine("lag", "melding", SAK, "--format", format_, "--til", str(tmp_path / f"u.{format_}"))
    skole = skolen.root / "plan" / "skole.yaml"
    written = skole.read_text(encoding="utf-8")
    skole.write_text(written.replace("kommune:", "målform: nynorsk\nkommune:", 1), "utf-8")
    assert "«Skolens logo" in skolen.run("valider").out  # there the phrase is asked for in nynorsk
    made = (tmp_path / f"u.{format_}").read_bytes()
    if format_ == "html":
        assert b'src="data:image/png;base64,' in made


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("borte.png", None, "ligger ikke i maler"),
        ("tekst.png", b"dette er tekst", "må være PNG, JPEG eller SVG"),
        ("../ute.png", PNG, "ligger ikke i maler"),
        ("https://a.invalid/x.png", None, "ligger ikke i maler"),
    ],
)
@pytest.mark.parametrize("format_", ["html", "docx", "pdf"])
def test_a_picture_that_cannot_be_shown_is_told_with_its_place(
    skolen: Program, tmp_path: Path, format_: str, name: str, data: bytes | None, told: str
) -> None:
    folder = skolen.root / "maler"
    if data is not None:
        (folder / name).write_bytes(data)
    path = folder / "melding.md.j2"
    path.write_text(f"![Logo]({name})\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    made = skolen.run(
        "lag", "melding", SAK, "--format", format_, "--til", str(tmp_path / f"u.{format_}")
    )
    assert made.status == 3
    assert "maler/melding.md.j2:1:" in made.err
    assert told in " ".join(made.err.split())


@pytest.mark.parametrize("cut", ["[:1]", "[1:]"])
def test_a_list_that_is_cut_short_is_told(tmp_path: Path, cut: str) -> None:
    name = "aktivitetsplan.md.j2"
    for each in (REPOSITORY / "maler").rglob("*.j2"):
        to = tmp_path / each.relative_to(REPOSITORY)
        to.parent.mkdir(parents=True, exist_ok=True)
        text = each.read_text(encoding="utf-8")
        to.write_text(text.replace("in plan.tiltak %}", f"in plan.tiltak{cut} %}}"), "utf-8")
    slag = next(each for each in DOKUMENTER if each.malfil() == name)
    found = papirfeil(Planmappe(tmp_path), slag, name, KNOWN[name], DAY)
    lacking = {each.message.split("«")[1].split("»")[0] for each in found if each.code == "V714"}
    assert "plan.tiltak.periode" in lacking
    assert "plan.problem" not in lacking


def test_what_shows_only_where_another_field_is_there_is_told(tmp_path: Path) -> None:
    name = "aktivitetsplan.md.j2"
    for each in (REPOSITORY / "maler").rglob("*.j2"):
        to = tmp_path / each.relative_to(REPOSITORY)
        to.parent.mkdir(parents=True, exist_ok=True)
        text = each.read_text(encoding="utf-8")
        for field in ("{{ tiltak.ansvarlig }}", "{{ tiltak.ansvarlig | celle }}"):
            text = text.replace(field, f"{{% if tiltak.stedfortreder %}}{field}{{% endif %}}")
        to.write_text(text, "utf-8")
    slag = next(each for each in DOKUMENTER if each.malfil() == name)
    found = papirfeil(Planmappe(tmp_path), slag, name, KNOWN[name], DAY)
    assert [each.message.split("«")[1].split("»")[0] for each in found] == ["plan.tiltak.ansvarlig"]


# A number of law that stands as plain text

WRITTEN = [
    "6 uker", "seks uker", "Seks veker", "tre (3) veker", "3 (tre) uker", "6&nbsp;uker", "**5** virkedager", "{{ 6 }} uker",
    "6-ukers frist", "fjorten dagar", "5 hele virkedager", "ein månad", "{% set n = 6 %}{{ n }} uker",
    "{% set tid = 'seks uker' %}{{ tid }}", "6 {# merk #} uker",
]  # fmt: skip
NO_PERIOD = ["uke 6", "15 år", "9. trinn", "45 minutter", "{{ dok.klage.lenge }}", "{# 6 uker #}"]


def _written_in(tmp_path: Path, text: str, name: str = "enkeltvedtak.md.j2") -> list[str]:
    slag = next(each for each in DOKUMENTER if each.malfil() in name)
    path = tmp_path / "maler" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        (REPOSITORY / "maler" / name.removeprefix("nn/")).read_text("utf-8") + text + "\n", "utf-8"
    )
    found = papirfeil(Planmappe(tmp_path), slag, name, KNOWN[name], DAY)
    return [each.message for each in found if each.code == "V715"]


@pytest.mark.parametrize("name", ["enkeltvedtak.md.j2", "nn/enkeltvedtak.md.j2"])
@pytest.mark.parametrize("text", WRITTEN)
def test_a_period_as_plain_text_in_a_paper_of_law_is_told(
    tmp_path: Path, text: str, name: str
) -> None:
    (message,) = _written_in(tmp_path, f"Fristen er {text}.", name)
    assert message.startswith("Malen skriver «")


@pytest.mark.parametrize("text", NO_PERIOD)
def test_what_is_no_period_is_not_told(tmp_path: Path, text: str) -> None:
    assert _written_in(tmp_path, f"Her står {text}.") == []


@pytest.mark.parametrize(
    ("comment", "lifted"),
    [
        ("{# tid: 6 uker, fordi kommunen har sagt det i brev. #}", True),
        ("{# tid: 6 uker #}", False),
        ("{# tid: 5 uker, fordi kommunen har sagt det i brev. #}", False),
    ],
)
@pytest.mark.parametrize("text", ["6 uker", "{% set n = 6 %}{{ n }} uker"])
def test_only_a_reason_of_that_period_lifts_it(
    tmp_path: Path, text: str, comment: str, *, lifted: bool
) -> None:
    assert (_written_in(tmp_path, f"{comment} Fristen er {text}.") == []) is lifted


def test_a_part_that_is_fetched_is_read_and_the_handing_out_stops(skolen: Program) -> None:
    path = skolen.root / "maler" / "deler" / "statsforvalteren.md.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nDet skal ha gått minst to uker.\n", encoding="utf-8")
    line = text.count("\n") + 2
    told = skolen.run("valider")
    assert told.status == 1
    assert told.out.count("V715") == 1, "a part of several papers is told once"
    said = " ".join(told.out.split())
    assert f"maler/deler/statsforvalteren.md.j2:{line}:24: feil[V715]" in said
    assert "Ta den fra data: {{ plan.statsforvalteren.lenge }}." in said
    given = skolen.run(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "digipost",
        "--til-hvem", "mor og far",
    )  # fmt: skip
    assert given.status == 1
    assert "V715" in given.err + given.out


# § 12-4 fourth ledd a-e, each in turn, through each way that a paper goes out

BOKSTAVER = {
    "a": ("aktivitetsplan.md.j2", "{{ avsnitt(plan.problem) }}", "plan.problem"),
    "b": ("deler/tiltak.md.j2", "{{ tiltak.tittel }}", "plan.tiltak.tittel"),
    "c": ("deler/tiltak.md.j2", "| Når | {{ tiltak.periode | stor }} |\n", "plan.tiltak.periode"),
    "d": ("deler/tiltak.md.j2", "| Ansvarlig | {{ tiltak.ansvarlig }} |\n", "plan.tiltak.ansvarlig"),
    "e": ("deler/tiltak.md.j2", "{{ svar(tiltak.evalueres) }}", "plan.tiltak.evalueres"),
}  # fmt: skip
UT = {
    "utlever": ("utlever", "aktivitetsplan", SAK, "--mottaker", "elev", "--kanal", "møte"),
    "arkiver": ("arkiver", SAK),
    "innsyn": ("innsyn", SAK, "--for", "forelder", "--til", "ut/innsyn.pdf"),
    "tilsyn": ("tilsyn", SAK, "--til", "ut/tilsyn.pdf"),
}


@pytest.mark.parametrize("bokstav", BOKSTAVER)
@pytest.mark.parametrize("vei", UT)
def test_no_way_out_lets_a_letter_of_12_4_fall(skolen: Program, vei: str, bokstav: str) -> None:
    file, text, field = BOKSTAVER[bokstav]
    path = skolen.root / "maler" / file
    whole = path.read_text(encoding="utf-8")
    assert text in whole
    path.write_text(whole.replace(text, ""), encoding="utf-8")
    before = skolen.git("rev-parse", "HEAD")
    result = skolen.run(*(str(skolen.root / e) if e.startswith("ut/") else e for e in UT[vei]))
    assert result.status == 1
    assert f"V714] Malen viser ikke «{field}»" in " ".join((result.err + result.out).split())
    assert skolen.git("rev-parse", "HEAD") == before
    assert not list(skolen.root.rglob("*.pdf"))


UNDER_A_FACT = [
    ("deler/tiltak.md.j2", "| Ansvarlig | {{ tiltak.ansvarlig }} |\n",
     "{% if tiltak.avsluttet %}\n| Ansvarlig | {{ tiltak.ansvarlig }} |\n{% endif %}\n", "tiltak.ansvarlig"),
    ("deler/tiltak.md.j2", "| Ansvarlig | {{ tiltak.ansvarlig }} |\n",
     "{% if not tiltak.avsluttet %}\n| Ansvarlig | {{ tiltak.ansvarlig }} |\n{% endif %}\n", "tiltak.ansvarlig"),
    ("deler/tiltak.md.j2", "| Ansvarlig | {{ tiltak.ansvarlig }} |\n",
     "{% if tiltak.evalueringer %}\n| Ansvarlig | {{ tiltak.ansvarlig }} |\n{% endif %}\n", "tiltak.ansvarlig"),
    ("deler/tiltak.md.j2", "| Når | {{ tiltak.periode | stor }} |\n",
     "{% if not tiltak.stedfortreder %}\n| Når | {{ tiltak.periode | stor }} |\n{% endif %}\n", "tiltak.periode"),
    ("deler/statsforvalteren.md.j2", '{{ statsforvalteren.lenge or "en tid" }}', "tre måneder",
     "statsforvalteren.lenge"),
    ("deler/statsforvalteren.md.j2", "Veien er åpen fra **{{ statsforvalteren.fra }}**.", "Veien åpner senere.",
     "statsforvalteren.fra"),
    ("deler/planhode.md.j2", "{{ hode.hjemmel }}", "opplæringslova § 9 A-4", "hode.hjemmel"),
    ("deler/planhode.md.j2", "{{ hode.godkjent }}", "Ja, av rektor", "hode.godkjent"),
    ("deler/planhode.md.j2", "{% if plan.mangler %}", "{% if plan.mangler and false %}", "mangler"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "instead", "field"), UNDER_A_FACT)
def test_what_the_law_asks_for_comes_out_whatever_the_case_is(
    skolen: Program, file: str, text: str, instead: str, field: str
) -> None:
    path = skolen.root / "maler" / file
    whole = path.read_text(encoding="utf-8")
    assert text in whole
    path.write_text(whole.replace(text, instead), encoding="utf-8")
    made = skolen.run("lag", "aktivitetsplan", SAK)
    told = skolen.run("valider")
    assert told.status == 1
    assert f"V714] Malen viser ikke «plan.{field}»" in " ".join(told.out.split())
    assert "V714" in made.err + made.out
    given = skolen.run(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "digipost",
        "--til-hvem", "mor og far",
    )  # fmt: skip
    assert given.status == 1
