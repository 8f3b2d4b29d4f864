"""``skole valg``: what the school has chosen, what it means, and how it is changed."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.dokumenter.skolelogo import logo_problems
from sosialplan.commands.klasselister.klassebok import ODD_NUMBER
from sosialplan.commands.personvernsyn import require_nobody_named
from sosialplan.commands.run import FINE, ProblemsFoundError, Run, known_role
from sosialplan.commands.skolen.skolefilen import plan_of, school_path
from sosialplan.commands.skolen.spurt import chosen_word, told_of
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, Put, carry_out
from sosialplan.commands.svar.dagsvar import read_day
from sosialplan.files.loader import periods_in
from sosialplan.files.yaml_writer import to_tree
from sosialplan.git.state import file_state
from sosialplan.model.failure import WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.skole import LOGO, Innstilling, Innstillingsverdi, Skole, Valg, Valgliste
from sosialplan.model.skrivemaate import Dagretning, advice, odd_number
from sosialplan.output.tables import Column
from sosialplan.rules.checks.plan_checks import VALG
from sosialplan.rules.skolevalg import (
    Skolevalg,
    Valgslag,
    choices,
    find_choice,
    in_words,
    kan_mangle,
    place_of_own,
    staar_uten,
    typed_value,
)
from sosialplan.rules.ventende import GODKJENNES_AV
from sosialplan.rules.vinduer import (
    HALVAAR_TIL,
    LESSONS_WANTED,
    TIMER_PER_DAG,
    ends_in_the_year,
)
from sosialplan.views.datoer import kort_dato
from sosialplan.views.varselbrev import words_for, words_said

_HEADINGS = {
    Valgslag.LESNING: "Der planen sier to ting",
    Valgslag.EGET: "Skolens egne ord",
    Valgslag.INNSTILLING: "Innstillinger",
}
_LOGO = "logo"
_ANOTHER = "Ingenting er endret. Legg et bilde som kan vises, i plan/, og skriv: sosialplan skole valg logo BILDE"
_COLUMNS = (Column("Valg"), Column("Nå"), Column("Hva", wraps=True))


def vis(run: Run, typed: str | None, *, format_: str) -> int:
    """Show all choices, or one with what can be chosen."""
    plan = plan_of(run)
    known = choices(plan, run.i_dag)
    shown = known if typed is None else (_meant(known, typed),)
    if format_ == "json":
        run.answer({"valg": [_values(each) for each in shown]})
    elif typed is None:
        _tell_all(run, shown)
    else:
        for line in told_of(shown[0]):
            run.terminal.wrapped(line)
        run.terminal.line(f"Endre: sosialplan skole valg {shown[0].navn} VERDI")
    return FINE


def _tell_all(run: Run, shown: Sequence[Skolevalg]) -> None:
    for slag, heading in _HEADINGS.items():
        own = [each for each in shown if each.slag is slag]
        if not own:
            continue
        run.terminal.heading(heading)
        run.terminal.table(
            _COLUMNS, [(each.navn, each.verdi or "ikke valgt", each.hva) for each in own]
        )
        run.terminal.line()
    run.terminal.line("Se ett: sosialplan skole valg NAVN. Endre: sosialplan skole valg NAVN VERDI")


def _values(valg: Skolevalg) -> dict[str, object]:
    return {
        "navn": valg.navn,
        "slag": valg.slag.value,
        "hva": valg.hva,
        "verdi": valg.verdi,
        "ellers": valg.ellers,
        "muligheter": [{"verdi": each.verdi, "tekst": each.tekst} for each in valg.muligheter],
    }


def _meant(known: tuple[Skolevalg, ...], typed: str) -> Skolevalg:
    found = find_choice(known, typed)
    if len(found) != 1:
        names = [each.navn for each in found or known]
        near = "" if found else advice(typed, names)
        raise WrongUsage(
            "Flere valg begynner slik." if found else f"Skolen har ikke et slikt valg.{near}",
            f"De som finnes: {', '.join(names)}",
        )
    return found[0]


def velg(run: Run, typed: str, verdi: str, *, fra: date | None, hvorfor: str | None) -> int:
    """Set a choice, from a day where that is said. Raises WrongUsage for what cannot be chosen."""
    require_nobody_named(run, run.planmappe(), (verdi, hvorfor or ""))

    def work(desk: Desk) -> Errand | int:
        plan = desk.mappe.plan
        valg = _meant(choices(plan, fra or run.i_dag), typed)
        _require_used(valg, fra, hvorfor)
        changes = list(_changes(desk, valg, verdi, fra=fra, hvorfor=hvorfor))
        if not changes:
            run.terminal.note("Slik er det fra før. Ingenting er endret.")
            return FINE
        when = (
            f" fra {kort_dato(fra or run.i_dag)}"
            if fra or valg.slag is Valgslag.INNSTILLING
            else ""
        )
        then = _require_picture(desk, chosen_word(valg, verdi)) if valg.navn == _LOGO else None
        if valg.navn == "telefon" and odd_number(verdi):
            run.terminal.note(ODD_NUMBER)
        said = f"{valg.navn}: {chosen_word(valg, verdi)}{when}. Før: {valg.verdi or 'ikke valgt'}."
        return Errand(changes, "Skolens valg\n", said, then=then)

    return carry_out(run, work)


def slett(run: Run, typed: str) -> int:
    """Take away one of the school's own words. Raises WrongUsage for what a school must have."""

    def work(desk: Desk) -> Errand | int:
        valg = _meant(choices(desk.mappe.plan, run.i_dag), typed)
        if valg.slag is not Valgslag.EGET or not kan_mangle(valg.navn):
            raise WrongUsage(
                f"«{valg.navn}» kan ikke tas bort. Ingenting er endret.",
                f"Velg noe annet: sosialplan skole valg {valg.navn} VERDI",
            )
        if staar_uten(valg.navn, valg.verdi):
            run.terminal.note("Det er ikke valgt. Ingenting er endret.")
            return FINE
        change = Put(school_path(desk), place_of_own(valg.navn), None)
        then = partial(_tell_of_picture, run, valg.verdi or "") if valg.navn == _LOGO else None
        said = f"{valg.navn}: tatt bort. Før: {valg.verdi}."
        return Errand([change], "Skolens valg\n", said, then=then)

    return carry_out(run, work)


