"""Legger sammen skolene i en kommune med DuckDB: python kommunen.py MAPPE, der MAPPE har en Parquet-fil for hver skole og hvert skoleår."""

import sys
from pathlib import Path

import duckdb

HER = Path(__file__).parent


def lagt_sammen(mappe: Path) -> tuple[duckdb.DuckDBPyRelation, duckdb.DuckDBPyRelation]:
    """Gir stegene lagt sammen, og det som ikke er lagt sammen."""
    base = duckdb.connect()
    filer = base.read_parquet(str(mappe / "**" / "*.parquet"), union_by_name=True, filename=True)
    filer.create_view("filer")
    base.execute("CREATE VIEW alle AS SELECT * EXCLUDE (filename), filename AS fil FROM filer")
    steg, avvik = (
        base.sql((HER / navn).read_text(encoding="utf-8")) for navn in ("steg.sql", "avvik.sql")
    )
    return steg, avvik


if __name__ == "__main__":
    steg, avvik = lagt_sammen(Path(sys.argv[1]))
    steg.write_csv("steg.csv", sep=";")
    avvik.write_csv("avvik.csv", sep=";")
    antall = len(avvik.fetchall())
    print(f"Laget: steg.csv ({len(steg.fetchall())} rader) og avvik.csv ({antall} rader).")
    if antall:
        print("Noe er ikke lagt sammen, eller er ikke helt. Les avvik.csv før tallene brukes.")
