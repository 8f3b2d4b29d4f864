"""What the check of a history found, in words and as values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sosialplan.model.problems import Level
from sosialplan.tekster.koder.tillit import kontrollkode
from sosialplan.views.datoer import kort_dato


@dataclass(frozen=True, slots=True)
class Lagring:
    """A commit as it is told: its name, when, by whom, and what it did where that is known."""

    navn: str
    tid: datetime
    hvem: str
    hva: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kontrollfunn:
    """Something that is not as it should be, or that could not be seen."""

    kode: str
    lagring: Lagring | None = None
    verdier: Mapping[str, str] = field(default_factory=dict)

    @property
    def nivaa(self) -> Level:
        """How heavy it is."""
        return kontrollkode(self.kode).level

    @property
    def melding(self) -> str:
        """What it is."""
        return kontrollkode(self.kode).message.format_map(self.verdier)

    @property
    def raad(self) -> str:
        """What can be done."""
        return kontrollkode(self.kode).cure.format_map(self.verdier)


@dataclass(frozen=True, slots=True)
class Tilgangsendring:
    """A change of who signs: the commit, and the key it is signed with, if any."""

    lagring: Lagring
    noekkel: str | None
    maatte: bool
    feil: str | None = None


@dataclass(frozen=True, slots=True)
class Signaturbilde:
    """How it stands with the signatures. ``fra`` is None where signing never was on."""

    fra: date | None = None
    skulle: int = 0
    feil: int = 0
    kontrollert: bool = True
    godtatt: int = 0
    fra_foer: int = 0


@dataclass(frozen=True, slots=True)
class Kontrollbilde:
    """All of it. ``sist`` and ``foerst`` are of the mark; empty where there was none."""

    antall: int
    signaturer: Signaturbilde
    sist: str = ""
    foerst: str = ""
    felles: bool = False
    hentet: bool = False
    funn: tuple[Kontrollfunn, ...] = ()
    tilgang: tuple[Tilgangsendring, ...] = ()
    staar: int = 0
    ubedoemt: int = 0
    lukket: int = 0
    """So many files have versions that are sealed for others: what stood in them is held against nothing."""
    uendret_fra: date | None = None
    foer: tuple[str, int] | None = None
    """The newest commit and the length of the history that this one took the place of."""


_SHRUNK = frozenset({"T731", "T732", "T733", "T734"})
_SHORT = 10
"""So many characters of a commit's name are shown."""
_DATES = frozenset({"T741", "T742"})


def setninger(bilde: Kontrollbilde) -> Iterator[str]:
    """Yield what was looked at and how it stands, a sentence each."""
    if bilde.ubedoemt:
        yield f"KAN IKKE BEDØMMES: {_steder(bilde.ubedoemt)}, se funnene. Resten gjelder det som kan leses."
    yield f"Historikken har {_lagringer(bilde.antall)}."
    if bilde.foer:
        hode, antall = bilde.foer
        yield f"Den tok over etter en eldre, som ikke er her: {_lagringer(antall)}, den siste {hode[:_SHORT]}."
    yield _signatures(bilde.signaturer)
    gone = _count(bilde, _SHRUNK)
    if gone:
        yield f"Vekst: {_lagringer(gone)} som er sett før, er borte."
    elif bilde.sist:
        yield f"Vekst: alt som ble sett sist ({_moment(bilde.sist)}), er her."
    else:
        yield "Vekst: dette er første kontroll her. Fra nå av kan det sees om noe blir borte."
    when = "slik den er nå" if bilde.hentet else "slik den var sist den ble hentet"
    if not bilde.felles:
        yield "Felles kopi: mappen har ingen."
    elif not _count(bilde, {"T732", "T734"}):
        yield f"Felles kopi, {when}: ingenting er borte."
    dates = _count(bilde, _DATES)
    yield f"Datoer: {dates} som ikke kan stemme." if dates else "Datoer: ingen går bakover."
    if bilde.staar:
        yield f"Det som er skrevet: endret eller borte {_steder(bilde.staar)}."
    elif bilde.ubedoemt or bilde.lukket:
        yield "Det som er skrevet: kan ikke sees i alt."
    else:
        yield "Det som er skrevet i saker, fravær og møter, står."


def _signatures(bilde: Signaturbilde) -> str:
    if bilde.fra is None:
        return "Signaturer: signering har ikke vært slått på."
    if not bilde.kontrollert:
        return "Signaturer: ikke kontrollert."
    right = bilde.skulle - bilde.feil
    accepted = f", {bilde.godtatt} av dem fordi du har godtatt dem" if bilde.godtatt else ""
    return f"Signaturer: {right} av {bilde.skulle} er i orden{accepted}. Påkrevd fra {kort_dato(bilde.fra)}."


