"""What a municipality's IT asks of a planmappe first: where it lies, who can read it, and what the disk is."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sosialplan.model.mappeinnhold import Sjekkfunn
from sosialplan.model.omgivelser import Kryptering, Mappested, Omgivelser, Utskriftsbilde, Vakt
from sosialplan.rules.plassering import andre_leser, kryptering, nettverksdisk, tjeneste
from sosialplan.tekster.koder.sjekk import PERSONVERN

MENDED = frozenset({"D861"})
"""What ``--reparer`` mends."""
COPIED_ELSEWHERE = frozenset({"D851", "D852"})
"""What is told already when the folder is made: before anything stands in it."""
_IN_CLEAR = frozenset({"http", "git", "ftp"})
_HOW = {"linux": "LUKS", "darwin": "FileVault", "win32": "BitLocker"}
_ASK = {
    "linux": "lsblk -o NAME,TYPE,MOUNTPOINTS («crypt» over disken er LUKS)",
    "darwin": "fdesetup status",
    "win32": "manage-bde -status (i et vindu som administrator)",
}
_UNPROTECTED = {Kryptering.NEI: "D859", Kryptering.UKJENT: "D860"}
_DRIVE = 2
_NAMED = 10
"""So many files at most are named."""
_Found = Iterator[tuple[str, dict[str, str]]]


def check_surroundings(omgivelser: Omgivelser) -> tuple[Sjekkfunn, ...]:
    """Return what a person who answers for privacy must know. What cannot be told is said to be unknown."""
    return tuple(_funn(code, values) for code, values in _all(omgivelser))


def _all(omgivelser: Omgivelser) -> _Found:
    if not omgivelser.vern:
        yield "D850", {}
    elif not omgivelser.noednoekkel:
        yield "D866", {}
    if omgivelser.vern and omgivelser.aapen_historikk:
        yield "D867", {}
    yield from _check_places(omgivelser)
    yield from _check_shared(omgivelser)
    if not omgivelser.signert:
        yield "D855", {}
    yield from _check_readers(omgivelser)
    yield from _check_disk(omgivelser)
    yield from _check_watch(omgivelser.vakt)
    yield from _check_documents(omgivelser.utskrifter)


def _check_places(omgivelser: Omgivelser) -> _Found:
    places = (*omgivelser.steder, *_shared_folders(omgivelser))
    told = set[tuple[str, str]]()
    for each in places:
        service = tjeneste(each, omgivelser.synkroter)
        found = ("D851", service) if service else ("D852", "") if nettverksdisk(each) else None
        if found and found not in told:
            told.add(found)
            yield found[0], {"hva": each.hva, "tjeneste": found[1]}


def _shared_folders(omgivelser: Omgivelser) -> Iterator[Mappested]:
    """Yield the shared copies that are folders on this machine, by the words of their addresses."""
    for address in omgivelser.fjern or ():
        path = address.removeprefix("file://")
        if "://" not in path and ("/" in path or "\\" in path) and not _is_ssh(path):
            parts = path.replace("\\", "/").split("/")
            yield Mappested("Den felles kopien", ("/", *(each for each in parts if each)))


def _is_ssh(address: str) -> bool:
    """Tell whether an address is ``host:path``; a drive letter is no host."""
    host, colon, _ = address.partition(":")
    return bool(colon) and "/" not in host and len(host) >= _DRIVE


def _check_shared(omgivelser: Omgivelser) -> _Found:
    if omgivelser.fjern is None:
        return  # without git there is more to say first: D803
    if not omgivelser.fjern:
        yield "D853", {}
    kinds = {urlsplit(each).scheme.lower() for each in omgivelser.fjern if "://" in each}
    for kind in sorted(kinds & _IN_CLEAR):
        yield "D854", {"slag": kind}


def _check_readers(omgivelser: Omgivelser) -> _Found:
    lesbar = omgivelser.lesbar
    if lesbar.filer or lesbar.historikk:
        what = [f"filer: {lesbar.filer}"] if lesbar.filer else []
        if lesbar.historikk:
            what.append("hele historikken i .git")
        yield "D856", {"hva": ", og ".join(what)}
    elif omgivelser.system == "win32":
        others = andre_leser(lesbar.sddl or "")
        if others is None:
            yield "D858", {}
        elif others:
            yield "D857", {}


def _check_disk(omgivelser: Omgivelser) -> _Found:
    values = {
        "hvordan": _HOW.get(omgivelser.system, "disken"),
        "spør": _ASK.get(omgivelser.system, "den som har satt opp maskinen"),
    }
    code = _UNPROTECTED.get(kryptering(omgivelser))
    if code is not None:
        yield code, values


def _check_watch(vakt: Vakt) -> _Found:
    if vakt is Vakt.MANGLER:
        yield "D861", {}
    elif vakt is not Vakt.PAA:
        yield "D862", {"hvorfor": vakt.value}


def _check_documents(bilde: Utskriftsbilde) -> _Found:
    for code, files in (("D863", bilde.i_ut), ("D864", bilde.utenfor), ("D865", bilde.sporet)):
        if files:
            yield code, {"filer": _named(files), "dager": str(bilde.dager)}


def _named(files: Sequence[str]) -> str:
    more = f" og {len(files) - _NAMED} til" if len(files) > _NAMED else ""
    return ", ".join(files[:_NAMED]) + more


def _funn(code: str, values: dict[str, str]) -> Sjekkfunn:
    kind = next(each for each in PERSONVERN if each.code == code)
    return Sjekkfunn(
        kode=code,
        nivaa=kind.level,
        melding=kind.message.format_map(values),
        raad=kind.cure.format_map(values),
        kan_rettes=code in MENDED,
    )
