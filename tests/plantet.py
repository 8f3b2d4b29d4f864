"""Whole cases with other pupils' names planted in every text, and what must not be in a copy.

The oracle shares nothing with the check: it squeezes a copy to its bare letters and looks for
surnames that nobody has. So a name is found however it is written or split.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from msgspec.structs import replace

from frist_sak import the_plan
from frist_tilfelle import ROOT
from krav_tilfelle import (
    Kravtabell,
    Tilfelle,
    case_of,
    grunnlag_of,
    slag_of,
)
from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.kopikontroll import Kopi, copy_problems, kontroll
from sosialplan.commands.dokumenter.sakspapirer import Laget
from sosialplan.files.loader import load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.elev import Foresatt
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.problems import Problem
from sosialplan.model.sak import Elev, Sak
from sosialplan.output.templates import render
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Dokumentvalg, saksbilde

FOLDER = Planmappe(ROOT)
_BOK, _ = load_names(FOLDER)
assert _BOK is not None
BOK: Navnebok = _BOK
GIVEN = {
    "Kristoffer": "Kris", "Aleksander": "Sander", "Mohammed": "Mo", "Elisabeth": "Lise",
    "Anne-Marie": "Annemarie", "Dag": "Dag", "Liv": "Liv", "Håkon": "Haakon", "André": "Andre",
    "Ole Martin": "Ole", "Sol": "Sol", "Zoë": "Zoe",
}  # fmt: skip
"""Given names, and what else one who bears it may be called."""
_LETTERS = "bdfgklmnprtvaeiouyåøé"
_NO_TEXT = {"navn", "kontakt", "alias", "relasjon", "id", "klokkeslett", "registrert", "steg", "av"}
_STRANGERS = 0.2
"""How many cases also name pupils whom they do not know."""
_SPLIT = 0.3
ALIAS = ("Elev B", "Elev C", "Elev D")


@dataclass(frozen=True, slots=True)
class Plantet:
    """A case with names in its texts. ``hemmelig`` are the squeezed surnames of the others."""

    tabell: Kravtabell
    sak: Sak
    mappe: Mappe
    hvorfor: str | None
    hemmelig: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kopien:
    """A copy for a recipient, and what stopped it: nothing, or it is not made."""

    laget: Laget
    innhold: str
    stoppet: tuple[Problem, ...]

    def told(self, hemmelig: tuple[str, ...]) -> tuple[str, ...]:
        """Return what of the others is in the copy's text or metadata."""
        return leaked(f"{self.innhold} {self.laget.dokument.tittel}", hemmelig)


def leaked(text: str, hemmelig: tuple[str, ...]) -> tuple[str, ...]:
    """Return the surnames that a text holds, however they are written."""
    bare = squeezed(text)
    return tuple(each for each in hemmelig if each in bare)


def squeezed(text: str) -> str:
    """Return only the letters of a text, without case, accents and ways to spell å and ø."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    letters = "".join(each for each in text if each.isalpha())
    return letters.replace("aa", "a").replace("oe", "o")


def planted(rnd: Random, tabell: Kravtabell) -> Plantet:
    """Draw a case of a document's table with names of others in each of its texts."""
    others = [_name(rnd) for _ in range(5)]
    involved, strangers = others[:3], others[3:]
    named = others if rnd.random() < _STRANGERS else involved

    def put() -> str:
        return _written(rnd, *rnd.choice(named))

    whole = tabell.hel_sak
    tree = {
        **_planted(whole, rnd, put),
        "involverte": [
            {"alias": alias, "navn": " ".join(name), "klasse": rnd.choice(("8B", "8C", "9A"))}
            for alias, name in zip(ALIAS, involved, strict=True)
        ],
    }
    table = replace(
        tabell,
        hel_sak=tree,
        moeter=tuple(_planted(each, rnd, put) for each in tabell.moeter),
    )
    sak = case_of(table, Tilfelle(navn="plantet"))
    home = tuple(Foresatt(navn=f"Oppdiktet {' '.join(name)}") for name in strangers)
    other = Sak(
        sak="2026-8G2R1", kjede=sak.kjede, opprettet=sak.opprettet,
        elev=Elev(navn=" ".join(strangers[0]), klasse="9A", foresatte=home),
    )  # fmt: skip
    files = tuple(Read(f"saker/2026/{each.sak}.yaml", each) for each in (sak, other))
    hidden = tuple(squeezed(family) for _, family in others)
    why = f"{tabell.hvorfor} {put()}" if tabell.hvorfor else None
    return Plantet(table, sak, Mappe(the_plan(), files), why, hidden)


