"""The year's report for SMU, FAU and the owner of the school: what the board's fields say of a whole year, and in words what nobody did.

Numbers of pupils leave in fives, and not where they are small. Nobody is named. What is not measured, not evaluated
or not held is said in its own place.
"""

from collections.abc import Callable, Iterator
from datetime import date

from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.visible import markdown_line
from sosialplan.rules.aarshjul_status import Tilstand
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.aarshjul.status import HEADERS, all_year, totals
from sosialplan.views.datoer import lang_dato
from sosialplan.views.maaltall import as_cells as goal_cells
from sosialplan.views.tabellcelle import tabell
from sosialplan.views.tavle.aarsvurdering import (
    Beslutninger,
    Vurderingsord,
    evaluations,
    no_evaluations,
    of_section,
    part_rows,
    unsaid,
)
from sosialplan.views.tavle.tavlefelt import Hjulbilde, Tavlefelt
from sosialplan.views.tavle.tavlehjul import Hjulgrunnlag
from sosialplan.views.tavle.tavlestatistikk import Maalene, not_measured

Si = Callable[[str], str]


class Rapportgrunnlag(Value, frozen=True):
    """What the report rests on. ``hjul`` is why there is no wheel, where there is none; ``siste`` the last day of school.

    ``trend`` are the goals against the year before. ``endret`` says what was
    compared, and ``endringer`` what changed, by area. ``utenfor`` is how many texts were held outside, and ``varsler`` what the numbers lack.
    """

    skole: Skole
    skoleaar: str
    per: date
    siste: date | None
    maalene: Maalene
    maalfelt: Tavlefelt
    trend: Tavlefelt | None
    hjul: Hjulgrunnlag | str
    hjulfelt: Tavlefelt | None
    klassemoeter: Tavlefelt
    trapp: Tavlefelt
    endret: str
    endringer: tuple[tuple[str, tuple[str, ...]], ...]
    beslutninger: Beslutninger
    vurdert: tuple[Vurderingsord, ...] = ()
    utenfor: int = 0
    varsler: tuple[str, ...] = ()

    @property
    def tegninger(self) -> tuple[Tavlefelt, ...]:
        """The fields that are drawn."""
        felter = (self.trend, self.hjulfelt, self.klassemoeter)
        return tuple(each for each in felter if each is not None and each.tegning is not None)


def rapport(grunnlag: Rapportgrunnlag, si: Si, *, bilder: bool) -> str:
    """Return the report as Markdown; with ``bilder`` the drawings stand in it, and else their numbers alone."""
    parts = (
        _top(grunnlag, si),
        _goals(grunnlag, si, bilder=bilder),
        _evaluated(grunnlag, si),
        _changed(grunnlag, si),
        _wheel(grunnlag, si, bilder=bilder),
        _field(grunnlag.klassemoeter, si, bilder=bilder),
        _field(grunnlag.trapp, si, bilder=False),
        _source(si),
    )
    text = "\n".join(line for part in parts for line in part).rstrip() + "\n"
    return text.replace(markdown_line(TEGN), markdown_line(si(TEGN)))


def _top(g: Rapportgrunnlag, si: Si) -> Iterator[str]:
    yield f"# {si('Årsrapport om skolemiljøet')}"
    yield ""
    yield from tabell(
        ("", ""),
        (
            (si("Skole"), f"{g.skole.navn}, {g.skole.kommune}"),
            (si("Skoleår"), g.skoleaar.replace("-", "–")),
            (si("Til"), si("SMU, FAU og skoleeier")),
            (si("Tallene er per"), lang_dato(g.per)),
        ),
    )
    if g.skole.oppdiktet:
        yield f"*{si('Alle personer i dette dokumentet er oppdiktet.')}*"
        yield ""
    warned = list(g.varsler)
    if g.siste is None:
        warned.append(si("Skoleruten for {kode} er ikke kjent.").format(kode=g.skoleaar))
    elif g.per < g.siste:
        said = si(
            "Skoleåret er ikke slutt. Siste skoledag er {dag}, så dette er en foreløpig rapport."
        )
        warned.append(said.format(dag=lang_dato(g.siste)))
    for each in warned:
        yield f"> **{markdown_line(each)}**"
        yield ""
    yield f"## {si('Kort sagt')}"
    yield ""
    for each in _in_short(g, si):
        yield f"- {markdown_line(each)}"
    yield ""


