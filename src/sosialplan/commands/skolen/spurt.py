"""What a school is asked for in a terminal: its classes, its people line by line, and its choices one by one."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skolen.klassekode import classes_named
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as, asked_text, titled
from sosialplan.files.listefil import read_list
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.rules.skolevalg import Skolevalg
from sosialplan.rules.verv import (
    KOLONNER,
    Folkerad,
    cells_of,
    is_heading,
    people_of,
    posts_of,
    roles_here,
    rows_of_table,
    rows_of_text,
)


def asked_classes(run: Run, skole: Skole) -> tuple[str, ...]:
    """Ask which classes the school has; nothing said is those of the plan it begins as."""
    stands = ", ".join(each.klasse for each in skole.klasser)
    spurt = Spoerring(f"Hvilke klasser har skolen? (tomt: {stands or 'senere'})", tomt=True)
    return asked_as(
        run,
        spurt,
        lambda said: tuple(dict.fromkeys(classes_named(said) if said else ())),
    )


def asked_choices(run: Run, known: tuple[Skolevalg, ...]) -> Iterator[tuple[str, str]]:
    """Ask for each choice in turn; one that is skipped is left as it is."""
    for number, valg in enumerate(known, 1):
        run.terminal.note(f"Valg {number} av {len(known)}. {valg.hva}")
        choices = titled({each.verdi: each.tekst for each in valg.muligheter})
        spurt = Spoerring(f"Nummer (tomt: senere. {valg.ellers})", valg.hva, choices, tomt=True)
        chosen = asked_as(run, spurt, partial(_chosen_or_later, valg))
        if chosen:
            yield valg.navn, chosen


def _chosen_or_later(valg: Skolevalg, answer: str) -> str:
    return chosen_word(valg, answer) if answer else ""


def asked_people(run: Run, skole: Skole) -> list[Folkerad]:
    """Ask for people, a line for each or a list in a file, until a line is empty; at last say who is not with them."""
    for each in _how_people(skole):
        run.terminal.note(each)
    rows: list[Folkerad] = []
    left: dict[str, str] = {}
    heading, spurt = "", Spoerring("Person:", "\n".join(_how_people(skole)), tomt=True)
    while line := asked_text(run, spurt):
        spurt = replace(spurt, spoersmaal=">")
        if is_heading(cells_of(line)):
            heading = f"{line}\n"
            continue
        told = _told_rows(run, line, heading)
        for number, row in enumerate(told, len(rows) + 1):
            new = replace(row, linje=number)
            wrong = [why for at, why in people_of(skole, [*rows, new]).feil if at == number]
            if wrong:
                left[row.navn] = " ".join(wrong)
                run.terminal.note(f"Ikke med: {row.navn}. {left[row.navn]}")
            else:
                left.pop(row.navn, None)
                rows.append(new)
    if rows or left:
        missing = f" Ikke med: {', '.join(left)}." if left else ""
        run.terminal.note(f"{len(rows)} er med.{missing}")
    return rows


def _how_people(skole: Skole) -> tuple[str, ...]:
    return (
        "Skriv eller lim inn én person på hver linje: navn, rolle, klasse eller trinn.",
        "Har du listen i en fil (CSV eller .xlsx), så skriv navnet på filen.",
        f"    Roller: {', '.join(roles_here(skole))}.",
        "    Som: Oppdiktet Kari Nes, kontaktlærer 8B. En tom linje avslutter.",
    )


def _told_rows(run: Run, line: str, heading: str) -> Sequence[Folkerad]:
    """Return whom a line tells of: one person, or all of a list in a file."""
    path = Path(line.strip("\"'")).expanduser()
    if path.suffix.casefold() not in {".csv", ".xlsx", ".txt"}:
        return rows_of_text(heading + line)[0]
    try:
        return rows_of_file(path)[0]
    except ProblemsFoundError as error:
        run.terminal.problems(error.problems)
    except (WrongUsage, ExpectedFailure) as error:
        run.terminal.note(f"{error.sentence} {error.cure}")
    return ()


def rows_of_file(fil: Path) -> tuple[Sequence[Folkerad], Sequence[str]]:
    """Return the rows of a list in a file, and the headings that are not read. Raises ProblemsFoundError or WrongUsage."""
    read = read_list(fil, KOLONNER)
    faults = [each for each in read.problems if each.level is Level.FEIL]
    if read.liste is None or faults:
        raise ProblemsFoundError(faults)
    rows = [(each.linje, each.celler) for each in read.liste.rader]
    found, unread = rows_of_table(read.liste.overskrift, rows)
    if not any(each.navn for each in found):
        raise WrongUsage(
            "Listen har ingen kolonne med navn.",
            "Skriv overskriftene i første linje: Navn, Rolle, Klasse (eller Fornavn og Etternavn).",
        )
    return found, unread


def ask_roles(run: Run, skole: Skole) -> str:
    """Ask until what is said are roles of the school."""
    run.terminal.note(f"Roller: {', '.join(roles_here(skole))}. Flere med komma.")
    return asked_as(
        run,
        Spoerring("Hvilken rolle? (som kontaktlærer 8B)"),
        lambda answer: _read_roles(skole, answer),
    )


def _read_roles(skole: Skole, answer: str) -> str:
    read = posts_of(skole, [answer])
    if read.feil or not read.verv:
        raise WrongUsage(" ".join(read.feil) or "Rollen må med.")
    return answer


def told_of(valg: Skolevalg) -> Iterator[str]:
    """Yield a choice in lines: what it is, how it stands, and what can be chosen."""
    yield f"{valg.navn}: {valg.hva}"
    yield f"Nå: {valg.verdi or 'ikke valgt'}. {valg.ellers}"
    for number, each in enumerate(valg.muligheter, 1):
        yield f"  {number}. {each.verdi}{f': {each.tekst}' if each.tekst else ''}"


def chosen_word(valg: Skolevalg, typed: str) -> str:
    """Return the value that is meant, of those there are: by its number, its word or how it begins."""
    words = [each.verdi for each in valg.muligheter]
    if not words:
        return " ".join(typed.split())
    if typed.isdecimal() and 1 <= int(typed) <= len(words):
        return words[int(typed) - 1]
    begins = [each for each in words if typed and each.startswith(typed.casefold())]
    found = find_word(typed, words) or (begins[0] if len(begins) == 1 else None)
    if found is None:
        raise WrongUsage(
            f"Dette kan ikke velges.{advice(typed, words)}", f"Velg en av: {', '.join(words)}"
        )
    return found
