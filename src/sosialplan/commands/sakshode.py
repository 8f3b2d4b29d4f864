"""``sak endre|involver``: what stands at the head of a case put right, and other pupils of it told of."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from sosialplan.commands.klasselister.elevvalg import require_name
from sosialplan.commands.klasselister.klassebok import read_guardian, tell_of_number
from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.saksaapning import known_employees
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Put, carry_out, of_case
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_text, asked_word, words
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.elev import Flagg, Foresatt
from sosialplan.model.failure import WrongUsage
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.sak import Elev, Involvert, Sak
from sosialplan.model.skrivemaate import alike, same_pupil

Told = Mapping[str, Any]
"""What was typed, by the name of the field; a list of what comes is called as its field, of what goes ``fjern_…``."""
_ASKED = {
    "navn": "Elevens navn slik det skal stå:",
    "klasse": "Klassen, som 8B:",
    "kategori": "Hva handler det også om?",
    "foresatt": "Foresatt: navn; relasjon; telefon; e-post",
    "flagg": f"Merke ({', '.join(Flagg)}):",
    "beskrivelse": "Hva er sett og hørt?",
    "arkivsak": "Nummeret i arkivet, som 2026/1234:",
}


def endre(run: Run, typed: str, told: Told) -> int:
    """Put the head of a case right. Raises WrongUsage where nothing is said of it and nobody can be asked."""
    said: Told = {name: value for name, value in told.items() if value} or _ask(run)

    def work(desk: Desk) -> Errand | int:
        sak = desk.case(typed).value
        changes = list(_changes(desk, sak, said))
        if not changes:
            run.terminal.note("Slik står det fra før. Ingenting er endret.")
            return FINE
        errand = of_case(desk, sak.sak, changes, f"Sak {sak.sak} er endret: {_in_words(said)}.")
        for each in _besides(desk, sak, said):
            run.terminal.note(each)
        return errand

    return carry_out(run, work)


def _ask(run: Run) -> Told:
    if not run.terminal.interactive:
        raise WrongUsage(
            "Mangler det som skal endres.",
            "Si minst ett, som --navn, --klasse, --kategori, --foresatt eller --flagg: sosialplan sak endre --help",
        )
    fields = Spoerring(f"Hva skal endres? ({', '.join(_ASKED)})", valg=words(_ASKED))
    what = asked_word(run, fields, "feltet")
    value = asked_text(run, Spoerring(_ASKED[what], mest=TEXT))
    return {what: value if what in {"navn", "klasse", "beskrivelse", "arkivsak"} else [value]}


def _in_words(said: Told) -> str:
    words = []
    for name, value in said.items():
        if name == "gjelder_ansatt":
            words.append("hvilken ansatt den gjelder")
            continue
        verb = "uten " if name.startswith("fjern_") else ""
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        field = name.removeprefix("fjern_")
        words.append(f"{verb}{field}" if field == "beskrivelse" else f"{verb}{field} «{shown}»")
    return ", ".join(words)


def _changes(desk: Desk, sak: Sak, said: Told) -> Iterator[Change]:
    path, plan = desk.folder.case_path(sak.sak), desk.mappe.plan

    def put(where: TreePath, value: Any, stood: Any) -> Iterator[Change]:
        if value is not None and value != stood:
            yield Put(path, where, value)

    elev = sak.elev
    klasse = said.get("klasse")
    if klasse is not None:
        klasse = known_word(klasse, [each.klasse for each in plan.skole.klasser], "klassen")
    require_name(said.get("navn") or elev.navn)
    yield from put(path_to(Sak.elev, Elev.navn), _plain(said.get("navn")), elev.navn)
    yield from put(path_to(Sak.elev, Elev.klasse), klasse, elev.klasse)
    yield from put(path_to(Sak.elev, Elev.foedselsaar), said.get("fødselsår"), elev.foedselsaar)
    yield from put(path_to(Sak.arkivsak), _plain(said.get("arkivsak")), sak.arkivsak)
    yield from put(path_to(Sak.beskrivelse), said.get("beskrivelse"), sak.beskrivelse)
    known = [each.kategori for each in plan.skole.kategorier]
    words = [known_word(each, known, "kategorien") for each in said.get("kategori", ())]
    gone = [known_word(each, known, "kategorien") for each in said.get("fjern_kategori", ())]
    yield from _list(desk, sak, path_to(Sak.kategorier), sak.kategorier, words, gone, "kategorier")
    flags = [each.value for each in elev.flagg]
    yield from _list(
        desk, sak, path_to(Sak.elev, Elev.flagg), flags, said.get("flagg", ()), said.get("fjern_flagg", ()), "flagg"
    )  # fmt: skip
    yield from _guardians(desk, sak, said)
    about = known_employees(plan, said.get("gjelder_ansatt"))
    if about is not None and about != sak.gjelder_ansatt:
        yield Put(path, path_to(Sak.gjelder_ansatt), to_tree(about))


def _plain(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _list(
    desk: Desk,
    sak: Sak,
    where: TreePath,
    stood: Sequence[str],
    more: Sequence[str],
    less: Sequence[str],
    what: str,
) -> Iterator[Change]:
    """Yield a list of words with some that come and some that go. Raises WrongUsage for one that is not there."""
    absent = [each for each in less if each not in stood]
    if absent:
        raise WrongUsage(
            f"Saken har ikke {', '.join(absent)}. Ingenting er endret.",
            f"Saken har disse ({what}): {', '.join(stood) or 'ingen'}",
        )
    new = [each for each in dict.fromkeys((*stood, *more)) if each not in less]
    if new != [*stood]:
        yield Put(desk.folder.case_path(sak.sak), where, new)


def _guardians(desk: Desk, sak: Sak, said: Told) -> Iterator[Change]:
    """Yield guardians that come, what is new of those who stand there, and last those who go."""
    path, where = desk.folder.case_path(sak.sak), path_to(Sak.elev, Elev.foresatte)
    known = sak.elev.foresatte
    for text in said.get("foresatt", ()):
        new = read_guardian(text)
        tell_of_number(desk.run, new)
        place = next((i for i, each in enumerate(known) if alike(each.navn, new.navn)), None)
        if place is None:
            yield Added(path, where, new)
            continue
        for field, value, stood in (
            (Foresatt.relasjon, new.relasjon, known[place].relasjon),
            (Foresatt.kontakt, new.kontakt, known[place].kontakt),
        ):
            if value and value != stood:
                yield Put(path, (*where, place, *path_to(field)), value)
    gone = [_guardian(sak, navn) for navn in said.get("fjern_foresatt", ())]
    yield from (Put(path, (*where, place), None) for place in sorted(set(gone), reverse=True))


def _guardian(sak: Sak, navn: str) -> int:
    known = sak.elev.foresatte
    place = next((i for i, each in enumerate(known) if alike(each.navn, navn)), None)
    if place is None:
        raise WrongUsage(
            "Saken har ingen foresatt med det navnet. Ingenting er endret.",
            f"Saken har: {', '.join(each.navn for each in known) or 'ingen'}",
        )
    return place


def _besides(desk: Desk, sak: Sak, said: Told) -> Iterator[str]:
    """Yield what else bears the pupil's old name or class, and whose archive number this is already."""
    if said.get("arkivsak"):
        yield from _same_number(desk, sak, str(_plain(said["arkivsak"])))
    if not {"navn", "klasse"} & said.keys():
        return
    navn, klasse = sak.elev.navn, sak.elev.klasse
    others = [
        each.hode.sak
        for each in desk.mappe.saker
        if each.hode.sak != sak.sak and same_pupil(each.hode.elev.navn, navn)
    ]
    if others:
        yield f"Eleven har også sak {', '.join(others)}. Endre der: sosialplan sak endre {others[0]}"
    pupils = [
        one
        for each in desk.mappe.fravaer
        if each.value.klasse == klasse
        for one in each.value.elever
    ]
    if any(one.sak == sak.sak or same_pupil(one.elev, navn) for one in pupils):
        yield (
            "Fraværet er ført på navnet og klassen som var, og blir stående der. Byttet eleven klasse: "
            "sosialplan fravær bytt-klasse"
        )


