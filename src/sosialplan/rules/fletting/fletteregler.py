"""What tells the items of each list apart when two texts are merged, and what two sides do not agree on."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import Steder, samlet
from sosialplan.model.felter.listefelt import I_KLASSELISTEN
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.importkart import Importkart
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok, Moeteplan
from sosialplan.model.oppslagsverk import Begreper, Maalliste, Navnebok, Partnere, VageOrd
from sosialplan.model.planpakke import Planpakke
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Fil, Konflikt, Value
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Skolerute, Valgliste
from sosialplan.model.sletting import Slettede
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.visninger import Visninger

Sted = tuple[str, ...]
"""The way to a place: keys, and of a list what tells its items apart."""

_FIRST, _REST = "abcdefghjkmnpqrstvwxyz", "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 8


class Uenighet(Value, frozen=True):
    """One place and two values; ``ellers`` is None where one side took it away."""

    sted: Sted
    staar: Any
    ellers: Any


def sagt(tree: Any) -> str:
    """Return what a tree says, as a text that is the same for the same content."""
    import json  # noqa: PLC0415 - the log asks for the rules, and puts nothing together

    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def staar_foran(tree: Any) -> tuple[bool, bool, str]:
    """Return the rank by which one of two values stands in the file until a person has chosen.

    Something before nothing, yes before no, and of two days the earlier: what is then seen
    first is what must not be missed.
    """
    return tree is None, tree is False, sagt(tree)


def konflikt_av(uenighet: Uenighet, etter: Iterable[str] = ()) -> Konflikt:
    """Return the conflict. ``etter`` are the ids of solved ones at the place, which this follows."""
    said = [list(uenighet.sted), uenighet.staar, uenighet.ellers, sorted(etter)]
    return Konflikt(
        id=id_av(said), sted=uenighet.sted, staar=uenighet.staar, ellers=uenighet.ellers
    )


def id_av(tree: Any) -> str:
    """Return eight characters that follow from the content alone; the first is a letter."""
    number = int.from_bytes(sha256(sagt(tree).encode("utf-8", "surrogatepass")).digest())
    number, first = divmod(number, len(_FIRST))
    found = _FIRST[first]
    while len(found) < _LENGTH:
        number, each = divmod(number, len(_REST))
        found += _REST[each]
    return found


def er_under(sted: Sted, steder: Collection[Sted]) -> bool:
    """Tell whether one of the places is this one or lies under it."""
    return any(each[: len(sted)] == sted for each in steder)


ID = "id"
KONFLIKTER = "konflikter"


class Fletteregel(Value, frozen=True):
    """How one kind of file is merged.

    ``skilles_paa`` is the field that tells a list's items apart; ``hele`` are values that were
    written at once and are never put together of two. ``gjelder`` are the fields that say what the
    whole file is about: texts that differ there are two files.
    """

    skilles_paa: Mapping[str, str]
    hele: frozenset[str] = frozenset()
    gjelder: tuple[str, ...] = ()

    def felt(self, liste: str) -> str | None:
        """Return the field that tells the items of a list apart."""
        return ID if liste == KONFLIKTER else self.skilles_paa.get(liste)


def steg_til(tree: Any, felt: str | None) -> list[str]:
    """Return what tells the entries of a map or a list apart, in their order.

    In a list that is the field's value, or else all that the item says. What was met before is
    counted.
    """
    if isinstance(tree, dict):
        return list(tree)
    found, times = [], Counter[str]()
    for item in tree:
        value = item.get(felt) if isinstance(item, dict) and felt is not None else item
        key = value if isinstance(value, str) else sagt(item)
        times[key] += 1
        found.append(f"{key} ({times[key]})" if times[key] > 1 else key)
    return found


def vei_til(tree: Any, sted: Sted, regel: Fletteregel) -> TreePath | None:
    """Return the way through a tree to a place; None where it is not there (any more)."""
    vei: TreePath = ()
    liste: tuple[str, ...] = ()
    for each in sted:
        if not isinstance(tree, dict | list):
            return None
        steg = steg_til(tree, regel.felt(".".join(liste)))
        if each not in steg:
            return None
        if isinstance(tree, dict):
            tree, vei, liste = tree[each], (*vei, each), (*liste, each)
        else:
            place = steg.index(each)
            tree, vei = tree[place], (*vei, place)
    return vei


def ved(tree: Any, vei: TreePath) -> Any:
    """Return the node that a way leads to."""
    for step in vei:
        tree = tree[step]
    return tree


def _av(steder: Steder, gjelder: tuple[str, ...]) -> Fletteregel:
    """Return the rule of a kind of file whose fields stand in a table."""
    felt = dict(samlet(steder))
    return Fletteregel(
        {sted: linje.skilles_paa for sted, linje in felt.items() if linje.skilles_paa},
        frozenset(sted for sted, linje in felt.items() if linje.hel),
        gjelder,
    )


REGLER: Mapping[type[Fil], Fletteregel] = {
    Sak: _av(I_SAKEN, ("sak",)),
    Klassefravaer: _av(I_FRAVAERET, ("klasse", "skoleår")),
    Moetebok: _av(I_MOETEBOKEN, ("skoleår",)),
    Innboksmelding: _av(I_INNBOKSEN, ()),
    Klasseliste: _av(I_KLASSELISTEN, ("klasse", "skoleår")),
    Skole: Fletteregel(
        {
            "verdier": "verdi",
            "klasser": "klasse",
            "roller": "rolle",
            "tjenester": "tjeneste",
            "personer": "navn",
            "kategorier": "kategori",
            "innstillinger": "innstilling",
            "innstillinger.verdier": "gjelder_fra",
        }
    ),
    Valgliste: Fletteregel({"valg": "valg", "valg.lesninger": "lesning"}),
    Handlingskjede: Fletteregel({"steg": "steg"}, frozenset({"eskalering"}), ("kjede",)),
    Fristregler: Fletteregel({"regler": "regel", "regler.versjoner": "gjelder_fra"}),
    Hjemler: Fletteregel({"hjemler": "hjemmel", "hjemler.versjoner": "gjelder_fra"}),
    Fravaerstrapp: Fletteregel({"trinn": "trinn"}),
    Aarshjul: Fletteregel(
        {
            "seksjoner": "seksjon",
            "perioder": "periode",
            "aktiviteter": ID,
            "aktiviteter.temaer": "tema",
        }
    ),
    Moeteplan: Fletteregel({"plikter": "møte", "møter": "møte"}),
    Skolerute: Fletteregel({"fri": "navn", "kanskje_fri": "navn"}, gjelder=("skoleår",)),
    Begreper: Fletteregel(
        {
            "begreper": "begrep",
            "begreper.definisjoner": "kilde",
            "nivåmodeller": "modell",
            "nivåmodeller.nivåer": "nivå",
            "god_praksis": "praksis",
            "kjennskap": "kjennskap",
            "tiltaksforslag": "forslag",
        }
    ),
    Partnere: Fletteregel({"partnere": "partner", "partnere.kan_be_om": "hva"}),
    Maalliste: Fletteregel({"mål": "kode", "i_ord": "kode"}),
    Importkart: Fletteregel(
        {"fravær.koder": "kode", "kart": "navn", "kart.kart.koder": "kode"},
        frozenset({"fravær.kolonner.elev", "kart.kart.kolonner.elev"}),
    ),
    Tilgang: Fletteregel(
        {
            "nøkler": ID,
            "signering": "gjelder_fra",
            "vern": "gjelder_fra",
            "lesenøkler": ID,
            "lesenøkler.bekreftet": "person",
            "navngitt": ID,
        }
    ),
    Navnebok: Fletteregel({"navneformer": "navn"}),
    Visninger: Fletteregel({"visninger": "navn"}),
    Slettede: Fletteregel({"slettet": "sak"}),
    Planpakke: Fletteregel({"filer": "fil", "roller": "pakkens"}, frozenset({"pakke"})),
    VageOrd: Fletteregel({"eiere": "bedre", "tiltak": "bedre"}),
}
"""Each kind of file."""
