"""What a synk fetched and sent, as values and in words: case numbers and counts, never a name."""

from collections.abc import Iterable, Iterator, Sequence

from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.views.problemliste import as_values

_SHOWN, _OTHERS = 12, 3
"""So many cases and so many other files are named; the rest are counted."""
_CONFLICT = "G601"


class Vei(Value, frozen=True):
    """What goes one way: so many changes, in these cases and these other files."""

    endringer: int = 0
    saker: tuple[str, ...] = ()
    andre: tuple[str, ...] = ()

    def as_value(self) -> dict[str, object]:
        """Return it for JSON."""
        saker, andre = list(self.saker), list(self.andre)
        return {"endringer": self.endringer, "saker": saker, "andre": andre}


class Uloest(Value, frozen=True):
    """A conflict that a merge left: its file, its id, and what it is about."""

    fil: str
    id: str
    hva: str


class Rapport(Value, frozen=True):
    """What came, what went, and what stands in the way. Files as a person types them.

    ``fjernet`` were taken away by the others. ``beholdt`` were taken away by one side and changed by the other. ``samme_nummer`` and
    ``ikke_flettet`` called the merge off. Of ``side_om_side`` both versions stand until one who reads them merges
    them; ``samlet`` were such, and are one file again.
    """

    hentet: Vei = Vei()
    sendt: Vei = Vei()
    begge: tuple[str, ...] = ()
    beholdt: tuple[str, ...] = ()
    side_om_side: tuple[str, ...] = ()
    samlet: tuple[str, ...] = ()
    samme_nummer: tuple[str, ...] = ()
    ikke_flettet: tuple[str, ...] = ()
    fjernet: Vei = Vei()
    konflikter: tuple[Uloest, ...] = ()
    problemer: tuple[Problem, ...] = ()

    @property
    def called_off(self) -> bool:
        """Whether nothing was merged."""
        return bool(self.samme_nummer or self.ikke_flettet)

    @property
    def stopped(self) -> bool:
        """Whether something must be done before anything is sent."""
        return self.called_off or bool(self.problemer)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What is wrong besides what must be chosen."""
        return tuple(each for each in self.problemer if each.code != _CONFLICT)


class Synklinje(Value, frozen=True):
    """A line that is shown, and how far it is set in."""

    tekst: str
    innrykk: int = 0


def vei_av(count: int, files: Iterable[str]) -> Vei:
    """Return what goes one way, from the number of commits and the files that they touched."""
    names = sorted(files)
    saker = [each for each in names if each.startswith("saker/") and each.endswith(".yaml")]
    andre = [each for each in names if each not in saker]
    return Vei(count, tuple(kort_navn(each) for each in saker), tuple(andre))


def begge_steder(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Return the files that both have changed."""
    return tuple(kort_navn(each) for each in sorted(set(ours) & set(theirs)))


def paa_forhaand(rapport: Rapport) -> Iterator[Synklinje]:
    """Yield what a synk would do."""
    yield Synklinje(f"Kommer: {_i_ord(rapport.hentet)}.")
    yield from _fjernet(rapport, "Fjernes herfra")
    yield Synklinje(f"Sendes: {_i_ord(rapport.sendt)}.")
    if rapport.begge:
        yield Synklinje(f"Endret begge steder, og blir flettet: {', '.join(rapport.begge)}.")


