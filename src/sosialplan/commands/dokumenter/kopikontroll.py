"""The check of a finished copy: nothing of others in its text, its metadata or its file's name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.malsjekk import paper_problems
from sosialplan.commands.dokumenter.sakspapirer import Laget, savnet
from sosialplan.commands.run import ProblemsFoundError
from sosialplan.files.loader import load, load_class_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.lekkasje import Funn, Funnslag
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import filtekst
from sosialplan.rules.ansattsak.skjermet_sak import KJENNER_DEN_ANSATTE, Mottaker
from sosialplan.rules.navn.aliaser import kjente
from sosialplan.rules.navn.lekkasje import Leting, lekkasjer, leting
from sosialplan.rules.navn.navneleting import Navneregister
from sosialplan.rules.navn.tekstord import HIDDEN, verdiord
from sosialplan.rules.ved_siden import with_those_beside
from sosialplan.views.kopier.utlevert import flag_problems, leak_problems, unanswered
from sosialplan.views.saksdokumenter import tekster

_HEADING = re.compile(r"^#{1,6} +([^{}\n]*[^{}\s])[ \t]*$", re.MULTILINE)
_HIDDEN = re.compile(f"[{HIDDEN}]")
FYLT_INN = "det som er fylt inn"
"""What texts are called that held signs which are not seen: they may have split a name."""
OPPLYSNINGER = "opplysninger om filen"
"""What a file's title and its other metadata are called together."""


_NONE = Navneregister({}, {}, {}, {})


class Kopi(Value, frozen=True):
    """A document for someone, as the file it is about to be."""

    laget: Laget
    innhold: str | bytes
    format_: str

    @property
    def mottaker(self) -> Mottaker:
        """Whom it is for."""
        return self.laget.bestilling.mottaker

    @property
    def fil(self) -> str:
        """What the file is called before it has a place."""
        return f"{self.laget.bestilling.slag.kode}.{self.format_}"


def whole_folder(folder: Planmappe) -> Mappe:
    """Read everything, so that every name is known. Raises ProblemsFoundError.

    A file that cannot be read may hold the very name that must not be told.
    """
    loaded = load(folder)
    faults = [each for each in loaded.problems if each.level is Level.FEIL]
    if loaded.mappe is None or faults:
        raise ProblemsFoundError(faults)
    return loaded.mappe


def listed_pupils(folder: Planmappe) -> tuple[Klasseliste, ...]:
    """Return the class lists: all in them are names that must not go home in another's paper. Raises ProblemsFoundError."""
    lister, problems = load_class_lists(folder)
    faults = [each for each in problems if each.level is Level.FEIL]
    if faults:
        raise ProblemsFoundError(faults)
    return tuple(each.value for each in lister)


def with_one(mappe: Mappe, read: Read[Sak]) -> Mappe:
    """Return the planmappe with one case of its cases, so that the others cost nothing."""
    return Mappe(mappe.plan, with_those_beside(mappe, read), mappe.fravaer, mappe.moeter)


def musts(folder: Planmappe, laget: Laget, on: date, *, handed_over: bool = False) -> list[Problem]:
    """Return what a copy for someone outside lacks of what the law demands: the case, or the paper itself.

    Of one within the school, what the recipient needs once it is handed over.
    """
    asked = laget.bestilling
    if not asked.mottaker.ute:
        return recipients_lack(folder, laget) if handed_over else []
    lacks = savnet(folder, laget) if any(each.maa_med for each in laget.mangler) else []
    return [*lacks, *paper_problems(folder, asked.slag, asked.maalform, on)]


def recipients_lack(folder: Planmappe, laget: Laget) -> list[Problem]:
    """Return what the recipient needs before any document is for them, by law."""
    codes = {each.kode for each in laget.mottakers if each.maa_med}
    return [each for each in savnet(folder, laget) if each.code in codes] if codes else []


class Kontroll(Value, frozen=True):
    """What the copies of one case are read against; made once for all of them.

    ``overskrifter`` are those of the templates themselves.
    """

    sak: Sak
    leting: Leting
    overskrifter: frozenset[str]


def kontroll(folder: Planmappe, mappe: Mappe, sak: Sak, mottaker: Mottaker) -> Kontroll:
    """Make ready to read copies for a recipient. ``mappe`` is the whole folder, ``sak`` as it is."""
    hidden = mottaker.kode not in KJENNER_DEN_ANSATTE
    known = kjente(mappe, sak, listed_pupils(folder), anonymt=mottaker.anonym, skjul_ansatte=hidden)
    return Kontroll(sak, leting(known, ordlister(folder).navn), headings_of(folder))


