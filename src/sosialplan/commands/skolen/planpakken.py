"""``plan pakke``: what a school has taken in from its municipality, and what differs; and how one is given out."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from sosialplan.commands.gjennomsyn import names_where_none_belong
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skolen.pakkelesing import (
    in_own_words,
    package_of,
    tell_changes,
    texts_of_plan,
)
from sosialplan.commands.skolen.skolefilen import school_of
from sosialplan.commands.vedlikehold.funn import problems_by_plan
from sosialplan.files.disk import refused, write_atomically
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.planpakke import (
    Pakke,
    bytes_in,
    entries_in,
    known_templates,
    pakke_of,
    shared_of,
    standing_templates,
    tree_of,
)
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.planpakke import BREV, Pakkebrev
from sosialplan.model.problems import Level
from sosialplan.model.skole import Skole
from sosialplan.rules.planpakke import (
    har_nummer,
    innhold_av,
    skolens_i,
)
from sosialplan.schema.decode import decode
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.pakkeforskjell import filnavn, planendringer


def vis(run: Run, *, format_: str) -> int:
    """Show which package the school has, and what the school has of its own: no net is asked."""
    folder = run.planmappe()
    taken = package_of(folder)
    if taken is None:
        if format_ == "json":
            run.answer({"pakke": None, "forskjeller": []})
        else:
            run.terminal.line("Skolen har ikke tatt inn noen pakke.")
            run.terminal.note("Hent en: sosialplan plan pakke hent MAPPE (eller adressen i git)")
        return FINE
    held = in_own_words({each.fil: each.tekst for each in taken.filer}, taken)
    own = shared_of(texts_of_plan(folder))
    found = [
        each
        for name in held
        for each in planendringer(
            name, tree_of(name, held[name]), tree_of(name, own[name]) if name in own else None
        )
    ]
    if format_ == "json":
        run.answer({"pakke": to_tree(taken.pakke), "hentet": taken.hentet.isoformat(), "forskjeller": [
            {"fil": each.fil, "hvor": each.hvor, "hva": each.hva, "pakkens": each.foer, "skolens": each.etter}
            for each in found
        ]})  # fmt: skip
        return FINE
    run.terminal.line(
        f"{taken.pakke.navn}, {taken.pakke.kommune}: versjon {taken.pakke.versjon}, "
        f"tatt inn {kort_dato(taken.hentet)}."
    )
    if not found:
        run.terminal.line("Skolen har ikke endret noe av det pakken sier.")
    else:
        run.terminal.line(f"Skolens eget, der det er ulikt pakken: {len(found)}.")
        tell_changes(run, found)
    where = "" if taken.kilde else " MAPPE"
    run.terminal.note(f"Se om det er en ny versjon: sosialplan plan pakke hent{where}")
    return FINE


def _require_publisher(folder: Planmappe, skole: Skole, was: Pakkebrev) -> None:
    """Refuse to write over a package of another's: all schools would take it in as their municipality's. Raises ExpectedFailure."""
    taken = package_of(folder)
    has_it = taken is not None and taken.pakke.navn == was.navn
    if has_it or was.kommune != skole.kommune:
        why = "skolen her har selv tatt den inn" if has_it else f"planen her er for {skole.kommune}"
        raise ExpectedFailure(
            f"I mappen ligger «{was.navn}» fra {was.kommune}, og {why}. Ingenting er skrevet.",
            "Gi ut planen i en annen mappe. En ny versjon gis ut fra den planmappen kommunen har.",
        )


def ut(run: Run, mappe: Path, navn: str | None, trinn: str | None) -> int:
    """Give out the plan as a package in a folder: what is nobody's own, and one version higher than what lies there."""
    folder = run.planmappe()
    root = mappe.resolve()
    if root == folder.root or root.is_relative_to(folder.root) or folder.root.is_relative_to(root):
        raise WrongUsage(
            "Pakken kan ikke ligge i planmappen, og planmappen ikke i den.", "Velg en annen mappe."
        )
    if har_nummer(navn or ""):
        raise WrongUsage("Navnet på pakken har et fødselsnummer.", "Skriv hva pakken er.")
    before = _lying(root)
    texts = _published(run, folder)
    skole = school_of(run)
    was = before.brev if before else None
    if was is not None:
        _require_publisher(folder, skole, was)
    if was is not None and dict(before.filer if before else {}) == dict(texts):
        run.terminal.line(f"Ingenting er endret siden versjon {was.versjon}. Ingenting er skrevet.")
        return FINE
    brev = Pakkebrev(
        navn=navn or (was.navn if was else f"Plan for skolene i {skole.kommune}"),
        kommune=skole.kommune,
        versjon=was.versjon + 1 if was else 1,
        dato=run.i_dag,
        trinn=trinn or (was.trinn if was else skole.trinn),
    )
    if decode(to_tree(brev), Pakkebrev, BREV)[0] is None:
        raise WrongUsage(
            "Navnet er for langt, eller trinnene kan ikke leses. Ingenting er skrevet.",
            "Skriv trinnene som 1-10 eller VG1-VG3.",
        )
    gone = sorted((before.filer.keys() if before else set()) - texts.keys())
    try:
        for name, text in {**texts, BREV: dump(to_tree(brev))}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(root / name, text)
        for name in gone:
            (root / name).unlink()
    except OSError as error:
        raise refused(error) from error
    run.terminal.line(
        f"Versjon {brev.versjon} av «{brev.navn}» er skrevet: {talt(len(texts), 'fil', 'filer')} i {root.name}."
    )
    if before is not None:
        told = (
            planendringer(
                name,
                *(
                    tree_of(name, each[name]) if name in each else None
                    for each in (before.filer, texts)
                ),
            )
            for name in sorted({*before.filer, *texts})
        )
        tell_changes(run, chain.from_iterable(told))
    _tell_left_out(run, folder)
    run.terminal.note("Del mappen med skolene. De henter med: sosialplan plan pakke hent")
    return FINE


