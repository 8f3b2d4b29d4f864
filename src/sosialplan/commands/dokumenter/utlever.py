"""``utlever``: make a copy for someone and record it; ``avklar``: what a person decided before it could go."""

import re
from functools import partial
from itertools import chain, count
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.kopikontroll import (
    Kopi,
    copy_problems,
    kontroll,
    musts,
    name_problems,
    require_nameless,
    require_no_name,
    why_not,
    with_one,
)
from sosialplan.commands.dokumenter.sakspapirer import (
    Laget,
    lag_dokument,
    tell_if_not_approved,
    trykt,
)
from sosialplan.commands.dokumenter.utskrift import laid, shown, target_for, tell_open_text
from sosialplan.commands.run import PROBLEMS, ProblemsFoundError, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
    Followed,
    carry_out,
    of_case,
)
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.svar.ordsvar import Spoerring, asked_text
from sosialplan.model.elev import Flagg
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Avklaring, Kanal, Likevel, Utlevering
from sosialplan.model.skrivemaate import advice, find_word, fold
from sosialplan.output.workshop import get_ready
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE, Mottaker, mottakere
from sosialplan.views.dokumentdeler.samtykkestilling import ALDRI
from sosialplan.views.kopier.utlevert import MAATE, sent_home_by, til_mottaker


class Overlevering(Value, frozen=True):
    """Who gets the copy and how; ``likevel`` is why, where it lacks what the law demands."""

    til_hvem: str | None
    kanal: Kanal
    likevel: str | None = None
    format_: str = "pdf"
    til: Path | None = None


def utlever(run: Run, asked: Bestilling, typed: str, given: Overlevering) -> int:
    """Make, check, write and record a copy; nothing is written where something stops it."""
    get_ready()
    to_whom = _to_whom(run, asked.mottaker, given.til_hvem)

    def work(desk: Desk) -> Errand | int:
        if desk.faults:
            raise ProblemsFoundError(list(desk.faults))
        read = desk.case(typed)
        laget = lag_dokument(run, desk.folder, with_one(desk.mappe, read), read.value, asked)
        usual = desk.folder.root / "ut" / _name(run, laget, given)
        target = target_for(given.til or _free(usual), desk.folder.root)
        kopi = Kopi(laget, trykt(run, desk.folder, laget, given.format_), given.format_)
        lacks = musts(desk.folder, laget, run.i_dag, handed_over=True)
        stops = [each for each in lacks if each.code in ALDRI] if given.likevel else lacks
        against = kontroll(desk.folder, desk.mappe, read.value, asked.mottaker)
        require_nameless(against, asked.mottaker, given.til.stem if given.til else None)
        found = (*copy_problems(against, kopi), *name_problems(against, asked.mottaker, to_whom))
        if stops or found:
            run.terminal.problems((*stops, *found))
            run.terminal.note(why_not(stops, found))
            if any(each.code in ALDRI for each in stops):
                run.terminal.note("Det åpnes ikke med --likevel.")
            elif stops:
                run.terminal.note("Må den ut likevel, så skriv hvorfor: --likevel …")
            return PROBLEMS
        require_no_name(against, to_whom)
        tell_if_given_before(run, read.value, laget, to_whom)
        tell_if_not_approved(run, laget, read.value)
        reason = given.likevel if lacks else None
        copy = replace(
            _copy(run, laget, to_whom, given.kanal, reason),
            foert_av=skrevet_av(desk, (), read.value.elev.klasse),
        )
        then = partial(_tell, run, laget, copy, target, unused=bool(given.likevel) and not lacks)
        changes = _recorded(desk, read.value, copy, asked)
        message = case_message(read.value.sak)
        return Errand(
            changes, message, then=then, beside=laid(run, desk.folder.root, target, kopi.innhold)
        )

    return carry_out(run, work)


def tell_if_given_before(run: Run, sak: Sak, laget: Laget, to_whom: str) -> None:
    """Say that the same was handed to the same today, before it is written once more."""
    asked, version = laget.bestilling, laget.dokument.versjon
    same = (asked.slag.kode, asked.mottaker.kode, run.i_dag, version, to_whom.casefold())
    given = (
        (each.dokument, each.mottaker, each.dato, each.versjon, each.til_hvem.casefold())
        for each in gjeldende(sak.utleveringer)
    )
    if same in given:
        run.terminal.note(
            "Det samme er utlevert til den samme i dag, og føres nå en gang til. Er det feil, så stryk den: "
            f"sosialplan rett {sak.sak} utlevering --utgår"
        )


_SEEN_BY_LOG = "Rollen eller relasjonen. Det står i saken hvem som har fått kopien, og hvordan."
"""What the question of who gets a copy means."""


def _to_whom(run: Run, mottaker: Mottaker, typed: str | None) -> str:
    """Return who gets it: the pupil is one, others are told by role or relation, or asked for. Raises WrongUsage."""
    if mottaker is SKOLE:
        raise WrongUsage(
            "Skolens eget utkast utleveres ikke.", "Si hvem det er til: --mottaker foresatte"
        )
    if typed and typed.strip():
        return typed.strip()
    if mottaker.kode == "elev":
        return "eleven"
    if run.terminal.interactive:
        return asked_text(run, Spoerring("Hvem får kopien? (som «mor og far»)", _SEEN_BY_LOG))
    raise WrongUsage(
        "Hvem får det?", 'Legg til rollen eller relasjonen, som: --til-hvem "mor og far"'
    )


