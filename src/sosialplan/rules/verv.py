"""The posts of the school's people as a school writes them: «kontaktlærer 8B», «trinnleder på 9. trinn», a pasted list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Rolle, Skole, Verv
from sosialplan.model.skrivemaate import advice, find_word, fold, folded, look_alike

_PLACE = re.compile(
    r"(?P<rolle>.*?)\s*(?:\b(?:i|på|for)\s+)?(?:klasse\s+)?(?P<trinn>\d{1,2})\s*(?:\.?\s*trinn|\.|(?P<bokstav>[a-zæøå]))?",
    re.IGNORECASE,
)
"""What a post is held for stands last: a class or a grade."""
_SAID_AS: Mapping[str, str] = MappingProxyType(
    {
        "administrasjonen": "kontoret", "ass-rektor": "assisterende-rektor", "assrektor": "assisterende-rektor",
        "gymlaerer": "kroppsøvingslærer", "helsesoster": "helsesykepleier", "inspektor": "assisterende-rektor",
        "klasseforstander": "kontaktlærer", "klasselaerer": "kontaktlærer", "kontor": "kontoret",
        "merkantil": "kontoret", "sekretaer": "kontoret",
    }
)  # fmt: skip
"""What people call a role that the plan has another word for, as it is typed without æ, ø and å."""
_LEAST = 3
"""So many letters at least of the beginning of a role."""
_BETWEEN = re.compile(
    r"[,;\t]|\s+og\s+|(?<=\d[A-Za-zÆØÅæøå])\s+(?=\w)|(?<=\d)\s+(?=(?!trinn)[A-Za-zÆØÅæøå]{2})"
)
"""What parts two posts: a sign, a word, or the end of a class or grade."""

NAVN, FORNAVN, ETTERNAVN = "navn", "fornavn", "etternavn"
VERV = ("rolle", "roller", "stilling", "verv", "funksjon")
STED = ("klasse", "trinn")
E_POST = ("e-post", "epost", "e-postadresse")
KOLONNER = (NAVN, FORNAVN, ETTERNAVN, *VERV, *STED, *E_POST)
"""The headings of a list of people that are read."""


class Lestverv(Value, frozen=True):
    """The posts that were typed, and a sentence for each thing that could not be read."""

    verv: tuple[Verv, ...] = ()
    feil: tuple[str, ...] = ()


class Folkerad(Value, frozen=True):
    """A row of a list of people: the line it stands on, the name, and the posts as they were written."""

    linje: int
    navn: str
    verv: tuple[str, ...]
    e_post: str | None = None


class Folkelesning(Value, frozen=True):
    """What a list of people says: who is new, who stands there with the same posts, and what is wrong, by line."""

    nye: tuple[Person, ...]
    staar: tuple[str, ...]
    feil: tuple[tuple[int, str], ...]


def role_of(skole: Skole, typed: str) -> Rolle | None:
    """Return the role that is meant: by its code, its name, another word for it, or how it begins; None for no one.

    Where several begin so, none is meant.
    """
    by_word = {each.rolle: each for each in skole.roller} | {
        each.navn: each for each in skole.roller
    }
    word = fold(typed).replace(".", "").strip().replace(" ", "-")
    found = (
        find_word(typed.strip(), by_word)
        or find_word(word, by_word)
        or find_word(_SAID_AS.get(word, ""), by_word)
    )
    if found is not None:
        return by_word[found]
    begins = {
        each.rolle: each
        for each in skole.roller
        if len(word) >= _LEAST
        and any(fold(one).replace(" ", "-").startswith(word) for one in (each.rolle, each.navn))
    }
    return next(iter(begins.values())) if len(begins) == 1 else None


def posts_of(skole: Skole, typed: Iterable[str]) -> Lestverv:
    """Read posts, each with what it is held for behind it; a class alone belongs to the role before it."""
    verv: list[Verv] = []
    feil: list[str] = []
    for rolle, sted in _with_places(typed):
        known = role_of(skole, rolle)
        if known is None:
            feil.append(_unknown(skole, rolle))
            continue
        post, why = _post(skole, known, sted)
        if post is None:
            feil.append(why)
        elif post not in verv:
            verv.append(post)
    return Lestverv(tuple(verv), tuple(feil))


def _with_places(typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each role and the place it is held for; «8A og 8B» after one role are two posts of it."""
    roles: list[list[str]] = []
    for part in (each.strip() for text in typed for each in _BETWEEN.split(text)):
        place = _PLACE.fullmatch(part)
        if place is None:
            if part:
                roles.append([part, ""])
            continue
        sted = f"{place['trinn']}{place['bokstav'] or ''}".upper()
        if place["rolle"] or not roles:
            roles.append([place["rolle"], sted])
        elif not roles[-1][1]:
            roles[-1][1] = sted
        else:
            roles.append([roles[-1][0], sted])
    yield from ((rolle, sted) for rolle, sted in roles)


