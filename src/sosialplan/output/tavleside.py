"""The board as one page: HTML that fetches nothing and runs nothing, and the same on one lying A4 as PDF."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.escaping import escape_xml
from sosialplan.output.tavletegning import legend_of, share_of, svg_of
from sosialplan.output.typeset import TypesetError, plain, printable, typeset
from sosialplan.output.typst_markup import exact
from sosialplan.views.tavle.tavlefelt import Hjulbilde, Punktliste, Tavle, Tavlefelt

LIGHT = {
    "ark": "#ffffff", "flate": "#f5f7f9", "blekk": "#16202b", "dempet": "#4a5563", "linje": "#c3cbd3",
    "hoved": "#1d4e63", "forfalt": "#a3240f", "snart": "#8a5200", "senere": "#4f6375", "gjort": "#2c6e63",
    "maaned": "#e3e9ee", "annen": "#d2dbe3", "ring": "#ffffff", "fri": "#c9d2da",
}  # fmt: skip
DARK = {
    "ark": "#10161d", "flate": "#19222c", "blekk": "#edf2f7", "dempet": "#b4c0cc", "linje": "#3b4956",
    "hoved": "#9bd1ea", "forfalt": "#ff8b76", "snart": "#f4b860", "senere": "#9fb2c4", "gjort": "#6fc7b7",
    "maaned": "#2b3947", "annen": "#354555", "ring": "#10161d", "fri": "#3a4754",
}  # fmt: skip
_DRAWN = (
    "text{{font-family:{type}}}.blekk,.sterk{{fill:{blekk}}}.sterk{{font-weight:700}}.dempet{{fill:{dempet}}}"
    "rect.forfalt{{fill:{forfalt}}}rect.snart{{fill:{snart}}}rect.gjort{{fill:{gjort}}}"
    "rect.senere{{fill:none;stroke:{senere};stroke-width:1.5}}.strek{{stroke:{flate};stroke-width:1.2;fill:none}}"
    ".maaned{{fill:{maaned}}}.annen{{fill:{annen}}}.ring{{fill:none;stroke:{ring}}}.fri{{fill:{fri};opacity:.45}}"
    ".bue{{fill:none;stroke-linecap:butt}}.bue.forfalt{{stroke:{forfalt}}}"
    ".bue.snart{{stroke:{snart};stroke-dasharray:7 2.5}}.bue.senere{{stroke:{senere}}}.bue.gjort{{stroke:{gjort}}}"
    ".viser{{stroke:{blekk};stroke-width:2.5;fill:none}}.viserprikk{{fill:{blekk}}}"
)
"""What the classes of a drawing look like."""
_PAGE = """
*{box-sizing:border-box}
body{margin:0;background:var(--ark);color:var(--blekk);font:1rem/1.45 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
header,main,footer,.navn{max-width:110rem;margin:0 auto;padding:0 1.25rem}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.5rem;padding-top:1.1rem}
h1{font-size:1.6rem;line-height:1.2;margin:0;color:var(--hoved);overflow-wrap:anywhere}
header p{margin:0;color:var(--dempet)}
.varsel{flex-basis:100%;margin:.4rem 0 0;padding:.5rem .8rem;border-left:4px solid var(--forfalt);
 background:var(--flate);color:var(--blekk)}
main{display:grid;gap:1rem;padding-top:1rem;padding-bottom:1rem}
.spalte{display:grid;gap:1rem;align-content:start;align-items:start;min-width:0}
.felt{background:var(--flate);border:1px solid var(--linje);border-radius:.5rem;padding:.8rem 1rem 1rem;min-width:0}
h2{font-size:1.15rem;line-height:1.25;margin:0;color:var(--hoved);overflow-wrap:anywhere}
h3{font-size:.95rem;margin:.6rem 0 .1rem}
.felt p{margin:.2rem 0 .7rem}.felt p.merknad{margin:.5rem 0 0;color:var(--dempet);font-size:.875rem}
.felt svg{display:block;width:100%;height:auto;max-width:36rem}
.side svg{max-width:22rem}
.lister{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(12rem,100%),1fr));gap:0 1rem;
 font-size:.9rem;margin-bottom:.8rem}
