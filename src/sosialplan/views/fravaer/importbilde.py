"""What reading in a list of absence does, shaped for a reader: before it is done and after."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.fravaer import Fravaerstype, Meldt
from sosialplan.model.importkart import Fravaerskode
from sosialplan.model.klassetrinn import class_order
from sosialplan.model.record import Value
from sosialplan.rules.fravaer.elevtrapp import Elevgang
from sosialplan.rules.fravaer.fravaersimport import Nytt
from sosialplan.rules.fravaer.importtelling import (
    Foelger,
    Importtelling,
    Listekontroll,
    Sumrad,
    hvem,
)
from sosialplan.rules.fravaer.listehode import headings
from sosialplan.rules.fravaer.listekart import Kart
from sosialplan.rules.fravaer.listerader import Hvem
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fravaer.fravaersbilde import NO_LESSONS, NOT_FILLED, kind_words


class Klassesum(Value, frozen=True):
    """What is written in one class's file."""

    klasse: str
    skoleaar: str
    fil: str
    ny: bool
    elever: int
    perioder: int
    dager: int


class Elevtrinn(Value, frozen=True):
    """A rung that a pupil reaches. ``linje`` is the pupil's first in the list.

    ``sak`` is the case that the absence belongs to, or the one that was opened.
    """

    klasse: str
    navn: str
    linje: int
    dato: date
    trinn: str
    tittel: str
    sak: str | None


class Importbilde(Value, frozen=True):
    """What a list holds, what of it is new, and what follows from it."""

    fil: str
    kart: str
    rader: int
    forbi: int
    kjent: int
    klasser: tuple[Klassesum, ...]
    trinn: tuple[Elevtrinn, ...]
    mangler_sak: tuple[Elevtrinn, ...]
    avsluttet: tuple[Elevtrinn, ...]
    telling: Importtelling
    kontroll: Listekontroll

    @property
    def nye_dager(self) -> int:
        """School days that are new."""
        return sum(each.dager for each in self.klasser)


def class_sums(nytt: Sequence[Nytt], there: Collection[tuple[str, str]]) -> tuple[Klassesum, ...]:
    """Return what is written in each class's file; ``there`` are the classes and years that have one."""
    files = {(each.klasse, each.skoleaar) for each in nytt}
    found = []
    for klasse, skoleaar in sorted(files, key=lambda each: (class_order(each[0]), each[1])):
        own = [each for each in nytt if (each.klasse, each.skoleaar) == (klasse, skoleaar)]
        found.append(
            Klassesum(
                klasse=klasse,
                skoleaar=skoleaar,
                fil=f"fravaer/{skoleaar}/{klasse}.yaml",
                ny=(klasse, skoleaar) not in there,
                elever=len(own),
                perioder=sum(len(each.perioder) for each in own),
                dager=sum(each.dager for each in own),
            )
        )
    return tuple(found)


def rungs(
    foelger: Foelger, linjer: Mapping[Hvem, int], opened: Mapping[Hvem, str]
) -> dict[str, tuple[Elevtrinn, ...]]:
    """Return the rungs as rows; ``opened`` are the numbers of the cases that were opened."""

    def row(elev: Elevgang, naadd: Naadd) -> Elevtrinn:
        return Elevtrinn(
            klasse=elev.klasse,
            navn=elev.fravaer.elev,
            linje=linjer[hvem(elev)],
            dato=naadd.dato,
            trinn=naadd.trinn.trinn,
            tittel=naadd.trinn.navn,
            sak=opened.get(hvem(elev), elev.sak),
        )

    def rows(found: Iterable[tuple[Elevgang, Naadd]]) -> tuple[Elevtrinn, ...]:
        made = (row(*each) for each in found)
        return tuple(sorted(made, key=lambda each: (class_order(each.klasse), each.navn)))

    return {
        "trinn": rows(foelger.trinn),
        "mangler_sak": rows(each for each in foelger.behov if each[0].sak is None),
        "avsluttet": rows(each for each in foelger.behov if each[0].sak is not None),
    }