def _lying(root: Path) -> Pakke | None:
    """Return the package that a folder holds already; None for one that is empty or not there. Raises ExpectedFailure."""
    if not root.exists():
        return None
    names = {each.name for each in root.iterdir()} if root.is_dir() else {""}
    if all(each.startswith((".", "README", "LICENSE")) for each in names):
        return None
    if BREV not in names:
        raise ExpectedFailure(
            "Mappen har noe annet enn en pakke. Ingenting er skrevet.",
            "Velg en mappe som er tom eller ikke finnes, eller den forrige versjonen ligger i.",
        )
    inside = innhold_av(entries_in(root), known_templates())
    if inside.avvist:
        raise ExpectedFailure(
            f"Mappen har noe som ikke hører til i en pakke. {' '.join(inside.avvist)} Ingenting er skrevet.",
            "Ta det bort, eller velg en tom mappe.",
        )
    found, problems = pakke_of(bytes_in(root, inside.filer))
    if found is None:
        raise ProblemsFoundError(list(problems))
    return found


def _published(run: Run, folder: Planmappe) -> Mapping[str, str]:
    """Return what is given out, held against the law and against who is known. Raises ProblemsFoundError or ExpectedFailure."""
    loaded = load(folder)
    if loaded.mappe is None:
        raise ProblemsFoundError(loaded.problems)
    found = problems_by_plan(folder, loaded.mappe, run.i_dag)
    faults = [each for each in found if each.level is Level.FEIL and each.location.path.startswith("plan/")]  # fmt: skip
    if faults:
        raise ProblemsFoundError(faults)
    standard = standing_templates()
    whole = shared_of(texts_of_plan(folder))
    texts = {name: text for name, text in whole.items() if text != standard.get(name)}
    named = names_where_none_belong(folder, texts)
    if named:
        raise ProblemsFoundError(list(named))
    people = [each.navn.casefold() for each in loaded.mappe.plan.skole.personer]
    for name, text in texts.items():
        said = " ".join(text.casefold().split())
        if har_nummer(text) or any(each in said for each in people):
            raise ExpectedFailure(
                f"{filnavn(name)} ({name}) har navnet på en ansatt eller et fødselsnummer. Ingenting er skrevet.",
                "En pakke leses av alle skolene. Skriv rollen i stedet for navnet, og lagre: sosialplan lagre",
            )
    return texts


def _tell_left_out(run: Run, folder: Planmappe) -> None:
    left = {
        hva: number
        for name in ("plan/skole.yaml", "plan/valg.yaml")
        for hva, number in skolens_i(name, tree_of(name, folder.text(folder.root / name).text or "")).items()
        if number > 1 or hva in {"det skolen har valgt", "avvik fra loven"}
    }  # fmt: skip
    if left:
        told = ", ".join(f"{hva} ({number})" for hva, number in left.items())
        run.terminal.note(f"Ikke med, for det er hver skoles eget: {told}.")
    run.terminal.note("Saker, fravær, møtebøker, klasselister, navn og nøkler er aldri med.")