@media (max-width:30rem){header,main,footer,.navn{padding-left:.5rem;padding-right:.5rem}
.felt{padding:.6rem .55rem .8rem}}
@media (min-width:44rem){main{grid-template-columns:1fr 1fr}
.spalte:nth-child(3){grid-column:1/-1;grid-template-columns:1fr 1fr}}
@media (min-width:72rem){main{grid-template-columns:repeat(3,minmax(0,1fr))}
.spalte:nth-child(3){grid-column:auto;grid-template-columns:1fr}}
ul{margin:0;padding-left:1.1rem}li{overflow-wrap:anywhere}
details{margin-top:.7rem}summary{cursor:pointer;color:var(--hoved);padding:.3rem 0}
summary:focus-visible{outline:3px solid var(--hoved);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;color:var(--dempet);padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-top:1px solid var(--linje);
 overflow-wrap:anywhere;font-weight:400}
thead th{border-top:0;font-weight:700}
footer{color:var(--dempet);font-size:.875rem;padding-bottom:1.5rem}
@page{size:A4 landscape;margin:8mm}
@media print{:root{color-scheme:light;VARIABLES}
body{font-size:8.5pt;line-height:1.3}header,main,footer,.navn{padding:0;max-width:none}
h1{font-size:15pt}h2{font-size:11pt}h3{margin:.2rem 0 0}
.ark{height:193mm;padding-right:.5mm;display:flex;flex-direction:column}.ark>*{width:100%;margin:0}
main{flex:1 1 0;min-height:0;grid-template-columns:repeat(3,minmax(0,1fr));gap:3mm;padding:2mm 0}
.spalte,.spalte:nth-child(3){display:flex;flex-direction:column;align-items:stretch;gap:3mm;min-height:0;grid-column:auto}
.felt{display:flex;flex-direction:column;padding:2mm 2.5mm;background:none;break-inside:avoid;overflow:hidden;
 flex:var(--v) 1 0;min-height:0}
.felt p{margin:.1rem 0 .3rem}.felt p.merknad{font-size:7.5pt;margin:.2rem 0 0}
.felt svg{flex:1 1 0;min-height:0;max-width:none}.felt svg.tegn{flex:none}
.side{display:flex;flex:1 1 0;min-height:0;gap:2mm}.side svg{flex:1 1 0;height:100%}
.varsel{padding:1mm 2mm;margin:0}
.lister{display:block;flex:1.15 1 0;margin:0;line-height:1.2}
.lister{font-size:7pt}h3{font-size:7.5pt}details{display:none}footer{font-size:7.5pt;padding:0}
.navn{break-before:page}tr{break-inside:avoid}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def tavle_html(tavle: Tavle) -> str:
    """Write the board as a page of its own."""
    light = _variables(LIGHT)
    look = (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
        + _drawn_by({name: f"var(--{name})" for name in LIGHT}, "inherit")
        + _PAGE.replace("VARIABLES", light)
    )
    warned = "".join(f'<p class="varsel">{escape_xml(each)}</p>' for each in tavle.varsler)
    return (
        f'<!doctype html>\n<html lang="{tavle.spraak}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_xml(tavle.tittel)}, {escape_xml(tavle.skole)}</title>\n<style>{look}</style>\n</head>\n"
        f'<body>\n<div class="ark">\n<header>\n<h1>{escape_xml(tavle.tittel)}</h1>\n'
        f"<p>{escape_xml(tavle.skole)}</p>\n<p>{escape_xml(tavle.dag)}</p>\n{warned}</header>\n<main>\n"
        + "\n".join(map(partial(_column, tavle), tavle.spalter))
        + f"\n</main>\n<footer><p>{escape_xml(tavle.ord.fot)}</p></footer>\n</div>\n{_names(tavle)}</body>\n</html>\n"
    )


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _drawn_by(colours: dict[str, str], typeface: str) -> str:
    return _DRAWN.format(**colours, type=typeface)


def _column(tavle: Tavle, felt: Sequence[Tavlefelt]) -> str:
    return f'<div class="spalte">{"".join(_field(each, tavle) for each in felt)}</div>'


def _weight(felt: Tavlefelt) -> int:
    """Return how much of its column's height a field takes on paper: its drawing, and what is said around it."""
    wide = isinstance(felt.tegning, Hjulbilde)
    drawn = share_of(felt) * (0.6 if wide else 1.0) if felt.tegning is not None else 0.0
    said = (0.46 if wide else 0.13) + (0.05 if felt.merknad else 0.0)
    return round(100 * (drawn + said))


def _field(felt: Tavlefelt, tavle: Tavle) -> str:
    drawn = svg_of(felt) if felt.tegning is not None else ""
    lists = "".join(map(_list, felt.lister))
    if isinstance(felt.tegning, Hjulbilde):
        legend = legend_of(felt.tegning).replace("<svg ", '<svg class="tegn" ', 1)
        drawn = f'<div class="side">{drawn}<div class="lister">{lists}</div></div>{legend}'
    table = _table(felt, tavle) if felt.tabell else ""
    note = f'<p class="merknad">{escape_xml(felt.merknad)}</p>' if felt.merknad else ""
    return (
        f'<section class="felt" style="--v:{_weight(felt)}" aria-labelledby="h-{felt.kode}">\n'
        f'<h2 id="h-{felt.kode}">{escape_xml(felt.tittel)}</h2>\n<p>{escape_xml(felt.innledning)}</p>\n'
        f"{drawn}{note}{table}\n</section>"
    )


def _list(each: Punktliste) -> str:
    points = "".join(f"<li>{escape_xml(one)}</li>" for one in each.punkter)
    return f"<div><h3>{escape_xml(each.tittel)}</h3><ul>{points}</ul></div>"


def _table(felt: Tavlefelt, tavle: Tavle) -> str:
    names = (felt.hode, *(each.navn for each in felt.kolonner))
    said = tavle.ord.som_tabell.format(hva=felt.tittel)
    return f"<details><summary>{escape_xml(said)}</summary>{_grid(felt.tittel, names, felt.tabell)}</details>"


def _grid(caption: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape_xml(each)}</th>' for each in names)
    body = "".join(
        f'<tr><th scope="row">{escape_xml(first)}</th>'
        + "".join(f"<td>{escape_xml(each)}</td>" for each in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape_xml(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _name_rows(tavle: Tavle) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (each.sak, each.elev, each.klasse, each.hva, each.frist, each.hvem)
        for each in tavle.navn or ()
    )


def _names(tavle: Tavle) -> str:
    if tavle.navn is None:
        return ""
    told = tavle.ord
    rows = _name_rows(tavle)
    table = _grid(told.navnetittel, told.navnekolonner, rows) if rows else ""
    said = told.navnevarsel if rows else told.ingen_forfalt
    return (
        f'<section class="navn" aria-labelledby="h-navn">\n<h2 id="h-navn">{escape_xml(told.navnetittel)}</h2>\n'
        f"<p>{escape_xml(said)}</p>{table}\n</section>\n"
    )


def drawings(felter: Sequence[Tavlefelt], wide: float | None = None) -> dict[str, bytes]:
    """Return the drawings of fields for paper, by the names of their files; ``wide`` is how wide the sheet of each is."""
    look = _drawn_by(LIGHT | {"flate": LIGHT["ark"], "ring": LIGHT["flate"]}, "sans-serif")
    drawn = {}
    for felt in (each for each in felter if each.tegning is not None):
        drawn[f"{felt.kode}.svg"] = printable(svg_of(felt, look, wide)).encode()
        if isinstance(felt.tegning, Hjulbilde):
            drawn["tegn.svg"] = printable(legend_of(felt.tegning, look, wide)).encode()
    return drawn


def tavle_pdf(tavle: Tavle, day: date) -> bytes:
    """Print the board on one lying A4, and the names, where there are any, on the pages after it.

    PDF/A-2a and PDF/UA-1 as every other document. Raises ExpectedFailure.
    """
    drawn = drawings([each for spalte in tavle.spalter for each in spalte])
    source = "\n".join(_typst(tavle))
    for made in (printable, plain):
        try:
            return typeset({**drawn, "main": made(source).encode()}, day)
        except TypesetError:
            continue
    raise ExpectedFailure(
        "Tavla kunne ikke settes som PDF.",
        "Lag den som nettside: sosialplan tavle --til tavle.html",
    )


def _typst(tavle: Tavle) -> Iterator[str]:
    yield f"#set document(title: {exact(f'{tavle.tittel}, {tavle.skole}')}, author: {exact(tavle.skole)}, date: auto)"
    yield '#set page(paper: "a4", flipped: true, margin: (x: 9mm, top: 7mm, bottom: 6mm))'
    yield (
        f'#set text(font: "Libertinus Serif", size: 9pt, lang: {exact(tavle.spraak)}, region: "NO", '
        f'fill: rgb("{LIGHT["blekk"]}"), hyphenate: false)'
    )
    yield "#set par(leading: 0.5em, spacing: 0.55em)"
    yield f'#show heading: set text(fill: rgb("{LIGHT["hoved"]}"))'
    yield '#show heading.where(level: 1): it => block(below: 0pt, text(17pt, weight: "regular", it.body))'
    yield "#show heading.where(level: 2): it => block(above: 0pt, below: 0.45em, text(11.5pt, it.body))"
    yield "#show heading.where(level: 3): it => block(above: 0.4em, below: 0.3em, text(8.5pt, it.body))"
    yield (
        "#let fits(name, share, told) = layout(room => "
        "image(name, width: calc.min(room.width, room.height / share), alt: told))"
    )
    yield "#block(height: 100%, grid(columns: 1, rows: (auto, 1fr, auto), row-gutter: 2.5mm,"
    warned = "".join(f" #parbreak() #strong[#{exact(each)}]" for each in tavle.varsler)
    yield f"[#heading(level: 1, {exact(tavle.tittel)}) #v(1.8mm) #{exact(f'{tavle.skole} · {tavle.dag}')}{warned}],"
    yield "grid(columns: (1fr, 1fr, 1fr), rows: 1fr, column-gutter: 3mm,"
    for spalte in tavle.spalter:
        rows = ", ".join(f"{_weight(each)}fr" for each in spalte)
        yield f"grid(columns: 1, rows: ({rows}), row-gutter: 3mm, {', '.join(map(_typst_field, spalte))}),"
    yield f'), text(8pt, fill: rgb("{LIGHT["dempet"]}"), {exact(tavle.ord.fot)})))'
    if tavle.navn is not None:
        yield from _typst_names(tavle)


def _typst_field(felt: Tavlefelt) -> str:
    said = felt.beskrivelse or felt.tittel
    picture = "[]"
    if felt.tegning is not None:
        picture = f'fits("{felt.kode}.svg", {share_of(felt):.4f}, {exact(said)})'
    below = [f"text(8pt, {exact(felt.merknad)})"] if felt.merknad else []
    if isinstance(felt.tegning, Hjulbilde):
        lists = " ".join(
            f"#heading(level: 3, {exact(each.tittel)}) #list({', '.join(map(exact, each.punkter))})"
            for each in felt.lister
        )
        picture = f"grid(columns: (1.6fr, 1fr), rows: 1fr, column-gutter: 2mm, {picture}, [#set text(8pt)\n{lists}])"
        marks = ", ".join(each.navn for each in felt.tegning.forklaring)
        below = [f'image("tegn.svg", width: 100%, alt: {exact(marks)})', *below]
    return (
        f'block(width: 100%, height: 100%, inset: 2.5mm, radius: 1.5mm, stroke: 0.5pt + rgb("{LIGHT["linje"]}"), '
        "grid(columns: 1, rows: (auto, 1fr, auto), row-gutter: 1.5mm, "
        f"[#heading(level: 2, {exact(felt.tittel)}) #{exact(felt.innledning)}], {picture}, "
        f"stack(spacing: 1mm, {', '.join(below) or '[]'})))"
    )


def _typst_names(tavle: Tavle) -> Iterator[str]:
    told = tavle.ord
    rows = _name_rows(tavle)
    yield f"#pagebreak()\n#heading(level: 2, {exact(told.navnetittel)})"
    yield f"#{exact(told.navnevarsel if rows else told.ingen_forfalt)}"
    if rows:
        heads = ", ".join(f"strong({exact(each)})" for each in told.navnekolonner)
        cells = ", ".join(exact(each) for row in rows for each in row)
        line = f'0.5pt + rgb("{LIGHT["linje"]}")'
        yield (
            f"#table(columns: (auto, 1.3fr, auto, 2fr, auto, 1.5fr), stroke: (x: none, top: {line}, bottom: none), inset: (x: 3pt, y: 4pt), "
            f"align: left, table.header({heads}), {cells})"
        )
