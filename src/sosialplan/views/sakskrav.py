"""What the documents of a case ask for: the code of each demand, and the command that meets it."""

from sosialplan.views.brevkrav import BREVKRAV
from sosialplan.views.mangler import Mangel, som_fylles_med
from sosialplan.views.saksbilde import Saksbilde

_DAG = "ÅÅÅÅ-MM-DD"


def savn(bilde: Saksbilde, felt: str, **values: str) -> Mangel:
    """Return the lack of one thing; ``felt`` is a key of ``_KRAV``, ``values`` fill its command."""
    kode, command = _KRAV[felt]
    return som_fylles_med(kode, felt, command.format_map(values), bilde.sak.sak, bilde.skjermet_for)


_KRAV = {
    **BREVKRAV,
    "sett": ("U201", f"registrer SAK oppdaget --dato {_DAG} --av kontaktlærer"),
    "sett_av": ("U202", "rett SAK oppdaget --av kontaktlærer"),
    "sett_og_hørt": ("U203", 'rett SAK oppdaget --notat "…"'),
    "elevens_ord": (
        "U204",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
    ),
    "gjort_straks": (
        "U205",
        'registrer SAK {steg} --dato ÅÅÅÅ-MM-DD --av kontaktlærer --notat "…"',
    ),
    "foresatte_kontaktet": (
        "U206",
        f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte --måte telefon",
    ),
    "spurt_om_samtykke": (
        "U207",
        f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte --samtykke ja",
    ),
    "samtykke_til_r_team": ("U208", "lag melding SAK --mottaker r-team-anonym"),
    "skjermet_i_r_team": ("U209", "vis SAK"),
}
"""The commands stand as they are typed; ``SAK`` is the case's number."""
