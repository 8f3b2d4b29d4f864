"""For whom a copy is made: what is decided before a template is given anything at all."""

from sosialplan.model.record import Value


class Mottaker(Value, frozen=True):
    """A recipient.

    ``ord`` stands in a sentence after «til». ``ute`` is outside the school: nothing may be missing
    that the law demands, and the copy is written down. ``hjem`` is read at home: plain language, in
    the family's own form of Norwegian. ``anonym`` names nobody and no case. ``samtykke`` asks for
    the guardians' consent, since it is another service (forvaltningsloven § 13). ``barnevern`` may
    see what was assessed under opplæringslova § 24-3.
    """

    kode: str
    ord: str
    ute: bool = True
    hjem: bool = False
    anonym: bool = False
    samtykke: bool = False
    barnevern: bool = False


SKOLE = Mottaker("skole", "skolen selv", ute=False, barnevern=True)
"""A working copy: what is missing is marked in it, and it does not leave the house."""

ELEV = Mottaker("elev", "eleven", hjem=True)
FORESATTE = Mottaker("foresatte", "de foresatte", hjem=True)
STATSFORVALTER = Mottaker("statsforvalter", "Statsforvalteren", barnevern=True)
ARKIV = Mottaker("arkiv", "elevmappen", barnevern=True)

MOTTAKERE = (
    SKOLE,
    ELEV,
    FORESATTE,
    Mottaker("r-team", "R-teamet", ute=False),
    Mottaker("r-team-anonym", "R-teamet, uten navn", ute=False, anonym=True),
    Mottaker("ppt", "PPT", samtykke=True),
    Mottaker("bup", "BUP", samtykke=True),
    Mottaker("helsesykepleier", "helsesykepleier", samtykke=True),
    Mottaker("barnevern", "barneverntjenesten", barnevern=True),
    STATSFORVALTER,
    Mottaker("skoleeier", "skoleeier", barnevern=True),
    ARKIV,
)


def find_mottaker(code: str) -> Mottaker | None:
    """Return the recipient with this code, or None."""
    return next((each for each in MOTTAKERE if each.kode == code), None)
