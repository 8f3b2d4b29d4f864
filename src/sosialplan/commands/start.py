"""``start``: what a new school is asked for, and what it is told when its planmappe is made."""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from sosialplan.commands.mappesyn import look_at
from sosialplan.commands.run import INVENTED_ONLY, Run, known_word
from sosialplan.commands.skolen.oppretting import Skolestart, make
from sosialplan.commands.skolen.spurt import asked_choices, asked_classes, asked_people
from sosialplan.commands.svar.ordsvar import Spoerring, asked_text, asked_word, words
from sosialplan.commands.vedlikehold.personvern import omgivelser_of
from sosialplan.files.loader import load_access, load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.startere import STARTERE, VIDEREGAAENDE, mappe_of, oppskrift
from sosialplan.git.settings import author_of_new
from sosialplan.model.failure import WrongUsage
from sosialplan.model.klassetrinn import Trinnene, trinn_fra_til
from sosialplan.model.skole import MIDTSTUEN, Klasse, Person, Verv
from sosialplan.model.tilgang import Tilgang, Vern
from sosialplan.output.oppstart import quoted
from sosialplan.rules.checks.place_checks import COPIED_ELSEWHERE, check_surroundings
from sosialplan.rules.skolevalg import Valgslag, choices
from sosialplan.rules.verv import people_of
from sosialplan.tekster.maalform import talt

_LONGEST = 300
_VIDEREGAAENDE = (
    "Pliktene i planen er holdt mot loven for grunnskolen. Det som er annerledes i videregående, som fraværsgrensen "
    "og bortvisning, må skolen se etter selv. En ren videregående skole begynner med: --fra videregående"
)
_PROTECTED = (
    "Alt om elever vernes her (krypteres), i filene og i historikken. Før den første saken kan skrives, trengs nøkkelen "
    "din og skolens nødnøkkel."
)


def _check_name(skole: str) -> None:
    """Refuse a name that the plan could not hold."""
    if not skole.strip() or len(skole) > _LONGEST:
        raise WrongUsage("Skolen må ha et navn.", f"Skriv inntil {_LONGEST} tegn etter --skole.")


def _grades(typed: str | None) -> str | None:
    """Return the first and the last grade as they are written. Raises WrongUsage."""
    if typed is None:
        return None
    said = "-".join(each.strip(" .") for each in typed.upper().replace("–", "-").split("-"))
    first, line, last = said.partition("-")
    whole = f"{first}-{last if line else first}"
    try:
        skole = msgspec.convert(whole, Trinnene)
    except msgspec.ValidationError:
        skole = None
    if skole is None or not trinn_fra_til(skole):
        raise WrongUsage(
            "Trinnene kan ikke leses.",
            "Skriv det første og det siste, som 1-7, 8-10 eller VG1-VG3.",
        )
    return whole


def _usual(trinn: str | None) -> str:
    """Return what a school of these grades begins with that asks for nothing else."""
    return VIDEREGAAENDE if (trinn or "").startswith("VG") else STARTERE[0]


def _first_class(trinn: str | None) -> str:
    first = (trinn or "1").partition("-")[0]
    return f"{first.removeprefix('VG')}STA" if first.startswith("VG") else f"{first}A"


def _of_recipe(skole: Skolestart) -> Skolestart:
    """Return a school's beginning with what its starter says and nobody else has said."""
    return replace(skole, trinn=skole.trinn or oppskrift(skole.fra)["trinn"])


def _asked(run: Run, skole: Skolestart) -> Skolestart:
    """Ask for the rest of a school's beginning; every answer can be left for later."""
    plan = load_plan(mappe_of(standard_folder(), skole.fra))[0]
    if plan is None or not run.terminal.interactive:
        return skole
    terminal = run.terminal
    terminal.note("Alt kan hoppes over med tomt svar, og endres senere: sosialplan skole")
    klasser = asked_classes(run, plan.skole)
    named = tuple(Klasse(klasse=each) for each in klasser) or plan.skole.klasser
    first = (skole.foerste,) if skole.foerste else ()
    own = replace(plan.skole, klasser=named, personer=first)
    rows = asked_people(run, own)
    readings = tuple(each for each in choices(plan, run.i_dag) if each.slag is Valgslag.LESNING)
    asked = f"Planen sier to ting på {talt(len(readings), 'sted', 'steder')}. Vil du velge nå?"
    wanted = bool(readings) and terminal.agrees(asked)
    order = [each.valg for each in plan.valg.valg]
    chosen = asked_choices(run, readings) if wanted else ()
    valg = tuple((order.index(navn), lesning) for navn, lesning in chosen)
    return replace(skole, klasser=klasser, andre=people_of(own, rows).nye, valg=valg)


