"""``overlever``: what goes with a pupil to a new school, and the receipt that comes back."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.utskrift import laid, shown, target_for, tell_open_text
from sosialplan.commands.hendelsen import note_of
from sosialplan.commands.pakker.pakketekst import AskFirst, require_new, require_nobody_else
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.svar.ordsvar import (
    Spoerring,
    asked_text,
    asked_word,
    asked_words,
    asked_yes,
    words,
    words_of,
)
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.elev import Formaal
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.overlevering import (
    OVERLEVERT,
    Elevpakke,
    Overleveringsgrunn,
    Pakkedel,
    Pakkeelev,
    is_of_a_package,
    kontrollsum_av,
    pakkemerke,
)
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak, Samtykke
from sosialplan.model.skrivemaate import alike, meant
from sosialplan.rules.ansattsak.skjermet_sak import Mottaker, skjerm
from sosialplan.rules.explanation import paragraph
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.medvirkning import NY_SKOLE, Spurt, consent
from sosialplan.views.datoer import kort_dato

DEN_NYE_SKOLEN = Mottaker(NY_SKOLE, "den nye skolen")
BESKRIVELSE, PLAN, HENDELSER = "beskrivelse", "plan", "hendelser"
DELENE = (BESKRIVELSE, PLAN, HENDELSER)
"""What can go along. Nothing does by itself: the school says of each what is needed."""
HJEMMEL = "opplysninger-ved-skolebytte"
_SPURT = Spoerring(
    "Hvorfor trenger den nye skolen det? (forebygge eller tilrettelegge)",
    "forebygge: det som er nødvendig for å forebygge oppførsel som vesentlig går ut over andre. "
    "tilrettelegge: det som hjelper den nye skolen å legge til rette. Da må det være samtykket.",
    words_of(Overleveringsgrunn),
)


class Overleveringsvalg(Value, frozen=True):
    """What was told of a hand-over."""

    til_skole: str | None = None
    grunnlag: str | None = None
    hvorfor: str | None = None
    ta_med: tuple[str, ...] = ()
    likevel: str | None = None
    til: Path | None = None
    igjen: bool = False


def overlever(run: Run, typed: str, told: Overleveringsvalg) -> int:
    """Make the package, check it, and write in the case what went. Raises WrongUsage or ExpectedFailure."""
    told = _complete(run, told)
    while True:
        try:
            return carry_out(run, partial(_work, typed=typed, told=told))
        except AskFirst as asked:
            if not run.terminal.interactive:
                raise asked.refused from None
            told = _answered(run, told, asked)


def _work(desk: Desk, *, typed: str, told: Overleveringsvalg) -> Errand:
    if desk.faults:
        raise ProblemsFoundError(list(desk.faults))
    run, sak = desk.run, desk.case(typed).value
    if alike(told.til_skole or "", desk.mappe.plan.skole.navn):
        raise ExpectedFailure(
            "Det er deres egen skole. Ingenting er laget.",
            "Si hvilken skole eleven bytter til: --til-skole. Skifter eleven klasse: sosialplan skole elev --help",
        )
    said_no = _require_consent(desk, sak, Overleveringsgrunn(told.grunnlag or ""))
    pakke = _package(desk, sak, told)
    require_new(sak, pakke, igjen=told.igjen)
    content = dump(to_tree(pakke))
    root = desk.folder.root
    target = target_for(told.til or root / "ut" / f"overlevering-{pakke.pakke}.yaml", root)
    entry = note_of(desk, _said(pakke, told), pakke.til_skole)
    change = Added(desk.folder.case_path(sak.sak), path_to(Sak.hendelser), entry)
    then = partial(_tell, run, pakke, target, said_no=said_no)
    beside = laid(run, root, target, content)
    return Errand([change], case_message(sak.sak), then=then, beside=beside)


def _answered(run: Run, told: Overleveringsvalg, asked: AskFirst) -> Overleveringsvalg:
    """Return what was told with a person's answer. Raises ExpectedFailure where the answer is no."""
    for each in dict.fromkeys(asked.lines):
        run.terminal.wrapped(each)
    if asked.field == "igjen":
        if not asked_yes(run, "Lage en pakke til?"):
            raise asked.refused
        return replace(told, igjen=True)
    spurt = Spoerring(
        "Hvorfor kan det stå? (tomt avbryter)",
        "Bare når det ikke er navnet eller klassen til noen andre. Grunnen blir stående i saken.",
        tomt=True,
        mest=2000,
    )
    why = asked_text(run, spurt).strip()
    if not why:
        raise asked.refused
    return replace(told, likevel=why)


