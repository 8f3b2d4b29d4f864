"""A meeting on paper: its agenda, the key of an anonymous one on a sheet apart, and the minutes of it as a whole.

No pupil is named but on the key. The minutes tell of a case by its number, and of one that was anonymous by a mark.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.moeter import Holdt, Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.visible import markdown_line
from sosialplan.rules.moeter.beslutninger import missing_people
from sosialplan.tekster.maalform import paa
from sosialplan.views.datoer import lang_dato
from sosialplan.views.moeter.moetevisning import HEADERS, Saksliste, as_cells
from sosialplan.views.roller import rolle
from sosialplan.views.tabellcelle import tabellrad

Si = Callable[[str], str]
"""Puts our own words into the school's form of Norwegian."""


class Moeteark(Value, frozen=True):
    """A sheet: what stands in its metadata and its foot, which names no case, and its text as Markdown."""

    tittel: str
    bunntekst: str
    markdown: str
    skole: str
    spraak: str


class Referatvedtak(Value, frozen=True):
    """A decision with its owner and its day; ``merke`` is the case's, and None where it is about none."""

    merke: str | None
    hva: str
    ansvarlig: str
    frist: date
    utfoert: date | None


class Referatsak(Value, frozen=True):
    """A case that was discussed, and what was said of it, without a name."""

    merke: str
    anonymt: bool
    sagt: tuple[str, ...]


class Protokoll(Value, frozen=True):
    """What a meeting discussed and decided; ``noekkel`` is which case each mark hides, and ``holdt_utenfor`` how many cases are kept from somebody there."""

    holdt: Holdt
    moete: Moete
    notat: str | None
    saker: tuple[Referatsak, ...]
    vedtak: tuple[Referatvedtak, ...]
    noekkel: tuple[tuple[str, str], ...]
    holdt_utenfor: int


def si_for(plan: Plan) -> Si:
    """Return what puts words into the school's form of Norwegian."""
    return lambda phrase: paa(plan.skole.maalform, phrase)


def sakslisteark(liste: Saksliste, plan: Plan) -> Moeteark:
    """Return the agenda as a sheet."""
    si, moete = si_for(plan), liste.moete
    asked = (each for each in moete.medlemmer if each.hos is None)
    members = [" eller ".join(si(rolle(plan.skole, one)) for one in each.en_av) for each in asked]
    rows = ((si("Dato"), lang_dato(liste.per)), (si("Medlemmer"), _joined(members)))
    lines = [*_top("Saksliste", plan, moete, rows)]
    if moete.saksliste:
        lines += [f"## {si('Fast saksliste')}", ""]
        lines += [f"{i}. {markdown_line(each)}" for i, each in enumerate(moete.saksliste, 1)]
        lines += [""]
    lines += [f"## {si('Saker')}", ""]
    if liste.punkter:
        cells = [as_cells(each, lang_dato) for each in liste.punkter]
        told = [i for i in range(len(HEADERS)) if any(row[i] for row in cells)]
        headers = tuple(si(HEADERS[i]) for i in told)
        lines += _table(headers, (tuple(row[i] for i in told) for row in cells))
    else:
        lines += [si("Ingen saker.")]
    return _paper("Saksliste", plan, moete, liste.per, lines)


def noekkelark(liste: Saksliste, saker: Mapping[str, Sak], plan: Plan) -> Moeteark:
    """Return the sheet that says which case and which pupil each mark of an agenda is: it goes to one person."""
    si, moete = si_for(plan), liste.moete
    warning = si(
        "Taushetsbelagt. Bare for den som leder møtet. Arket skal ikke deles eller legges sammen med sakslisten, "
        "og makuleres når møtet er over."
    )
    rows = ((si("Dato"), lang_dato(liste.per)),)
    lines = [*_top("Nøkkel til sakslisten", plan, moete, rows), f"> **{warning}**", ""]
    found = ((mark, number, saker[number].elev) for mark, number in liste.noekkel)
    cells = ((mark, number, elev.navn, elev.klasse) for mark, number, elev in found)
    lines += _table(tuple(map(si, ("På sakslisten", "Sak", "Elev", "Klasse"))), cells)
    return _paper("Nøkkel til sakslisten", plan, moete, liste.per, lines)


