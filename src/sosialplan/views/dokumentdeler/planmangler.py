"""What an activity plan must say, and the command of the case's own chain that meets each demand."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal
from sosialplan.model.problems import TreePath
from sosialplan.rules.facts import code_for
from sosialplan.tekster.koder.dokument import PLANKRAV
from sosialplan.tekster.koder.krav import DAG
from sosialplan.views.dokumentdeler.mangler import Mangel, kode_for, mangel, som_fylles_med

FELLES_MOETE = "møte"
"""The step of a meeting that is no step of the chain."""
_SVARES: Mapping[Spoersmaal, str] = {
    Spoersmaal.UTFALL: "--virkning VIRKNING",
    Spoersmaal.SVAR: "--svar SVAR",
    Spoersmaal.GRUNN: "--grunn BOKSTAV",
    Spoersmaal.SAMTYKKE: "--samtykke ikke-spurt",
    Spoersmaal.ELEVENS_STEMME: '--elevens-stemme "…"',
    Spoersmaal.TRYGT: "--trygt SVAR",
    Spoersmaal.ETTERKONTROLL: "--etterkontroll ÅÅÅÅ-MM-DD",
    Spoersmaal.NOTAT: '--notat "…"',
    Spoersmaal.MED: "--med ROLLE",
}
"""How each question of a step is answered; a word in capitals is for the person to choose."""


class _Steg(dict[str, str]):
    """What a command is filled with: what is told, else the step that means the word.

    Where the plan does not have the case's chain, the meaning itself is the best word there is.
    """

    def __init__(self, kjede: Handlingskjede | None, told: Mapping[str, str]) -> None:
        super().__init__(told)
        self._kjede = kjede

    def __missing__(self, key: str) -> str:
        if self._kjede is None:
            return key
        code = code_for(self._kjede, Betydning(key))
        if code is None:
            raise KeyError(key)
        return code


def med_steg(command: str, kjede: Handlingskjede | None, **told: str) -> str:
    """Fill the places of a command by the chain, and those that are ``told``.

    Raises ValueError for a place that is neither, and KeyError for a step that the chain lacks: our
    own fault. A document asks the chain by meaning first, and asks for nothing that it does not have.
    """
    return command.format_map(_Steg(kjede, told))


def som_kan_kjoeres(
    command: str, kjede: Handlingskjede | None, skrevet: Collection[str] | None = None
) -> str:
    """Return a command that is not refused: with all that its step asks for, and nothing put right that is not there.

    ``skrevet`` are the steps of the entries that the case has; None where nothing is to be put right.
    """
    verb, _, rest = command.partition(" SAK ")
    code, space, options = rest.partition(" ")
    if verb == "rett" and skrevet is not None and _is_step(kjede, code) and code not in skrevet:
        verb, options, space = "registrer", f"--dato ÅÅÅÅ-MM-DD {options}", " "
    if verb != "registrer":
        return command
    asked = " ".join(each for each in _asked(kjede, code) if each.split(" ")[0] not in options)
    return f"{verb} SAK {code}{space}{options}{' ' if asked else ''}{asked}"


def _is_step(kjede: Handlingskjede | None, code: str) -> bool:
    return code == FELLES_MOETE or (kjede is not None and kjede.find(code) is not None)


def _asked(kjede: Handlingskjede | None, code: str) -> Iterator[str]:
    steg = kjede.find(code) if kjede is not None else None
    for each in steg.spoer_om if steg else ():
        yield _SVARES[each]


PLANPLIKTEN = "aktivitetsplikt"
"""The law reference that demands a plan in writing; a chain that rests on another makes it as the school's."""
_LOVENS = "§ 12-4"


def plan_mangel(
    sak: str, felt: str, skjermet_for: frozenset[str], kjede: Handlingskjede | None
) -> Mangel:
    """Return the lack of one field of the plan; the fields are the keys of ``PLANKRAV``."""
    kode, command = PLANKRAV[felt]
    hears = kjede.meaning(Betydning.ELEVEN_HOERT) if kjede else ()
    samtalen = hears[0].steg if hears else "samtale"
    filled = som_kan_kjoeres(med_steg(command, kjede, samtalen=samtalen), kjede)
    return grunnet(som_fylles_med(kode, felt, filled, sak, skjermet_for), kjede)


def etter_loven(kjede: Handlingskjede | None) -> bool:
    """Tell whether the law demands a plan in a case of the chain; one that is not known is held to it."""
    return kjede is None or kjede.hjemmel == PLANPLIKTEN


def grunnet(lack: Mangel, kjede: Handlingskjede | None) -> Mangel:
    """Return a lack with the ground it has in the chain: § 12-4 asks nothing of a case that is not under it."""
    law = kode_for(lack.kode).hjemmel or ""
    return (
        lack
        if etter_loven(kjede) or not law.startswith(_LOVENS)
        else replace(lack, av_skolens_plan=True)
    )


def belongs_to_plan(kode: str) -> bool:
    """Tell whether a demand is one of what the plan itself must say: § 12-4 a-e, and §§ 10-1 and 10-2."""
    demand = kode_for(kode)
    return "bokstav" in (demand.hjemmel or "") or "§ 10-" in (demand.hjemmel or "")


def evalueringsdag_mangel(sak: str, tiltak: str, nummer: int) -> Mangel:
    """Return the lack of a day on which a measure is evaluated."""
    command = f'sosialplan tiltak endre {sak} {tiltak} --evalueres {DAG} --hvorfor "…"'
    return mangel("U115", f"tiltak {nummer}: evalueres", command, _tiltak(nummer))


def evaluering_mangel(sak: str, tiltak: str, nummer: int, dato: str) -> Mangel:
    """Return the lack of an evaluation whose day has passed."""
    command = (
        f"sosialplan tiltak evaluer {sak} {tiltak} --gjennomført ja --virkning delvis"
        f' --elev "…" --neste {DAG}'
    )
    lack = mangel("U116", f"tiltak {nummer}: evaluering", command, _tiltak(nummer), dato=dato)
    return replace(lack, ellers=dato)


def hoerer_mangel(sak: str, id_: str | None) -> Mangel:
    """Return that nobody wrote who heard the pupil: in an entry, or in the plan's own text without ``id_``."""
    command = f"rett {sak} {id_} --av ROLLE" if id_ else f"tiltak plan {sak} --elevens-stemme-hørt-av ROLLE"  # fmt: skip
    where: TreePath = ("hendelser",) if id_ else ("aktivitetsplan",)
    return mangel("U126", "elevens_stemme_hørt_av", f"sosialplan {command}", where)


def _tiltak(nummer: int) -> TreePath:
    return ("aktivitetsplan", "tiltak", nummer - 1)