def copy_problems(against: Kontroll, kopi: Kopi) -> tuple[Problem, ...]:
    """Return what must be put right or decided before a copy is given to its recipient."""
    flags = flag_problems(against.sak, kopi.mottaker, kopi.fil)
    return (*flags, *leaks(against, kopi))


def leaks(against: Kontroll, kopi: Kopi) -> Iterator[Problem]:
    """Yield what a copy tells of others."""
    filled_in = verdiord(tekster(kopi.laget.dokument))
    found = {
        fil: lekkasjer(
            text,
            against.leting,
            overskrifter=against.overskrifter,
            verdiord=None if fil == OPPLYSNINGER else filled_in,
        )
        for fil, text in _texts(kopi)
    }
    split = "\n\n".join(each for each in tekster(kopi.laget.dokument) if _HIDDEN.search(each))
    whole = [each for each in lekkasjer(split, against.leting) if each.slag is Funnslag.NAVN]
    yield from _leaks({**found, FYLT_INN: whole}, against.sak, kopi.mottaker)


def name_problems(against: Kontroll, mottaker: Mottaker, til_hvem: str) -> tuple[Problem, ...]:
    """Return what the words for who gets a copy tell of others: they stand in the case for good."""
    found = lekkasjer(til_hvem, against.leting)
    return tuple(_leaks({"--til-hvem": found}, against.sak, mottaker))


def require_nameless(against: Kontroll, mottaker: Mottaker, name: str | None) -> None:
    """Raise ExpectedFailure where the name that was chosen for a file tells of others: it is seen by all who see the file."""
    found = unanswered(lekkasjer(name or "", against.leting), against.sak, mottaker)
    if found:
        whom = " eller ".join(found[0].gjelder)
        told = f"navnet til {whom}" if whom else "noe om en annen"
        sure = "har" if found[0].stopper else "kan ha"
        raise ExpectedFailure(
            f"Filnavnet som er valgt, {sure} {told}. Ingenting er laget.",
            f"Velg et filnavn med saksnummeret, som: --til ut/{against.sak.sak}.pdf",
        )


def require_no_name(against: Kontroll, til_hvem: str) -> None:
    """Raise ExpectedFailure where who gets a copy is told by a name: the pupil's own, or one of the home's."""
    known, own = against.leting.kjente, against.leting.egne
    home = replace(
        against.leting,
        kjente=replace(known, andre=known.egne, egne=()),
        andre=own,
        egne=_NONE,
        tillatte=_NONE,
        involverte=frozenset(range(len(known.egne))),  # asked about even as the first word
    )
    if lekkasjer(til_hvem, home):
        raise ExpectedFailure(
            "Hvem som får kopien, er skrevet med et navn. Det blir stående i saken. Ingenting er endret.",
            'Skriv rollen eller relasjonen, som: --til-hvem "mor og far"',
        )


def headings_of(folder: Planmappe) -> frozenset[str]:
    """Return the headings that stand in the templates themselves, so that they hold nothing of a case."""
    return frozenset(_headings(folder))


def why_not(lacks: Sequence[Problem], found: Sequence[Problem]) -> str:
    """Return the sentence that ends the telling of why there is no copy."""
    law = sum(each.level is Level.FEIL for each in lacks)
    said = []
    if law:
        said.append(
            f"{'1 opplysning' if law == 1 else f'{law} opplysninger'} som loven krever, mangler"
        )
    if found:
        said.append(f"{len(found)} ting må rettes eller avklares først")
    return f"Ikke laget: {', og '.join(said)}."


def _headings(folder: Planmappe) -> Iterator[str]:
    for path in folder.maler.rglob("*.md.j2"):
        yield from _HEADING.findall(folder.text(path).text or "")


def _texts(kopi: Kopi) -> Iterator[tuple[str, str]]:
    """Yield each text of the copy: what it is called, and what it says."""
    laget = kopi.laget
    yield f"{laget.bestilling.slag.kode}.md", laget.markdown
    beside = [laget.dokument.tittel, laget.stempel]
    if kopi.format_ != "md":
        read = filtekst(kopi.innhold, kopi.format_)
        yield kopi.fil, read.tekst
        beside.append(read.opplysninger)
    yield OPPLYSNINGER, "\n\n".join(beside)


def _leaks(found: Mapping[str, Sequence[Funn]], sak: Sak, mottaker: Mottaker) -> Iterator[Problem]:
    """Yield each finding once, where it was met first."""
    told: set[str] = set()
    for fil, each in found.items():
        new = [one for one in unanswered(each, sak, mottaker) if one.kode not in told]
        told.update(one.kode for one in new)
        yield from leak_problems(new, fil, sak, mottaker)