def _in_short(g: Rapportgrunnlag, si: Si) -> Iterator[str]:
    yield f"{si('Mål')}: {g.maalfelt.innledning}"
    silent, kept = len(not_measured(g.maalene, si)), sum(each.skjermet for each in g.maalene.naa)
    if kept:
        yield si(
            "Mål der tallet er for lite til å vises, eller der det ikke er noe å telle: {antall}."
        ).format(antall=kept)
    if silent:
        yield si("Mål som ikke er målt: {antall}.").format(antall=silent)
    if isinstance(g.hjul, str):
        yield f"{si('Årshjulet')}: {g.hjul}"
    else:
        rows = evaluations(g.hjul)
        asked, held = totals(rows)
        said = si(
            "Vurderinger av arbeidet: {holdt} av {ventet} som skulle vært gjort, er ført som gjort."
        )
        yield said.format(holdt=held, ventet=asked) if rows else no_evaluations(si)
        asked, held = totals(g.hjul.rader)
        said = si("Årshjulet: {holdt} av {ventet} som skulle vært holdt, er ført som holdt.")
        yield said.format(holdt=held, ventet=asked)
    changed = sum(len(each) for _, each in g.endringer)
    yield si("Endringer i planen: {antall}.").format(antall=changed) if changed else g.endret


def _goals(g: Rapportgrunnlag, si: Si, *, bilder: bool) -> Iterator[str]:
    yield f"## {si('Målene')}"
    yield ""
    yield markdown_line(g.maalene.liste.overordnet.tekst)
    yield ""
    yield markdown_line(g.maalfelt.innledning)
    yield ""
    if g.maalene.ikke_foer:
        yield markdown_line(
            f"{g.maalene.ikke_foer} {si('Derfor er ikke målene sammenlignet med i fjor.')}"
        )
        yield ""
    if bilder and g.trend is not None:
        yield from _picture(g.trend)
    if g.maalfelt.tabell:
        before = {
            each.maal.navn: goal_cells(each, ledelsen=False, si=si)[1] for each in g.maalene.foer
        }
        heads = tuple(map(si, ("Mål", "Nå", "I fjor", "Skal være", "Nådd", "Endring")))
        rows = (
            (name, now, before.get(name, "–"), wanted, reached, change)
            for name, now, wanted, reached, change in g.maalfelt.tabell
        )
        yield from tabell(heads, rows)
        yield si("En strek betyr at det ikke kan sies av tallene som vises her.")
        yield ""
    silent = not_measured(g.maalene, si)
    if silent:
        yield f"### {si('Det som ikke er målt')}"
        yield ""
        yield from tabell((si("Mål"), si("Hvorfor")), silent)


def _evaluated(g: Rapportgrunnlag, si: Si) -> Iterator[str]:
    yield f"## {si('Hva skolen og elevene har vurdert')}"
    yield ""
    rows = () if isinstance(g.hjul, str) else evaluations(g.hjul)
    if isinstance(g.hjul, str):
        yield markdown_line(g.hjul)
    elif not rows:
        yield no_evaluations(si)
    else:
        heads = tuple(map(si, ("Vurdering", "Hvordan det står", "Når", "Hvem")))
        yield from tabell(heads, part_rows(rows, g.hjul, si))
        yield from _what_came_of_it(g, si)
    yield ""


def _what_came_of_it(g: Rapportgrunnlag, si: Si) -> Iterator[str]:
    yield f"### {si('Hva vurderingene kom fram til')}"
    yield ""
    for each in g.vurdert:
        yield f"- **{markdown_line(each.hva)}, {lang_dato(each.dato)}.** {markdown_line(each.tekst)}"
    if not g.vurdert:
        yield si("Det er ikke skrevet noe om det som kan stå her.")
    yield ""
    if g.utenfor:
        said = si("Notater som ikke er med: {antall}. De er fra en klasse, eller kan peke på noen.")
        yield said.format(antall=g.utenfor)
        yield ""


