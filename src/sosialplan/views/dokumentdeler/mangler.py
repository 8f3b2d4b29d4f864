"""What a document lacks, in both written forms: named with its code, its ground and the command that fills it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sosialplan.model.problems import Level, ProblemCode, TreePath
from sosialplan.model.regel import Grunnlag
from sosialplan.tekster.koder.dokument import DOKUMENT
from sosialplan.views.datoer import lang_dato

KRAV_NYNORSK: Mapping[str, str] = {
    "U101": "Det står ikkje kven i leiinga som har ansvaret.",
    "U102": "Det står ikkje når rektor blei varsla.",
    "U103": "Det står ikkje når planen blei laga.",
    "U111": "Det står ikkje kva planen skal løyse.",
    "U112": "Planen har ingen tiltak.",
    "U115": "Det står ikkje når tiltaket skal evaluerast.",
    "U116": "Tiltaket skulle vore evaluert {dato}.",
    "U117": "Det står ikkje kva som er målet.",
    "U121": "Det står ikkje kva eleven sjølv har sagt.",
    "U122": "Det står ikkje når eleven blei høyrd, og av kven.",
    "U123": "Det står ikkje kva eleven meiner om tiltaka.",
    "U124": "Det står ikkje kva dei føresette meiner.",
    "U125": "Det står ikkje korleis det beste for barnet er vurdert.",
    "U127": "Det står ikkje når planen blei send, og til kven.",
    "U211": "Det står ikkje kva som er undersøkt.",
    "U212": "Det står ikkje korleis saka er undersøkt.",
    "U213": "Det står ikkje når dei andre elevane blei høyrde.",
    "U214": "Det står ikkje kva undersøkinga viste.",
    "U215": "Det står ikkje kva undersøkinga betyr for eleven.",
    "U219": "Det står ikkje at eleven var med på evalueringa.",
    "U220": "Det står ikkje at dei føresette var med på evalueringa.",
    "U221": "Det står ikkje at noko er evaluert.",
    "U222": "Det står ikkje kven som var med då tiltaka blei evaluerte.",
    "U223": "Det står ikkje kva eleven meiner om tiltaket.",
    "U224": "Det står ikkje kva dei føresette meiner om tiltaket.",
    "U225": "Det står ikkje kva skulen sjølv ser.",
    "U226": "Det står ikkje kvifor tiltaket ikkje blei gjennomført som avtalt.",
    "U227": "Det står ikkje kva som blei bestemt om tiltaket.",
    "U228": "Det står ikkje når tiltaket skal evaluerast igjen.",
    "U229": "Saka er avslutta, men orda til eleven eller dagen for etterkontroll manglar.",
    "U231": "Det står ikkje kva de skal snakke om i møtet.",
    "U232": "Det står ikkje kva dei innkalla bør førebu.",
    "U233": "Det står ikkje kven som er kalla inn.",
    "U234": "Eleven er ikkje kalla inn.",
    "U241": "Det står ikkje kven som var i møtet.",
    "U242": "Det står ikkje kva som blei drøfta.",
    "U243": "Det står ikkje kva eleven meiner om det møtet handla om.",
    "U244": "Det står ikkje kva som blei bestemt.",
    "U245": "Det står ikkje når de møtest neste gong.",
    "U251": "Det står ikkje kva samtykket gjeld.",
    "U252": "Det står ikkje kven dei føresette er.",
    "U301": "Det står ikkje at endringane er drøfta i R-teamet.",
    "U302": "Det står ikkje kva eleven seier sidan planen sist blei send.",
    "U321": "Det står ikkje kva skulen har gjort for å følgje opp fråværet.",
    "U322": "Det står ikkje når dei føresette blei kontakta om fråværet, og korleis.",
    "U323": "Det står ikkje kva eleven sjølv seier om kvifor det er blitt slik.",
    "U324": "Det står ikkje kva tiltak skulen har sett i gang.",
    "U325": "Det står ikkje om det er grunn til å melde til barnevernet.",
    "U331": "Det står ikkje når det skjedde, eller kven som greip inn.",
    "U332": "Det står ikkje kva som skjedde før inngrepet.",
    "U333": "Det står ikkje kva slags inngrep det var.",
    "U334": "Det står ikkje korleis eleven opplevde det.",
    "U335": "Det står ikkje når rektor fekk vite det.",
    "U336": "Det står ikkje når dei føresette fekk vite det.",
    "U337": "Det står ikkje når skuleeigar fekk vite om inngrepet.",
    "U338": "Det står ikkje om inngrepet er vurdert som lovleg.",
    "U339": "Det står ikkje kva de har avtalt, så det ikkje skal skje igjen.",
    "U341": "Det står ikkje når eleven og dei føresette fekk førehandsvarsel.",
    "U342": "Det står ikkje kva fakta vedtaket byggjer på.",
    "U343": "Det står ikkje kva mildare tiltak som er vurderte.",
    "U344": "Det står ikkje kva eleven sjølv meiner om vedtaket.",
    "U345": "Det står ikkje korleis det beste for barnet er vurdert i vedtaket.",
    "U346": "Det står ikkje kvifor vedtaket er nødvendig.",
    "U347": "Det står ikkje kva dei føresette meiner om vedtaket.",
    "U348": "Det står ikkje kven som har gjort vedtaket.",
    "U349": "Det står ikkje kva skule eleven skal gå på.",
}


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
        return KRAV_NYNORSK.get(self.kode, self.sentence).format_map(dict(self.verdier))

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


def kode_for(code: str) -> ProblemCode:
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
