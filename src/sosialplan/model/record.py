"""The shape that every kind of file shares: its fields, corrections of entries, and two values for one place."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from types import MemberDescriptorType
from typing import Annotated, Any, get_args, get_type_hints

import msgspec
from msgspec import Meta, field

from sosialplan.model.visible import MOST_OF_TEXT


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value read from a file; a key it does not know is a fault."""


class Value(msgspec.Struct, frozen=True):
    """A frozen value of the program itself."""


@lru_cache(maxsize=512)
def key_of_member(member: object) -> str:
    """Return what a field is called in the file, by its place on its record, as ``Hendelse.maate``.

    Raises TypeError for what is no field of a record.
    """
    if not isinstance(member, MemberDescriptorType):
        raise TypeError(f"no field of a record: {member!r}")
    kind: type[msgspec.Struct] = member.__objclass__
    return kind.__struct_encode_fields__[kind.__struct_fields__.index(member.__name__)]


def values_of(entry: Record, *members: object) -> dict[str, Any]:
    """Return fields of an entry as plain values, by what they are called in the file."""
    plain = msgspec.to_builtins(entry)
    keys = (key_of_member(each) for each in members)
    return {key: plain.get(key) for key in keys}


Text = Annotated[str, Meta(min_length=1, max_length=MOST_OF_TEXT)]
"""A text that says something: never empty, at most 20,000 characters."""

Line = Annotated[str, Meta(min_length=1, max_length=300)]
"""A short text: a name, a title, a contact."""

Navn = Annotated[Line, Meta(extra={"person": "navn"})]
"""The name of a person, in the place where it belongs."""

Kontakt = Annotated[Line, Meta(extra={"person": "kontakt"})]
"""How somebody is reached, in the place where it belongs."""


def form(pattern: str, words: str, description: str | None = None) -> Meta:
    """Return a form that a text must have, and the words for it that editors show too.

    ``$`` alone would let a line break at the end pass in Python, and in no JSON Schema.
    """
    return Meta(
        pattern=rf"^{pattern}$(?!\n)",
        description=description,
        extra_json_schema={"patternErrorMessage": f"Her skal det stå {words}."},
    )


Code = Annotated[
    str, form("[a-zæøå0-9][a-zæøå0-9-]{0,59}", "et ord med små bokstaver, tall og bindestrek")
]
"""A word that other files refer to: lower case letters, digits and hyphens."""

RoleCode = Annotated[Code, Meta(extra={"er": "rolle"})]
"""A code that is a role of ``plan/skole.yaml``; what gives a role another word finds its places by this."""

MeetingCode = Annotated[Code, Meta(extra={"er": "møte"})]
"""A code that is a meeting of ``plan/moter.yaml``."""

FoertAv = Annotated[
    Code | None,
    Meta(
        description="Rollen til den som skrev det inn, når det ikke er den det står om. «ukjent»: git kjente ikke navnet."
    ),
]
"""Who entered what another is said to have done, or what names nobody as having done it."""

EntryId = Annotated[
    str, form("[0-9a-z]{8}", "åtte små bokstaver eller tall", "Åtte tilfeldige tegn.")
]
"""Eight random characters: tells entries apart when two people's files are merged."""

CaseNumber = Annotated[
    str,
    form(
        "[0-9]{4}-[0-9A-HJKMNP-TV-Z]{5}",
        "et saksnummer: år, bindestrek og fem tegn",
        "Saksnummer: år, bindestrek, fire tilfeldige tegn og ett kontrolltegn.",
    ),
]
"""Year, hyphen, four random characters and a check character (ISO 7064 MOD 33,32)."""


def is_code(text: str) -> bool:
    """Tell whether a text can be a word that other files refer to."""
    try:
        msgspec.convert(text, Code)
    except msgspec.ValidationError:
        return False
    return True


Desimaltimer = Annotated[
    str,
    form(
        "[0-9]{1,2},[0-9]{1,2}",
        "et antall timer, som 2 eller 2,5",
        "Timer med en del av en time: 2,5.",
    ),
]
"""Lessons and a part of one, with the comma of Norwegian: no number of YAML."""

ClockTime = Annotated[str, form("([01][0-9]|2[0-3]):[0-5][0-9]", "et klokkeslett, som 14:30")]
"""Hours and minutes."""

Plandag = Annotated[date, Meta(extra={"dag": "plan"})]
"""A day that something is planned for: not before the day that it is written for, nor years on."""

Fremdag = Annotated[date, Meta(extra={"dag": "fram"})]
"""A day that may lie behind or ahead, but not years on."""

Hendtdag = Annotated[date, Meta(extra={"dag": "hendt"})]
"""A day on which something happened: not ahead."""

SchoolYear = Annotated[
    str, form("20[0-9]{2}-20[0-9]{2}", "et skoleår, som 2026-2027", "Som 2026-2027.")
]
"""Two calendar years, as ``2026-2027``."""

Fingerprint = Annotated[
    str, form("[0-9a-f]{64}", "et fingeravtrykk på 64 tegn", "SHA-256 av det som ble godkjent.")
]
"""SHA-256 as hexadecimal digits."""

ObjectName = Annotated[
    str,
    form("[0-9a-f]{40}([0-9a-f]{24})?", "gits navn på 40 eller 64 tegn", "Gits navn på det."),
]
"""What git calls a commit or a content."""

FaultCode = Annotated[str, form("[A-Z][0-9]{3}", "en kode, som U101", "Som U101.")]
"""A problem code."""

