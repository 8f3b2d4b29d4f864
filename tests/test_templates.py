"""Values in templates show themselves and do nothing; templates read, and do nothing else."""

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.visible import paragraphs, visible
from sosialplan.output.markdown import Node, parse
from sosialplan.output.templates import render

PLACES = """# {{ x }}

{{ x }}

før {{ x }} etter

- {{ x }}
- punkt

1. {{ x }}

> {{ x }}

| a | b |
| --- | --- |
| {{ x }} | **{{ x }}** |
{{ x }}
"""

ACTS_IN_MARKDOWN = [
    "# overskrift",
    "- punkt",
    "+ punkt",
    "* punkt",
    "1. punkt",
    "1) punkt",
    "12",
    "---",
    "===",
    "> sitat",
    "```",
    "~~~ kode",
    "    kode",
    "\tkode",
    "**fet** _kursiv_ `kode` ~~strøket~~",
    "[lenke](https://eksempel.invalid) ![bilde](x.svg)",
    "<https://eksempel.invalid> https://eksempel.invalid www.eksempel.invalid a@eksempel.invalid",
    "<script>alert(1)</script><br>&lt;&#35;",
    "a | b | c",
    "| --- | --- |",
    ":---",
    "[ref]: https://eksempel.invalid",
    "bakstrek \\",
    "utrop!",
    "to mellomrom  \nny linje\\\nog en til",
    "avsnitt\n\navsnitt\n\n\n# ikke overskrift\n- ikke punkt",
    "{{ 7 * 7 }} {% include 'x' %} {# borte #}",
    "$x$ #let x = 1 #panic() \\u{23}",
]


def _maler(folder: Path, **files: str) -> Path:
    (folder / "deler").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        place = name.replace("deler_", "deler/")
        (folder / f"{place}.md.j2").write_text(text, encoding="utf-8")
    return folder


def _kinds(blocks: tuple[Node, ...]) -> tuple[object, ...]:
    return tuple((node.kind, node.level, _kinds(node.children)) for node in blocks)


