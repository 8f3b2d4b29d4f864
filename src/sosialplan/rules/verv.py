"""The posts of the school's people as a school writes them: «kontaktlærer 8B», «trinnleder på 9. trinn», a pasted list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec.structs import replace

from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Rolle, Skole, Verv
from sosialplan.model.skrivemaate import advice, find_word, fold, folded, look_alike, no_name
from sosialplan.rules.fravaer.listeceller import Fault, day_of

_PLACE = re.compile(
    r"(?P<rolle>.*?)\s*(?:\b(?:i|på|for)\s+)?(?:klasse\s+)?(?P<trinn>\d{1,2}|vg\s?[1-3])\s*(?:\.?\s*trinn|\.|(?P<bokstav>[a-z]{1,3}|-[a-z0-9]{1,3}))?",
    re.IGNORECASE,
)
"""What a post is held for stands last: a class or a grade."""
_BEFORE = re.compile(r"\s*(?:\b(?:i|på|for)(?:\s+|$))?(?:klassen?\s*)?$", re.IGNORECASE)
"""What may stand between a role and a class."""
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
    r"[,;\t]|\s+og\s+|(?:(?<=\d[A-Za-z])|(?<=\d[A-Za-z]{2})|(?<=\d[A-Za-z]{3}))\s+(?=\w)"
    r"|(?<=\d)\s+(?=(?!trinn\b)[A-Za-zÆØÅæøå]{2})"
)
"""What parts two posts: a sign, a word, or the end of a class or grade."""

NAVN, FORNAVN, ETTERNAVN = "navn", "fornavn", "etternavn"
VERV = ("rolle", "roller", "stilling", "verv", "funksjon")
STED = ("klasse", "trinn")
E_POST = ("e-post", "epost", "e-postadresse")
FRA, TIL = ("fra", "startdato", "ansatt fra"), ("til", "sluttdato", "ansatt til")
KOLONNER = (NAVN, FORNAVN, ETTERNAVN, *VERV, *STED, *E_POST, *FRA, *TIL)
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
    fra: str = ""
    til: str = ""


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
    for rolle, sted in _with_places(skole, typed):
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


def _with_places(skole: Skole, typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each role and the place it is held for; «8A og 8B» after one role are two posts of it."""
    roles: list[list[str]] = []
    for part in (each.strip() for text in typed for each in _BETWEEN.split(text)):
        rolle, sted = _role_and_place(skole, part)
        if not sted:
            if part:
                roles.append([part, ""])
            continue
        if rolle or not roles:
            roles.append([rolle, sted])
        elif not roles[-1][1]:
            roles[-1][1] = sted
        else:
            roles.append([roles[-1][0], sted])
    yield from ((rolle, sted) for rolle, sted in roles)


def _role_and_place(skole: Skole, part: str) -> tuple[str, str]:
    """Return a role and what it is held for: a class of the school, whatever it is called, else what looks like a place."""
    head, _, last = part.rpartition(" ")
    if skole.klasse_ment(last) and not any(each.rolle == last.casefold() for each in skole.roller):
        return _BEFORE.sub("", head), last
    place = _PLACE.fullmatch(part)
    if place is None:
        return part, ""
    return place["rolle"], f"{place['trinn']}{place['bokstav'] or ''}".upper()


def _post(skole: Skole, rolle: Rolle, sted: str) -> tuple[Verv | None, str]:
    """Return the post, or why it is none."""
    known = [str(each) for each in skole.trinnene] if rolle.per_trinn else [each.klasse for each in skole.klasser]  # fmt: skip
    if not sted and not rolle.per_klasse and not rolle.per_trinn:
        return Verv(rolle=rolle.rolle), ""
    trinn, klasse = lest_trinn(sted), skole.klasse_ment(sted)
    if trinn in skole.trinnene and not rolle.per_klasse:
        return Verv(rolle=rolle.rolle, trinn=trinn), ""
    if klasse is not None and not rolle.per_trinn:
        return Verv(rolle=rolle.rolle, klasse=klasse), ""
    if not known:
        return (
            None,
            f"{rolle.navn} er for {'et trinn' if rolle.per_trinn else 'en klasse'}, og skolen har ingen.",
        )
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
    """Return the names of the roles that members of staff have; «Lærer» is a group that one can be in."""
    held = {verv.rolle for person in skole.personer for verv in person.verv}
    return [
        each.navn
        for each in skole.roller
        if each.ved_skolen and (not each.gruppe or each.omfatter or each.rolle in held)
    ]


def held_by_another(skole: Skole, verv: Verv, navn: str) -> Person | None:
    """Return who else has a post that only one can have; None where nobody has, or several can."""
    alone = any(each.rolle == verv.rolle and each.bare_en for each in skole.roller)
    others = (each for each in skole.personer if not look_alike(each.navn, navn))
    return next((each for each in others if alone and verv in each.verv), None)


def without_posts(skole: Skole, gives: Iterable[tuple[Person, Verv]]) -> Skole:
    """Return the school as it is when these people have given up these posts."""
    gone = {(each.navn, verv) for each, verv in gives}
    people = (
        replace(each, verv=tuple(verv for verv in each.verv if (each.navn, verv) not in gone))
        for each in skole.personer
    )
    return replace(skole, personer=tuple(people))