def _post(skole: Skole, rolle: Rolle, sted: str) -> tuple[Verv | None, str]:
    """Return the post, or why it is none."""
    classes = [each.klasse for each in skole.klasser]
    grades = sorted({each[:-1] for each in classes}, key=int)
    known = grades if rolle.per_trinn else classes
    if not sted and not rolle.per_klasse and not rolle.per_trinn:
        return Verv(rolle=rolle.rolle), ""
    if sted in grades and not rolle.per_klasse:
        return Verv(rolle=rolle.rolle, trinn=int(sted)), ""
    if sted in classes and not rolle.per_trinn:
        return Verv(rolle=rolle.rolle, klasse=sted), ""
    near = advice(sted, known) if sted else ""
    return None, (
        f"Etter {rolle.navn} må det stå {'et trinn' if rolle.per_trinn else 'en klasse'} ved skolen, "
        f"som «{rolle.rolle} {known[0]}».{near} De som finnes: {', '.join(known)}."
    )


def named_person(skole: Skole, typed: str) -> tuple[Person, ...]:
    """Return whom a name can mean: the one who has it, else all whose name it is a part of."""
    same = tuple(each for each in skole.personer if look_alike(each.navn, typed))
    wanted = folded(typed)
    return same or tuple(each for each in skole.personer if wanted and wanted in folded(each.navn))


def roles_here(skole: Skole) -> list[str]:
    """Return the names of the roles that members of staff have."""
    return [each.navn for each in skole.roller if each.ved_skolen and not each.gruppe]


def _unknown(skole: Skole, typed: str) -> str:
    if not typed:
        return "Rollen mangler foran klassen eller trinnet."
    near = advice(typed, [each.navn for each in skole.roller])
    return f"Fant ikke rollen.{near} De som finnes: {', '.join(roles_here(skole))}. Flere roller: komma mellom."


def people_of(skole: Skole, rows: Sequence[Folkerad]) -> Folkelesning:
    """Return what the rows say of people, held against those whom the school has."""
    nye: list[Person] = []
    staar: list[str] = []
    feil: list[tuple[int, str]] = []
    for row in rows:
        read = posts_of(skole, row.verv)
        navn = " ".join(row.navn.split())
        known = next((each for each in skole.personer if look_alike(each.navn, navn)), None)
        wrong = list(read.feil)
        if not navn or not any(sign.isalpha() for sign in navn):
            wrong.insert(0, "Navnet mangler.")
        elif any(look_alike(each.navn, navn) for each in nye):
            wrong.insert(0, "Personen står to ganger i listen. Skriv alle rollene på én linje.")
        elif not read.verv and not wrong:
            wrong.append(f"Rollen mangler. De som finnes: {', '.join(roles_here(skole))}.")
        elif known is not None and not wrong and set(known.verv) != set(read.verv):
            wrong.append("Personen står der fra før, med andre roller.")
        if row.e_post is not None and not is_mail(row.e_post):
            wrong.append("E-postadressen må ha en krøllalfa, som navn@skolen.no.")
        if wrong:
            feil += [(row.linje, each) for each in wrong]
        elif known is not None:
            staar.append(known.navn)
        else:
            nye.append(Person(navn=navn, verv=read.verv, e_post=row.e_post))
    return Folkelesning(tuple(nye), tuple(staar), tuple(feil))


def is_mail(text: str) -> bool:
    """Tell whether a text can be an e-mail address."""
    name, at, place = text.partition("@")
    return bool(name and at and "." in place.strip(".")) and not any(map(str.isspace, text))


def rows_of_text(text: str) -> tuple[list[Folkerad], tuple[str, ...]]:
    """Read pasted lines, one for each person: the name, then the roles; and the headings that are not read.

    Tab, semicolon or comma stands between, the first of them that the line has. A first line of
    headings says what the columns hold.
    """
    lines = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if filled and is_heading(filled[0][1]):
        (_, heading), *rest = filled
        return rows_of_table(heading, rest)
    return [Folkerad(number, cells[0], tuple(cells[1:])) for number, cells in filled], ()


def _cells(line: str) -> list[str]:
    sign = next((each for each in ("\t", ";", ",") if each in line), "\t")
    return [each.strip() for each in line.split(sign)]


def is_heading(cells: Iterable[str]) -> bool:
    """Tell whether a row of cells says what the columns below it hold."""
    said = {folded(each) for each in cells}
    return NAVN in said or {FORNAVN, ETTERNAVN} <= said


def rows_of_table(
    heading: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[list[Folkerad], tuple[str, ...]]:
    """Read the rows of a table by its headings; return also the headings that are not read."""
    heads = [folded(each) for each in heading]
    found = []
    for number, cells in rows:
        held = list(zip(heads, cells, strict=False))
        navn = [cell for head, cell in held if head == NAVN]
        navn = navn or [cell for wanted in (FORNAVN, ETTERNAVN) for head, cell in held if head == wanted]  # fmt: skip
        verv = [cell for wanted in (VERV, STED) for head, cell in held if head in wanted]
        mail = next((cell.strip() for head, cell in held if head in E_POST and cell.strip()), None)
        found.append(Folkerad(number, " ".join(navn), tuple(verv), mail))
    unread = (each.strip() for each, head in zip(heading, heads, strict=True) if head not in KOLONNER)  # fmt: skip
    return found, tuple(each for each in unread if each)
