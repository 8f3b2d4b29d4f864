"""A report in the inbox: found by its number, told in words, and marked with what came of it."""

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.settings import author
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Behandling, Innboksmelding, Innmelding
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.datoer import kort_dato

INNBOKS = "innboks"


def report_in(folder: Planmappe, typed: str) -> Read[Innboksmelding]:
    """Return the report with a number, or the first signs of one. Raises WrongUsage or ExpectedFailure."""
    wanted = typed.strip().lower()
    found = [each for each in folder.files(INNBOKS) if wanted and each.stem.startswith(wanted)]
    if len(found) != 1:
        raise WrongUsage(
            "Flere meldinger begynner slik."
            if found
            else "Det finnes ingen melding med dette nummeret.",
            "Se numrene: sosialplan innboks. Er den nettopp skrevet av en annen: sosialplan synk",
        )
    read, problems = read_value(folder, found[0], Innboksmelding)
    if any(each.code == NOT_FOR_ME for each in problems):
        raise ExpectedFailure(
            f"Melding {found[0].stem} er vernet, og du er ikke blant dem som kan lese den.",
            "Den som meldte, kan heller ikke åpne den igjen. Spør en som tar imot meldinger.",
        )
    if read is None:
        raise ExpectedFailure(
            f"Melding {found[0].stem} kan ikke leses.", "Se hva som er galt: sosialplan valider"
        )
    return read


def shut_in(folder: Planmappe) -> int:
    """Return how many reports the person cannot open."""
    return sum(folder.text(each).codes == (NOT_FOR_ME,) for each in folder.files(INNBOKS))


def tell_of_reports(run: Run, folder: Planmappe, mappe: Mappe, sak: Sak) -> None:
    """Say which reports about the pupil are no part of what was gathered, and how many nobody here can look into."""
    own = [
        each.value.melding.id
        for each in mappe.innboks
        if same_pupil(each.value.melding.elev.navn, sak.elev.navn)
    ]
    if own:
        run.terminal.note(
            f"Ikke med: det som ligger i innboksen om eleven ({', '.join(own)}). Les det, og vurder om det skal "
            "med: sosialplan innboks NUMMER"
        )
    if shut := shut_in(folder):
        count = "1 melding" if shut == 1 else f"{shut} meldinger"
        run.terminal.note(
            f"{count} i innboksen kan du ikke åpne. Be en som tar imot meldinger, se om noen gjelder eleven."
        )


def handled(
    desk: Desk, read: Read[Innboksmelding], *, sak: str | None = None, hvorfor: str | None = None
) -> Added:
    """Return the mark of what came of a report: the case it led to, or why there was none. Raises ExpectedFailure where it has one.

    Two who handle it in two copies both keep their mark, and are told of it (K426).
    """
    if read.value.behandlet:
        raise ExpectedFailure(
            f"Melding {read.value.melding.id} er behandlet fra før: {outcomes(read.value)}. Ingenting er endret.",
            f"Se den: sosialplan innboks {read.value.melding.id}",
        )
    mark = Behandling(
        id=desk.run.new_id(),
        dato=desk.run.i_dag,
        registrert=desk.run.recorded,
        av=author(desk.folder.root)[0],
        sak=sak,
        hvorfor=hvorfor,
    )
    return Added(desk.folder.root / read.file, path_to(Innboksmelding.behandlet), mark)


def require_shielded(innboks: Innboksmelding, sak: Sak, plan: Plan) -> None:
    """Raise ExpectedFailure for a case that somebody reads from whom the report is kept (§ 12-5)."""
    if not shielded_for(innboks, plan) <= shielded_for(sak, plan):
        raise ExpectedFailure(
            "Meldingen gjelder en ansatt, og saken er ikke skjermet for alle den gjelder. Ingenting er skrevet.",
            f"Åpne en egen sak av den, med de samme ansatte: sosialplan ny-sak --fra-melding {innboks.melding.id}",
        )


def outcomes(innboks: Innboksmelding) -> str:
    """Return what came of a report, in words; empty where nobody has handled it."""
    said = (f"sak {each.sak}" if each.sak else "ingen sak" for each in innboks.behandlet)
    return " og ".join(dict.fromkeys(said))


def seen(melding: Innmelding) -> str:
    """Return when and where it was seen, in words."""
    at = f" kl. {melding.klokken}" if melding.klokken else ""
    place = f", {melding.hvor}" if melding.hvor else ""
    return f"{kort_dato(melding.sett)}{at}{place}"


def told(melding: Innmelding) -> str:
    """Return when it was reported and seen, and what was done at once: what a case must not lose of it."""
    done = f" Gjort med det samme: {melding.gjort}" if melding.gjort else ""
    day, at = kort_dato(melding.dato), melding.registrert[11:16]
    return f"Meldt {day} kl. {at} (melding {melding.id}). Sett {seen(melding)}.{done}"