def summary(bilde: Importbilde) -> str:
    """Return the list in one sentence or two."""
    passed = f", {bilde.forbi} lest forbi" if bilde.forbi else ""
    new = bilde.nye_dager
    counted = f" Fraværstrappen teller {bilde.telling.teller} av dem." if new else ""
    return (
        f"{_count(bilde.rader, 'rad', 'rader')} i listen{passed}. "
        f"{_count(new, 'ny skoledag', 'nye skoledager')}, {bilde.kjent} ført fra før.{counted}"
    )


def control_lines(kontroll: Listekontroll) -> Iterator[str]:
    """Yield what was read held against what the ladder counts, and how many days are missing."""
    lessons = (
        f", {kontroll.timedager} av dem time for time ({in_numbers(kontroll.timer)} timer)"
        if kontroll.timedager
        else ""
    )
    pupils = _count(kontroll.elever, "elev", "elever")
    counted = _count(kontroll.talte_elever, "elev", "elever")
    left = f" {kontroll.teller_ikke} teller ikke." if kontroll.teller_ikke else ""
    late = f" For sent: {kontroll.forsent}." if kontroll.forsent else ""
    late += f" Gikk fra skolen: {kontroll.gikk}." if kontroll.gikk else ""
    yield (
        f"Listen er holdt mot fraværstrappen: {_count(kontroll.dager, 'dag', 'dager')} for {pupils} er lest"
        f"{lessons}. Trappen teller {kontroll.talte} av dem, for {counted}.{left}{late}"
    )
    if kontroll.borte:
        yield (
            f"AVVIK: {_count(kontroll.borte, 'dag', 'dager')} i listen står ikke i planmappen. "
            "Ta vare på listen, og se på dem: sosialplan fravær vis --klasse KLASSE"
        )


def in_numbers(value: float) -> str:
    """Return a number as it is written in Norwegian: 2,5 and 6."""
    return f"{value:g}".replace(".", ",")


_CALLED = {
    "elev": "navn", "klasse": "klasse", "fra": "første dag", "til": "siste dag", "kode": "kode", "fag": "fag",
    "start": "timens start", "slutt": "timens slutt", "timer": "timer", "minutter": "minutter",
    "hel_dag": "hele dager", "dokumentert": "dokumentert",
}  # fmt: skip


def map_lines(kart: Kart, koder: Iterable[Fravaerskode]) -> Iterator[str]:
    """Yield how a list is read by a map that the program made, so that a person can say no."""
    columns = "; ".join(
        f"{_CALLED[key]} er «{' '.join(words)}»" for key, words in headings(kart.kart).items()
    )
    grid = " Hver dag er en kolonne." if kart.kart.ukerutenett else ""
    yield f"Listen er lest som «{kart.navn}»: {columns}.{grid}"
    told = "; ".join(f"{each.kode} er {_kind_words(each)}" for each in koder)
    if told:
        yield f"Kodene i listen: {told}."
    yield "Stemmer det ikke, så si hvordan listen leses i plan/import.yaml, eller velg med --kart NAVN."


def _kind_words(kode: Fravaerskode) -> str:
    if kode.forsent:
        return "for sent"
    if kode.gikk:
        return "gikk fra skolen"
    if kode.type is Fravaerstype.PERMISJON:
        return kode.type.value
    return f"{kode.type.value}, {'meldt' if kode.meldt is Meldt.JA else 'ikke meldt'}"


def sum_cells(each: Sumrad) -> tuple[str, ...]:
    """Return a row of sums as the texts of a row. Holds the name: for a terminal only."""
    return (each.klasse, each.elev, each.dager, each.timer, str(each.talt))