_FIRST = "Den som lager mappen, får denne rollen, og kan lese det rollen leser. Den kan endres: sosialplan skole"


def _first_person(run: Run, folder: Path, rolle: str | None, fra: str) -> Person | None:
    """Return the one who sits here with a role for the whole school, asked for at a terminal. Raises WrongUsage."""
    access = load_access(mappe_of(standard_folder(), fra))[0] or Tilgang()
    roles = access.leserett.moeter  # those whose work is the whole school, and no class
    if rolle is None and run.terminal.interactive:
        spurt = Spoerring(
            "Hvilken rolle har du? (tomt: ingen av dem)", _FIRST, words(roles), tomt=True
        )
        rolle = asked_word(run, spurt, "rollen for hele skolen")
    if not rolle:
        return None
    navn, _ = author_of_new(folder, run.start)
    return Person(navn=navn, verv=(Verv(rolle=known_word(rolle, roles, "rollen for hele skolen")),))


def start(
    run: Run,
    folder: Path,
    *,
    skole: str | None,
    rolle: str | None,
    aapen: bool,
    fra: str | None = None,
    kommune: str | None = None,
    trinn: str | None = None,
    maalform: str | None = None,
) -> int:
    """Make a planmappe with plan, templates and git history, protected unless it shall be ``aapen``."""
    grades = _grades(trinn)
    begins = known_word(fra, STARTERE, "utgangspunktet") if fra else _usual(grades)
    if skole is None:
        spurt = Spoerring("Hva heter skolen?", tomt=True)
        asked = asked_text(run, spurt) if run.terminal.interactive else ""
        skole = asked or "Skolen"
    _check_name(skole)
    first = _first_person(run, folder, rolle, begins)
    vern = None if aapen else Vern(gjelder_fra=run.i_dag, paa=True)
    own = Skolestart(
        skole, first, vern, fra=begins, kommune=kommune, trinn=grades, maalform=maalform
    )
    begun = _asked(run, own if begins == MIDTSTUEN else _of_recipe(own))
    root = make(run, folder, begun)
    run.terminal.line(f"Planmappen er klar: {root.name}")
    run.terminal.problems(look_at(Planmappe(root)))
    for each in check_surroundings(omgivelser_of(run, Planmappe(root))):
        if each.kode in COPIED_ELSEWHERE:
            run.terminal.note(f"{each.nivaa}[{each.kode}] {each.melding} {each.raad}")
    if "VG" in (begun.trinn or "") and begun.fra != VIDEREGAAENDE:
        run.terminal.note(_VIDEREGAAENDE)
    run.terminal.line()
    run.terminal.wrapped(INVENTED_ONLY if aapen else _PROTECTED)
    run.terminal.line()
    run.terminal.heading("Neste steg")
    program = run.terminal.kalt()
    run.terminal.line(f"  cd {quoted(str(folder))}")
    if first is None:
        run.terminal.line("Hvem som har hvilken rolle, også du:")
        run.terminal.line(f"  {program} skole person ny")
    elif begun.andre:
        run.terminal.line(
            f"  Du står som {first.verv[0].rolle}, og {len(begun.andre)} til er lagt inn."
        )
    else:
        run.terminal.line(
            f"  Du står som {first.verv[0].rolle}. De andre: {program} skole person ny"
        )
    if begun.fra != MIDTSTUEN and not begun.klasser:
        run.terminal.line("Klassene ved skolen:")
        run.terminal.line(f"  {program} skole klasse ny {_first_class(begun.trinn)}")
    if not any(Planmappe(root).files("plan/skoleruter")):
        run.terminal.line("Skoleåret, med første og siste skoledag og feriene:")
        run.terminal.line(f"  {program} skolerute ny")
    if not aapen:
        run.terminal.line("Nøkkelen din, med en passordsetning:")
        run.terminal.line(f"  {program} nøkler ny")
        run.terminal.line("Skolens nødnøkkel, som skrives ut og legges i safen:")
        run.terminal.line(f"  {program} nøkler nødnøkkel --til ../nødnøkkel.pdf")
    run.terminal.line("Det skolen kan velge, hva som mangler, og den første saken:")
    run.terminal.line(f"  {program} skole valg")
    run.terminal.line(f"  {program} valider")
    run.terminal.line(f"  {program} ny-sak")
    run.terminal.line(
        "Klasselistene leses inn med «importer elever» og filen. Dagens bord, med alt du skal gjøre:"
    )
    run.terminal.line(f"  {program}")
    return 0
