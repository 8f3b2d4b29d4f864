"""``avklar``: write down what a person decided before a copy can be handed out."""

import re

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.desk import at_desk, case_message
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.commands.told import tell_saved
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.elev import Flagg
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Avklaring
from sosialplan.rules.mottakere import MOTTAKERE, Mottaker

_ASKED = re.compile(r"(?:navn|klasse)-[0-9a-f]{8}\Z")


def avklar(run: Run, typed: str, hva: str, *, mottaker: str, hvorfor: str) -> int:
    """Write a decision about a flag, or about what the check asked, for one recipient."""
    to = _recipient(mottaker)
    with at_desk(run, typed) as desk:
        sak = desk.case(typed).value
        about = _matter(hva, sak)
        if any(
            each.gjelder == about and each.mottaker == to.kode
            for each in gjeldende(sak.avklaringer)
        ):
            raise ExpectedFailure(
                f"Det er allerede avklart i {sak.sak} for {to.ord}. Ingenting er endret.",
                f"Se avgjørelsen: sosialplan vis {sak.sak}",
            )
        entry = Avklaring(
            id=run.new_id(),
            dato=run.i_dag,
            registrert=run.recorded,
            foert_av=skrevet_av(desk, (), sak.elev.klasse),
            gjelder=about,
            mottaker=to.kode,
            hvorfor=hvorfor,
        )
        path = desk.folder.case_path(sak.sak)
        text = append_item(desk.text_of(path), ("avklaringer",), to_tree(entry))
        saved = desk.save({path: text}, case_message(sak.sak))
    tell_saved(run, f"Avklart i {sak.sak} for {to.ord}: {about}.", saved.commit)
    return FINE


def _recipient(typed: str) -> Mottaker:
    known = {each.kode: each for each in MOTTAKERE}
    code = find_word(typed, known)
    if code is None:
        raise WrongUsage(
            f"Det finnes ingen slik mottaker.{advice(typed, known)}",
            f"Velg en av: {', '.join(known)}",
        )
    return known[code]


def _matter(typed: str, sak: Sak) -> str:
    """Return what is decided: a flag of the pupil, or a code of the check. Raises WrongUsage."""
    flags = [each.value for each in Flagg]
    flag = find_word(typed, flags)
    if flag is None and not _ASKED.match(typed.lower()):
        raise WrongUsage(
            f"Dette er verken et flagg eller en kode fra kontrollen.{advice(typed, flags)}",
            "Skriv koden som lag eller utlever viste, som navn-1a2b3c4d, eller et flagg: "
            f"{', '.join(flags)}",
        )
    if flag is not None and flag not in {each.value for each in sak.elev.flagg}:
        raise ExpectedFailure(
            f"Eleven i {sak.sak} har ikke flagget «{flag}». Ingenting er endret.",
            f"Se flaggene: sosialplan vis {sak.sak}",
        )
    return flag or typed.lower()
