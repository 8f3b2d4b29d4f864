"""What a school is asked for in a terminal: its classes, its people line by line, and its choices one by one."""

import re
from collections.abc import Iterator

from sosialplan.commands.run import Run
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
    while answer := run.terminal.ask(f"Hvilke klasser har skolen? (tomt: {stands})"):
        try:
            return tuple(dict.fromkeys(map(class_named, answer.replace(",", " ").split())))
        except WrongUsage as wrong:
            run.terminal.note(str(wrong))
    return ()


def asked_choices(run: Run, known: tuple[Skolevalg, ...]) -> Iterator[tuple[str, str]]:
    """Ask for each choice in turn; one that is skipped is left as it is."""
    for number, valg in enumerate(known, 1):
        run.terminal.note(f"Valg {number} av {len(known)}. {valg.hva}")
        for place, each in enumerate(valg.muligheter, 1):
            run.terminal.note(f"  {place}. {each.tekst or each.verdi}")
        while answer := run.terminal.ask(f"Nummer (tomt: senere. {valg.ellers})"):
            try:
                yield valg.navn, chosen_word(valg, answer)
                break
            except WrongUsage as wrong:
                run.terminal.note(str(wrong))


def asked_lines(run: Run, skole: Skole) -> Iterator[str]:
    """Ask for people, a line for each, until a line is empty; what cannot be read is said at once."""
    run.terminal.note(
        "Skriv eller lim inn én person på hver linje: navn, rolle, klasse eller trinn."
    )
    run.terminal.note(f"    Roller: {', '.join(roles_here(skole))}.")
    run.terminal.note("    Som: Oppdiktet Kari Nes, kontaktlærer 8B. En tom linje avslutter.")
    while line := run.terminal.ask("Person:"):
        wrong = people_of(skole, rows_of_text(line)[0]).feil
        for _, why in wrong:
            run.terminal.note(f"{why} Linjen er ikke med. Skriv den på nytt.")
        if not wrong:
            yield line


def ask_roles(run: Run, skole: Skole) -> str:
    """Ask until what is said are roles of the school."""
    run.terminal.note(f"Roller: {', '.join(roles_here(skole))}. Flere med komma.")
    while True:
        answer = run.terminal.ask("Hvilken rolle? (som kontaktlærer 8B)")
        read = posts_of(skole, [answer])
        if read.verv and not read.feil:
            return answer
        for each in read.feil or ("Rollen må med.",):
            run.terminal.note(each)


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
