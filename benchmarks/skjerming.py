"""Plant other pupils' names in every text of 2,000 cases and look for them in every copy: skjerming.py [SAKER] [FRØ].

Every document for every recipient as Markdown; of each so many-th a PDF, read by another library
than the program's own.
"""

import io
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from pypdf import PdfReader  # noqa: E402

from krav_tilfelle import tables  # noqa: E402
from plantet import Kopien, copies, leaked, planted  # noqa: E402
from sosialplan.output.pdf import pdf_of  # noqa: E402

CASES = 2000
EACH = 100
"""Of so many copies, one is set as a PDF."""


def main() -> int:
    """Make the copies, tell what was found, and end in 1 where a name came through."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2026  # noqa: PLR2004
    rnd, begun = Random(seed), time.monotonic()  # noqa: S311 - the same cases every time
    kinds, done, wrong = tuple(tables()), Counter[str](), []
    for number in range(cases):
        case = planted(rnd, kinds[number % len(kinds)])
        for copy in copies(case, rnd):
            done["kopier"] += 1
            done.update({problem.code for problem in copy.stoppet})
            if copy.stoppet:
                done["stoppet"] += 1
                continue
            found = copy.told(case.hemmelig)
            done["laget"] += 1
            if done["laget"] % EACH == 0:
                done["pdf"] += 1
                found += leaked(_pdf(copy), case.hemmelig)
            if found:
                wrong.append(
                    (number, copy.laget.bestilling.slag.kode, copy.laget.bestilling.mottaker.kode)
                )
    print(f"frø {seed}: {cases} saker, {done['kopier']} kopier, {time.monotonic() - begun:.0f} s")
    print(f"laget {done['laget']} ({done['pdf']} også som PDF), stoppet {done['stoppet']}")
    print(
        "stoppet av: "
        + ", ".join(f"{code} {done[code]}" for code in sorted(done) if code[0] == "L")
    )
    print(f"kopier med navn på andre: {len(wrong)}")
    for each in wrong[:20]:
        print(f"  {each}")
    return 1 if wrong or not done["laget"] or not done["stoppet"] else 0


def _pdf(copy: Kopien) -> str:
    laget = copy.laget
    content = pdf_of(
        laget.markdown, maler=ROOT / "maler", title=laget.dokument.tittel, author="Oppdiktet skole",
        day=laget.bilde.today, footer=laget.stempel, spraak=laget.bestilling.maalform.spraak,
    )  # fmt: skip
    reader = PdfReader(io.BytesIO(content))
    told = " ".join(str(each) for each in (reader.metadata or {}).values())
    return " ".join((*(page.extract_text() for page in reader.pages), told))


if __name__ == "__main__":
    sys.exit(main())
