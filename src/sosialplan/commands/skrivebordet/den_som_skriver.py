"""Who sits at the keyboard, and that a case is kept from them (§ 12-5)."""

from datetime import date
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.settings import author, read_config
from sosialplan.git.signing import own_keys
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Person, Skole
from sosialplan.model.tilgang import Tilgang
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.tillit.foering import writer
from sosialplan.rules.tillit.offentlig_noekkel import read_key
from sosialplan.rules.tillit.tilgang import Forfatter


def person_at(root: Path, folder: Planmappe, skole: Skole, today: date) -> Person | None:
    """Return the member of staff who sits here; None where the school does not know the person."""
    tilgang = load_access(folder)[0] or Tilgang()
    keys = (
        (read_key(each.public) for each in own_keys(read_config(root))) if tilgang.noekler else ()
    )
    prints = (each.fingeravtrykk for each in keys if each)
    navn, e_post = author(root)
    return writer(skole, tilgang.noekler, Forfatter(navn, e_post), prints, today)


def tell_the_shielded(run: Run, folder: Planmappe, plan: Plan, sak: Sak) -> None:
    """Say so where the one who reads or writes is one from whom the case is kept.

    The folder is text, and the program hides nothing in it: it tells, and who has the case instead.
    """
    kept_from = shielded_for(sak, plan)
    if not kept_from:
        return
    person = person_at(folder.root, folder, plan.skole, run.now.date())
    roles = [each.rolle for each in person.verv if each.covers(sak.elev.klasse)] if person else []
    mine = [each for each in roles if each in kept_from]
    if mine:
        chain = plan.kjede(sak.kjede)
        others = [each for each in (chain.eskalering if chain else ()) if each not in kept_from]
        who = others[0] if others else "skoleeier"
        run.terminal.note(
            f"Sak {sak.sak} er skjermet for deg ({', '.join(mine)}). Du skal verken lese eller føre den. "
            f"Si fra til {who}, som må få en annen til å ha den (§ 12-5)."
        )