def referatark(referat: Protokoll, plan: Plan) -> Moeteark:
    """Return the minutes as a sheet."""
    si, held = si_for(plan), referat.holdt
    about = held.klasse or (trinnord(held.trinn) if held.trinn else held.elev)
    absent = missing_people(plan, referat.moete, held)
    rows = (
        (si("Dato"), lang_dato(held.dato)),
        (si("Gjelder"), about or ""),
        (si("Til stede"), _joined(si(rolle(plan.skole, each)) for each in held.til_stede)),
        (si("Skulle vært med"), _joined(_either(plan, each, si) for each in absent)),
        (si("Neste møte"), lang_dato(held.neste) if held.neste else ""),
    )
    lines = [*_top("Referat", plan, referat.moete, rows)]
    if referat.notat:
        lines += [f"## {si('Notat')}", "", *_paragraphs(referat.notat)]
    if referat.saker:
        lines += [f"## {si('Saker som ble drøftet')}", ""]
        for each in referat.saker:
            lines += _case(each, si)
    lines += [f"## {si('Beslutninger')}", ""]
    if referat.vedtak:
        headers = tuple(map(si, ("Gjelder", "Hva", "Ansvarlig", "Innen", "Gjort")))
        lines += _table(headers, (_decision(each, si) for each in referat.vedtak))
    else:
        lines += [si("Ingen beslutninger er ført.")]
    return _paper("Referat", plan, referat.moete, held.dato, lines)


def _case(each: Referatsak, si: Si) -> Iterator[str]:
    yield f"### {si('Sak')} {markdown_line(each.merke)}"
    yield ""
    for text in each.sagt:
        yield from _paragraphs(text)
    if not each.sagt:
        yield si("Ikke noe mer er skrevet.")
        yield ""


def _decision(each: Referatvedtak, si: Si) -> tuple[str, ...]:
    done = lang_dato(each.utfoert) if each.utfoert else si("ikke ennå")
    about = each.merke or si("møtet")
    return (about, each.hva, each.ansvarlig, lang_dato(each.frist), done)


def _either(plan: Plan, roles: str, si: Si) -> str:
    return " eller ".join(si(rolle(plan.skole, each)) for each in roles.split(" eller "))


def _top(what: str, plan: Plan, moete: Moete, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the heading, and what is known of the meeting: a row without an answer is left out."""
    si = si_for(plan)
    yield f"# {si(what)}: {markdown_line(moete.navn)}"
    yield ""
    known = ((si("Skole"), plan.skole.navn), *rows, (si("Tilgang"), si(plan.skole.tilgangskode)))
    yield from _table(("", ""), (each for each in known if each[1]))
    if plan.skole.oppdiktet:
        yield f"*{si('Alle personer i dette dokumentet er oppdiktet.')}*"
        yield ""


def _paper(what: str, plan: Plan, moete: Moete, day: date, lines: Sequence[str]) -> Moeteark:
    title = f"{si_for(plan)(what)}, {moete.navn}, {lang_dato(day)}"
    skole, text = plan.skole, "\n".join(lines).rstrip() + "\n"
    return Moeteark(title, f"{skole.navn} · {title}", text, skole.navn, skole.maalform.spraak)


def _table(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [tabellrad(headers), tabellrad(("---",) * len(headers)), *map(tabellrad, rows), ""]


def _joined(words: Iterable[str]) -> str:
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield a text of a person by its paragraphs, so that it shows and does nothing."""
    for each in text.split("\n\n"):
        if each.strip():
            yield markdown_line(each)
            yield ""
