"""Evidence that a meeting was held, and that what it decided about no case was carried out."""

from collections.abc import Sequence
from datetime import date

from sosialplan.commands.moeter.moetebok import (
    MESSAGE,
    Moetet,
    book_of,
    entry_of,
    in_book,
    minutes_path,
    require_may_discuss,
)
from sosialplan.commands.moeter.moeteord import MOETE
from sosialplan.commands.moeter.moetesvar import asked_meeting
from sosialplan.commands.run import Run, case_number
from sosialplan.commands.saksleting import case_of
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.moeter import FulgtOpp, Holdt, Vedtatt
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.moeter.beslutninger import of_the_meeting
from sosialplan.views.datoer import kort_dato


def registrer(run: Run, told: Moetet, remarks: Sequence[str]) -> int:
    """Write the meeting in its book, and each remark in the case it is about; one commit.

    Raises WrongUsage for what is missing, or a remark on a pupil of another class.
    """
    told = asked_meeting(run, told)
    remarks = [_of_case(run, each) for each in remarks]

    def work(desk: Desk) -> Errand:
        held = entry_of(desk, told)
        changes: list[Change] = [_remark(desk, held, each) for each in remarks]
        cases = list(dict.fromkeys(each.path.stem for each in changes))
        changes.append(in_book(desk, minutes_path(desk, held), "holdt", held))
        what = " ".join(filter(None, (held.moete, held.klasse, held.elev, _grade(held))))
        said = f"Ført: {what}, {kort_dato(held.dato)}."

        def tell(_: Followed) -> None:
            for number in cases:
                run.terminal.line(f"Det som gjelder eleven, står i sak {number}.")

        return Errand(changes, message_of(MESSAGE, cases), said, then=tell)

    return carry_out(run, work)


def _grade(held: Holdt) -> str:
    return trinnord(held.trinn) if held.trinn else ""


def _of_case(run: Run, typed: str) -> str:
    """Return a remark with the number of its case: it may begin with the end of it, or with the pupil's name."""
    case, colon, remark = typed.partition(":")
    return (
        f"{case_of(run, case.strip(), writes=True)}:{remark}" if colon and case.strip() else typed
    )


def _remark(desk: Desk, held: Holdt, typed: str) -> Added:
    """Return the remark as an entry of the case it is about. Raises WrongUsage, ExpectedFailure."""
    number, _, remark = typed.partition(":")
    if not remark.strip():
        raise WrongUsage(
            "Det som gjelder en elev, må ha saksnummer og tekst.",
            'Skriv det slik: --om "2026-YHP9E: teksten"',
        )
    sak = desk.case(case_number(number)).value
    if held.klasse is not None and sak.elev.klasse != held.klasse:
        raise WrongUsage(
            f"Sak {sak.sak} gjelder ikke en elev i {held.klasse}.", "Sjekk saksnummeret og klassen."
        )
    require_may_discuss(desk, held, sak)
    entry = Hendelse(
        id=desk.run.new_id(),
        dato=held.dato,
        registrert=desk.run.recorded,
        steg=MOETE,
        moete=held.moete,
        notat=remark.strip(),
    )
    return Added(desk.folder.case_path(sak.sak), path_to(Sak.hendelser), entry)


def utfoert(run: Run, typed: str, *, dato: date | None, notat: str | None) -> int:
    """Write in the meeting's book of the school year that it was done.

    Raises WrongUsage for a decision that is not there, ExpectedFailure for one that was done before.
    """
    day = dato or run.i_dag

    def work(desk: Desk) -> Errand:
        held, decided = _meant(desk, typed)
        if day < held.dato:
            raise WrongUsage(
                f"Beslutningen ble tatt {kort_dato(held.dato)}, og kan ikke være utført før.",
                "Sjekk dagen. Ingenting er skrevet.",
            )
        before = [e for book in desk.mappe.moeter for e in book.value.fulgt]
        done = next((each for each in before if each.beslutning == decided.id), None)
        if done is not None:
            raise ExpectedFailure(
                f"Beslutningen er ført som utført {kort_dato(done.dato)}. Ingenting er endret.",
                f"Er det feil? Rett det: sosialplan møte rett {done.id} --dato ÅÅÅÅ-MM-DD",
            )
        entry = FulgtOpp(
            id=run.new_id(),
            beslutning=decided.id,
            dato=day,
            notat=notat,
            registrert=run.recorded,
            foert_av=skrevet_av(desk, (decided.ansvarlig,), held.klasse),
        )
        path = desk.folder.minutes_path(school_year_of(day), book_of(held.moete))
        said = f"Det {held.moete} bestemte {kort_dato(held.dato)}, er ført som utført {kort_dato(day)}."
        return Errand([in_book(desk, path, "fulgt_opp", entry)], message_of(MESSAGE, ()), said)

    return carry_out(run, work)


def _meant(desk: Desk, typed: str) -> tuple[Holdt, Vedtatt]:
    """Return the decision by its id, or by the beginning of one. Raises WrongUsage."""
    books = [each.value for each in desk.mappe.moeter]
    start = typed.strip().lower()
    found = [each for each in of_the_meeting(books) if start and each[1].id.startswith(start)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{each.id} (frist {kort_dato(each.frist)})" for _, each in found)
        raise WrongUsage("Flere beslutninger passer.", f"Skriv id-en til en av dem: {listed}")
    for book in books:
        for held in book.moeter:
            for each in held.beslutninger:
                if each.sak is not None and start and each.id.startswith(start):
                    raise WrongUsage(
                        "Beslutningen gjelder en sak, og føres der.",
                        f"Skriv: sosialplan registrer {each.sak} beslutning-utført --gjelder {each.id}",
                    )
    raise WrongUsage(
        "Det finnes ingen slik beslutning for et møte.", "Se id-ene: sosialplan frister"
    )
