"""The letter that goes with papers to another service: what is enclosed, why, and on which ground."""

from dataclasses import dataclass

from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Sakshode,
    bunntekst,
    kontaktpersoner,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.samtykkestilling import gitt_samtykke

_BARNEVERN, _TILSYN, _EIER = "barnevern", "statsforvalter", "skoleeier"


@dataclass(frozen=True, slots=True)
class Oversendelsesbrev:
    """The template's ``dok``. ``grunn`` is why the recipient may have it, and never the law's own words."""

    tittel: str
    bunntekst: str
    hode: Sakshode
    til: str
    hvorfor: Opplysning
    vedlegg: tuple[str, ...]
    ingen_vedlegg: Mangel | None
    grunn: str | None
    kontakt: tuple[str, ...]
    versjon: int | None = None
    mangler: tuple[Mangel, ...] = ()


def oversendelsesbrev(bilde: Saksbilde) -> Oversendelsesbrev:
    """Shape the letter of what was asked for."""
    code = bilde.mottaker.kode if bilde.mottaker.ute else "HVEM"
    why = opplysning(bilde.valg.hvorfor, savn(bilde, "hvorfor_sendes", mottaker=code))
    lacking = savn(bilde, "vedlegg", mottaker=code)
    enclosed = bilde.valg.vedlegg
    found = (why.mangel, None if enclosed else lacking)
    return Oversendelsesbrev(
        tittel=tittel(bilde, "oversendelse"),
        bunntekst=bunntekst(bilde),
        hode=sakshode(bilde),
        til=bilde.si(bilde.mottaker.ord if bilde.mottaker.ute else "ikke valgt ennå"),
        hvorfor=why,
        vedlegg=tuple(map(bilde.si, enclosed)),
        ingen_vedlegg=None if enclosed else lacking,
        grunn=_ground(bilde),
        kontakt=kontaktpersoner(bilde),
        mangler=tuple(each for each in found if each),
    )


def _ground(bilde: Saksbilde) -> str | None:
    """Say why the recipient may have it; None where that is what is missing."""
    day = bilde.today
    if bilde.mottaker.samtykke:
        return gitt_samtykke(bilde)
    if bilde.mottaker.kode == _BARNEVERN:
        law = bilde.paragraf("barnevernet", day)
        return bilde.si("Når det er grunn til å melde etter {lov}, trengs ikke samtykke.").format(
            lov=law
        )
    if bilde.mottaker.kode == _TILSYN:
        law = bilde.paragraf("statsforvalteren", day)
        return bilde.si(
            "Statsforvalteren kan kreve det som trengs for å behandle saken, {lov}."
        ).format(lov=law)
    if bilde.mottaker.kode == _EIER:
        return bilde.si("Skoleeier har ansvaret for at skolen gjør det loven krever.")
    return None
