"""``møte registrer``: evidence that a meeting was held; what concerns a pupil stands in the case."""

from collections.abc import Sequence
from pathlib import Path

from sosialplan.commands.moter.moetebok import (
    MESSAGE,
    Moetet,
    book_text,
    entry_of,
    minutes_path,
    require_may_discuss,
)
from sosialplan.commands.run import Run, case_number
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, message_of
from sosialplan.commands.told import tell_saved
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.moter import Holdt
from sosialplan.model.sak import Hendelse
from sosialplan.views.datoer import kort_dato

MOETE = "møte"


def registrer(run: Run, told: Moetet, remarks: Sequence[str]) -> int:
    """Write the meeting in its book, and each remark in the case it is about; one commit.

    Raises WrongUsage for what is missing, or a remark on a pupil of another class.
    """
    with at_desk(run) as desk:
        held = entry_of(desk, told)
        texts: dict[Path, str] = {}
        for remark in remarks:
            _add_remark(desk, held, remark, texts)
        path = minutes_path(desk, held)
        cases = [file.stem for file in texts]
        texts[path] = book_text(desk, path, "holdt", held)
        saved = desk.save(texts, message_of(MESSAGE, cases))
        what = " ".join(filter(None, (held.moete, held.klasse, held.elev, _grade(held))))
        tell_saved(run, f"Skrevet: {what}, {kort_dato(held.dato)}.", saved.commit)
        for number in cases:
            run.terminal.line(f"Det som gjelder eleven, står i sak {number}.")
    return 0


def _grade(held: Holdt) -> str:
    return f"{held.trinn}. trinn" if held.trinn else ""


def _add_remark(desk: Desk, held: Holdt, typed: str, texts: dict[Path, str]) -> None:
    number, _, remark = typed.partition(":")
    if not remark.strip():
        raise WrongUsage(
            "Det som gjelder en elev, må ha saksnummer og tekst.",
            'Skriv det slik: --om "2026-YHP9E: teksten"',
        )
    sak = desk.case(case_number(number)).value
    if held.klasse is not None and sak.elev.klasse != held.klasse:
        raise WrongUsage(
            f"Sak {sak.sak} gjelder ikke en elev i {held.klasse}.", "Sjekk saksnummeret og klassen."
        )
    require_may_discuss(desk, held, sak)
    path = desk.folder.case_path(sak.sak)
    entry = Hendelse(
        id=desk.run.new_id(),
        dato=held.dato,
        registrert=desk.run.recorded,
        steg=MOETE,
        moete=held.moete,
        notat=remark.strip(),
    )
    text = texts.get(path) or desk.text_of(path)
    texts[path] = append_item(text, ("hendelser",), to_tree(entry))