def uncounted_lines(telling: Importtelling, lengder: Sequence[int]) -> Iterator[str]:
    """Yield why days that are read in count as nothing; ``lengder`` are the lessons of the days that have lessons."""
    if telling.timer:
        words = NOT_FILLED.format(timer=" eller ".join(map(str, lengder)))
        yield f"{_count(telling.timer, 'dag', 'dager')} i listen har bare enkelte timer. {words}"
    if telling.minutter:
        yield f"{_count(telling.minutter, 'dag', 'dager')} i listen har bare minutter. {NO_LESSONS}"
    for kind, number in telling.slag.items():
        yield f"{_count(number, 'dag', 'dager')} i listen teller ikke. {kind_words(kind)}"
    if telling.uforklart:
        days = _count(telling.uforklart, "dag", "dager")
        yield (
            f"{days} i listen teller ikke i fraværstrappen, uten at det er kjent hvorfor. "
            "Se på dem: sosialplan fravær vis --klasse KLASSE"
        )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def class_cells(each: Klassesum) -> tuple[str, ...]:
    """Return a class as the texts of a row."""
    numbers = (str(each.elever), str(each.perioder), str(each.dager))
    return (each.klasse, *numbers, "ny" if each.ny else "")


def rung_cells(each: Elevtrinn) -> tuple[str, ...]:
    """Return a rung as the texts of a row. Holds the name: for a terminal only."""
    return (each.klasse, each.navn, kort_dato(each.dato), each.tittel, each.sak or "")


def closed_lines(rungs: Sequence[Elevtrinn]) -> Iterator[str]:
    """Yield a sentence for each closed case whose pupil has reached a rung since."""
    for each in rungs:
        yield (
            f"{each.klasse}: {each.sak} er avsluttet, men trinnet «{each.tittel}» er nådd "
            f"{kort_dato(each.dato)}."
        )


def as_values(bilde: Importbilde) -> dict[str, object]:
    """Return it as plain values: pupils by their line in the list, never by name."""
    return {
        "fil": bilde.fil,
        "kart": bilde.kart,
        "rader": bilde.rader,
        "lest_forbi": bilde.forbi,
        "nye_dager": bilde.nye_dager,
        "ført_fra_før": bilde.kjent,
        "telles_i_trappen": bilde.telling.teller,
        "teller_ikke": {
            "timer": bilde.telling.timer,
            "minutter": bilde.telling.minutter,
            **{kind.value: number for kind, number in bilde.telling.slag.items()},
            "uforklart": bilde.telling.uforklart,
        },
        "kontroll": {
            "elever": bilde.kontroll.elever,
            "dager": bilde.kontroll.dager,
            "dager_med_timer": bilde.kontroll.timedager,
            "timer": bilde.kontroll.timer,
            "for_sent": bilde.kontroll.forsent,
            "gikk": bilde.kontroll.gikk,
            "minutter": bilde.kontroll.minutter,
            "elever_som_telles": bilde.kontroll.talte_elever,
            "dager_som_telles": bilde.kontroll.talte,
            "teller_ikke": bilde.kontroll.teller_ikke,
            "ikke_i_planmappen": bilde.kontroll.borte,
        },
        "klasser": [
            {
                "klasse": each.klasse,
                "skoleår": each.skoleaar,
                "fil": each.fil,
                "ny": each.ny,
                "elever": each.elever,
                "perioder": each.perioder,
                "dager": each.dager,
            }
            for each in bilde.klasser
        ],
        "trinn": [_rung_values(each) for each in bilde.trinn],
        "mangler_sak": [_rung_values(each) for each in bilde.mangler_sak],
        "avsluttet": [_rung_values(each) for each in bilde.avsluttet],
    }


def _rung_values(each: Elevtrinn) -> dict[str, object]:
    return {
        "linje": each.linje,
        "klasse": each.klasse,
        "trinn": each.trinn,
        "nådd": each.dato.isoformat(),
        "sak": each.sak,
    }