def _changed(g: Rapportgrunnlag, si: Si) -> Iterator[str]:
    yield f"## {si('Hva som er endret')}"
    yield ""
    yield markdown_line(g.endret)
    yield ""
    for area, sentences in g.endringer:
        yield f"### {markdown_line(area)}"
        yield ""
        yield from (f"- {markdown_line(each)}" for each in sentences)
        yield ""
    made = g.beslutninger
    if made.tatt:
        said = si(
            "Beslutninger i møtene som ikke gjelder en sak: {tatt}. Gjort: {gjort}. Ikke gjort innen dagen som var avtalt: {forfalt}."
        )
        yield said.format(tatt=made.tatt, gjort=made.gjort, forfalt=made.forfalt)
    else:
        yield si("Møtene har ikke ført noen beslutning som ikke gjelder en sak.")
    yield ""


def _wheel(g: Rapportgrunnlag, si: Si, *, bilder: bool) -> Iterator[str]:
    yield f"## {si('Årshjulet')}"
    yield ""
    hjul = g.hjul
    if isinstance(hjul, str) or g.hjulfelt is None:
        yield markdown_line(str(hjul))
        yield ""
        return
    yield g.hjulfelt.innledning
    yield ""
    if bilder:
        yield from _picture(g.hjulfelt)
    heads = tuple(map(si, ("Del", "Skulle vært holdt", "Ført som holdt", "Ikke holdt")))
    yield from tabell(
        heads, (of_section(each.seksjon, each.navn, hjul) for each in hjul.hjul.seksjoner)
    )
    lacking = [each for each in hjul.rader if each.del_.tilstand is Tilstand.MANGLER]
    for title, rows in (
        ("Det som ikke er holdt", [each for each in lacking if not each.skjermet]),
        ("Det som ikke kan sies", unsaid(hjul)),
    ):
        if rows:
            yield f"### {si(title)}"
            yield ""
            head = (si(HEADERS[1]), si("Hvordan det står"), si("Når"), si("Hvem"))
            yield from tabell(head, part_rows(rows, hjul, si))
    going = all_year(hjul.rader)
    if going:
        yield markdown_line(f"{si('Går hele året')}: {going}.")
        yield ""


def _field(felt: Tavlefelt, si: Si, *, bilder: bool) -> Iterator[str]:
    yield f"## {markdown_line(felt.tittel)}"
    yield ""
    if felt.innledning:
        yield markdown_line(felt.innledning)
        yield ""
    if bilder and felt.tegning is not None:
        yield from _picture(felt)
    elif felt.tabell:
        told = [place for place in range(len(felt.tabell[0])) if any(r[place] for r in felt.tabell)]
        heads = (felt.hode, *(each.navn for each in felt.kolonner))
        if len(told) < len(heads):
            heads = (felt.hode, si("I alt"))
        yield from tabell(heads, (tuple(row[place] for place in told) for row in felt.tabell))


def _source(si: Si) -> Iterator[str]:
    yield f"## {si('Slik er tallene laget')}"
    yield ""
    yield si(
        "Alt er regnet av det som er ført. Noe kan være gjort uten at det er ført. Tall om elever vises i femmere. Under 5 vises ikke, heller ikke ingen. "
        "Hvor mange saker skolen har, og hva de gjelder, står ikke her. Ingen elev eller ansatt er nevnt med navn."
    )
    yield ""


def _picture(felt: Tavlefelt) -> Iterator[str]:
    yield f"![{markdown_line(felt.beskrivelse or felt.tittel)}]({felt.kode}.svg)"
    yield ""
    if isinstance(felt.tegning, Hjulbilde):
        marks = ", ".join(each.navn for each in felt.tegning.forklaring)
        yield f"![{markdown_line(marks)}](tegn.svg)"
        yield ""
