"""Markdown becomes a tree, and the tree becomes Typst in which text is only strings."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sosialplan.output.html import html_of
from sosialplan.output.markdown import Node, images, parse
from sosialplan.output.typst_markup import exact, typst_source

MALER = Path(__file__).parent.parent / "maler"


def _typst(markdown: str) -> str:
    return typst_source(parse(markdown), {"hjul.svg": "bilde-0.svg"}).strip()


@pytest.mark.parametrize(
    ("markdown", "typst"),
    [
        ("# A *b*", '#heading(level: 1)[#"A ";#emph[#"b";];]'),
        ("a **b**\nc\\\nd", '#par[#"a ";#strong[#"b";];#" ";#"c";#linebreak();#"d";]'),
        ("- a\n- b", '#list(tight: true, [#"a";], [#"b";])'),
        (
            "3. a\n\n   b\n4. c",
            '#enum(start: 3, tight: false, [#par[#"a";]#par[#"b";]], [#par[#"c";]])',
        ),
        ("> a", '#merknad[#par[#"a";]]'),
        ("---", "#skille()"),
        (
            "[a](https://b.invalid)",
            '#par[#"a";#" (https://\u200bb.invalid)";]'.replace("\u200b", ""),
        ),
        ("`a`", '#par[#raw(block: false, "a");]'),
        ("```\na\nb\n```", '#raw(block: true, "a\\u{a}b");'),
        ("![Hjulet](hjul.svg)", '#image("bilde-0.svg", alt: "Hjulet", width: 100%);'),
        ("| |  |\n|-|-|\n| a | b |", '#opplysninger(samlet: true, ([#"a";], [#"b";], ))'),
        (
            "| A | B |\n|-|-|\n| a | b<br>c |",
            (
                '#block(breakable: false, width: 100%)[#tabell((auto, auto,), ([#"A";], [#"B";], ), '
                '([#"a";], [#"b";#linebreak();#"c";], ))]'
            ),
        ),
        ('<b>#let x = "1"</b>', '#par[#"<b>#let x = \\"1\\"</b>";]'),
        ("https://a.invalid", '#par[#"https://a.invalid";]'),
    ],
)
def test_each_kind_has_its_typst(markdown: str, typst: str) -> None:
    assert _typst(markdown) == typst


LONG = "ord " * 400
STAYS = "#block(sticky: true, breakable: false, width: 100%)["


@pytest.mark.parametrize(
    ("markdown", "stays"),
    [
        (f"{LONG}\n\nb\n\n| |  |\n|-|-|\n| a | b |\n\n{LONG}", ['#par[#"b";]']),
        (f"{LONG}\n\nb\n\n## Underskrift\n\n{LONG}", ['#par[#"b";]']),
        (f"{LONG}\n\n## Underskrift\n\n{LONG}", []),
        ("a\n\nb\n\nc", ['#par[#"a";]', '#par[#"b";]']),
        (f"{LONG}\n\na", []),
        (f"a\n\n{LONG}", []),
    ],
    ids=[
        "til tabellen",
        "det som skrives under",
        "langt før",
        "de siste",
        "langt",
        "nok til slutt",
    ],
)
def test_what_stands_on_the_page_of_the_next(markdown: str, stays: list[str]) -> None:
    kept = [line for line in _typst(markdown).splitlines() if line.startswith(STAYS)]
    assert kept == [f"{STAYS}{each}]" for each in stays]


def test_a_short_list_at_the_end_is_not_parted() -> None:
    assert _typst("a\n\n- b\n- c").splitlines()[-1].startswith("#block(breakable: false")
    assert _typst("a\n\n" + "- b\n" * 20).splitlines()[-1].startswith("#list(")


def test_a_long_table_parts_no_row_and_lets_no_row_go_over_alone() -> None:
    made = _typst("| A | B |\n|-|-|\n" + "| a | b |\n" * 20)
    assert made.startswith("#tabell(")
    assert made.count("table.cell(breakable: false)") == 2 * 16
    last = made.partition("table.footer(repeat: false, ")[2]
    assert last.count("..(") == 4
    high = "x" * 95 * 12
    made = _typst(f"| A | B |\n|-|-|\n| {high} | b |\n| {high} | b |")
    assert "table.footer" not in made
    assert "breakable" not in made


def test_a_table_that_is_signed_stands_with_the_signature() -> None:
    table = "| A | B |\n|-|-|\n" + "| a | b |\n" * 20
    after = f"\n## Underskrift\n\n{LONG}"
    assert STAYS in _typst(table + after)
    assert STAYS not in _typst(table + "\n## Annet" + after.partition("skrift")[2])
    assert STAYS not in _typst(table * 2 + after)


def test_what_leads_to_a_drawing_stands_on_its_page() -> None:
    assert _typst(f"{LONG}\n\nb\n\n![Hjulet](hjul.svg)\n\n{LONG}").count(STAYS) == 1


def test_headings_never_skip_a_level() -> None:
    made = _typst("### a\n\n> ##### b\n\n# c\n\n#### d\n\n#\n\n##### e")
    assert re.findall(r"level: (\d)", made) == ["1", "2", "1", "2", "3"]


@given(st.text())
def test_a_literal_closes_only_where_it_ends(text: str) -> None:
    inside = exact(text)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\n" not in inside


def test_long_words_can_be_broken_and_wide_columns_get_the_room() -> None:
    thirty = f'#"{"x" * 12}";#h(0pt);#"{"x" * 12}";#h(0pt);#"{"x" * 6}";'
    cell = f"| A | B |\n|-|-|\n| a | {'x' * 30} |"
    assert thirty in _typst(cell)
    assert _typst("x" * 49) == f'#par[#"{"x" * 49}";]'
    assert _typst(f"før {'x' * 60} etter").count("#h(0pt);") == 4
    heading = _typst(f"## Tiltak 5: {'ø' * 3000}")
    assert max(len(each) for each in re.findall(r'#"([^"]*)";', heading)) <= len("Tiltak 5: ") + 18
    assert heading.count("#linebreak();") == 3000 // 18
    assert _typst(f"# {'x' * 49}") == f'#heading(level: 1)[#"{"x" * 49}";]'
    assert "\u200b" not in _typst(f"{cell}\n\n{'x' * 99}")
    assert "(auto, 5fr, 3fr,)" in _typst(
        f"| A | B | C |\n|-|-|-|\n| a | {'b ' * 60} | {'c ' * 15} |"
    )


def test_images_are_found_wherever_they_stand() -> None:
    found = list(images(parse("- ![a](x.svg)\n\n> ![b](y.png)")))
    assert found == [
        Node("image", text="a", target="x.svg"),
        Node("image", text="b", target="y.png"),
    ]


def test_html_is_one_page_that_fetches_and_runs_nothing() -> None:
    page = html_of(
        '# T\n\n| | |\n|-|-|\n| Navn | <script>x</script> |\n\n![Hjul "1"](h.svg)\n\n'
        "[l](javascript:alert) [m](https://a.invalid)\n\n2. to\n",
        maler=MALER,
        title="<T>",
        footer="sak & side",
        images={"h.svg": b"<svg/>"},
    )
    assert '<html lang="nb">' in page
    assert "<title>&lt;T&gt;</title>" in page
    assert '<th scope="row">Navn</th><td>&lt;script&gt;x&lt;/script&gt;</td>' in page
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+" alt="Hjul &quot;1&quot;"' in page
    assert "<footer>sak &amp; side</footer>" in page
    assert '<ol start="2">' in page
    assert "<script" not in page
    assert "href" not in page


def columns(markdown: str) -> list[str]:
    return re.findall(r"#tabell\((\(.*?,\)),", typst_source(parse(markdown), {}))


def test_tables_with_the_same_head_have_the_same_columns() -> None:
    """The months of the wheel, the steps of each chain: the eye goes down one column of them all."""
    first = "| Uke | Hva |\n| --- | --- |\n| 1 | Kort |\n\n"
    other = f"| Uke | Hva |\n| --- | --- |\n| uke 10-12 | {'Langt ' * 20}|\n\n"
    alone = "| Uke | Annet |\n| --- | --- |\n| 1 | Kort |\n\n"
    found = columns(f"{first}# a\n\n{other}# b\n\n{alone}")
    assert found[0] == found[1]
    assert found[0] != columns(first)[0]
    assert found[2] == columns(alone)[0] == "(auto, auto,)"


def test_contents_stand_before_the_first_part_and_only_where_they_are_asked_for() -> None:
    blocks = parse("# a\n\nb\n\n## c\n\nd\n\n## e\n\nf\n")
    made = typst_source(blocks, {}, innhold="Innhold")
    assert made.count("#outline(") == 1
    assert made.index('#"b"') < made.index('outlined: false)[#"Innhold"]') < made.index('#"c"')
    assert "#outline(" not in typst_source(blocks, {})
