"""``tilgang legg-til|signering``: change who signs. Nothing is ever taken out of the file."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Errand,
    Put,
    carry_out,
)
from sosialplan.commands.skrivebordet.signering import (
    last_known,
    read_access,
    sign_as_needed,
    staff_of,
)
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path, member
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import path_to
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Noekkel, Signering, Tilgang
from sosialplan.reading import NotRead, brought_text, read_bytes
from sosialplan.rules.tillit.fullmakt import (
    Offentlig,
    fingerprint,
    holds,
    is_private,
    leadership_signs,
    must_sign,
    read_key,
)
from sosialplan.rules.tillit.signaturkjede import after
from sosialplan.views.datoer import kort_dato

_PAIR = "Lag et nøkkelpar med: ssh-keygen -t ed25519"


def legg_til(run: Run, person: str, fil: Path, *, fra: date | None, e_post: str | None) -> int:
    """Add a person's public key."""
    key = _public_key(fil)

    def work(desk: Desk) -> Errand:
        tilgang = read_access(desk.folder)
        navn = member(desk, person)
        known = [each for each in tilgang.noekler if fingerprint(each) == key.fingeravtrykk]
        if any(each.sperret_fra is None for each in known):
            raise ExpectedFailure("Nøkkelen er lagt inn før.", "Se: sosialplan tilgang")
        new = Noekkel(
            id=run.new_id(),
            person=navn,
            e_post=e_post,
            noekkel=key.tekst,
            gjelder_fra=fra or run.i_dag,
        )
        told = f"Nøkkelen er for {new.person}. Fingeravtrykk: {key.fingeravtrykk}"
        return access_errand(
            desk,
            [Added(access_path(desk), path_to(Tilgang.noekler), new)],
            f"Nøkkel {new.id} gjelder fra {kort_dato(new.gjelder_fra)}.",
            lambda _: run.terminal.note(told),
        )

    return carry_out(run, work)


def _brought(path: Path) -> str | None:
    try:
        return brought_text(read_bytes(path))
    except (OSError, NotRead):
        return None


def _public_key(path: Path) -> Offentlig:
    """Read a public key. Raises ExpectedFailure; of a private one nothing is repeated."""
    text = _brought(path)
    if text is None or not text.strip():
        raise ExpectedFailure(
            "Filen med nøkkelen kan ikke leses.", f"Sjekk navnet. Den slutter på .pub. {_PAIR}"
        )
    if is_private(text):
        raise ExpectedFailure(
            "Dette er en PRIVAT nøkkel. Den skal aldri legges inn noe sted, og aldri deles.",
            "Bruk filen ved siden av, med samme navn og .pub på slutten.",
        )
    key = read_key(text)
    if key is None:
        raise ExpectedFailure(
            "Filen har ikke en offentlig ssh-nøkkel, eller den er ikke hel.",
            f"Filen slutter på .pub og har én linje. {_PAIR}",
        )
    if not key.trygg:
        raise ExpectedFailure("Nøkkelen er av et slag som er for lett å forfalske.", _PAIR)
    return key


def signering(run: Run, *, paa: bool, fra: date | None) -> int:
    """Turn signing on or off from and including a day."""

    def work(desk: Desk) -> Errand | int:
        tilgang = read_access(desk.folder)
        new = Signering(gjelder_fra=fra or run.i_dag, paa=paa)
        known = after(last_known(desk.depot), tilgang, run.now.date())
        if must_sign(known, new.gjelder_fra) == paa:
            run.terminal.note(f"Signering er {'på' if paa else 'av'} fra før.")
            return FINE
        if paa and not any(holds(each, new.gjelder_fra) for each in tilgang.noekler):
            raise ExpectedFailure(
                "Ingen har en nøkkel som gjelder den dagen.",
                'Legg inn din egen først: sosialplan tilgang legg-til "NAVN" FIL.pub',
            )
        change = _with_signing(desk, tilgang, new)
        soon = replace(tilgang, signering=(*_others(tilgang, new), new))
        config = read_config(desk.depot.root)
        sign_as_needed(run, desk.folder, desk.depot, config, soon=soon)
        said = f"Signering er {'på' if paa else 'av'} fra {kort_dato(new.gjelder_fra)}."
        return access_errand(desk, [change], said, lambda _: _tell_who_lacks(desk, tilgang, new))

    return carry_out(run, work)


def _others(tilgang: Tilgang, new: Signering) -> list[Signering]:
    return [each for each in tilgang.signering if each.gjelder_fra != new.gjelder_fra]


def _with_signing(desk: Desk, tilgang: Tilgang, new: Signering) -> Added | Put:
    same = [i for i, each in enumerate(tilgang.signering) if each.gjelder_fra == new.gjelder_fra]
    if same:
        return Put(access_path(desk), path_to(Tilgang.signering, same[0], Signering.paa), new.paa)
    return Added(access_path(desk), path_to(Tilgang.signering), new)


def _tell_who_lacks(desk: Desk, tilgang: Tilgang, new: Signering) -> None:
    """Say who at the school has no key: they cannot write from that day."""
    valid = [each for each in tilgang.noekler if holds(each, new.gjelder_fra)]
    lacking = [
        each.navn
        for each in desk.mappe.plan.skole.personer
        if not any(alike(each.navn, key.person) for key in valid)
    ]
    if new.paa and lacking:
        desk.run.terminal.note(f"Uten nøkkel, og kan ikke lagre da: {', '.join(lacking)}.")
    ledere = staff_of(desk.depot).ledere
    if new.paa and not leadership_signs(tilgang, ledere, new.gjelder_fra):
        desk.run.terminal.note(
            "Ingen i ledelsen har en nøkkel. Til de har det, kan alle som skriver under, legge inn nøkler "
            "i andres navn."
        )
