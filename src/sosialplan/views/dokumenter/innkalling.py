"""A call to a meeting: when, where, who, why, and what to prepare. The subject tells nothing of a case."""

from dataclasses import dataclass

from sosialplan.model.sak import Hendelse
from sosialplan.model.sakspapirer import Innkalling
from sosialplan.rules.checks.entry_checks import INNKALT
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.medvirkning import moetenavn
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import Avslag, Sakshode, bunntekst, sakshode, tittel
from sosialplan.views.dokumentdeler.sakskrav import savn


@dataclass(frozen=True, slots=True)
class Moetetid:
    """The meeting that is called to; what nobody wrote is None or empty."""

    navn: str
    dag: str
    klokkeslett: str
    sted: str
    formaal: str
    med: tuple[str, ...]
    ingen_med: Mangel | None
    eleven_ikke_med: Mangel | None
    saksliste: tuple[str, ...]
    ingen_saksliste: Mangel | None
    forberedelse: str | None
    ingen_forberedelse: Mangel | None
    tolk: str | None
    kalt_inn_av: str | None


@dataclass(frozen=True, slots=True)
class Innkallingsbrev:
    """The template's ``dok``."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    moete: Moetetid
    mangler: tuple[Mangel, ...]


def ikke_innkalt(bilde: Saksbilde) -> Avslag | None:
    """Return why there is no letter: nobody is called, or not to a meeting on the day asked for."""
    if _call(bilde) is not None:
        return None
    when = " den dagen" if bilde.valg.dato else ""
    return Avslag(
        f"Det er ikke kalt inn til noe møte{when} i saken.",
        f"Kall inn først: sosialplan innkall {bilde.sak.sak}",
    )


def innkalling(bilde: Saksbilde) -> Innkallingsbrev:
    """Shape the call to the meeting of the day that was asked for, else the latest call."""
    found = _call(bilde)
    if found is None:
        raise LookupError(INNKALT)
    moete = _meeting(bilde, *found)
    lacking = (
        moete.ingen_med,
        moete.eleven_ikke_med,
        moete.ingen_saksliste,
        moete.ingen_forberedelse,
    )
    return Innkallingsbrev(
        tittel=tittel(bilde, "innkalling til møte"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        moete=moete,
        mangler=tuple(each for each in lacking if each),
    )


def _call(bilde: Saksbilde) -> tuple[Hendelse, Innkalling] | None:
    asked = bilde.valg.dato
    calls = [
        (each, each.innkalling)
        for each in bilde.av_steg(INNKALT)
        if each.innkalling and asked in {None, each.innkalling.moetedag}
    ]
    return calls[-1] if calls else None


def _meeting(bilde: Saksbilde, call: Hendelse, told: Innkalling) -> Moetetid:
    def lacking(felt: str) -> Mangel:
        return savn(bilde, felt, moete=told.moete, id=call.id)

    return Moetetid(
        navn=moetenavn(bilde, told.moete),
        dag=f"{bilde.si(UKEDAGER[told.moetedag.weekday()])} {lang_dato(told.moetedag)}",
        klokkeslett=told.klokkeslett,
        sted=told.sted,
        formaal=told.formaal,
        med=tuple(bilde.rolle(each) or each for each in call.med),
        ingen_med=None if call.med else lacking("innkalte"),
        eleven_ikke_med=None if "elev" in call.med or not call.med else lacking("eleven_innkalt"),
        saksliste=told.saksliste,
        ingen_saksliste=None if told.saksliste else lacking("saksliste"),
        forberedelse=bilde.tekst(told.forberedelse),
        ingen_forberedelse=None if bilde.tekst(told.forberedelse) else lacking("forberedelse"),
        tolk=told.tolk,
        kalt_inn_av=bilde.utfoert_av(call, med_navn=True),
    )