def _tell_of_picture(run: Run, name: str, _: Followed) -> None:
    run.terminal.note(f"Bildet ligger fortsatt i plan/{name}.")


def _require_picture(desk: Desk, name: str) -> Callable[[Followed], None]:
    """Refuse a logo that cannot be shown, and return what tells of one that nobody else has yet.

    Raises ProblemsFoundError. A name that leads out of the plan is refused with the file: nothing is read by it.
    """
    if re.fullmatch(LOGO, name) is not None:
        wrong = [*logo_problems(desk.folder, replace(desk.mappe.plan.skole, logo=name))]
        if wrong:
            raise ProblemsFoundError([replace(each, cure=_ANOTHER) for each in wrong])

    def then(_: Followed) -> None:
        if file_state(desk.depot, [f"plan/{name}"]).changed:
            desk.run.terminal.note(
                "Bildet selv er ikke lagret ennå, så ingen andre har det. Lagre det: sosialplan lagre"
            )

    return then


def _require_used(valg: Skolevalg, fra: date | None, hvorfor: str | None) -> None:
    if fra is not None and valg.slag is Valgslag.EGET:
        raise WrongUsage(
            f"«{valg.navn}» gjelder alltid, så --fra har ingen virkning.", "La --fra være."
        )
    if hvorfor is not None and valg.slag is not Valgslag.LESNING:
        raise WrongUsage(f"«{valg.navn}» har ingen begrunnelse, så --hvorfor har ingen virkning.", "La --hvorfor være.")  # fmt: skip