def _harmless(text: str) -> str:
    """Return the same line structure with nothing in it that could act."""
    return "\n\n".join(
        "\n".join("x" if line else "" for line in lines) for lines in paragraphs(text)
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _maler(tmp_path_factory.mktemp("maler"), steder=PLACES)


def _shows_only_itself(places: Path, value: str) -> None:
    blocks = parse(render(places, "steder.md.j2", {"x": value}))
    assert _kinds(blocks) == _kinds(parse(render(places, "steder.md.j2", {"x": _harmless(value)})))
    heading = " ".join(" ".join(lines) for lines in paragraphs(value))
    assert blocks[0].plain == heading


@pytest.mark.parametrize("value", ACTS_IN_MARKDOWN)
def test_what_would_act_in_markdown_shows_itself(places: Path, value: str) -> None:
    _shows_only_itself(places, value)


@given(st.text() | st.text(alphabet="#*_-+>`~|[]()<>!&\\1.):= \n\tab@$/w"))
def test_no_text_acts_wherever_it_stands(places: Path, value: str) -> None:
    _shows_only_itself(places, value)


def test_escaped_text_stays_readable(places: Path) -> None:
    text = "Møte 12.10.2026 kl. 9 (rom B-12): «Hei!» – 50 % av 8B; se §§ 12-4 og 12-6."
    assert f"før {text} etter" in render(places, "steder.md.j2", {"x": text})


def test_lines_of_a_value_become_paragraphs_breaks_or_spaces(places: Path) -> None:
    made = render(places, "steder.md.j2", {"x": "en\nto\n\ntre"})
    assert made.startswith("# en to tre\n\nen\\\nto\n\ntre\n\nfør en\\\nto\\\ntre etter\n")
    assert "- en\\\n  to\n\n  tre\n" in made
    assert "> en\\\n> to\n>\n> tre\n" in made
    assert "| en<br>to<br>tre | **en<br>to<br>tre** |" in made


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\x1b[31mrød", "\ufffd[31mrød"),
        ("a\u202eb", "a\ufffdb"),
        ("a\u200f\u00ad\ufeffb", "ab"),
        ("a\x00b", "a\ufffdb"),
        ("a\u0301", "á"),
        ("\ue000\ufdd0", "\ufffd\ufffd"),
        ("familie 👨‍👩‍👧", "familie 👨‍👩‍👧"),
    ],
)
def test_what_would_act_on_a_screen_is_seen_or_gone(value: str, shown: str) -> None:
    assert visible(value) == shown


def test_finished_output_is_not_escaped_twice(tmp_path: Path) -> None:
    maler = _maler(
        tmp_path,
        brev='{% extends "deler/ramme.md.j2" %}{% from "deler/biter.md.j2" import fet, ramme %}'
        "{% block innhold %}{{ fet(x) }} {% call ramme() %}{{ x }}{% endcall %} "
        '{% set y %}*{{ x }}*{% endset %}{{ y }} {{ y }} {% include "deler/inn.md.j2" %}{% endblock %}',
        deler_ramme="{% block innhold %}{% endblock %}\n",
        deler_biter="{% macro fet(t) %}**{{ t }}**{% endmacro %}"
        "{% macro ramme() %}({{ caller() }}){% endmacro %}",
        deler_inn="[{{ x }}]",
    )
    made = render(maler, "brev.md.j2", {"x": "a*b"})
    assert made == "**a\\*b** (a\\*b) *a\\*b* *a\\*b* [a\\*b]\n"


def test_values_of_every_kind_print_as_words(tmp_path: Path) -> None:
    maler = _maler(
        tmp_path, slag='{{ a }}/{{ b }}/{{ c }}/{{ d }}/{{ e | join(", ") }}/{{ "_" }}/{{ f }}'
    )
    values = {"f": 1.5, "a": 3, "b": True, "c": None, "d": date(2026, 3, 2), "e": ("x_y", "z")}
    assert render(maler, "slag.md.j2", values) == "3/ja//2. mars 2026/x\\_y, z/\\_/1.5\n"


@pytest.mark.parametrize(
    "code",
    [
        "{{ x | safe }}",
        "{{ x | e }}",
        "{{ x ~ x }}",
        "{{ x + x }}",
        "{{ x * 3 }}",
        "{{ '%s' % x }}",
        "{{ x.upper() }}",
        "{{ x.format() }}",
        "{{ x[0] }}",
        "{{ x.__class__ }}",
        "{{ liste.append(1) }}",
        "{{ range(3) }}",
        "{{ cycler('a') }}",
        "{{ liste }}",
        "{% filter join %}x{% endfilter %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% macro m() %}x{% endmacro %}{{ [m()] | join }}",
        "{% include '../hemmelig.md.j2' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'steder.svg.j2' %}",
        "{% include 'selv.md.j2' %}",
        "{{ 2 ** 9 }}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_can_only_read(tmp_path: Path, code: str) -> None:
    (tmp_path / "hemmelig.md.j2").write_text("hemmelig", encoding="utf-8")
    maler = _maler(tmp_path / "maler", selv=f"en\n{code}\n")
    with pytest.raises(ExpectedFailure) as fault:
        render(maler, "selv.md.j2", {"x": "hemmelig verdi", "liste": ["hemmelig verdi"]})
    assert "hemmelig verdi" not in f"{fault.value.sentence}{fault.value.cure}"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("{{ plan.finnes_ikke }}", "malen spør etter et felt som ikke finnes"),
        ("{{ finnes_ikke }}", "malen spør etter et felt som ikke finnes"),
        ("{% if %}", "jinja-koden kan ikke leses"),
        ("{{ x ~ x }}", "jinja-koden kan ikke leses"),
        ("{{ x.upper() }}", "malen gjør noe en mal ikke får gjøre"),
        ("{{ x | length + x }}", "malen gjør noe en mal ikke får gjøre"),
    ],
)
def test_a_fault_names_the_line(tmp_path: Path, code: str, sentence: str) -> None:
    maler = _maler(
        tmp_path / "maler",
        brev='en\n{% include "deler/bit.md.j2" %}\n',
        deler_bit=f"to\ntre\n{code}\n",
    )
    with pytest.raises(ExpectedFailure) as fault:
        render(maler, "brev.md.j2", {"x": "verdi", "plan": {}})
    assert fault.value.sentence == f"maler/deler/bit.md.j2:3: {sentence}: «{code}»."


ENDLESS = [
    "{% macro to(n) %}{{ to(n) }}{{ to(n) }}{% endmacro %}{{ to(1) }}",
    "{% macro to(n) %}{% if n %}{{ to(n - 1) }}{{ to(n - 1) }}{% endif %}{% endmacro %}{{ to(60) }}",
    "{% for a in mange %}{% for b in mange %}{% for c in mange %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in mange %}{% for b in mange %}{{ stor }}{% endfor %}{% endfor %}",
    "{% set alt %}{% for a in mange %}{% for b in mange %}" + "x" * 5000
    + "{% endfor %}{% endfor %}{% endset %}{{ alt }}",
    "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
    "{% for a in mange %}{% for b in mange %}{% call m() %}" + "x" * 5000
    + "{% endcall %}{% endfor %}{% endfor %}",
]  # fmt: skip


@pytest.mark.parametrize("code", ENDLESS)
def test_a_template_that_never_ends_is_stopped(tmp_path: Path, code: str) -> None:
    maler = _maler(tmp_path / "maler", evig=code)
    values = {"mange": list(range(1000)), "stor": "x" * 20_000}
    with pytest.raises(ExpectedFailure, match=r"malen (blir aldri ferdig|henter seg selv)"):
        render(maler, "evig.md.j2", values)


def test_each_run_has_its_own_steps(tmp_path: Path) -> None:
    maler = _maler(
        tmp_path / "maler", lang="{% for a in x %}{% for b in x %}.{% endfor %}{% endfor %}"
    )
    for _ in range(3):
        assert len(render(maler, "lang.md.j2", {"x": list(range(300))})) > 300 * 300


def test_a_missing_template_and_a_bad_name_are_expected(tmp_path: Path) -> None:
    for name in ("borte.md.j2", "../x.md.j2", "x.txt", ""):
        with pytest.raises(ExpectedFailure, match="finnes ikke"):
            render(_maler(tmp_path), name, {})


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    maler = _maler(tmp_path / "maler")
    (tmp_path / "ute.md.j2").write_text("ute", encoding="utf-8")
    (maler / "inne.md.j2").symlink_to(tmp_path / "ute.md.j2")
    with pytest.raises(ExpectedFailure, match=r"maler/inne\.md\.j2:1: filen er en lenke"):
        render(maler, "inne.md.j2", {})


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    maler = _maler(tmp_path / "maler")
    (maler / "gammel.md.j2").write_bytes("blåbær".encode("latin-1"))
    with pytest.raises(
        ExpectedFailure, match=r"maler/gammel\.md\.j2:1: filen er ikke lagret som UTF-8"
    ):
        render(maler, "gammel.md.j2", {})


@given(st.text())
def test_no_text_acts_in_a_drawing(places: Path, value: str) -> None:
    (places / "tegning.svg.j2").write_text(
        '<svg t="{{ x }}"><g>{{ x }}</g></svg>', encoding="utf-8"
    )
    root = ET.fromstring(render(places, "tegning.svg.j2", {"x": value}))  # noqa: S314 - our own text
    assert [child.tag for child in root] == ["g"]
    assert root[0].text == visible(value) or not visible(value)
