"""What is wrong with a planmappe, its git and its last writer."""

from collections.abc import Iterator

from sosialplan.model.mappeinnhold import (
    Avbrutt,
    Gittilstand,
    Kopialder,
    Mappetilstand,
    Sjekkfunn,
    Skriving,
)
from sosialplan.tekster.koder.sjekk import SJEKK

OLDEST_GIT = (2, 31)
"""The first that tells of both sides of a merge in one call (``log --diff-merges``)."""
LITTLE_SPACE = 100
"""Megabytes: fewer than this is told of."""
MENDED = frozenset(
    {"D805", "D806", "D811", "D812", "D813", "D814", "D815", "D824", "D830", "D837", "D838"}
)
"""What ``--reparer`` mends."""
_NAMED = 5
"""So many files at most are named."""
_CUT_OFF = {Avbrutt.FERDIG: "D811", Avbrutt.ENDRET: "D812", Avbrutt.ULESELIG: "D813"}


def check_folder(tilstand: Mappetilstand) -> tuple[Sjekkfunn, ...]:
    """Return what is wrong, the folder first."""
    return tuple(_funn(code, values) for code, values in _all(tilstand))


_Found = Iterator[tuple[str, dict[str, str]]]


def _all(tilstand: Mappetilstand) -> _Found:
    yield from _check_program(tilstand)
    yield from _check_disk(tilstand)
    if tilstand.git is not None:
        yield from _check_writer(tilstand.git)
        yield from _check_git(tilstand.git)
        yield from _check_settings(tilstand, tilstand.git)
    if tilstand.kopi is not None:
        yield from _check_backup(tilstand.kopi)


def _check_program(tilstand: Mappetilstand) -> _Found:
    version = tilstand.git_versjon
    if version is None:
        yield "D801", {}
        return
    if version < OLDEST_GIT:
        yield "D802", {"versjon": _dotted(version), "minst": _dotted(OLDEST_GIT)}
    elif tilstand.skadde:
        yield "D830", {"deler": ", ".join(tilstand.skadde)}
    elif tilstand.git is None:
        yield "D803", {}


def _check_disk(tilstand: Mappetilstand) -> _Found:
    if tilstand.laaste_mapper:
        yield "D807", {"mapper": ", ".join(tilstand.laaste_mapper)}
    if tilstand.ledig < LITTLE_SPACE:
        yield "D808", {"ledig": str(tilstand.ledig)}
    if tilstand.rester:
        yield "D814", {"antall": str(tilstand.rester)}
    if tilstand.skjema:
        yield "D837", {"antall": str(len(tilstand.skjema))}


def _check_backup(kopi: Kopialder) -> _Found:
    if kopi.grense and kopi.dager > kopi.grense:
        values = {"dager": str(kopi.dager), "grense": str(kopi.grense)}
        if kopi.siste is None:
            yield "D870", values
        else:
            yield "D871", {**values, "siste": f"{kopi.siste:%d.%m.%Y}"}


def _check_writer(git: Gittilstand) -> _Found:
    if git.stengt_laas:
        yield "D836", {}
    if git.ugyldig_laas:
        yield "D839", {}
    if git.skriver is not None:
        yield "D816", {"hvem": git.skriver}
    if git.drept is not None:
        yield "D815", {"kommando": git.drept}
    if git.skriving is not None:
        yield _cut_off(git.skriving)
    if git.sletting is not None:
        yield "D872", {"sak": git.sletting}


def _cut_off(skriving: Skriving) -> tuple[str, dict[str, str]]:
    return _CUT_OFF[skriving.slag], {"kommando": skriving.kommando, "når": skriving.naar}


def _check_git(git: Gittilstand) -> _Found:
    if git.i_gang is not None:
        yield "D821", {"hva": git.i_gang[0], "ut": git.i_gang[1]}
    if git.konflikter:
        yield "D822", {"filer": _named(git.konflikter)}
    if git.loesrevet and git.i_gang is None:
        yield "D823", {"gren": git.gren}
    if git.etterlatte_laaser:
        yield "D824", {"låser": ", ".join(git.etterlatte_laaser)}
    if git.andre_laaser:
        yield "D825", {"låser": ", ".join(git.andre_laaser)}
    yield from _check_history(git)
    if git.ulagret:
        yield "D828", {"antall": str(git.ulagret)}


def _check_history(git: Gittilstand) -> _Found:
    if git.skadet:
        yield "D826", {}
    if git.registre:
        yield "D838", {"hva": ", ".join(git.registre)}
    if git.fremmede:
        yield "D831", {"filer": _named(git.fremmede)}
    if git.usette:
        yield "D832", {"filer": " ".join(git.usette)}
    if git.grunn:
        yield "D827", {}
    if git.delvis:
        yield "D833", {}


def _check_settings(tilstand: Mappetilstand, git: Gittilstand) -> _Found:
    if not git.identitet:
        yield "D804", {}
    if git.uten_noekkel is not None:
        yield "D829", {"hvorfor": git.uten_noekkel[0], "råd": git.uten_noekkel[1]}
    if git.medbrakt:
        yield "D834", {"hva": "; ".join(git.medbrakt)}
    if git.medbrakt_godtatt:
        yield "D835", {"hva": "; ".join(git.medbrakt_godtatt)}
    for sted, hva in git.attributter:
        yield "D840", {"sted": sted, "hva": ", ".join(hva)}
    if git.innstillinger:
        yield "D805", {"navn": ", ".join(git.innstillinger)}
    for file, count in tilstand.mangler:
        yield "D806", {"fil": file, "antall": str(count)}


def _named(files: tuple[str, ...]) -> str:
    return ", ".join(files[:_NAMED]) + " …" * (len(files) > _NAMED)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def _funn(code: str, values: dict[str, str]) -> Sjekkfunn:
    kind = next(each for each in SJEKK if each.code == code)
    return Sjekkfunn(
        kode=code,
        nivaa=kind.level,
        melding=kind.message.format_map(values),
        raad=kind.cure.format_map(values),
        kan_rettes=code in MENDED,
    )
