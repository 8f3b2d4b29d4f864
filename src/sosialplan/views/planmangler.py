"""What an activity plan must say, and the command line that says it."""

from sosialplan.views.mangler import Mangel

_DAG = "ÅÅÅÅ-MM-DD"


def plan_mangel(sak: str, felt: str, skjermet_for: frozenset[str] = frozenset()) -> Mangel:
    """Return the lack of one field of the plan; the fields are the keys of ``_FELT``.

    The command never proposes a role from which the case is kept.
    """
    sentence, command = _FELT[felt]
    words = ("ROLLE" if each in skjermet_for else each for each in command.split(" "))
    verb, _, rest = " ".join(words).partition(" SAK")
    return Mangel(felt, sentence, f"sosialplan {verb} {sak}{rest}")


def evalueringsdag_mangel(sak: str, tiltak: str, nummer: int) -> Mangel:
    """Return the lack of a day on which a measure is evaluated."""
    command = f'sosialplan tiltak endre {sak} {tiltak} --evalueres {_DAG} --hvorfor "…"'
    sentence = "Det står ikke når tiltaket skal evalueres."
    return Mangel(f"tiltak {nummer}: evalueres", sentence, command)


def evaluering_mangel(sak: str, tiltak: str, nummer: int, dato: str) -> Mangel:
    """Return the lack of an evaluation whose day has passed."""
    command = (
        f'sosialplan tiltak evaluer {sak} {tiltak} --gjennomført ja --utfall delvis --elev "…"'
    )
    sentence = f"Tiltaket skulle vært evaluert {dato}."
    return Mangel(f"tiltak {nummer}: evaluering", sentence, command)


_FELT = {
    "ansvarlig_i_ledelsen": (
        "Det står ikke hvem i ledelsen som har ansvaret.",
        "tiltak plan SAK --ansvarlig-i-ledelsen rektor",
    ),
    "rektor_varslet": (
        "Det står ikke når rektor ble varslet.",
        f"registrer SAK rektor-varslet --dato {_DAG} --av kontaktlærer",
    ),
    "laget": (
        "Det står ikke når planen ble laget.",
        f"registrer SAK aktivitetsplan --dato {_DAG}",
    ),
    "problem": (
        "Det står ikke hva planen skal løse.",
        'tiltak plan SAK --problem "…"',
    ),
    "mål": (
        "Det står ikke hva som er målet.",
        'tiltak plan SAK --mål "…"',
    ),
    "tiltak": (
        "Planen har ingen tiltak.",
        f'tiltak ny SAK --tiltak "…" --nivå klasse --ansvarlig rådgiver --fra {_DAG} --evalueres {_DAG}',
    ),
    "elevens_stemme": (
        "Det står ikke hva eleven selv har sagt.",
        f'registrer SAK elev-hørt --dato {_DAG} --av kontaktlærer --elevens-stemme "…"',
    ),
    "elevens_stemme_når": (
        "Det står ikke når eleven ble hørt, og av hvem.",
        f'registrer SAK elev-hørt --dato {_DAG} --av kontaktlærer --elevens-stemme "…"',
    ),
    "elevens_stemme_om_tiltakene": (
        "Det står ikke hva eleven mener om tiltakene.",
        'tiltak plan SAK --elevens-stemme-om-tiltakene "…"',
    ),
    "foresattes_syn": (
        "Det står ikke hva de foresatte mener.",
        'tiltak plan SAK --foresattes-syn "…"',
    ),
    "barnets_beste": (
        "Det står ikke hvordan barnets beste er vurdert.",
        'tiltak plan SAK --barnets-beste "…"',
    ),
    "sendt": (
        "Det står ikke når planen ble sendt, og til hvem.",
        f'registrer SAK plan-sendt --dato {_DAG} --mottaker "…"',
    ),
}