def kan_ikke_vite(bilde: Kontrollbilde) -> Iterator[str]:
    """Yield what no check of a history can see, and what this one did not look at."""
    yield "Om det som er skrevet, er sant."
    yield "Om klokken på en maskin gikk litt feil. Bare datoer som går bakover eller fram i tid, sees."
    if bilde.signaturer.fra is None:
        yield "Hvem som skrev: uten signering kan hvem som helst skrive et navn i git."
    else:
        yield "Om noen har både maskinen og nøkkelen til en annen. Da ser signaturen riktig ut."
        yield (
            "Om den som gikk god for en nøkkel, hadde den fra rett person. Hvem en nøkkel er, står i: "
            "sosialplan tilgang"
        )
        yield (
            "Om nøklene som lå der da signering ble slått på, var de riktige. Ingen kunne skrive under "
            "på dem. Se endringene i tilgangen."
        )
    if bilde.uendret_fra:
        yield (
            f"Om det som ble lagret før {kort_dato(bilde.uendret_fra)}, er endret. Skolen har satt "
            "«uendret_fra» i plan/skole.yaml."
        )
    first = f" ({_moment(bilde.foerst)})" if bilde.foerst else ""
    yield f"Om noe ble borte før den første kontrollen på denne maskinen{first}."
    yield "Om noen på denne maskinen har endret merket om hva som ble sett sist."
    if bilde.felles and not bilde.hentet:
        yield "Hvordan den felles kopien er akkurat nå. Det sees med --hent."


def _count(bilde: Kontrollbilde, codes: frozenset[str] | set[str]) -> int:
    return sum(1 for each in bilde.funn if each.kode in codes)


def _lagringer(count: int) -> str:
    return "1 lagring" if count == 1 else f"{count} lagringer"


def _steder(count: int) -> str:
    return "ett sted" if count == 1 else f"{count} steder"


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M}"


def om_lagring(lagring: Lagring) -> str:
    """Return a commit in words: which, when and by whom."""
    return f"{lagring.navn[:_SHORT]}, {lagring.tid:%d.%m.%Y %H:%M}, {lagring.hvem}"


def tilgangsrad(endring: Tilgangsendring) -> tuple[str, str, str, str]:
    """Return a change of who signs as a row: when, who, what, and by which key it is signed."""
    unsigned = "ikke signert, godtatt" if endring.maatte else "ikke påkrevd"
    signed = f"NEI ({endring.feil})" if endring.feil else endring.noekkel or unsigned
    said = "; ".join(endring.lagring.hva) or "Endret filen"
    when = f"{endring.lagring.tid:%d.%m.%Y %H:%M}"
    return (when, endring.lagring.hvem, said, signed)


def as_values(bilde: Kontrollbilde, problems: Sequence[object]) -> dict[str, object]:
    """Return all of it as JSON has it."""
    signed = bilde.signaturer
    return {
        "lagringer": bilde.antall,
        "historikken_foer": {"siste": bilde.foer[0], "lagringer": bilde.foer[1]}
        if bilde.foer
        else None,
        "signering_fra": signed.fra.isoformat() if signed.fra else None,
        "signaturer": {
            "kontrollert": signed.kontrollert,
            "skulle": signed.skulle,
            "i_orden": signed.skulle - signed.feil,
            "godtatt": signed.godtatt,
            "fra_før": signed.fra_foer,
        },
        "sist_sett": bilde.sist or None,
        "hentet": bilde.hentet,
        "kan_ikke_bedømmes": bilde.ubedoemt,
        "funn": [_finding(each) for each in bilde.funn],
        "problemer": list(problems),
        "tilgang": [
            {
                **_commit(each.lagring),
                "nøkkel": each.noekkel,
                "måtte_signeres": each.maatte,
                "kode": each.feil,
            }
            for each in bilde.tilgang
        ],
        "kan_ikke_vite": list(kan_ikke_vite(bilde)),
    }


def _finding(funn: Kontrollfunn) -> dict[str, object]:
    return {
        "kode": funn.kode,
        "nivå": funn.nivaa.value,
        "melding": funn.melding,
        "råd": funn.raad,
        "lagring": _commit(funn.lagring) if funn.lagring else None,
    }


def _commit(lagring: Lagring) -> dict[str, object]:
    return {
        "commit": lagring.navn,
        "tid": lagring.tid.isoformat(),
        "hvem": lagring.hvem,
        "hva": list(lagring.hva),
    }
