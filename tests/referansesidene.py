"""The pages of codes and of files, docs/bruk/koder.md and filer.md: made from what the program itself judges by."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sosialplan.commands.forklar import without_fields
from sosialplan.model.filslag import STEDER
from sosialplan.model.problems import ProblemCode
from sosialplan.schema.json_schema import json_schema
from sosialplan.tekster.koder.alle import ALLE

# Codes

LETTERS: Mapping[str, str] = {
    "F": "Filen",
    "Y": "Skrivemåten i filen (YAML)",
    "S": "Det som står i filen",
    "G": "Fletting",
    "K": "Saker og fravær",
    "P": "Planen",
    "M": "Møter og samtykke",
    "A": "Lister som leses inn",
    "O": "Oppslagsverket",
    "T": "Hvem som skrev",
    "V": "Maler",
    "J": "Loven",
    "D": "Mappen, maskinen og personvernet",
    "U": "Dokumentene",
    "L": "Kopier",
}
"""What the first letter of a code says it is about, in the order of the page."""
_CODES = """\
# Kodene

Siden er laget av programmet selv. Koden står i klammer bak feil, advarsler og merknader, som `feil[S202]`. `sosialplan forklar S202` sier det
samme som her. Der det står «…», setter programmet inn det det gjelder.

En **feil** må rettes. En **advarsel** bør du se på. En **merknad** er bare til opplysning.
"""


def code_page() -> str:
    """Return the page of codes: what each says, why it matters and what to do, by what it is about."""
    parts = [_CODES]
    for letter, about in LETTERS.items():
        parts.append(f"\n## {letter}: {about}\n")
        parts += [
            _code(each)
            for each in sorted(ALLE, key=lambda one: one.code)
            if each.code.startswith(letter)
        ]
    return "".join(parts)


def _code(kind: ProblemCode) -> str:
    said = (
        without_fields(kind.message),
        f"Hvorfor: {kind.why}",
        f"Slik retter du: {without_fields(kind.cure)}",
    )
    lines = [f"**{kind.level.value.capitalize()}.** {_plain(said[0])}", *map(_plain, said[1:])]
    return f"\n### {kind.code}\n\n" + "\n\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return a sentence that Markdown shows as it is."""
    return re.sub(r"([<>*_\[\]|])", r"\\\1", text)


# Files

FOLDERS: Mapping[str, str] = {
    "saker/": "saker/ÅR/SAKSNUMMER.yaml",
    "fravaer/": "fravaer/SKOLEÅR/KLASSE.yaml",
    "moter/": "moter/SKOLEÅR/MØTE.yaml",
    "innboks/": "innboks/NUMMER.yaml",
    "elever/": "elever/SKOLEÅR/KLASSE.yaml",
    "plan/handlingskjeder/": "plan/handlingskjeder/KJEDE.yaml",
    "plan/skoleruter/": "plan/skoleruter/SKOLEÅR.yaml",
}
"""What a file is called in a folder whose files are all of one kind."""
_FILES = """\
# Filene

Siden er laget av programmet selv: hva som kan stå i hver fil i mappen. Det samme står i `plan/skjema/`, og en editor som leser skjemaet, foreslår
nøklene mens du skriver. Nøkler som ikke står her, er en feil ([S201](koder.md#s201)).

Dager skrives som 2026-11-23. En nøkkel som ikke må med, kan utelates.
"""


def file_page() -> str:
    """Return the page of files: the keys of each, what is expected, and whether it must be there."""
    told: dict[str, Any] = {}
    parts = [_FILES]
    for place, kind in STEDER.items():
        schema = json_schema(kind)
        defs: Mapping[str, Any] = schema["$defs"]
        whole = schema["$ref"].rpartition("/")[2]
        parts.append(f"\n## {FOLDERS.get(place, place)}\n\n{_table(defs[whole], defs)}")
        for name in _below(defs, whole):
            if name not in told:
                told[name] = defs[name]
                parts.append(f"\n### {_called(name)}\n\n{_table(defs[name], defs)}")
            assert told[name] == defs[name], f"{name} means two things: the page can link to one"
    return "".join(parts)


def _below(defs: Mapping[str, Any], whole: str) -> Iterator[str]:
    """Yield what a file is made of in the order that it is met; a fixed list of words stands where it is used."""
    seen = {whole}
    left = [whole]
    while left:
        for name in re.findall(r"#/\$defs/(\w+)", str(defs[left.pop(0)])):
            if name not in seen and "properties" in defs[name]:
                seen.add(name)
                left.append(name)
                yield name


def _table(kind: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    must = kind.get("required", ())
    rows = [
        f"| `{key}` | {_expected(field, defs)} | {'ja' if key in must else ''} | {_plain(field.get('description', ''))} |"
        for key, field in kind["properties"].items()
    ]
    return (
        "\n".join(("| nøkkel | hva | må med | om den |", "| --- | --- | --- | --- |", *rows)) + "\n"
    )


def _expected(field: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    """Return what a key may hold, in words: a link to what is made of several keys, and the words of a fixed list."""
    if ways := field.get("anyOf"):
        return " eller ".join(_expected(each, defs) for each in ways if each != {"type": "null"})
    if ref := field.get("$ref"):
        name = ref.rpartition("/")[2]
        if "properties" not in defs[name]:
            return _expected(defs[name], defs)
        return f"[{_called(name).lower()}](#{_called(name).lower().replace(' ', '-')})"
    if told := field.get("patternErrorMessage"):
        return _plain(told.removeprefix("Her skal det stå ").rstrip("."))
    if words := field.get("enum"):
        return ", ".join(f"`{each}`" for each in words)
    return _simple(field, defs)


def _simple(field: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    """Return what a key may hold that is neither a word of a list nor held against a form."""
    kind = field.get("type", "any")
    kind = next(each for each in kind if each != "null") if isinstance(kind, list) else kind
    if kind == "array":
        return f"liste: {_expected(field['items'], defs)}"
    if kind == "integer" and "minimum" in field:
        most = f" til {field['maximum']}" if "maximum" in field else ""
        return f"et tall fra {field['minimum']}{most}"
    return "en dag" if field.get("format") == "date" else _KINDS[kind]


_KINDS = {
    "string": "tekst",
    "integer": "et tall",
    "boolean": "`true` eller `false`",
    "any": "hva som helst",
}


def _called(name: str) -> str:
    """Return the heading of what is made of several keys: the name in the code, as it is written in Norwegian."""
    parts = re.findall(r"[A-Z][a-z]*", name)
    told = " ".join((parts[0], *(each.lower() for each in parts[1:])))
    for ascii_, letter in (("aa", "å"), ("oe", "ø"), ("ae", "æ"), ("Aa", "Å"), ("Oe", "Ø")):
        told = told.replace(ascii_, letter)
    return told