def _name(run: Run, laget: Laget, given: Overlevering) -> str:
    """Return the name of the file: the case by its number, and nobody by name."""
    asked = laget.bestilling
    parts = (
        laget.bilde.saksnummer,
        fold(asked.slag.kode),
        asked.mottaker.kode,
        run.i_dag.isoformat(),
    )
    return f"{'-'.join(part for part in parts if part)}.{given.format_}"


def _free(usual: Path) -> Path:
    """Return the name, with a number behind it where a copy of that day lies there: what went out is not written over."""
    numbered = (usual.with_stem(f"{usual.stem}-{number}") for number in count(2))
    return next(each for each in chain((usual,), numbered) if not each.exists())


def _copy(run: Run, laget: Laget, til_hvem: str, kanal: Kanal, likevel: str | None) -> Utlevering:
    asked = laget.bestilling
    codes = dict.fromkeys(each.kode for each in laget.mangler if each.maa_med)
    return Utlevering(
        id=run.new_id(),
        dato=run.i_dag,
        registrert=run.recorded,
        dokument=asked.slag.kode,
        mottaker=asked.mottaker.kode,
        til_hvem=til_hvem,
        kanal=kanal,
        maalform=asked.maalform.value if asked.slag.nynorsk else None,
        versjon=laget.dokument.versjon,
        fingeravtrykk=laget.avtrykk,
        siden=asked.valg.siden,
        om=asked.valg.dato,
        formaal=asked.valg.hvorfor,
        vedlegg=asked.valg.vedlegg,
        tilbakeholdt=laget.bilde.tilbakeholdt,
        likevel=Likevel(koder=tuple(codes), hvorfor=likevel) if likevel else None,
    )


def _recorded(desk: Desk, sak: Sak, copy: Utlevering, asked: Bestilling) -> list[Change]:
    path = desk.folder.case_path(sak.sak)
    changes: list[Change] = [Added(path, path_to(Sak.utleveringer), copy)]
    chain = desk.mappe.plan.kjede(sak.kjede)
    if step := sent_home_by(chain, asked.slag.kode, asked.mottaker):
        changes.append(Added(path, path_to(Sak.hendelser), _sent(desk.run, copy, step)))
    return changes


def _sent(run: Run, copy: Utlevering, step: str) -> Hendelse:
    return Hendelse(
        id=run.new_id(),
        dato=copy.dato,
        registrert=copy.registrert,
        steg=step,
        mottakere=(copy.til_hvem,),
        maate=MAATE.get(copy.kanal),
    )


def _tell(
    run: Run, laget: Laget, copy: Utlevering, target: Path, came: Followed, *, unused: bool
) -> None:
    number = laget.bilde.sak.sak
    version = f", versjon {copy.versjon}" if copy.versjon else ""
    to = f"{til_mottaker(copy.mottaker, laget.bilde.plan)} ({copy.til_hvem}), {copy.kanal.value}"
    what = f"Utlevert i {number}: {copy.dokument}{version}, til {to}."
    tell_saved(run, what, came.saved.commit)
    run.terminal.made.append(target)
    run.terminal.line(f"Filen: {shown(target)}")
    tell_open_text(run)
    for each in copy.tilbakeholdt:
        run.terminal.line(f"Holdt tilbake: {each.hva} ({each.hvorfor})")
    if unused:
        run.terminal.note("Ingenting som loven krever, manglet. Grunnen er ikke skrevet ned.")


_ASKED = re.compile(r"(?:navn|klasse)-[0-9a-f]{8}\Z")


def avklar(run: Run, typed: str, hva: str, *, mottaker: str, hvorfor: str) -> int:
    """Write a decision about a flag, or about what the check asked, for one recipient."""

    def work(desk: Desk) -> Errand:
        to = _recipient(desk.mappe.plan, mottaker)
        sak = desk.case(typed).value
        about = _matter(hva, sak)
        if any(
            each.gjelder == about and each.mottaker == to.kode
            for each in gjeldende(sak.avklaringer)
        ):
            raise ExpectedFailure(
                f"Det er allerede avklart i {sak.sak} for {to.ord}. Ingenting er endret.",
                f"Se avgjørelsen: sosialplan vis {sak.sak}",
            )
        entry = Avklaring(
            id=run.new_id(),
            dato=run.i_dag,
            registrert=run.recorded,
            foert_av=skrevet_av(desk, (), sak.elev.klasse),
            gjelder=about,
            mottaker=to.kode,
            hvorfor=hvorfor,
        )
        change = Added(desk.folder.case_path(sak.sak), path_to(Sak.avklaringer), entry)
        return of_case(desk, sak.sak, [change], f"Avklart i {sak.sak} for {to.ord}: {about}.")

    return carry_out(run, work, case=typed)


def _recipient(plan: Plan, typed: str) -> Mottaker:
    known = {each.kode: each for each in mottakere(plan)}
    return known[known_word(typed, tuple(known), "mottakeren")]


def _matter(typed: str, sak: Sak) -> str:
    """Return what is decided: a flag of the pupil, or a code of the check. Raises WrongUsage."""
    flags = [each.value for each in Flagg]
    flag = find_word(typed, flags)
    if flag is None and not _ASKED.match(typed.lower()):
        raise WrongUsage(
            f"Dette er verken et flagg eller en kode fra kontrollen.{advice(typed, flags)}",
            "Skriv koden som lag eller utlever viste, som navn-1a2b3c4d, eller et flagg: "
            f"{', '.join(flags)}",
        )
    if flag is not None and flag not in {each.value for each in sak.elev.flagg}:
        raise ExpectedFailure(
            f"Eleven i {sak.sak} har ikke flagget «{flag}». Ingenting er endret.",
            f"Se flaggene: sosialplan vis {sak.sak}",
        )
    return flag or typed.lower()