_DAY = (
    "(20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|20([02468][048]|[13579][26])-02-29)"
)
"""A day that is in the calendar, so that whoever reads it as a day gets one."""

Recorded = Annotated[
    str,
    form(
        f"{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]([+-](0[0-9]|1[0-4]):[0-5][0-9]|Z)",
        "dag, klokkeslett og tidssone, som 2026-10-12T14:05+02:00",
        "Når det ble skrevet ned. Et bevis; brukes aldri når frister regnes.",
    ),
]
"""When something was written down: evidence, never used in counting."""

SourceLines = (
    Annotated[
        str,
        form(
            "[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*",
            "linjenumre, som 1435 eller 1413-1579, 1585",
            "Linjer i kildeteksten til skolens sosiale handlingsplan.",
        ),
    ]
    | Annotated[int, Meta(ge=1)]
)
"""Lines of the school's source plan, as ``1435``, ``1413-1579`` or ``983, 1585``."""


class Vilkaar(Record, frozen=True, kw_only=True):
    """A reading that must hold as well."""

    valg: Code
    lesning: Code
    inntil_valgt: bool = False


class Lest(Record, frozen=True, kw_only=True):
    """Something that holds by one of several readings, or by all of them.

    ``valg`` and ``lesning`` stand together or not at all.
    """

    valg: Annotated[Code | None, Meta(description="Valget i valg.yaml som dette hører til.")] = None
    lesning: Annotated[Code | None, Meta(description="Lesningen der dette gjelder.")] = None
    inntil_valgt: Annotated[
        bool, Meta(description="Gjelder også så lenge skolen ikke har valgt lesning.")
    ] = False
    ogsaa: Annotated[
        tuple[Vilkaar, ...], Meta(description="Andre lesninger som også må gjelde.")
    ] = field(name="også", default=())


class Tillegg(Lest, frozen=True, kw_only=True):
    """What a record says besides by one reading: a sentence more, and other people instead."""

    hva: Annotated[Text | None, Meta(description="Setningen som legges til.")] = None
    ansvarlig: Annotated[
        tuple[RoleCode, ...], Meta(description="De som har ansvaret etter denne lesningen.")
    ] = ()
    med: Annotated[
        tuple[RoleCode, ...], Meta(description="De som er med etter denne lesningen.")
    ] = ()


Tilleggene = Annotated[
    tuple[Tillegg, ...],
    Meta(description="Det som bare gjelder etter én av lesningene i valg.yaml."),
]
"""What a record says besides, by the reading that holds."""


class Konflikt(Record, frozen=True, kw_only=True):
    """One place with two values. A value that is missing means that one side took it away.

    ``sted`` is the way to the place: keys, and of a list what tells its items apart.
    """

    id: EntryId
    sted: Annotated[tuple[Line, ...], Meta(min_length=1)]
    staar: Annotated[Any, Meta(description="Verdien som står i filen nå.")] = field(
        name="står", default=None
    )
    ellers: Annotated[Any, Meta(description="Verdien den andre skrev.")] = None


class Fil(Record, frozen=True, kw_only=True):
    """What a file of every kind may hold."""

    konflikter: Annotated[
        tuple[Konflikt, ...],
        Meta(description="Skrevet da to endringer ble flettet. Løs: sosialplan løs"),
    ] = ()


Utgaar = Annotated[
    bool, Meta(description="Ja når det som rettes, ikke har vært. Da gjelder ingen av dem.")
]
"""Whether what an entry corrects never was."""


_FREE_TEXT = tuple(each for kind in (Text, Line) for each in get_args(kind)[1:])
"""What ``Text`` and ``Line`` say of a text: by that a field is known to be one."""


@lru_cache(maxsize=128)
def text_fields(kind: type) -> frozenset[str]:
    """Return the fields of a Struct that hold free text, by their own declaration."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_said(hint, _is_text))


@lru_cache(maxsize=128)
def persons_fields(kind: type) -> frozenset[str]:
    """Return the fields of a Struct that are the place for a person's name or contact."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_said(hint, _is_persons))


@lru_cache(maxsize=128)
def keys_of(kind: type, sort: str) -> frozenset[str]:
    """Return the keys, however deep in a file of a kind, whose words are of a sort: ``rolle`` or ``møte``."""
    found: set[str] = set()
    seen: set[type] = set()
    left = [kind]
    while left:
        struct = left.pop()
        if struct in seen:
            continue
        seen.add(struct)
        hints = get_type_hints(struct, include_extras=True)
        for each in msgspec.structs.fields(struct):
            if _is_said(hints[each.name], lambda part: _is_of(part, sort)):
                found.add(each.encode_name)
            left += _structs_in(hints[each.name])
    return frozenset(found)


def _is_of(part: object, sort: str) -> bool:
    return isinstance(part, Meta) and (part.extra or {}).get("er") == sort


def _structs_in(hint: object) -> list[type]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return [hint]
    return [one for each in get_args(hint) for one in _structs_in(each)]


def _is_said(hint: object, asked: Callable[[object], bool]) -> bool:
    """Tell whether a declaration says something, also where a description stands beside it."""
    parts = get_args(hint)
    return any(map(asked, parts)) or any(_is_said(each, asked) for each in parts)


def _is_text(part: object) -> bool:
    return part in _FREE_TEXT


def _is_persons(part: object) -> bool:
    return isinstance(part, Meta) and "person" in (part.extra or {})
