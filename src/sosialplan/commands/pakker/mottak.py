"""What comes from another school: a package that becomes a case here, and the receipt for one that was sent."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sosialplan.commands.dokumenter.utskrift import laid, shown, target_for
from sosialplan.commands.hendelsen import note_of
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.saksaapning import Aapningsmelding, new_case, written_new
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.sagt import open_rows, tell_rows
from sosialplan.commands.svar.ordsvar import Spoerring, asked_word, classes_of, titled
from sosialplan.files.disk import text_of
from sosialplan.files.loader import load_plan
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.overlevering import (
    KVITTERT,
    Elevpakke,
    Pakkekvittering,
    kontrollsum_av,
    overlevert_til,
    pakkemerke,
)
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skrivemaate import alike
from sosialplan.model.visible import MOST_OF_TEXT
from sosialplan.reading import read_bytes
from sosialplan.rules.facts import written_entries
from sosialplan.schema.decode import decode
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato

R = TypeVar("R", bound=Record)
_MEST = 200_000
"""Bytes of a package; what is longer is not one."""


class Mottaksvalg(Value, frozen=True):
    """What was told of a package that is taken in: the class and the chain here, and where the receipt goes."""

    klasse: str | None = None
    kjede: str | None = None
    kvittering: Path | None = None
    likevel: bool = False


def ta_imot(run: Run, path: Path, told: Mottaksvalg) -> int:
    """Open a case of a package, and lay its receipt. Raises WrongUsage or ExpectedFailure: then nothing is written."""
    pakke = _read(path, Elevpakke, "overlevering")
    told = _complete(run, pakke, told)

    def work(desk: Desk) -> Errand:
        plan = desk.mappe.plan
        _require_for_us(plan, pakke, told)
        _require_first(desk, pakke)
        klasse = known_word(
            told.klasse or "", [each.klasse for each in plan.skole.klasser], "klassen"
        )
        sak = _case(desk, pakke, _chain(plan, told.kjede or pakke.kjede), klasse)
        receipt = Pakkekvittering(
            kvittering_for=pakke.pakke,
            kontrollsum=pakke.kontrollsum,
            mottatt=run.i_dag,
            skole=plan.skole.navn,
        )
        target = target_for(
            told.kvittering or desk.folder.root / "ut" / f"kvittering-{pakke.pakke}.yaml",
            desk.folder.root,
        )
        said = f"Sak {sak.sak} er opprettet av pakken fra {pakke.fra_skole}."
        return Errand(
            [written_new(desk, sak)],
            case_message(sak.sak),
            said,
            then=partial(_tell, run, pakke, sak, target),
            beside=laid(run, desk.folder.root, target, dump(to_tree(receipt))),
        )

    return carry_out(run, work)


def _complete(run: Run, pakke: Elevpakke, told: Mottaksvalg) -> Mottaksvalg:
    """Return what was told with what a person was asked for, once the package is shown. Raises WrongUsage."""
    plan = load_plan(run.planmappe())[0]
    terminal = run.terminal
    if plan is not None and terminal.interactive:
        terminal.line(f"Fra {pakke.fra_skole}, laget {kort_dato(pakke.laget)}: {pakke.elev.navn}")
        terminal.wrapped(f"Hvorfor: {pakke.hvorfor}")
        for each in pakke.deler:
            terminal.wrapped(f"{each.hva}: {each.tekst}", indent=2)
        terminal.line(f"Kontrollsum: {pakke.kontrollsum}")
        if told.klasse is None:
            spurt = Spoerring("Hvilken klasse går eleven i her?", valg=classes_of(plan.skole))
            told = replace(told, klasse=asked_word(run, spurt, "klassen"))
        chains = {each.kjede: each.navn for each in plan.kjeder}
        if told.kjede is None and pakke.kjede not in chains:
            spurt = Spoerring("Hvilken kjede skal saken følge her?", valg=titled(chains))
            told = replace(told, kjede=asked_word(run, spurt, "kjeden"))
    if not told.klasse:
        raise WrongUsage(
            "Hvilken klasse går eleven i her?", "Legg til: --klasse 8B. Ingenting er skrevet."
        )
    return told


def _chain(plan: Plan, typed: str) -> str:
    chains = {each.kjede: each.navn for each in plan.kjeder}
    kjede = known_word(
        typed,
        tuple(chains),
        "kjeden",
        titles=chains,
        cure=f"Si kjeden: --kjede {' | '.join(chains)}",
    )
    chain = plan.kjede(kjede)
    if chain is not None and chain.spoer_om:
        raise WrongUsage(
            "Denne kjeden må ha svar som pakken ikke har. Ingenting er skrevet.",
            f"Velg en annen kjede: --kjede {' | '.join(each.kjede for each in plan.kjeder if not each.spoer_om)}",
        )
    return kjede


def _require_for_us(plan: Plan, pakke: Elevpakke, told: Mottaksvalg) -> None:
    if alike(pakke.fra_skole, plan.skole.navn):
        raise ExpectedFailure(
            "Pakken er fra deres egen skole. Ingenting er skrevet.",
            "Åpne saken her i stedet. Heter den andre skolen det samme, så gi skolen navnet sitt i plan/skole.yaml, og be om en ny pakke.",
        )
    if not told.likevel and not alike(pakke.til_skole, plan.skole.navn):
        raise ExpectedFailure(
            f"Pakken er til {pakke.til_skole}, og denne mappen er {plan.skole.navn} sin. Ingenting er skrevet.",
            "Er det samme skole, så si det: --likevel. Er pakken kommet feil, så slett den, og si fra til den som sendte.",
        )


def _require_first(desk: Desk, pakke: Elevpakke) -> None:
    """Refuse a package that is a case here already, and tell of what that could not be held against."""
    marked = f"Mottatt fra {pakke.fra_skole}: {pakkemerke(pakke.pakke)},"
    for each in desk.mappe.saker:
        notes = [one.notat or "" for one in written_entries(each.value)]
        if any(overlevert_til(one) and f": {pakkemerke(pakke.pakke)}," in one for one in notes):
            raise ExpectedFailure(
                f"Pakken er laget her, av sak {each.value.sak}. Ingenting er skrevet.",
                f"Se saken: sosialplan vis {each.value.sak}",
            )
        if any(one.startswith(marked) for one in notes):
            raise ExpectedFailure(
                f"Pakken er tatt imot før, som sak {each.value.sak}. Ingenting er skrevet.",
                f"Se saken: sosialplan vis {each.value.sak}",
            )
    if desk.mappe.lukket:
        desk.run.terminal.note(
            f"{talt(len(desk.mappe.lukket), 'sak', 'saker')} kan du ikke lese. Om pakken er en av dem, vet ikke programmet."
        )
    for each in desk.mappe.of_pupil(pakke.elev.navn):
        desk.run.terminal.note(f"En elev med samme navn har en sak her fra før: {each.value.sak}.")


def _case(desk: Desk, pakke: Elevpakke, kjede: str, klasse: str) -> Sak:
    """Return the case: found on the day that the school got to know, with what came along as it was written."""
    melding = Aapningsmelding(
        kjede=kjede,
        elev=pakke.elev.navn,
        klasse=klasse,
        oppdaget=desk.run.i_dag,
        beskrivelse=f"Meldt fra forrige skole. {pakke.hvorfor}",
        foedselsaar=pakke.elev.foedselsaar,
    )
    sak = new_case(desk, melding)
    law = f" ({pakke.hjemmel})" if pakke.hjemmel else ""
    came = (
        f"Mottatt fra {pakke.fra_skole}: {pakkemerke(pakke.pakke)}, kontrollsum {pakke.kontrollsum}. "
        f"Grunnlag, som de skrev: {pakke.grunnlag.value}{law}. Hvorfor: {pakke.hvorfor}"
    )
    told = [came, *(f"Fra {pakke.fra_skole}. {each.hva}. {each.tekst}" for each in pakke.deler)]
    elev = (
        sak.elev if pakke.elev.maalform is None else replace(sak.elev, maalform=pakke.elev.maalform)
    )
    return replace(sak, elev=elev, hendelser=(*written_entries(sak), *_notes(desk, told)))


def _notes(desk: Desk, texts: Sequence[str]) -> tuple[Hendelse, ...]:
    """Return the texts as entries; what is longer than one holds goes on in the next, so that nothing is lost."""
    return tuple(
        note_of(desk, each[start : start + MOST_OF_TEXT])
        for each in texts
        for start in range(0, len(each), MOST_OF_TEXT)
    )


def _tell(run: Run, pakke: Elevpakke, sak: Sak, target: Path, came: Followed) -> None:
    tell_rows(run, "Dette må skje", open_rows(run, came.saved.mappe, sak.sak))
    run.terminal.made.append(target)
    run.terminal.line(f"Kvitteringen: {shown(target)}")
    run.terminal.line(f"Kontrollsum: {pakke.kontrollsum}")
    run.terminal.wrapped(
        "Send kvitteringen til den forrige skolen, og hold kontrollsummen mot deres i en samtale. Er den en annen, er pakken endret på "
        "veien. Se over det som kom: det er skrevet av andre, og fristene regnes fra i dag."
    )
    run.terminal.note("Slett filen med pakken når den er tatt imot: det som trengs, står i saken.")


def kvitter(run: Run, typed: str, path: Path) -> int:
    """Write in the case that the new school has got the package. Raises ExpectedFailure for a receipt of something else."""
    receipt = _read(path, Pakkekvittering, "kvittering")

    def work(desk: Desk) -> Errand:
        sak = desk.case(typed).value
        sent = [each.notat or "" for each in written_entries(sak)]
        mine = [each for each in sent if f"{pakkemerke(receipt.kvittering_for)}," in each]
        if not mine:
            raise ExpectedFailure(
                "Kvitteringen gjelder ingen pakke fra denne saken. Ingenting er skrevet.",
                f"Se hva som er sendt: sosialplan vis {sak.sak}",
            )
        if not any(receipt.kontrollsum in each for each in mine):
            raise ExpectedFailure(
                "Kontrollsummen i kvitteringen er en annen enn den som ble sendt: den nye skolen har fått noe annet. "
                "Ingenting er skrevet.",
                "Ring den nye skolen. Send pakken på nytt hvis den er endret på veien.",
            )
        if any(each.startswith(KVITTERT) for each in mine):
            raise ExpectedFailure(
                "Kvitteringen er skrevet i saken fra før. Ingenting er endret.",
                f"Se saken: sosialplan vis {sak.sak}",
            )
        text = (
            f"{KVITTERT}{receipt.skole}: {pakkemerke(receipt.kvittering_for)}, kontrollsum {receipt.kontrollsum}, "
            f"mottatt {kort_dato(receipt.mottatt)}."
        )
        entry = note_of(desk, text)
        change = Added(desk.folder.case_path(sak.sak), path_to(Sak.hendelser), entry)
        return Errand([change], case_message(sak.sak), f"Kvitteringen er skrevet i sak {sak.sak}.")

    return carry_out(run, work, case=typed)


def _read(path: Path, kind: type[R], what: str) -> R:
    """Return what a file from another school holds. Raises ExpectedFailure where it is none, or not whole."""
    refused = ExpectedFailure(
        f"Filen er ingen {what} fra sosialplan, eller den er endret eller kuttet på veien. Ingenting er skrevet.",
        "Be den som sendte den, om å sende den på nytt.",
    )
    try:
        text = text_of(read_bytes(path, most=_MEST)).text
    except OSError as error:
        raise ExpectedFailure("Filen kan ikke leses.", "Sjekk navnet på filen.") from error
    tree = parse(text).tree if text else None
    value = decode(tree, kind, path.name)[0] if isinstance(tree, dict) else None
    if value is None:
        raise refused
    said: Mapping[str, object] = to_tree(value) if isinstance(value, Elevpakke) else {}
    if isinstance(value, Elevpakke) and kontrollsum_av(said) != value.kontrollsum:
        raise refused
    return value