def copies(case: Plantet, rnd: Random) -> Iterator[Kopien]:
    """Yield the copy for each recipient of the document."""
    slag, i_dag = slag_of(case.tabell), case.tabell.i_dag
    form = rnd.choice(tuple(Maalform)) if slag.nynorsk else Maalform.BOKMAAL
    ground = grunnlag_of(case.tabell, Tilfelle(navn="plantet"), case.sak, i_dag)
    for mottaker in slag.til(the_plan()):
        if mottaker is SKOLE:
            continue
        valg = Dokumentvalg(hvorfor=case.hvorfor, vedlegg=case.tabell.vedlegg)
        bilde = saksbilde(
            case.sak, case.mappe.plan, i_dag, mottaker=mottaker, maalform=form, grunnlag=ground,
            valg=valg, bok=BOK,
        )  # fmt: skip
        if slag.avslag(bilde) is not None:
            continue
        dokument = slag.lag(bilde)
        markdown = render(FOLDER.maler, slag.malfil(form), {slag.variabel: dokument})
        laget = Laget(Bestilling(slag, mottaker, form, valg), bilde, dokument, markdown)
        content = f"{markdown}\n{laget.stempel}\n"
        kopi = Kopi(laget, content, "md")
        against = kontroll(FOLDER, case.mappe, case.sak, mottaker)
        yield Kopien(laget, content, copy_problems(against, kopi))


def _name(rnd: Random) -> tuple[str, str]:
    letters = "".join(rnd.choice(_LETTERS) for _ in range(rnd.randint(5, 14)))
    return rnd.choice(tuple(GIVEN)), f"Zq{letters}"


def _planted(tree: Any, rnd: Random, put: Callable[[], str], key: str = "") -> Any:
    """Return a tree with a name in the middle of each text."""
    if isinstance(tree, Mapping):
        return {name: _planted(value, rnd, put, name) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_planted(each, rnd, put, key) for each in tree]
    if not isinstance(tree, str) or " " not in tree or key in _NO_TEXT:
        return tree
    words = tree.split(" ")
    place = rnd.randint(0, len(words))
    return " ".join((*words[:place], put(), *words[place:]))


def _written(rnd: Random, given: str, family: str) -> str:
    """Return a name as somebody may write it."""
    between = rnd.choice((" ", " ", "\n", "  ", "\u00a0", "-", " \n  "))
    written = rnd.choice(
        (
            f"{given}{between}{family}",
            f"{family}, {given}",
            f"{given[0]}. {family}",
            f"{GIVEN[given]}{between}{family}",
            f"{given.split(maxsplit=1)[0]} {rnd.choice('BCD')}. {family}",
            f"*{given}* {family}",
        )
    )
    written += rnd.choice(("", "", "s", "'s", "’"))
    if rnd.random() < _SPLIT:
        place = written.rindex("Zq") + rnd.randint(1, 4)
        split = rnd.choice(("-\n", "\u00ad", "\u200b", "- ", "\u00ad\n"))
        written = written[:place] + split + written[place:]
    change = rnd.choice((_as_it_is, _as_it_is, str.lower, str.upper, _decomposed, _foreign))
    return change(written)


def _as_it_is(text: str) -> str:
    return text


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _foreign(text: str) -> str:
    return text.replace("å", "aa").replace("ø", "oe").replace("é", "e")
