"""Many schools and years as Parquet files, and the municipality's query over them: how long, and how large.

python benchmarks/byen.py [SCHOOLS [YEARS]]. Without arguments 500 schools and 10 years. Every number is invented, from the same lots each time.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.plan import Plan
from sosialplan.output.parquet import as_parquet
from sosialplan.rules.maaltelling import Aar, Maalantall, Stegtall, count_steps
from sosialplan.views.stegtall import FIELDS, as_values

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "bruk" / "kommunen"
SCHOOLS, YEARS = 500, 10
OTHERWISE = 50
"""Every so many schools counts a rule by another number."""


def write_city(place: Path, schools: int, years: int) -> tuple[int, int]:
    """Write a file for each school and year, and return how many rows and bytes they hold."""
    plan, _ = load_plan(Planmappe(ROOT))
    if plan is None:
        sys.exit("the plan of the repository cannot be read")
    lots, rows, size = random.Random(16), 0, 0  # noqa: S311 - invented numbers
    for number in range(schools):
        own = _school(plan, number)
        for year in range(2026 - years, 2026):
            aar = Aar(f"{year}-{year + 1}", date(year + 1, 7, 31), own, (), (), ())
            values = list(as_values(list(_counted(aar, lots)), aar, ufullstendig=False))
            made = as_parquet(FIELDS, values, aar.per)
            (place / f"skole-{number:04}-{aar.skoleaar}.parquet").write_bytes(made)
            rows, size = rows + len(values), size + len(made)
    return rows, size


def _school(plan: Plan, number: int) -> Plan:
    skole = replace(
        plan.skole, navn=f"Oppdiktet skole {number}", organisasjonsnummer=f"{number:09}"
    )
    if number % OTHERWISE:
        return replace(plan, skole=skole)
    regler = tuple(
        replace(each, versjoner=tuple(replace(v, antall=v.antall and v.antall + 1) for v in each.versjoner))
        for each in plan.fristregler.regler
    )  # fmt: skip
    return replace(plan, skole=skole, fristregler=replace(plan.fristregler, regler=regler))


def _counted(aar: Aar, lots: random.Random) -> Iterator[Stegtall]:
    """Yield every step of the plan with numbers by lot."""
    for each in count_steps(aar):
        asked = lots.choice((0, 2, 8, 15, 40))
        kept = lots.randint(asked // 2, asked)
        days = tuple(sorted(lots.randint(0, 30) for _ in range(kept)))
        yield replace(each, antall=Maalantall(kept, asked, days))


def main() -> None:
    """Print what it takes."""
    asked = [int(each) for each in sys.argv[1:3]]
    schools, years = (*asked, *(SCHOOLS, YEARS)[len(asked) :])
    sys.path.insert(0, str(EXAMPLE))
    from kommunen import lagt_sammen  # type: ignore[import-not-found]  # noqa: PLC0415 - the example itself

    with TemporaryDirectory() as room:
        place, begun = Path(room), time.perf_counter()
        rows, size = write_city(place, schools, years)
        written = time.perf_counter() - begun
        begun = time.perf_counter()
        steg, avvik = lagt_sammen(place)
        found = len(steg.fetchall())
        summed = time.perf_counter() - begun
        begun = time.perf_counter()
        told = len(avvik.fetchall())
        looked = time.perf_counter() - begun
    files = schools * years
    print(f"{files} files, {rows} rows, {size / 1e6:.1f} MB ({size / files / 1000:.1f} kB a file)")
    print(f"written in {written:.0f} s ({written / files * 1000:.0f} ms a file)")
    print(f"steg.sql: {found} rows in {summed:.1f} s; avvik.sql: {told} rows in {looked:.1f} s")


if __name__ == "__main__":
    main()
