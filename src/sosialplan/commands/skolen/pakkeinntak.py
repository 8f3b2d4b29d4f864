"""``plan pakke hent``: a version of a municipality's package is laid under the school's own plan, and shown first.

Nothing that the school has changed is undone, nothing of the package acts, and what would come of it is held against
the law and every check of the plan before a file is touched.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sosialplan.commands.dokumenter.malsjekk import template_problems
from sosialplan.commands.run import FINE, PROBLEMS, ProblemsFoundError, Run
from sosialplan.commands.skolen.pakkelesing import (
    UNCHANGED,
    Pakkested,
    in_own_words,
    is_newer,
    package_of,
    read_package,
    tell_changes,
    texts_of_plan,
    where_from,
)
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Whole, carry_out
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as, asked_yes
from sosialplan.commands.vedlikehold.funn import problems_by_plan
from sosialplan.files.disk import text_of, write_atomically
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe, Utkastmappe
from sosialplan.files.planpakke import (
    Kollisjon,
    Pakke,
    Pakkeforslag,
    began_as,
    forslag,
    tree_of,
    with_schema,
)
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.git.pakkehenting import is_address
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.planpakke import MALER, PAKKE, RUTER, Pakkefil, Planpakke, Rolleord
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.rules.planpakke import (
    fingeravtrykk,
    rute_utelatt,
    trinnpass,
)
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.pakkeforskjell import filnavn, planendringer, sagt_kort, stedet


class Inntak(Value, frozen=True):
    """All that a version would do: how the school stands, what it is held against, and what comes.

    ``ny`` is what the package says in the school's own words for roles, ``ordrett`` what it says to the letter.
    """

    pakke: Pakke
    kilde: Pakkested
    staar: Mapping[str, str]
    foer: Mapping[str, str]
    ny: Mapping[str, str]
    ordrett: Mapping[str, str]
    roller: tuple[Rolleord, ...]
    utelatt: tuple[str, ...]


def hent(run: Run, sted: str | None, gren: str | None, *, ta: Sequence[str], utfoer: bool) -> int:
    """Show what a version would change, and take it in where that is wanted. Nothing is written but in one change."""
    folder = run.planmappe()
    loaded = load(folder)
    if loaded.mappe is None:
        raise ProblemsFoundError(loaded.problems)
    taken = package_of(folder)
    kilde = where_from(sted, gren, taken)
    pakke, utelatt = read_package(run, kilde)
    if not is_newer(run, pakke, taken):
        return FINE
    skole = loaded.mappe.plan.skole
    inntak = _inntak(run, folder, skole, taken, pakke, kilde, utelatt)
    _tell_head(run, inntak, skole, taken)
    known = forslag(inntak.staar, inntak.foer, inntak.ny)
    chosen = _chosen(run, known, ta, ask=run.terminal.interactive and not utfoer)
    came = forslag(inntak.staar, inntak.foer, inntak.ny, chosen)
    _tell(run, inntak, came, chosen)
    if _undercuts(run, folder, loaded.mappe, came):
        return PROBLEMS
    if not utfoer and not _wanted(run, chosen, any_left=len(chosen) < len(came.kollisjoner)):
        return FINE
    return _take_in(run, inntak, came)


def _inntak(
    run: Run,
    folder: Planmappe,
    skole: Skole,
    taken: Planpakke | None,
    pakke: Pakke,
    kilde: Pakkested,
    utelatt: Sequence[str],
) -> Inntak:
    """Hold a version against the school: for which grades and which place it is. Raises ExpectedFailure."""
    fits = trinnpass(pakke.brev, skole)
    if fits.ingen:
        raise ExpectedFailure(
            f"Pakken er for {pakke.brev.trinn}, og skolen har {', '.join(fits.uten)}. {UNCHANGED}",
            "Spør kommunen om det er en pakke for skolens trinn.",
        )
    stands = texts_of_plan(folder)
    new, left = dict[str, str](), [*utelatt]
    for name, text in pakke.filer.items():
        tree = tree_of(name, text)
        why = rute_utelatt(tree, skole, run.i_dag, known=name in stands) if name.startswith(RUTER) else None  # fmt: skip
        if why is None:
            new[name] = text
        else:
            left.append(f"{filnavn(name)} {why}")
    known = in_own_words({each.fil: each.tekst for each in taken.filer} if taken else {}, taken)
    foer = {**began_as(skole, {name: new[name] for name in new.keys() - known.keys()}), **known}
    foer = {name: text for name, text in foer.items() if name in new or not name.startswith(RUTER)}
    roller = taken.roller if taken else ()
    return Inntak(pakke, kilde, stands, foer, in_own_words(new, taken), new, roller, tuple(left))


def _tell_head(run: Run, inntak: Inntak, skole: Skole, taken: Planpakke | None) -> None:
    brev, terminal = inntak.pakke.brev, run.terminal
    has = f"versjon {taken.pakke.versjon}" if taken else "ingen pakke fra før"
    version = f"{brev.navn}, {brev.kommune}: versjon {brev.versjon} ({kort_dato(brev.dato)})"
    terminal.line(f"{version}. Skolen har {has}.")
    if brev.kommune.casefold() != skole.kommune.casefold():
        terminal.note(f"Pakken er fra {brev.kommune}, og skolen ligger i {skole.kommune}.")
    outside = trinnpass(brev, skole).uten
    if outside:
        terminal.note(f"Pakken er for {brev.trinn}. Den sier ikke noe om {', '.join(outside)}.")
    if inntak.utelatt:
        more = " og flere" * (len(inntak.utelatt) > _TOLD)
        terminal.note(f"Ikke tatt med: {'; '.join(inntak.utelatt[:_TOLD])}{more}.")


_TOLD = 8
"""So many files that are passed by are named."""


def _chosen(run: Run, known: Pakkeforslag, ta: Sequence[str], *, ask: bool) -> frozenset[str]:
    """Return what of the package stands where both have changed the same. Raises WrongUsage for an id that is not there."""
    ids = {each.id for each in known.kollisjoner}
    for each in ta:
        if each not in ids:
            raise WrongUsage(
                "Det som står etter --ta, er ikke noe å velge.",
                f"Å velge: {', '.join(sorted(ids)) or 'ingenting'}",
            )
    if not known.kollisjoner:
        return frozenset()
    run.terminal.heading(f"Skolen og pakken har endret det samme: {len(known.kollisjoner)}")
    chosen = {*ta}
    for one in known.kollisjoner:
        run.terminal.wrapped(f"{one.id}  {filnavn(one.fil)}, {stedet(one.sted)}", indent=2)
        run.terminal.wrapped(f"skolens: {_side(one, one.skolens)}", indent=4)
        run.terminal.wrapped(f"pakkens: {_side(one, one.pakkens)}", indent=4)
        if ask and one.id not in ta:
            spurt = Spoerring("Hva skal stå? (1 skolens, 2 pakkens, tomt: skolens)", tomt=True)
            if asked_as(run, spurt, _one_of_two) == "2":
                chosen.add(one.id)
    return frozenset(chosen)


def _side(one: Kollisjon, value: object) -> str:
    if value is None:
        return "(tatt bort)"
    return sagt_kort(value) if one.sted else "en annen utgave av hele filen"


def _one_of_two(answer: str) -> str:
    if answer not in {"", "1", "2"}:
        raise WrongUsage("Svar 1 eller 2, eller tomt.")
    return answer


def _tell(run: Run, inntak: Inntak, came: Pakkeforslag, chosen: Collection[str]) -> None:
    """Tell what would be changed, place by place, and what stands as the school has it."""
    changes = [
        each
        for name in sorted({*came.tekster, *came.bort})
        for each in planendringer(
            name,
            tree_of(name, inntak.staar[name]) if name in inntak.staar else None,
            tree_of(name, came.tekster[name]) if name in came.tekster else None,
        )
    ]
    tell_changes(run, changes)
    if not changes:
        run.terminal.line("Pakken endrer ikke noe i skolens plan.")
    stands = len(came.kollisjoner) - len(chosen)
    if stands:
        run.terminal.note(f"Skolens eget står der begge har endret det samme: {stands}.")
    if came.tause:
        named = ", ".join(map(filnavn, came.tause))
        run.terminal.note(f"Pakken sier ikke lenger noe om: {named}. Det står som skolen har det.")


def _undercuts(run: Run, folder: Planmappe, mappe: Mappe, came: Pakkeforslag) -> bool:
    """Tell whether what comes of it has faults that the plan has not; they are told, with what else is new."""
    drafts = {name: text_of(text.encode("utf-8")) for name, text in came.tekster.items()}
    after = Utkastmappe(folder.root, folder.laas, drafts, frozenset(came.bort))
    was = Counter(map(_says, problems_by_plan(folder, mappe, run.i_dag)))
    new = [each for each in problems_by_plan(after, mappe, run.i_dag) if not _counted(was, each)]
    if any(name.startswith(MALER) for name in came.tekster):
        known = Counter(map(_says, template_problems(folder, run.i_dag)))
        new += [each for each in _of_templates(run, folder, came) if not _counted(known, each)]
    faults = [each for each in new if each.level is Level.FEIL]
    run.terminal.problems(faults or new)
    if faults:
        run.terminal.note(
            f"Med denne versjonen får planen {len(faults)} feil den ikke har nå. {UNCHANGED} Lovens kjerne kan ingen pakke ta bort: "
            "spør den som gir ut pakken, eller velg skolens der begge har endret det samme."
        )
        return True
    told = " Det som er nytt å merke seg, står over." if new else ""
    shut = f" Vernet for andre enn deg, og ikke holdt mot den: {talt(len(mappe.lukket), 'sak', 'saker')}."
    told += shut if mappe.lukket else ""
    run.terminal.note(f"Holdt mot loven og resten av planen: ingen nye feil.{told}")
    return False


def _says(problem: Problem) -> tuple[str, str, str]:
    return problem.location.path, problem.code, problem.message


def _counted(was: Counter[tuple[str, str, str]], problem: Problem) -> bool:
    said = _says(problem)
    was[said] -= 1
    return was[said] >= 0


def _of_templates(run: Run, folder: Planmappe, came: Pakkeforslag) -> Iterator[Problem]:
    """Yield what is wrong with the templates as they would be, tried in a folder of their own with no case in it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as made:
        root = Path(made).resolve()
        for name, text in {**texts_of_plan(folder), **came.tekster}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(root / name, text)
        yield from template_problems(Planmappe(root), run.i_dag)