def _complete(run: Run, told: Overleveringsvalg) -> Overleveringsvalg:
    """Return what was told with what was asked for. Raises WrongUsage for what is missing."""
    grounds = [each.value for each in Overleveringsgrunn]
    asks = run.terminal.interactive
    lacks = [
        option
        for option, value in (
            ("--til-skole", told.til_skole),
            ("--grunnlag", told.grunnlag),
            ("--hvorfor", told.hvorfor),
            ("--ta-med", told.ta_med),
        )
        if not value
    ]
    if lacks and not asks:
        raise WrongUsage(
            f"Det mangler: {', '.join(lacks)}. Ingenting følger med av seg selv.",
            "Se hvordan: sosialplan overlever --help",
        )
    skole = told.til_skole or asked_text(run, Spoerring("Hva heter den nye skolen?"))
    grunnlag = told.grunnlag or asked_word(run, _SPURT, "grunnlaget")
    hvorfor = told.hvorfor or asked_text(
        run, Spoerring("Hva trenger de det til? (det står i saken og i pakken)", mest=2000)
    )
    parts = told.ta_med or asked_words(
        run, Spoerring("Hva skal med? (flere med komma)", valg=words(DELENE)), "delen"
    )
    return replace(
        told,
        til_skole=" ".join(skole.split()),
        grunnlag=_one_of(grunnlag, grounds, "grunnlaget"),
        hvorfor=hvorfor.strip(),
        ta_med=tuple(dict.fromkeys(_one_of(each, DELENE, "delen") for each in parts)),
    )


def _one_of(typed: str, known: Sequence[str], what: str) -> str:
    found = meant(typed, known)
    if len(found) != 1:
        raise WrongUsage(f"Fant ikke {what}.", f"Velg blant: {', '.join(known)}")
    return found[0]


def _package(desk: Desk, sak: Sak, told: Overleveringsvalg) -> Elevpakke:
    """Return the package as it is sent. Raises ExpectedFailure where it may not be."""
    plan, grunnlag = desk.mappe.plan, Overleveringsgrunn(told.grunnlag or "")
    bok = ordlister(desk.folder).navn
    shown_case = skjerm(sak, plan, DEN_NYE_SKOLEN, bok).sak
    deler = tuple(_parts(shown_case, plan, told.ta_med))
    if not deler:
        raise ExpectedFailure(
            "Det er ikke skrevet noe i saken under det som skulle med. Ingenting er laget.",
            f"Velg noe annet: --ta-med {' | '.join(DELENE)}",
        )
    hjemmel = paragraph(plan, HJEMMEL, desk.run.i_dag)
    pakke = Elevpakke(
        pakke=desk.run.new_id(),
        laget=desk.run.i_dag,
        fra_skole=plan.skole.navn,
        til_skole=told.til_skole or "",
        grunnlag=grunnlag,
        hjemmel=hjemmel if grunnlag is Overleveringsgrunn.FOREBYGGE else None,
        hvorfor=told.hvorfor or "",
        kjede=sak.kjede,
        elev=Pakkeelev(
            navn=sak.elev.navn, foedselsaar=sak.elev.foedselsaar, maalform=sak.elev.maalform
        ),
        deler=deler,
        kontrollsum="0000-0000-0000-0000-0000-0000",
    )
    require_nobody_else(desk, sak, pakke, told.likevel)
    return replace(pakke, kontrollsum=kontrollsum_av(to_tree(pakke)))


