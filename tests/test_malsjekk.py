"""A template is read without being filled: every field it asks for, in every branch."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from program import Program
from sosialplan.output.marked import marked
from sosialplan.output.template_check import faults_in
from sosialplan.output.templates import render
from sosialplan.views.maler.malfelt import feltliste, maler

REPOSITORY = Path(__file__).parent.parent
MALER = Path(__file__).parent.parent / "maler"


@dataclass(frozen=True)
class Punkt:
    navn: str
    under: "tuple[Punkt, ...]" = ()

    @property
    def kort(self) -> str:
        return self.navn[:3]


@dataclass(frozen=True)
class Brev:
    tittel: str
    ferdig: bool
    punkter: tuple[Punkt, ...]
    siste: Punkt | None
    ellers: Mapping[str, Punkt]


def _told(folder: Path, text: str, **parts: str) -> list[tuple[int, str, str]]:
    (folder / "deler").mkdir(exist_ok=True)
    for name, part in parts.items():
        (folder / "deler" / f"{name}.md.j2").write_text(part, encoding="utf-8")
    (folder / "brev.md.j2").write_text(text, encoding="utf-8")
    found = faults_in(folder, "brev.md.j2", {"brev": Brev})
    return [(each.line, each.code, dict(each.values).get("felt", "")) for each in found]


def test_the_programs_own_templates_ask_for_nothing_they_are_not_given() -> None:
    known = maler()
    assert len(known) > 4
    for name, given in known.items():
        assert (MALER / name.removeprefix("nn/")).is_file(), name
        assert faults_in(MALER, name, given) == ()


GOOD = [
    "{{ brev.tittel }} {{ brev.ferdig }} {{ brev.siste.navn }} {{ brev.siste.kort }}",
    "{% for p in brev.punkter %}{{ loop.index }} {{ p.navn | stor }}{% endfor %}",
    "{% for p in brev.punkter if p.navn %}{{ p.under[0].navn }}{% else %}ingen{% endfor %}",
    "{% for p in brev.punkter | selectattr('kort') | sort(attribute='navn') %}{{ p.navn }}{% endfor %}",
    "{{ (brev.punkter | first).navn }} {{ (brev.punkter | list | last).kort }}",
    "{% set p = brev.siste %}{{ p.navn }}{% set alt %}x{% endset %}{{ alt }}",
    "{% set a, b = 1, 2 %}{{ a + b }}",
    "{% macro m(p) %}{{ p.navn }}{{ caller() }}{% endmacro %}{% call m(brev.siste) %}x{% endcall %}",
    "{% macro m(p) %}{{ p.navn }}{% endmacro %}{{ m(p=brev.siste) }}{{ m(brev.siste) }}",
    "{{ (brev.siste if brev.ferdig else brev.punkter[0]).navn }}",
    "{{ (brev.siste if brev.ferdig).navn }}{{ (brev.siste if 1 else 'x').hva }}",
    "{{ brev.tittel | default('uten') }}{{ brev.punkter | length }}",
    "{{ brev.ellers.noe.navn }}{{ brev.ellers['noe'].kort }}",
    "{% if brev.ferdig and not brev.siste is none %}{{ 'x' if brev.tittel == 'y' }}{% endif %}",
    "{{ ['a', brev.tittel] | join(', ') }}",
    "{% block hode %}{{ brev.tittel }}{% endblock %}",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_is_told_nothing_of(tmp_path: Path, text: str) -> None:
    assert _told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("en\n{{ brev.titel }}", [(2, "V702", "brev.titel")]),
        ("{{ brevet.tittel }}", [(1, "V702", "brevet")]),
        ("{% if false %}{{ brev.x }}{% elif brev.y %}{{ brev.z }}{% else %}{{ brev.æ }}{% endif %}",
         [(1, "V702", f"brev.{name}") for name in "xyzæ"]),
        ("{% for p in brev.punkter %}\n{{ p.hva }}{% endfor %}", [(2, "V702", "p.hva")]),
        ("{% for p in brev.punkter if p.a %}{% else %}{{ p.b }}{% endfor %}",
         [(1, "V702", "p"), (1, "V702", "p.a")]),
        ("{{ brev.tittel.lengde }}", [(1, "V702", "brev.tittel.lengde")]),
        ("{{ (brev.punkter | first).hva }}", [(1, "V702", "brev.punkter.hva")]),
        ("{{ (brev.siste or 1).hva }}{{ brev.punkter[0].hva }}", [(1, "V702", "….hva")]),
        ("{% for p in brev.punkter | selectattr('hva') %}{% endfor %}", [(1, "V702", "hva")]),
        ("{% for p in brev.punkter %}{{ loop.nummer }}{% endfor %}", [(1, "V702", "loop.nummer")]),
        ("{{ brev.punkter }}{{ brev.siste }}{{ brev.ellers }}",
         [(1, "V705", f"brev.{name}") for name in ("ellers", "punkter", "siste")]),
        ("{{ brev.tittel | upper }}{{ brev.tittel() }}", [(1, "V703", "")]),
        ("{% macro m(p) %}{{ p.hva }}{% endmacro %}{{ m(brev.siste) }}", [(1, "V702", "p.hva")]),
        ("{% include 'deler/borte.md.j2' %}", [(1, "V704", "")]),
        ("{% from 'deler/borte.md.j2' import x %}{{ x() }}", [(1, "V704", "")]),
        ("a\nb{% endif %}", [(2, "V701", "")]),
        ("{{ brev.tittel ~ 'x' }}", [(1, "V701", "")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, told: list[tuple[int, str, str]]
) -> None:
    assert sorted(_told(tmp_path, text)) == sorted(told)


def test_a_part_is_read_with_what_it_is_given(tmp_path: Path) -> None:
    text = (
        "{% from 'deler/makro.md.j2' import vis as v %}{{ v(brev.siste) }}\n"
        "{% for p in brev.punkter %}{% include 'deler/rad.md.j2' %}{% endfor %}"
    )
    told = _told(
        tmp_path,
        text,
        makro="{% macro vis(p) %}{{ p.navn }}{{ brev }}{{ indre(p) }}{% endmacro %}"
        "{% macro indre(p) %}\n{{ p.feil }}{% endmacro %}",
        rad="{{ p.navn }}{{ p.gal }}{{ brev.tittel }}",
    )
    assert told == [(1, "V702", "brev"), (2, "V702", "p.feil"), (1, "V702", "p.gal")]


def test_a_macro_that_calls_itself_is_read_once(tmp_path: Path) -> None:
    text = "{% macro m(p) %}{% for u in p.under %}{{ m(u) }}{{ u.gal }}{% endfor %}{% endmacro %}{{ m(brev.siste) }}"
    assert _told(tmp_path, text) == [(1, "V702", "u.gal")]


def test_a_macro_that_nobody_calls_is_read_with_anything(tmp_path: Path) -> None:
    text = (
        "{% macro m(p) %}{{ p.hva }}\n{{ brev.gal }}"
        "{% macro n(q) %}{{ q.hva }}{{ brev.verre }}{% endmacro %}{% endmacro %}{{ brev.tittel }}"
    )
    assert _told(tmp_path, text) == [(2, "V702", "brev.gal"), (2, "V702", "brev.verre")]


def test_the_form_of_consent_is_made_where_nobody_can_be_named() -> None:
    given = maler()["samtykke.md.j2"]
    for name, told in (
        ("samtykke.md.j2", "Si fra til skolen."),
        ("nn/samtykke.md.j2", "Sei frå til skulen."),
    ):
        _, values = marked(given, ja=True, antall=1, snudd=frozenset({"dok.kontakt"}))
        assert told in render(MALER, name, values)


def test_the_page_of_fields_is_made_of_the_documents_themselves(*, oppdater_gull: bool) -> None:
    page = MALER.parent / "docs" / "bruk" / "felter.md"
    made = feltliste(maler())
    if oppdater_gull:
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made
    assert "| `hode` | gruppen Planhode |" in made


def test_fields_and_a_preview_need_no_case(skolen: Program) -> None:
    felter = skolen.run("lag", "aktivitetsplan", "--felter")
    assert felter.status == 0
    assert "| `tiltak` | liste av gruppen Tiltakskort |" in felter.out
    (skolen.root / "maler" / "aktivitetsplan.md.j2").write_text(
        "# Vår egen mal\n\n{{ plan.hode.elev }}\n", encoding="utf-8"
    )
    vist = skolen.run("lag", "aktivitetsplan", "--forhåndsvis")
    assert vist.status == 0
    assert vist.out.startswith("# Vår egen mal\n\nOppdiktet Elev")
    assert "Forhåndsvist med en oppdiktet sak." in vist.err


def test_a_template_that_the_folder_lacks_is_the_programs_own(skolen: Program) -> None:
    (skolen.root / "maler" / "deler" / "planhode.md.j2").unlink()
    (skolen.root / "maler" / "aktivitetsplan.md.j2").unlink()
    vist = skolen.run("lag", "aktivitetsplan", "--forhåndsvis")
    assert (vist.status, vist.out.startswith("# Aktivitetsplan")) == (0, True)
    assert "V7" not in skolen.run("valider").out


def test_a_decision_is_thought_up_and_a_fault_in_the_template_is_told(skolen: Program) -> None:
    vist = skolen.run("lag", "enkeltvedtak", "--forhåndsvis")
    assert (vist.status, "Eleven slo en annen elev" in vist.out) == (0, True)
    (skolen.root / "maler" / "enkeltvedtak.md.j2").write_text("{{ dok.borte }}", encoding="utf-8")
    vist = skolen.run("lag", "enkeltvedtak", "--forhåndsvis")
    assert (vist.status, "maler/enkeltvedtak.md.j2:1:" in vist.err) == (3, True)
