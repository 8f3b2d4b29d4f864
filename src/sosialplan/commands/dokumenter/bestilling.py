"""Which document is asked for, for whom and how, and the school's own words that it is made with."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import structs

from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.files.loader import load_names, load_plan, load_vague_words
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import WrongUsage
from sosialplan.model.oppslagsverk import INGEN, Navnebok, VageOrd
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import fold, meant, not_found
from sosialplan.rules.ansattsak.skjermet_sak import (
    FORESATTE,
    LOVENS,
    SKOLE,
    Mottaker,
    find_mottaker,
    mottakere,
)
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import INGEN_VALG, Dokumentvalg
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag, find_slag


class Ordlister(Value, frozen=True):
    """What the school's own lists say of words: of names in general, and of what says nothing."""

    navn: Navnebok
    vage: VageOrd


def ordlister(folder: Planmappe, slag: Dokumentslag | None = None) -> Ordlister:
    """Read the school's lists of words, for one kind of document or for all.

    Raises ProblemsFoundError.
    """
    bok, problems = load_names(folder)
    vage: VageOrd | None = INGEN
    if slag is None or slag.tiltak:
        vage, more = load_vague_words(folder)
        problems = [*problems, *more]
    if bok is None or vage is None:
        raise ProblemsFoundError(problems)
    return Ordlister(bok, vage)


UTEN_SAK = ("handlingsplan", "årsrapport")
"""Documents of the school itself."""


class Bestilling(Value, frozen=True):
    """What is asked for: which document, for whom, and in which form of Norwegian.

    ``egen_maalform``: nobody said which form, so it is the family's own where it is read at home, or else the school's.
    """

    slag: Dokumentslag
    mottaker: Mottaker = SKOLE
    maalform: Maalform = Maalform.BOKMAAL
    valg: Dokumentvalg = INGEN_VALG
    egen_maalform: bool = False

    def i_rett_form(self, sak: Sak, skole: Skole) -> "Bestilling":
        """Return what is asked for in the form of Norwegian that the family reads, or else the school writes."""
        if not (self.egen_maalform and self.slag.nynorsk):
            return self
        families = sak.elev.maalform if self.mottaker.hjem else None
        return structs.replace(self, maalform=families or skole.maalform)


Plangiver = Callable[[], Plan | None]
"""What reads the plan, where the recipient is one that it may name; None where it cannot be read."""


def planen(run: Run) -> Plangiver:
    """Return what reads the plan of the folder that a command runs in."""
    return lambda: load_plan(run.planmappe())[0]


def bestilling(
    planen: Plangiver,
    word: str,
    *,
    mottaker: str | None = None,
    maalform: str | None = None,
    siden: date | None = None,
    dato: date | None = None,
    hvorfor: str | None = None,
    vedlegg: Sequence[str] = (),
) -> Bestilling:
    """Read what was typed. Raises WrongUsage for what does not exist or does not go together."""
    slag = _known(word, UTEN_SAK)
    found = _recipient(planen(), slag, mottaker) if mottaker else SKOLE
    form = Maalform(maalform) if maalform else Maalform.BOKMAAL
    if form is Maalform.NYNORSK and not slag.nynorsk:
        raise WrongUsage(
            "Dette dokumentet finnes bare på bokmål.", "Utelat --målform, eller velg bokmål."
        )
    for day, has, name in ((siden, slag.siden, "--siden"), (dato, slag.dato, "--dato")):
        if day is not None and not has:
            raise WrongUsage(f"{name} har ingen virkning for dette dokumentet.", "La det være.")
    if (hvorfor or vedlegg) and not slag.foelgebrev:
        raise WrongUsage(
            "Bare et brev som følger med noe, har --hvorfor og --vedlegg.",
            "Utelat dem, eller lag oversendelsesbrev.",
        )
    enclosed = tuple(_enclosed(each, found) for each in vedlegg)
    valg = Dokumentvalg(siden=siden, dato=dato, hvorfor=hvorfor, vedlegg=enclosed)
    return Bestilling(slag, found, form, valg, egen_maalform=maalform is None)


KALT = dict.fromkeys(("hjem", "hjemmet", "foreldre", "foresatt"), FORESATTE.kode)
"""What people call a recipient."""


def _known(word: str, others: tuple[str, ...] = ()) -> Dokumentslag:
    """Return the document that was typed. Raises WrongUsage."""
    words = [name for each in DOKUMENTER for name in (each.kode, *each.andre_navn)]
    titles = {each.kode: each.navn for each in DOKUMENTER}
    fits = dict.fromkeys(find_slag(each) for each in meant(word, words, titles))
    if len(fits) == 1 and (slag := next(iter(fits))) is not None:
        return slag
    known = (*words, *others)
    raise WrongUsage(
        not_found("dokumentet", word, known, titles), f"Velg et av: {', '.join(known)}"
    )


def _recipient(plan: Plan | None, slag: Dokumentslag, typed: str) -> Mottaker:
    """Return the recipient that was typed, of those whom the law or the plan names. Raises WrongUsage."""
    everybody = mottakere(plan) if plan else LOVENS
    fits = ", ".join(each.kode for each in everybody if each.hva in slag.mottakere)
    known = {each.kode: each for each in everybody}
    called = KALT.get(fold(typed), typed)
    before = find_mottaker(called, plan) if plan and called not in known else None
    found = (
        before or known[known_word(called, tuple(known), "mottakeren", cure=f"Velg en av: {fits}")]
    )
    if found.hva not in slag.mottakere:
        raise WrongUsage("Dette dokumentet lages ikke for den mottakeren.", f"Velg en av: {fits}")
    return next(each for each in everybody if each.slag == found.slag) if before else found


def _enclosed(word: str, mottaker: Mottaker) -> str:
    """Return the name of an enclosure. Raises WrongUsage for one that the recipient may not have."""
    slag = _known(word)
    if mottaker.hva not in slag.mottakere:
        raise WrongUsage(
            f"«{slag.kode}» lages ikke for den mottakeren.", "Utelat det fra --vedlegg."
        )
    return slag.navn