def _require_consent(desk: Desk, sak: Sak, grunnlag: Overleveringsgrunn) -> bool:
    """Refuse what needs a yes that is not there. Return whether they said no, where the ground is another."""
    stands = consent(
        sak.elev,
        valid_entries(sak),
        desk.mappe.plan.kjede(sak.kjede),
        Spurt(NY_SKOLE, Formaal.OVERFOERING),
        desk.run.i_dag,
    )
    if grunnlag is Overleveringsgrunn.TILRETTELEGGE and not stands.is_given:
        word = "De har sagt nei" if stands.svar is Samtykke.NEI else "Samtykket står ikke i saken"
        raise ExpectedFailure(
            f"{word}, og det som er til å legge til rette, deles bare når eleven eller de foresatte tillater det. "
            "Ingenting er laget.",
            f"Spør, og skriv svaret: sosialplan registrer {sak.sak} samtale --samtykke ja --samtykke-til ny-skole",
        )
    return stands.svar is Samtykke.NEI


def _parts(sak: Sak, plan: Plan, wanted: Sequence[str]) -> Iterator[Pakkedel]:
    """Yield what is written under the parts that are wanted, of a case that others are taken out of."""
    if BESKRIVELSE in wanted and sak.beskrivelse:
        yield Pakkedel(hva="Hva saken gjelder", tekst=sak.beskrivelse)
    if PLAN in wanted and sak.aktivitetsplan:
        own = sak.aktivitetsplan
        for hva, tekst in (
            ("Problemet i planen", own.problem),
            ("Målet i planen", own.maal),
            ("Det eleven selv sier", own.elevens_stemme),
            ("De foresattes syn", own.foresattes_syn),
        ):
            if tekst:
                yield Pakkedel(hva=hva, tekst=tekst)
        for each in own.tiltak:
            ended = f", til {kort_dato(each.slutt.dato)}" if each.slutt else ""
            results = "".join(
                f" Evaluert {kort_dato(one.dato)}: {one.utfall.value}." for one in each.evaluert
            )
            yield Pakkedel(
                hva=f"Tiltak fra {kort_dato(each.fra)}{ended}", tekst=f"{each.tiltak}{results}"
            )
    if HENDELSER in wanted:
        chain = plan.kjede(sak.kjede)
        for entry in valid_entries(sak):
            step = chain.find(entry.steg) if chain else None
            if entry.notat and not is_of_a_package(entry.notat):
                name = step.navn if step else entry.steg
                yield Pakkedel(hva=f"{kort_dato(entry.dato)}: {name}"[:300], tekst=entry.notat)


def _said(pakke: Elevpakke, told: Overleveringsvalg) -> str:
    """Return what stands in the case: whom it went to, what, why, and by which checksum it is known again."""
    law = f" ({pakke.hjemmel})" if pakke.hjemmel else ""
    again = " Sendt en gang til." if told.igjen else ""
    passed = f" Nevner ingen andre: {told.likevel}" if told.likevel else ""
    return (
        f"{OVERLEVERT}{pakke.til_skole}: {pakkemerke(pakke.pakke)}, kontrollsum {pakke.kontrollsum}. "
        f"Grunnlag: {pakke.grunnlag.value}{law}. Hvorfor: {pakke.hvorfor} "
        f"Med: {', '.join(told.ta_med)}.{again} Andre elever står med alias, og de foresatte er ikke med.{passed}"
    )


def _tell(run: Run, pakke: Elevpakke, target: Path, came: Followed, *, said_no: bool) -> None:
    tell_saved(
        run, f"Pakken til {pakke.til_skole} er laget, og skrevet i saken.", came.saved.commit
    )
    run.terminal.made.append(target)
    run.terminal.line(f"Filen: {shown(target)}")
    run.terminal.line(f"Kontrollsum: {pakke.kontrollsum}")
    run.terminal.wrapped(
        "Den nye skolen ser den samme kontrollsummen. Hold dem mot hverandre i en samtale, og ikke i samme melding som filen. "
        "Når kvitteringen kommer: sosialplan overlever SAK --kvittering FIL"
    )
    if said_no:
        run.terminal.note(
            "De har sagt nei til at opplysninger følger med. Det som er nødvendig for å forebygge, følger likevel med. "
            "Si det til dem."
        )
    run.terminal.note(
        "Les filen før den sendes: programmet kjenner bare igjen elever og foresatte som står i mappen, klassene, numre og adresser. "
        "Andre navn kan stå der. Send den slik kommunen sier at slikt sendes."
    )
    tell_open_text(run)