def _changes(
    desk: Desk, valg: Skolevalg, typed: str, *, fra: date | None = None, hvorfor: str | None = None
) -> Iterator[Change]:
    """Yield what a choice changes in the files; nothing where it stands so already. Raises WrongUsage."""
    plan, word = desk.mappe.plan, chosen_word(valg, typed)
    if word == valg.verdi and fra is None and hvorfor is None:
        return
    if valg.slag is Valgslag.EGET:
        yield Put(school_path(desk), place_of_own(valg.navn), _own_value(desk, valg, word))
    elif valg.slag is Valgslag.LESNING:
        yield from _reading(desk, plan, valg, word, fra, hvorfor)
    for setting in plan.skole.innstillinger:
        if valg.slag is Valgslag.INNSTILLING and setting.innstilling == valg.navn:
            yield from _setting(desk, setting, word, fra or desk.run.i_dag)


def _own_value(desk: Desk, valg: Skolevalg, word: str) -> str:
    if valg.navn != "plikter-fra":
        return word
    return read_day(desk.run, word, Dagretning.NAERMEST).isoformat()


def _reading(
    desk: Desk, plan: Plan, valg: Skolevalg, word: str, fra: date | None, hvorfor: str | None
) -> Iterator[Change]:
    """Yield the reading; an earlier choice that is changed is changed from today, unless a day is said."""
    place = next(i for i, each in enumerate(plan.valg.valg) if each.valg == valg.navn)
    before, path = plan.valg.valg[place], desk.folder.root / VALG
    where = path_to(Valgliste.valg, place)
    day = fra or (desk.run.i_dag if before.valgt not in {None, word} else before.gjelder_fra)
    yield Put(path, (*where, *path_to(Valg.valgt)), word)
    if day is not None:
        yield Put(path, (*where, *path_to(Valg.gjelder_fra)), day.isoformat())
    if hvorfor is not None or before.begrunnelse is not None:
        yield Put(path, (*where, *path_to(Valg.begrunnelse)), hvorfor)


def _setting(desk: Desk, setting: Innstilling, word: str, day: date) -> Iterator[Change]:
    """Yield the setting from a day; nothing where it stands so already."""
    value = typed_value(setting, word)
    if value is None:
        kind = "ja eller nei" if isinstance(setting.standard, bool) else "et helt tall"
        kind = LESSONS_WANTED if setting.innstilling == TIMER_PER_DAG else kind
        raise WrongUsage(
            f"«{setting.innstilling}» er {kind}, og ikke under null.",
            f"Som nå: {in_words(setting.standard)}",
        )
    words = words_for(setting.innstilling)
    if words and words_said(setting.innstilling, word) is None:
        raise WrongUsage(
            f"«{setting.innstilling}» kan ikke være det. Ingenting er endret.",
            f"Velg blant {', '.join(words)}.",
        )
    if setting.innstilling == GODKJENNES_AV:
        skole = desk.mappe.plan.skole
        value = ", ".join(known_role(skole, each.strip()) for each in word.split(","))
    if setting.innstilling == HALVAAR_TIL and not ends_in_the_year(
        desk.mappe.plan, periods_in(desk.folder), word, day
    ):
        raise WrongUsage(
            "Det første halvåret slutter ikke slik i noe skoleår som er kjent.",
            "Skriv en dag i skoleåret, som «15. januar», eller en periode i plan/aarshjul.yaml, som "
            f"{in_words(setting.standard)}.",
        )
    place = [each.innstilling for each in desk.mappe.plan.skole.innstillinger].index(
        setting.innstilling
    )
    where = path_to(Skole.innstillinger, place, Innstilling.verdier)
    new = Innstillingsverdi(gjelder_fra=day, verdi=value)
    if new in setting.verdier:
        return
    others = [each for each in setting.verdier if each.gjelder_fra != day]
    if len(others) == len(setting.verdier) and all(each.gjelder_fra < day for each in others):
        yield Added(school_path(desk), where, new)
        return
    ordered = sorted((*others, new), key=lambda each: each.gjelder_fra)
    yield Put(school_path(desk), where, [to_tree(each) for each in ordered])
