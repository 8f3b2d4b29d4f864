"""Periods that a template writes as plain text: what the law counts is taken from data, where it is dated."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sosialplan.files.planmappe import Planmappe
from sosialplan.model.problems import Location
from sosialplan.model.record import Value
from sosialplan.output.ordlyd import NYNORSK, ORDLYD, file_of
from sosialplan.reading import is_there

_TALL = (
    r"[0-9]+|en|ei|et|ett|én|éi|ein|éin|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten"
    r"|femten|seksten|sytten|atten|nitten|tjue|tretti|førti|femti|seksti|nitti|hundre|halvannen|halvanna"
)
_ENHET = (
    r"(?:virke|arbeids|skole|skule|kalender)?(?:dager|dagar|dagers|dagars|dags|dag|døgn)"
    r"|(?:yrke|kvar|hver|veke)dag(?:er|ar)?|ukers|uker|uke|vekers|veker|veke"
    r"|måneders|måneder|måned|månaders|månader|månadar|månad|kvartal|halvår"
)
_MELLOM = r"(?:&nbsp;|[\s*_`\"'{}~\u2011–-])*"
_TID = re.compile(
    rf"(?<![\w.])(?P<tall>{_TALL})\b(?:\s*\([^)\n]{{1,12}}\))?{_MELLOM}"
    rf"(?:[a-zæøå]+e\s+)?{_MELLOM}(?P<enhet>{_ENHET})\b",
    re.IGNORECASE,
)
"""A number and a unit of days or more, in digits or words, in both forms of Norwegian."""
_KOMMENTAR = re.compile(r"\{#.*?#\}", re.DOTALL)
_HENTER = re.compile(r"\{%-?\s*(?:include|from|import|extends)\s+[\"']([^\"']+)[\"']")
_GRUNN = re.compile(r"\{#-?\s*tid:(.*?)#\}", re.DOTALL | re.IGNORECASE)
_MINST = 10
"""So many letters beside the period itself make a reason."""
MERKET = "3"
"""What a number that is filled in for trial says: of data, and no text of the template's own."""


class TidIMal(Value, frozen=True):
    """A period in a template's own text: its words, and where it stands."""

    ord: str
    sted: Location


def tid_i_mal(folder: Planmappe, name: str, shown: Iterable[str]) -> Iterator[TidIMal]:
    """Yield the periods that a school's own template writes, and those that only come out when it is filled.

    ``shown`` are the filled texts. One that a comment gives a reason for (``{# tid: … #}``) is left out.
    """
    texts = dict(_own(folder, name, set()))
    phrases = dict(_phrases(folder, name))
    reasons = [
        " ".join(each[1].split())
        for text in (*texts.values(), *phrases.values())
        for each in _GRUNN.finditer(text)
    ]
    seen: set[str] = set()
    for path, text in texts.items():
        for words, at in _written(_KOMMENTAR.sub(_blank, text)):
            seen.add(words)
            if not _has_reason(words, reasons):
                yield TidIMal(words, _location(folder, path, text, at))
    file = folder.relative(folder.maler / file_of((folder.maler,), name))
    for text in shown if texts or phrases else ():
        for words, _ in _written(text):
            if words not in seen and not words.startswith(f"{MERKET} "):
                seen.add(words)
                if not _has_reason(words, reasons):
                    yield TidIMal(
                        words, _of_phrases(folder, phrases, words) or Location(file, 1, 1)
                    )


def _phrases(folder: Planmappe, name: str) -> Iterator[tuple[Path, str]]:
    """Yield the school's phrases, for a document in nynorsk: which of them it prints is seen when it is filled."""
    path = folder.maler / ORDLYD
    if name.startswith(NYNORSK) and is_there(path):
        yield path, folder.text(path).text or ""


def _of_phrases(folder: Planmappe, phrases: Mapping[Path, str], words: str) -> Location | None:
    """Return where the school's phrases say a period; None where it comes from something else."""
    for path, text in phrases.items():
        for said, at in _written(text):
            if said == words:
                return _location(folder, path, text, at)
    return None


def _own(folder: Planmappe, name: str, seen: set[str]) -> Iterator[tuple[Path, str]]:
    """Yield the template and what it fetches, of what lies in the school's folder."""
    path = folder.maler / file_of((folder.maler,), name)
    if name in seen or not is_there(path):
        return
    seen.add(name)
    form = NYNORSK if name.startswith(NYNORSK) else ""
    text = folder.text(path).text or ""
    yield path, text
    for found in _HENTER.finditer(text):
        yield from _own(folder, form + found[1].removeprefix(form), seen)


def _written(text: str) -> Iterator[tuple[str, int]]:
    for found in _TID.finditer(text):
        yield f"{found['tall']} {found['enhet']}".lower(), found.start()


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _has_reason(words: str, reasons: Iterable[str]) -> bool:
    return any(
        words in each.lower() and len(re.sub(r"\W", "", each)) >= len(words) + _MINST
        for each in reasons
    )


def _location(folder: Planmappe, path: Path, text: str, at: int) -> Location:
    before = text[:at]
    return Location(
        folder.relative(path), before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    )
