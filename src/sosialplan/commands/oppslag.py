"""What is looked up: ``kjeder``, ``slå-opp`` and ``statistikk``, each with its source."""

from sosialplan.commands.aarshjul.aaret import counted_year, plan_and_reference
from sosialplan.commands.lesing import read_all, tell_left_out, told_of
from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load, load_plan, load_reference
from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level
from sosialplan.model.skrivemaate import advice
from sosialplan.output.tables import LISTEFORMATER, Column
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.maaltelling import Maalantall, count_steps
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.kjeder.kjedetegning import as_markdown
from sosialplan.views.kjeder.kjedetegning import as_values as chain_values
from sosialplan.views.maaltall import FIELDS, HEADERS, as_cells, figures
from sosialplan.views.maaltall import as_values as goal_values
from sosialplan.views.planen.lest_plan import plan_as_read, wheel_as_read
from sosialplan.views.planen.oppslag import Oppslag, find, words
from sosialplan.views.planen.oppslag import as_values as entry_values
from sosialplan.views.planen.oppslag_planen import alle_oppslag


def kjeder(run: Run, name: str | None, *, format_: str) -> int:
    """List the chains, or the steps of one; ``md`` draws them."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    plan = plan_as_read(plan, run.i_dag)
    chosen = plan.kjeder if name is None else (_find(plan, name),)
    if format_ == "json":
        values = [chain_values(each) for each in chosen]
        run.answer({"kjeder": values})
    elif format_ == "md":
        run.terminal.raw("\n".join(as_markdown(each, plan) for each in chosen))
    elif name is None:
        columns = (Column("Kjede"), Column("Navn", wraps=True), Column("Steg", right=True))
        rows = [(each.kjede, each.navn, str(len(each.steg))) for each in chosen]
        run.terminal.table(columns, rows)
    else:
        columns = (Column("Steg"), Column("Hva", wraps=True), Column("Hvem", wraps=True))
        rows = [(each.steg, each.navn, ", ".join(each.ansvarlig)) for each in chosen[0].steg]
        run.terminal.table(columns, rows)
        run.terminal.line()
        run.terminal.wrapped(f"I enhver sak kan du også føre: {', '.join(FELLES_STEG)}.")
    return 0


def _find(plan: Plan, name: str) -> Handlingskjede:
    codes = [each.kjede for each in plan.kjeder]
    titles = {each.kjede: each.navn for each in plan.kjeder}
    code = known_word(name, codes, "kjeden", titles=titles)
    return next(each for each in plan.kjeder if each.kjede == code)


def slaa_opp(run: Run, word: str | None, *, format_: str) -> int:
    """Show what the plan says of a word, or list the words."""
    folder = run.planmappe()
    plan, reference = plan_and_reference(folder, run.i_dag)
    read, problems = read_value(folder, folder.root / "plan" / "aarshjul.yaml", Aarshjul)
    if read is None:
        raise ProblemsFoundError(problems)
    hjul = wheel_as_read(read.value, plan.valg, run.i_dag)
    entries = alle_oppslag(plan, reference, hjul, run.i_dag)
    found = entries if word is None else find(word, entries)
    if not found:
        raise WrongUsage(
            f"Fant ikke ordet.{advice(word or '', words(entries))}",
            "Se alle ordene: sosialplan slå-opp",
        )
    if format_ == "json":
        values = [entry_values(each) for each in found]
        run.answer({"oppslag": values})
    elif word is None:
        columns = (Column("Ord"), Column("Slag"), Column("Navn", wraps=True))
        run.terminal.table(columns, [(each.ord, each.slag, each.navn) for each in found])
    else:
        for number, each in enumerate(found):
            if number:
                run.terminal.line()
            _show(run, each)
    return 0


def _show(run: Run, entry: Oppslag) -> None:
    terminal = run.terminal
    terminal.heading(f"{entry.navn} ({entry.slag})")
    several = any(each.lesning for each in entry.betydninger)
    for each in entry.betydninger:
        chosen = {True: ", skolens valg", False: ", valgt bort", None: ", ikke valgt"}[each.valgt]
        if several:
            terminal.line(f"  Lesning: {each.lesning}{chosen}")
        terminal.wrapped(each.tekst, indent=4 if several else 2)
        terminal.wrapped(f"Kilde: {each.kilde}", indent=4 if several else 2)
    for part in entry.punkter:
        terminal.line(f"  {part.navn}")
        for text in part.tekster:
            terminal.wrapped(f"- {text}", indent=4)
    if entry.merknad:
        terminal.wrapped(entry.merknad, indent=2)
    if entry.kilde:
        terminal.wrapped(f"Kilde: {entry.kilde}", indent=2)


COLUMNS = tuple(Column(each, wraps=each in {"Mål", "Nå"}) for each in HEADERS)


def maal(run: Run, skoleaar: str | None, *, ledelsen: bool, format_: str) -> int:
    """Show the goals; figures that could point at single pupils only to the leadership."""
    folder, mappe, status = read_all(run)
    reference, problems = load_reference(folder)
    if reference is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    aar = counted_year(mappe, skoleaar or school_year_of(run.i_dag), run.i_dag)
    unread = bool(run.terminal.unread)
    tall = tuple(figures(reference.maal.maal, aar, ledelsen=ledelsen, ukjent=unread))
    left_out = sum(gang.fakta.utelatt for gang in aar.saker) if aar.per == run.i_dag else 0
    tell_left_out(run, left_out)
    if format_ == "json":
        values = [goal_values(each, ledelsen=ledelsen) for each in tall]
        run.answer({"skoleår": aar.skoleaar, "mål": values})
        return status
    if format_ in LISTEFORMATER:
        values = [goal_values(each, ledelsen=ledelsen) for each in tall]
        run.list_out(format_, FIELDS, values)
        return status
    run.terminal.say_incomplete()
    run.terminal.heading(f"Mål, skoleåret {aar.skoleaar}")
    run.terminal.table(COLUMNS, [as_cells(each, ledelsen=ledelsen) for each in tall])
    if ledelsen:
        for each in tall:
            if each.antall is not None and each.antall.saker:
                told = f"{each.maal.navn}. {_which(each.antall)}: {', '.join(each.antall.saker)}"
                run.terminal.wrapped(told, indent=2)
    if any(each.skjermet for each in tall):
        run.terminal.note(
            "Tall under 5 vises bare til ledelsen, også når det er ingen. De andre vises i femmere uten: sosialplan statistikk mål --ledelsen"
        )
    if ledelsen:
        run.terminal.note("Små tall kan peke på enkeltelever. Ikke del denne oversikten videre.")
    return status


def _which(antall: Maalantall) -> str:
    """Return what the cases behind a number are; where some are of one pupil, that too."""
    if antall.nevner is not None:
        return "Ikke nådd i"
    several = len(antall.saker) > antall.teller
    return (
        f"Regnet med ({len(antall.saker)} saker, noen om samme elev)" if several else "Regnet med"
    )


def steg(run: Run, skoleaar: str | None, *, format_: str) -> int:
    """Show how often each step was kept in time, for one who adds up many schools: nothing of a person or a case."""
    from sosialplan.views import stegtall  # noqa: PLC0415 - what the other lists do not load

    folder = run.planmappe()
    loaded = load(folder)
    mappe, status = told_of(run, folder, loaded)
    aar = counted_year(mappe, skoleaar or school_year_of(run.i_dag), run.i_dag)
    tell_left_out(run, sum(g.fakta.utelatt for g in aar.saker) if aar.per == run.i_dag else 0)
    sealed = any(each.code == NOT_FOR_ME for each in loaded.problems)
    lacks = sealed or bool(run.terminal.unread)
    values = list(stegtall.as_values(count_steps(aar), aar, ufullstendig=lacks))
    if format_ == "json":
        run.answer({"skoleår": aar.skoleaar, "steg": values})
        return status
    if format_ in LISTEFORMATER:
        run.list_out(format_, stegtall.FIELDS, values)
        return status
    run.terminal.say_incomplete()
    run.terminal.heading(f"Steg, skoleåret {aar.skoleaar}")
    columns = [Column(each, wraps=each == "Steg") for each in stegtall.HEADERS]
    run.terminal.table(columns, [stegtall.as_cells(each) for each in values])
    run.terminal.note(
        "Under 5 vises ikke, heller ikke ingen. Dager er kalenderdager fra det som satte steget i gang."
    )
    return status
