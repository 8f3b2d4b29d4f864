"""On what a case may go from the planmappe: that its time is out and the archive has it, or a written reason."""

from collections.abc import Iterator
from datetime import date, timedelta

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.sakspapirer import Leser
from sosialplan.commands.lesing import course
from sosialplan.commands.pakker.arkivpakking import ny_pakke
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.sagt import open_rows
from sosialplan.files.loader import load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering, standard_plan
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.sletting import Slettegrunn
from sosialplan.rules.ansattsak.skjermet_sak import ARKIV
from sosialplan.rules.explanation import number
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.rules.navn.personopplysninger import personord, told_of
from sosialplan.views.datoer import kort_dato

OPPBEVARING = "oppbevaring-dager"
_SHORT = 2
"""Letters: a shorter part of a name is a word too."""


class Oppbevart(Value, frozen=True):
    """A closed case: when its time here is out, and what the archive has of it.

    ``levert`` is the day of the last package; ``nytt`` counts the documents that say something the archive
    has not got.
    """

    sak: str
    kjede: str
    avsluttet: date
    ute: date
    levert: date | None
    nytt: int

    @property
    def hos_arkivet(self) -> bool:
        """Whether the archive has all that the case says."""
        return self.levert is not None and not self.nytt


def days_kept(folder: Planmappe, plan: Plan, on: date) -> int:
    """Return how many days a closed case is kept here, by the school's number or else the standard's."""
    known = plan if plan.innstilling(OPPBEVARING) else standard_plan(folder, plan) or plan
    return number(known, OPPBEVARING, on)


def kept(leser: Leser, mappe: Mappe, read: Read[Sak], avsluttet: date, ute: date) -> Oppbevart:
    """Return how a closed case stands: what would be new to the archive is asked as ``arkiver`` asks it."""
    sak = read.value
    packed = [each.dato for each in valid_entries(sak) if each.arkivert]
    new = ny_pakke(leser, mappe, read)
    return Oppbevart(
        sak.sak, sak.kjede, avsluttet, ute, max(packed, default=None), len(new.dokumenter)
    )


class Slettegrunnlag(Value, frozen=True):
    """The ground of a deletion, and all that speaks against it; ``hvorfor`` is the reason that was written."""

    grunn: Slettegrunn
    imot: tuple[str, ...]
    hvorfor: str | None

    def require(self, sak: str) -> None:
        """Raise ExpectedFailure where something speaks against it, and no reason is written."""
        if self.imot and self.hvorfor is None:
            raise ExpectedFailure(
                f"Sak {sak} er ikke slettet. {' '.join(self.imot)}",
                f'Lever den først: sosialplan arkiver {sak}. Skal den likevel bort, så skriv grunnen: sosialplan slett {sak} --utfør --hvorfor "…"',
            )


def require_no_name(folder: Planmappe, hvorfor: str | None, read: Read[Sak] | None) -> None:
    """Raise WrongUsage where the written reason says whom the case is about: it stands for good."""
    if hvorfor is None:
        return
    sak = read.value if read else None
    people = [sak.elev.navn, *(each.navn for each in sak.elev.foresatte)] if sak else []
    people += [each.navn or "" for each in sak.involverte] if sak else []
    bok = load_names(folder)[0] or UTEN_NAVN
    known = {word.casefold() for navn in people for word in _words(navn) if len(word) > _SHORT}
    known -= {each.casefold() for each in bok.ikke_navn}
    ordinary = {each.casefold() for each in bok.vanlige_ord}
    named = (each for each in _words(hvorfor) if each.casefold() in known)
    private = any(each[0].isupper() or each.casefold() not in ordinary for each in named)
    told = any(True for _ in told_of(hvorfor, personord(minimering())))
    if private or told or any(True for _ in identity_numbers(hvorfor)):
        raise WrongUsage(
            "Grunnen blir stående for alltid, og skal ikke si hvem saken gjaldt eller noe om dem.",
            "Skriv den uten navn, numre, adresser og diagnoser.",
        )


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in text).split()


def ground_of(
    run: Run, folder: Planmappe, mappe: Mappe, read: Read[Sak] | None, hvorfor: str | None
) -> Slettegrunnlag:
    """Return on what a case may go; of one that is in the history alone nothing is known."""
    against = tuple(_against(run, folder, mappe, read))
    return Slettegrunnlag(Slettegrunn.ANNEN if against else Slettegrunn.ARKIVERT, against, hvorfor)


def _against(run: Run, folder: Planmappe, mappe: Mappe, read: Read[Sak] | None) -> Iterator[str]:
    if read is None or mappe.plan.kjede(read.value.kjede) is None:
        yield "Saken kan ikke leses slik den står, så det er ikke kjent om den er levert til arkivet."
        return
    closed = course(mappe, read.value, run.i_dag).lukket
    if closed is None:
        yield "Saken er ikke avsluttet."
    elif (
        out := closed.dato + timedelta(days=days_kept(folder, mappe.plan, run.i_dag))
    ) > run.i_dag:
        yield f"Tiden den skal være her, er ikke ute før {kort_dato(out)}."
    rows = open_rows(run, mappe, read.value.sak)
    if rows:
        yield f"Den har {len(rows)} ting som ikke er gjort."
    day = closed.dato if closed else run.i_dag
    row = kept(Leser(run, ARKIV, ordlister(folder)), mappe, read, day, day)
    if row.levert is None:
        yield "Arkivet har ikke fått den."
    elif row.nytt:
        yield f"Noe i den er nytt siden arkivet fikk den ({kort_dato(row.levert)})."
