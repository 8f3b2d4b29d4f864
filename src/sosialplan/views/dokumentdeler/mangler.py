"""What a document lacks, in both written forms: named with its code, its ground and the command that fills it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sosialplan.model.problems import Level, TreePath
from sosialplan.model.regel import Grunnlag
from sosialplan.tekster.koder.dokument import DOKUMENT
from sosialplan.tekster.koder.krav import Krav
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.datoer import lang_dato


@dataclass(frozen=True, slots=True)
class Mangel:
    """One thing that is missing. ``command`` is a whole command line; ``…`` is to be filled in.

    ``sted`` is the way through the case file to where it would have stood, ``verdier`` what its
    sentence is filled with. ``ellers`` is what the document would say, where only the day makes it
    a lack. With ``av_skolens_plan`` it is only the school's own plan that asks for it in this case.
    """

    kode: str
    felt: str
    sentence: str
    command: str
    sted: TreePath = ()
    ellers: str | None = None
    verdier: tuple[tuple[str, str], ...] = ()
    av_skolens_plan: bool = False

    @property
    def paa_nynorsk(self) -> str:
        """The sentence in nynorsk, for a document that goes home."""
        return (kode_for(self.kode).nynorsk or self.sentence).format_map(dict(self.verdier))

    def hjemme(self, maalform: Maalform) -> str:
        """What a copy for the home says in its place: a day that is written is shown, whatever it lacks."""
        return paa(maalform, kode_for(self.kode).hjemme or "Ikke skrevet.").format_map(
            dict(self.verdier)
        )

    @property
    def maa_med(self) -> bool:
        """Whether the law demands it: then nothing leaves the school without it."""
        return self.level is Level.FEIL

    @property
    def level(self) -> Level:
        """How much it weighs: a warning where the law does not ask for it."""
        return Level.ADVARSEL if self.av_skolens_plan else kode_for(self.kode).level


@dataclass(frozen=True, slots=True)
class Opplysning:
    """A value of a document, or why there is none: exactly one of the two is set."""

    tekst: str | None = None
    mangel: Mangel | None = None


def opplysning(tekst: str | None, mangel: Mangel) -> Opplysning:
    """Return the text if it says something, else what is missing."""
    return Opplysning(tekst=tekst) if tekst and tekst.strip() else Opplysning(mangel=mangel)


def dagen(day: date | None, mangel: Mangel) -> Opplysning:
    """Return a day in words, else what is missing."""
    return Opplysning(tekst=lang_dato(day)) if day else Opplysning(mangel=mangel)


def mangel(kode: str, felt: str, command: str, sted: TreePath = (), **values: str) -> Mangel:
    """Return a lack with the sentence of its code, filled with ``values``."""
    sentence = kode_for(kode).message.format_map(values)
    return Mangel(kode, felt, sentence, command, sted, verdier=tuple(values.items()))


def som_fylles_med(
    kode: str, felt: str, command: str, sak: str, skjermet_for: frozenset[str] = frozenset()
) -> Mangel:
    """Return a lack with the command that fills it, where ``SAK`` stands for the case's number.

    The command never proposes a role from which the case is kept.
    """
    words = ("ROLLE" if each in skjermet_for else each for each in command.split(" "))
    whole = " ".join(words).replace("SAK", sak, 1)
    return mangel(kode, felt, f"sosialplan {whole}", _STED.get(command.partition(" ")[0], ()))


_STED: Mapping[str, TreePath] = {"registrer": ("hendelser",), "tiltak": ("aktivitetsplan",)}
"""Where in a case file the commands write, by their first word."""


def kode_for(code: str) -> Krav:
    """Return a demand on documents by its code. Raises KeyError: our own fault."""
    found = next((each for each in DOKUMENT if each.code == code), None)
    if found is None:
        raise KeyError(code)
    return found


def grunn(mangel: Mangel) -> str:
    """Return what demands it: ``lov, § 12-4 bokstav d``."""
    if mangel.av_skolens_plan:
        return Grunnlag.PLAN.value
    kind = kode_for(mangel.kode)
    words = (kind.grunnlag.value if kind.grunnlag else "", kind.hjemmel or "")
    return ", ".join(word for word in words if word)


_UNFINISHED = re.compile(
    r"^> \*\*(?:Planen er ikke ferdig|Planen er ikkje ferdig|Ikke ferdig|Ikkje ferdig)\.\*\*[^\n]*\n+",
    re.MULTILINE,
)
_LACKS = re.compile(
    r"(?:^> )?\*\*(?:Mangler|Manglar):\*\*((?:[^|\\\n]|\\.)*)(?=\||$)", re.MULTILINE
)
"""What the templates say of what is not written: an escaped sign is of a text, and a bare one of the template."""


def without_lacks(markdown: str, maalform: Maalform, mangler: Iterable[Mangel] = ()) -> str:
    """Return what is read at home: what the school lacks is the school's to mend, and stands as not written.

    >>> without_lacks("> **Mangler:** Noe.", Maalform.BOKMAAL)
    'Ikke skrevet.'
    """
    unwritten = paa(maalform, "Ikke skrevet.")
    nynorsk = maalform is Maalform.NYNORSK
    said = {
        (each.paa_nynorsk if nynorsk else each.sentence): each.hjemme(maalform) for each in mangler
    }

    def instead(found: re.Match[str]) -> str:
        return said.get(found[1].strip(), unwritten)

    return _LACKS.sub(instead, _UNFINISHED.sub("", markdown))
