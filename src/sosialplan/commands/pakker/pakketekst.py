"""What is asked before a package is made: whether it went before, and what its texts tell of others.

What is certain stops it; what only a person can tell is asked about.
"""

from collections.abc import Callable, Iterator, Sequence

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.kopikontroll import listed_pupils
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.files.standard import minimering
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.lekkasje import Funnslag
from sosialplan.model.overlevering import Elevpakke, overlevert_til
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import alike
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.navn.aliaser import kjente
from sosialplan.rules.navn.andres_navn import like_names, navnlike
from sosialplan.rules.navn.klassespor import tells_a_class
from sosialplan.rules.navn.lekkasje import lekkasjer, leting
from sosialplan.rules.navn.personopplysninger import leads_to_somebody, personord
from sosialplan.views.datoer import kort_dato


class AskFirst(Exception):
    """What a person at a terminal must answer before a package is made, and how it is refused where nobody does."""

    def __init__(self, field: str, lines: Sequence[str], refused: ExpectedFailure) -> None:
        super().__init__(field)
        self.field, self.lines, self.refused = field, tuple(lines), refused


def require_new(sak: Sak, pakke: Elevpakke, *, igjen: bool) -> None:
    """Ask before the same school gets the case once more: nobody there can tell which package holds."""
    sent = [
        each.dato
        for each in valid_entries(sak)
        if alike(overlevert_til(each.notat or "") or "", pakke.til_skole)
    ]
    if sent and not igjen:
        line = f"Saken er overlevert før til {pakke.til_skole}, {kort_dato(max(sent))}."
        raise AskFirst(
            "igjen",
            [line],
            ExpectedFailure(
                f"{line} Ingenting er laget.", "Skal den sendes en gang til, så si det: --igjen"
            ),
        )


def require_nobody_else(desk: Desk, sak: Sak, pakke: Elevpakke, likevel: str | None) -> None:
    """Refuse a package that tells of others. Raises ExpectedFailure, or AskFirst for what only a person can tell.

    What was found is shown to the person who is asked, and is never in a message.
    """
    texts = {each.hva: each.tekst for each in pakke.deler}
    texts |= {"--hvorfor": pakke.hvorfor, "--til-skole": pakke.til_skole}
    tells = _search(desk, sak, pakke)
    sure, unsure, lines = dict[str, list[str]](), dict[str, list[str]](), list[str]()
    for hva, text in texts.items():
        for kind, certain, found in tells(text):
            if certain or hva != "--til-skole":
                (sure if certain else unsure).setdefault(kind, []).append(hva)
                lines.append(f"{kind[:1].upper()}{kind[1:]}{found}, under: {hva}")
    if not sure and (likevel or not unsure):
        return
    where = "; ".join(
        f"{kind} (under: {', '.join(dict.fromkeys(places))})"
        for kind, places in (*sure.items(), *unsure.items())
    )
    refused = ExpectedFailure(
        f"Det som skulle med, nevner kanskje andre, eller har nummer, adresser eller klasser: {where}. Ingenting er laget.",
        "Skriv det uten, eller med aliaset (sosialplan rett), eller la delen være."
        + ("" if sure else " Er det ingen andres navn eller klasse, så si hvorfor: --likevel"),
    )
    raise refused if sure else AskFirst("likevel", lines, refused)


Fortelling = Callable[[str], Iterator[tuple[str, bool, str]]]
"""Takes a text and yields what it tells of others: the kind, whether it is certain, and what was found where it may be shown."""


def _search(desk: Desk, sak: Sak, pakke: Elevpakke) -> Fortelling:
    """Make ready to look for all that may not go to the other school."""
    plan, bok = desk.mappe.plan, ordlister(desk.folder).navn
    skole, ord_ = plan.skole, personord(minimering())
    own = [each for each in (skole.telefon, skole.e_post, skole.adresse) if each]
    classes = [each.klasse for each in skole.klasser]
    known = kjente(desk.mappe, sak, listed_pupils(desk.folder), skjul_ansatte=True)
    searched = leting(known, bok)
    phrases = (
        *(*known.fraser, pakke.til_skole, skole.kommune),
        *(each.navn for each in skole.roller),
        *(each.navn for each in skole.tjenester),
        *(each.navn for each in plan.moeter.moeter),
        *(each.navn for each in plan.kjeder),
    )
    may_stand = [sak.elev.navn, *(each.navn for each in known.ansatte)]
    like = navnlike(may_stand, phrases, bok)

    def tells(text: str) -> Iterator[tuple[str, bool, str]]:
        yield from ((kind, True, "") for kind in leads_to_somebody(text, ord_, own))
        for each in lekkasjer(text, searched):
            yield _KINDS.get(each.slag, "et navn på noen andre"), each.stopper, ""
        if tells_a_class(text, classes):
            yield "en klasse", False, ""
        for name in like_names(text, like):
            yield "noe som ligner et navn", False, f" («{name}»)"

    return tells


_KINDS = {
    Funnslag.FOEDSELSNUMMER: "et fødselsnummer",
    Funnslag.TELEFON: "et telefonnummer",
    Funnslag.EPOST: "en e-postadresse",
    Funnslag.ADRESSE: "en adresse",
    Funnslag.KLASSE: "en klasse",
}