def _same_number(desk: Desk, sak: Sak, arkivsak: str) -> Iterator[str]:
    """Yield the cases of other pupils that stand with this number: a letter would be filed with another's."""
    for each in desk.mappe.saker:
        other = each.value
        if other.arkivsak == arkivsak and not same_pupil(other.elev.navn, sak.elev.navn):
            yield (
                f"Sak {other.sak} handler om en annen elev og har samme nummer i arkivet. Er det feil, så skriv det "
                f"riktige: sosialplan sak endre {sak.sak} --arkivsak NUMMER"
            )


def involver(run: Run, typed: str, told: Told) -> int:
    """Tell of another pupil by an alias, or put right what stands of one. Raises WrongUsage."""
    said = {name: _plain(value) for name, value in told.items() if value}
    if not said and not run.terminal.interactive:
        raise WrongUsage(
            "Mangler --navn, --alias eller --rolle.",
            f'Skriv: sosialplan sak involver {typed} --navn "FORNAVN ETTERNAVN" --klasse 8B --rolle "var med"',
        )
    if not said:
        said = _ask_pupil(run)
    if said.get("navn"):
        require_name(str(said["navn"]))

    def work(desk: Desk) -> Errand | int:
        sak = desk.case(typed).value
        if "klasse" in said:
            classes = [each.klasse for each in desk.mappe.plan.skole.klasser]
            said["klasse"] = known_word(str(said["klasse"]), classes, "klassen")
        place = _involved(sak, said)
        path, where = desk.folder.case_path(sak.sak), path_to(Sak.involverte)
        if place is None:
            alias = said.get("alias") or _free_alias(sak)
            new = Involvert(
                alias=alias, **{key: value for key, value in said.items() if key != "alias"}
            )
            if new.navn and same_pupil(new.navn, sak.elev.navn):
                raise WrongUsage("Saken handler om denne eleven.", "Andre elever skrives her.")
            told_ = f"{alias} er skrevet i sak {sak.sak}. Bruk aliaset i all tekst: navnet står bare her."
            return of_case(desk, sak.sak, [Added(path, where, new)], told_)
        stood = sak.involverte[place]
        fields = {
            "alias": stood.alias,
            "navn": stood.navn,
            "klasse": stood.klasse,
            "rolle": stood.rolle,
        }
        changes = [
            Put(path, (*where, place, key), value)
            for key, value in said.items() if value != fields[key] and key != "alias"
        ]  # fmt: skip
        if not changes:
            run.terminal.note("Slik står det fra før. Ingenting er endret.")
            return FINE
        return of_case(desk, sak.sak, changes, f"{stood.alias} i sak {sak.sak} er endret.")

    return carry_out(run, work)


def _ask_pupil(run: Run) -> dict[str, str | None]:
    asked = {
        "navn": asked_text(run, Spoerring("Elevens navn:")),
        "klasse": asked_text(run, Spoerring("Klasse: (kan være tomt)", tomt=True)),
        "rolle": asked_text(run, Spoerring("Hva var eleven med på? (kan være tomt)", tomt=True)),
    }
    return {name: value for name, value in asked.items() if value}


def _involved(sak: Sak, said: Told) -> int | None:
    """Return where the pupil stands: by the alias, else by the name."""
    for place, each in enumerate(sak.involverte):
        if (
            alike(each.alias, said["alias"])
            if said.get("alias")
            else bool(each.navn and said.get("navn") and same_pupil(each.navn, said["navn"]))
        ):
            return place
    return None


def _free_alias(sak: Sak) -> str:
    """Return the next «Elev B», «Elev C» …; the pupil whom the case is about is none of them."""
    used = {each.alias for each in sak.involverte}
    free = (f"Elev {letter}" for letter in ascii_uppercase[1:])
    found = next((each for each in free if each not in used), None)
    if found is None:
        raise WrongUsage(
            "Saken har mange involverte. Si selv hvilket alias.", "Med --alias, som «Elev Æ»."
        )
    return found