def etterpaa(rapport: Rapport) -> Iterator[Synklinje]:
    """Yield what a synk did, or what stands in the way and what to do; not the faults themselves."""
    for name in rapport.samme_nummer:
        yield Synklinje(
            f"Sak {name} er opprettet både her og i den felles kopien, med ulikt innhold. "
            "De flettes aldri."
        )
        yield Synklinje(f"Gi din et nytt nummer: sosialplan løs {name} --nytt-nummer", 4)
    for name in rapport.ikke_flettet:
        yield Synklinje(f"{name} er endret begge steder, og kan ikke flettes.")
        yield Synklinje(
            "Se om din utgave er i orden: sosialplan valider. Er den det, har den andres en feil, "
            "eller den må flettes for hånd (git merge).",
            4,
        )
    if rapport.called_off:
        return
    if rapport.hentet.endringer:
        yield Synklinje(f"Hentet: {_i_ord(rapport.hentet)}.")
        yield from _fjernet(rapport, "Fjernet herfra")
    yield from _staar(rapport)
    for each in rapport.konflikter:
        yield Synklinje(f"{kort_navn(each.fil)}: {each.hva}")
        yield Synklinje(f"Velg: sosialplan løs {kort_navn(each.fil)}", 4)
    if rapport.sendt.endringer and not rapport.stopped:
        yield Synklinje(f"Sendt: {_i_ord(rapport.sendt)}.")
    elif not rapport.hentet.endringer and not rapport.stopped:
        yield Synklinje("Alt er likt fra før.")


def _staar(rapport: Rapport) -> Iterator[Synklinje]:
    """Yield of which files more stands than one version merged of both."""
    for name in rapport.beholdt:
        yield Synklinje(
            f"{name} er slettet av den ene og endret av den andre. Den står. "
            "Skal den bort, må den slettes på nytt."
        )
    for name in rapport.side_om_side:
        yield Synklinje(
            f"{name} er endret begge steder, og du kan ikke lese den. Begge utgavene er beholdt til en som kan lese "
            "den, synker."
        )
    for name in rapport.samlet:
        yield Synklinje(f"{name} lå i to utgaver. De er flettet.")


def _fjernet(rapport: Rapport, hva: str) -> Iterator[Synklinje]:
    if rapport.fjernet.saker or rapport.fjernet.andre:
        yield Synklinje(f"{hva}: {i_ord(rapport.fjernet)}.")


def til_slutt(rapport: Rapport) -> str | None:
    """Return how things stand where something stopped it."""
    if rapport.called_off:
        return "Ingenting er flettet eller sendt. Alt er lagret her hos deg."
    if rapport.stopped:
        what = "rettes" if rapport.faults else "velges"
        return f"Dette må {what} først. Ingenting er sendt. Alt er lagret her hos deg."
    return None


def as_value(rapport: Rapport, *, toerr: bool) -> dict[str, object]:
    """Return the report for JSON."""
    return {
        "tørr": toerr,
        "hentet": (Vei() if rapport.called_off else rapport.hentet).as_value(),
        "sendt": (Vei() if rapport.stopped else rapport.sendt).as_value(),
        "begge": list(rapport.begge),
        "fjernet": [*rapport.fjernet.saker, *rapport.fjernet.andre],
        "beholdt": list(rapport.beholdt),
        "side_om_side": list(rapport.side_om_side),
        "samlet": list(rapport.samlet),
        "samme_nummer": list(rapport.samme_nummer),
        "ikke_flettet": list(rapport.ikke_flettet),
        "konflikter": [
            {"fil": each.fil, "id": each.id, "hva": each.hva} for each in rapport.konflikter
        ],
        "problemer": [as_values(each) for each in rapport.problemer],
    }


def _i_ord(vei: Vei) -> str:
    """Return what goes one way: «3 endringer i 2 saker (…) og plan/skole.yaml»."""
    if not vei.endringer:
        return "ingenting"
    count = "1 endring" if vei.endringer == 1 else f"{vei.endringer} endringer"
    where = i_ord(vei)
    return f"{count} i {where}" if where else count


def i_ord(vei: Vei) -> str:
    """Return what is touched: «2 saker (…) og plan/skole.yaml»."""
    saker = "1 sak" if len(vei.saker) == 1 else f"{len(vei.saker)} saker"
    parts = [f"{saker} ({_listed(vei.saker)})"] if vei.saker else []
    if len(vei.andre) > _OTHERS:
        parts.append(f"{len(vei.andre)} andre filer")
    elif vei.andre:
        parts.append(", ".join(vei.andre))
    return " og ".join(parts)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} og {more} til" if more > 0 else shown
