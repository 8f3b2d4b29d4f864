"""How long the leak check takes: 300 cases with five names each, held against ten pages."""

import string
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from sosialplan.files.loader import load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.lekkasje import Hvem, Kjent, Kjente
from sosialplan.rules.navn.lekkasje import lekkasjer, leting

CASES, WORDS = 300, 5000
ROLES = (Hvem.ELEV, Hvem.FORESATT, Hvem.FORESATT, Hvem.INVOLVERT, Hvem.INVOLVERT)
TEXT = [
    "Eleven",
    "har",
    "det",
    "vanskelig",
    "i",
    "friminuttene,",
    "og",
    "vil",
    "gjerne",
    "at",
    "noen",
    "voksne",
    "er",
    "der",
    "når",
    "det",
    "skjer",
    "noe.",
    "Læreren",
    "følger",
    "med,",
    "og",
    "R-teamet",
    "drøfter",
    "saken.\n\n",
]


def main() -> None:
    """Print the time of making ready and of one text, the best of five each."""
    bok, _ = load_names(Planmappe(Path(__file__).parent.parent))
    assert bok is not None  # noqa: S101
    rnd = Random(2026)  # noqa: S311 - the same names every time
    names = [
        Kjent(
            f"Oppdiktet {_word(rnd)} {_word(rnd)}",
            hvem,
            sak=f"2026-{number:05}",
            klasse="8A",
            kontakt=f"{rnd.randrange(40000000, 99999999)}, Veien {number}"
            if hvem is Hvem.FORESATT
            else None,
        )
        for number in range(CASES)
        for hvem in ROLES
    ]
    known = Kjente("2026-00000", "8A", egne=tuple(names[:3]), andre=tuple(names[3:]))
    own = [each.navn for each in names[:3]]
    words = (rnd.choice(own) if rnd.random() < 1 / 50 else rnd.choice(TEXT) for _ in range(WORDS))
    text = " ".join(words)
    ready = [_timed(lambda: leting(known, bok)) for _ in range(5)]
    made = leting(known, bok)
    read = [_timed(lambda: lekkasjer(text, made)) for _ in range(5)]
    print(f"{len(names)} navn, {len(text.split())} ord, {len(lekkasjer(text, made))} funn")
    print(f"registeret {min(ready):.0f} ms, teksten {min(read):.0f} ms")


def _word(rnd: Random) -> str:
    return "".join(rnd.choice(string.ascii_lowercase + "æøå") for _ in range(7)).title()


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    main()