def held_in_words(skole: Skole, verv: Sequence[Verv], navn: str) -> Iterator[str]:
    """Yield of each post that only one can have and another has, who that is and what to do."""
    for each in verv:
        holder = held_by_another(skole, each, navn)
        if holder is not None:
            word = f"{each.rolle} {each.klasse or each.trinn or ''}".strip()
            yield (
                f"{holder.navn} er {word}, og bare én kan være det. Tar en annen over: "
                f'sosialplan skole person slutt "{holder.navn}", eller gi {holder.navn} andre roller: '
                f'sosialplan skole person endre "{holder.navn}" ROLLE'
            )


def _unknown(skole: Skole, typed: str) -> str:
    if not typed:
        return "Rollen mangler foran klassen eller trinnet."
    near = advice(typed, [each.navn for each in skole.roller])
    return f"Fant ikke rollen «{typed}».{near}"


def people_of(skole: Skole, rows: Sequence[Folkerad]) -> Folkelesning:
    """Return what the rows say of people, held against those whom the school has."""
    nye: list[Person] = []
    staar: list[str] = []
    feil: list[tuple[int, str]] = []
    for row in (_with_parts(skole, each) for each in rows):
        read = posts_of(skole, row.verv)
        navn = " ".join(row.navn.split())
        known = next((each for each in skole.personer if look_alike(each.navn, navn)), None)
        days = {"fra": row.fra and day_of(row.fra), "til": row.til and day_of(row.til)}
        named = _wrong_name(navn, nye)
        wrong = [*named, *read.feil, *_wrong_days(days.values())]
        if not named and not read.verv and not read.feil:
            wrong.append("Rollen mangler.")
        if known is not None and not wrong and set(known.verv) != set(read.verv):
            wrong.append(
                "Personen står der fra før, med andre roller. Gi alle rollene: "
                f'sosialplan skole person endre "{known.navn}" ROLLE'
            )
        if known is None and not named:
            so_far = replace(skole, personer=(*skole.personer, *nye))
            wrong += held_in_words(so_far, read.verv, navn)
        if row.e_post is not None and not is_mail(row.e_post):
            wrong.append("E-postadressen må ha en krøllalfa, som navn@skolen.no.")
        feil += [(row.linje, each) for each in wrong]
        if known is not None and not wrong:
            staar.append(known.navn)
        elif not wrong:
            told = {key: each for key, each in days.items() if isinstance(each, date)}
            nye.append(Person(navn=navn, verv=read.verv, e_post=row.e_post, **told))
    return Folkelesning(tuple(nye), tuple(staar), tuple(feil))


def _wrong_name(navn: str, nye: Iterable[Person]) -> list[str]:
    if not navn:
        return ["Navnet mangler."]
    if no_name(navn):
        return [no_name(navn)]
    return [_TWICE] if any(look_alike(each.navn, navn) for each in nye) else []


def _wrong_days(days: Iterable[object]) -> Iterator[str]:
    read = [each for each in days if each]
    if any(isinstance(each, Fault) for each in read):
        yield "Dagen kan ikke leses. Skriv den som 31.12.2026."
    elif sorted(map(str, read)) != [*map(str, read)]:
        yield "Siste dag er før den første."


_TWICE = (
    "Personen står to ganger i listen. Er det samme person, så skriv alle rollene på én linje. Er det to, så skriv "
    "noe i navnet som skiller dem: rollene bestemmer hvem som leser hva."
)


def _with_parts(skole: Skole, row: Folkerad) -> Folkerad:
    """Return a row with what belongs apart: a role that stands behind a comma in the name, and an address among the roles."""
    navn, *parts = [each.strip() for each in row.navn.split(",")]
    roles = [each for each in parts if posts_of(skole, [each]).verv]
    if roles:
        row = replace(row, navn=navn, verv=(*parts, *row.verv))
    mails = [word.strip("<>(),;") for text in row.verv for word in text.split() if "@" in word]
    if mails:
        left = (" ".join(w for w in text.split() if "@" not in w) for text in row.verv)
        row = replace(row, verv=tuple(left), e_post=row.e_post or mails[0])
    return row


def is_mail(text: str) -> bool:
    """Tell whether a text can be an e-mail address."""
    name, at, place = text.partition("@")
    whole = name and at and "." in place.strip(".") and "@" not in place
    return bool(whole) and not any(map(str.isspace, text))


def rows_of_text(text: str) -> tuple[list[Folkerad], tuple[str, ...]]:
    """Read pasted lines, one for each person: the name, then the roles; and the headings that are not read.

    Tab, semicolon or comma stands between, the first of them that the line has. A first line of
    headings says what the columns hold.
    """
    lines = [(number, cells_of(line)) for number, line in enumerate(text.splitlines(), 1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if filled and is_heading(filled[0][1]):
        (_, heading), *rest = filled
        return rows_of_table(heading, rest)
    return [Folkerad(number, cells[0], tuple(cells[1:])) for number, cells in filled], ()


def cells_of(line: str) -> list[str]:
    """Return what stands between the first kind of sign that a line has."""
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
        fra, til = (
            "".join(cell.strip() for head, cell in held if head in wanted) for wanted in (FRA, TIL)
        )
        mail = next((cell.strip() for head, cell in held if head in E_POST and cell.strip()), None)
        found.append(Folkerad(number, " ".join(navn), tuple(verv), mail, fra, til))
    unread = (each.strip() for each, head in zip(heading, heads, strict=True) if head not in KOLONNER)  # fmt: skip
    return found, tuple(each for each in unread if each)
