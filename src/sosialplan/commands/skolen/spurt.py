"""What a school is asked for in a terminal: its classes, its people line by line, and its choices one by one."""

import re
from collections.abc import Iterator
from functools import partial

from sosialplan.commands.run import Run
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as, asked_text, titled
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.rules.skolevalg import Skolevalg
from sosialplan.rules.verv import people_of, posts_of, roles_here, rows_of_text

CLASS = re.compile(r"(8|9|10)[A-Z]")


def class_named(typed: str) -> str:
    """Return a class as it is written. Raises WrongUsage."""
    found = "".join(typed.split()).upper()
    if not CLASS.fullmatch(found):
        raise WrongUsage("En klasse er et trinn fra 8 til 10 og én bokstav.", "Skriv den som 8B.")
    return found


def asked_classes(run: Run, skole: Skole) -> tuple[str, ...]:
    """Ask which classes the school has; nothing said is those of the standard."""
    stands = ", ".join(each.klasse for each in skole.klasser)
    spurt = Spoerring(f"Hvilke klasser har skolen? (tomt: {stands})", tomt=True)
    return asked_as(
        run,
        spurt,
        lambda said: tuple(dict.fromkeys(map(class_named, said.replace(",", " ").split()))),
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


def asked_lines(run: Run, skole: Skole) -> Iterator[str]:
    """Ask for people, a line for each, until a line is empty; what cannot be read is said at once."""
    run.terminal.note(
        "Skriv eller lim inn én person på hver linje: navn, rolle, klasse eller trinn."
    )
    run.terminal.note(f"    Roller: {', '.join(roles_here(skole))}.")
    run.terminal.note("    Som: Oppdiktet Kari Nes, kontaktlærer 8B. En tom linje avslutter.")
    while line := asked_text(run, Spoerring("Person:", tomt=True)):
        wrong = people_of(skole, rows_of_text(line)[0]).feil
        for _, why in wrong:
            run.terminal.note(f"{why} Linjen er ikke med. Skriv den på nytt.")
        if not wrong:
            yield line


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
