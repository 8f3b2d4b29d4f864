"""``tilgang fjern``: end a key, or all keys of one who leaves: those that sign, and those that read."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Put, carry_out
from sosialplan.commands.skrivebordet.signering import read_access
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path
from sosialplan.commands.vern.vernet_mappe import not_read
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Lesenoekkel, Noekkel, Tilgang
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fullmakt import holds, must_sign
from sosialplan.views.datoer import kort_dato

Key = Noekkel | Lesenoekkel


def fjern(run: Run, hva: str, *, fra: date | None) -> int:
    """End a key, or all keys of a person, from and including a day. What it read is sealed anew without it."""

    def work(desk: Desk) -> Errand:
        tilgang = read_access(desk.folder)
        day = fra or run.i_dag
        ended = _meant(tilgang, hva, day)
        signs, reads = _signing(ended), _reading(ended)
        _require_signer(tilgang, signs, day)
        _require_readers(desk, tilgang, reads, day)
        path, until = access_path(desk), day.isoformat()
        places = [
            *(path_to(Tilgang.noekler, tilgang.noekler.index(each), Noekkel.sperret_fra) for each in signs),
            *(path_to(Tilgang.lesenoekler, tilgang.lesenoekler.index(each), Lesenoekkel.sperret_fra) for each in reads),
        ]  # fmt: skip

        def then(_: object) -> None:
            for each in _afterwards(desk, tilgang, ended, hva, day):
                run.terminal.note(each)

        said = f"Sperret fra {kort_dato(day)}: {_in_words(signs, reads)}."
        return access_errand(desk, [Put(path, where, until) for where in places], said, then)

    return carry_out(run, work, lister=True)


def _signing(keys: Sequence[Key]) -> list[Noekkel]:
    return [each for each in keys if isinstance(each, Noekkel)]


def _reading(keys: Sequence[Key]) -> list[Lesenoekkel]:
    return [each for each in keys if isinstance(each, Lesenoekkel)]


def _in_words(signs: Sequence[Noekkel], reads: Sequence[Lesenoekkel]) -> str:
    """Name the keys, and what kind each is where a reading key is among them."""
    ids = ", ".join(each.id for each in signs)
    if not reads:
        return ids
    signing = [f"nøkkelen for signering {ids}"] if signs else []
    return " og ".join([*signing, "lesenøkkelen " + ", ".join(each.id for each in reads)])


def _meant(tilgang: Tilgang, hva: str, day: date) -> list[Key]:
    """Return the keys that are meant and not ended: one by its id, or all of a person. Raises WrongUsage."""
    typed = hva.strip().lower()
    known: list[Key] = [*tilgang.noekler, *tilgang.lesenoekler]
    by_id = [each for each in known if typed and each.id.startswith(typed)]
    found = by_id if len(by_id) == 1 else [each for each in known if alike(each.person or "", hva)]
    if not found or not typed:
        why = "Flere nøkler begynner slik." if by_id else "Ingen slik nøkkel, og ingen slik person."
        raise WrongUsage(why, "Se: sosialplan tilgang")
    standing = [each for each in found if _stands(each, day)]
    if not standing:
        raise ExpectedFailure("Nøkkelen er sperret fra før.", "Se: sosialplan tilgang")
    return standing


def _stands(key: Key, day: date) -> bool:
    """Tell whether a key is not ended by a day. Of a reading key the end may be moved to an earlier day."""
    ended = key.sperret_fra
    return ended is None or (isinstance(key, Lesenoekkel) and ended > day)


def _require_signer(tilgang: Tilgang, ended: Collection[Noekkel], day: date) -> None:
    left = [each for each in tilgang.noekler if each not in ended]
    if ended and must_sign(tilgang, day) and not any(holds(each, day) for each in left):
        raise ExpectedFailure(
            "Signering er på, og da er det ingen igjen som kan skrive under.",
            "Legg inn en annen nøkkel først, eller slå av: sosialplan tilgang signering av",
        )


def _require_readers(
    desk: Desk, tilgang: Tilgang, ended: Collection[Lesenoekkel], day: date
) -> None:
    """Raise ExpectedFailure where a protected folder would be left with nobody who reads, or no recovery key."""
    if desk.how is None:
        return
    counting = [each for each in tilgang.lesenoekler if hvis(each) in desk.how.gjelder]
    left = [each for each in counting if each not in ended and holds(each, day)]
    gone = [each for each in counting if each in ended]
    if any(each.noed for each in gone) and not any(each.noed for each in left):
        raise ExpectedFailure(
            "Da har skolen ingen nødnøkkel. Ingenting er endret.",
            "Lag en ny først: sosialplan nøkler nødnøkkel --til ../nødnøkkel.pdf",
        )
    if any(each.person for each in gone) and not any(each.person for each in left):
        raise ExpectedFailure(
            "Da er det ingen igjen som leser, og ingen kan slippe inn flere. Ingenting er endret.",
            "La en kollega lage nøkkelen sin (sosialplan nøkler ny), og bekreft den først. Er alle nøkler borte: docs/bruk/vern.md",
        )


def _afterwards(
    desk: Desk, tilgang: Tilgang, ended: Sequence[Key], hva: str, day: date
) -> Iterator[str]:
    """Yield what ending the keys did not do: other keys of theirs, files of others, copies from before."""
    signs, reads = _signing(ended), _reading(ended)
    navn = ended[0].person
    known: list[Key] = [*tilgang.noekler, *tilgang.lesenoekler]
    other = [each for each in known if each.person == navn and each not in ended and _stands(each, day)]  # fmt: skip
    if navn and other:
        rest = _in_words(_signing(other), _reading(other))
        yield f'{navn} har fortsatt {rest}. Slutter personen: sosialplan tilgang fjern "{navn}"'
    elif not reads and desk.how is not None:
        yield f"{navn} har ingen lesenøkkel som gjelder, så av den er ingenting endret."
    elif reads and not signs and alike(navn or "", hva) and tilgang.noekler:
        yield f"{navn} har ingen nøkkel for signering som gjelder, så av den er ingenting endret."
    if not reads or desk.how is None:
        return
    if day > desk.run.i_dag:
        yield f"Filene vernes uten lesenøkkelen fra {kort_dato(day)}. Kjør den dagen: sosialplan tilgang kontroller --rett"
    else:
        yield "Filene du kan lese, er vernet på nytt uten lesenøkkelen, og det som skrives herfra."
        if others := not_read(desk.folder, desk.mappe):
            yield others
    yield "En kopi som er hentet før, og historikken i den, kan fortsatt leses av den som har den og nøkkelen."
