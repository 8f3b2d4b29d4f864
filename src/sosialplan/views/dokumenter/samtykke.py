"""A form: the guardians say yes or no to what the school may share, with whom and why."""

from dataclasses import dataclass

from sosialplan.model.sak import Samtykke
from sosialplan.rules.mottakere import MOTTAKERE
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.dokumenthode import bunntekst, tittel
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import Sakshode, sakshode
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.sett_og_hoert import seen_and_heard

_HVORFOR = {
    "r-team": "Råd fra skolens eget team. Der sitter også PPT.",
    "ppt": "Råd om hva eleven trenger, og hjelp til å legge til rette.",
    "bup": "Samarbeid om hvordan eleven har det.",
    "helsesykepleier": "En samtale på skolen, og hjelp til å få det bedre.",
}
_SVART = {
    Samtykke.JA: "Dere sa ja",
    Samtykke.NEI: "Dere sa nei",
}


@dataclass(frozen=True, slots=True)
class Tjeneste:
    """Someone with whom the school may share, and why."""

    navn: str
    hvorfor: str


@dataclass(frozen=True, slots=True)
class Samtykkeskjema:
    """The template's ``dok``. ``svart`` is what was answered before, and when."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    gjelder: Opplysning
    tjenester: tuple[Tjeneste, ...]
    foresatte: tuple[str, ...]
    ingen_foresatte: Mangel | None
    svart: str | None
    mangler: tuple[Mangel, ...]


def samtykke(bilde: Saksbilde) -> Samtykkeskjema:
    """Shape the form of a case as of its day."""
    guardians = tuple(each.navn for each in bilde.sak.elev.foresatte)
    written = bilde.tekst(bilde.skrevet.problem) or seen_and_heard(bilde)
    about = opplysning(written, savn(bilde, "hva_det_gjelder"))
    nobody = None if guardians else savn(bilde, "foresatte")
    return Samtykkeskjema(
        tittel=tittel(bilde, "samtykke"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        gjelder=about,
        tjenester=tuple(
            Tjeneste(bilde.si(each.ord), bilde.si(_HVORFOR[each.kode]))
            for each in MOTTAKERE
            if each.kode in _HVORFOR
        ),
        foresatte=guardians,
        ingen_foresatte=nobody,
        svart=_answered(bilde),
        mangler=tuple(each for each in (about.mangel, nobody) if each),
    )


def _answered(bilde: Saksbilde) -> str | None:
    answers = [each for each in bilde.hendelser if each.samtykke in _SVART]
    last = answers[-1] if answers else None
    if last is None or last.samtykke is None:
        return None
    return f"{bilde.si(_SVART[last.samtykke])} {lang_dato(last.dato)}"