def _wanted(run: Run, chosen: Collection[str], *, any_left: bool) -> bool:
    """Ask whether it shall be taken in; where nobody answers, say how it is done."""
    if run.terminal.interactive:
        if asked_yes(run, "Ta inn dette?", otherwise=False):
            return True
        run.terminal.note(UNCHANGED)
        return False
    takes = "".join(f" --ta {each}" for each in sorted(chosen))
    choose = " Skal pakkens stå der begge har endret: --ta ID" if any_left else ""
    run.terminal.note(f"{UNCHANGED} Utfør med den samme kommandoen og{takes} --utfør.{choose}")
    return False


def _take_in(run: Run, inntak: Inntak, came: Pakkeforslag) -> int:
    """Write what was shown, and what the next version is held against, in one change."""

    def work(desk: Desk) -> Errand:
        root = desk.folder.root
        if texts_of_plan(desk.folder) != inntak.staar:
            raise ExpectedFailure(
                f"Planen ble endret imens. {UNCHANGED}", "Kjør den samme kommandoen en gang til."
            )
        for name in (*came.tekster, *came.bort, PAKKE):
            if desk.folder.has(root / name):
                desk.text_of(root / name)
        texts = {**came.tekster, PAKKE: _remembered(run, inntak)}
        brev = inntak.pakke.brev
        files = len(came.tekster) + len(came.bort)
        said = f"Versjon {brev.versjon} av «{brev.navn}» er tatt inn: {files} {'fil' if files == 1 else 'filer'} i planen."
        return Errand(
            [Whole(root / name, text) for name, text in texts.items()],
            f"Planpakken, versjon {brev.versjon}\n",
            said,
            gone=[root / name for name in came.bort],
        )

    return carry_out(run, work)


def _remembered(run: Run, inntak: Inntak) -> str:
    """Return the file by which the school knows what it has taken in."""
    in_git = inntak.kilde.i_git and is_address(inntak.kilde.sted)
    value = Planpakke(
        pakke=inntak.pakke.brev,
        kilde=inntak.kilde.sted if in_git else None,
        gren=inntak.kilde.gren if in_git else None,
        hentet=run.i_dag,
        fingeravtrykk=fingeravtrykk(inntak.pakke.filer),
        roller=inntak.roller,
        filer=tuple(
            Pakkefil(fil=name, tekst=text) for name, text in sorted(inntak.ordrett.items())
        ),
    )
    return with_schema(PAKKE, dump(to_tree(value)))
