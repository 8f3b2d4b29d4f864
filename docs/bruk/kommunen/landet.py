"""Legger sammen skolene i et land med Spark: spark-submit landet.py MAPPE UT. Spørringene er de samme som for en kommune."""

import sys
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import input_file_name

HER = Path(__file__).parent


def lagt_sammen(spark: SparkSession, mappe: str) -> tuple[DataFrame, DataFrame]:
    """Gir stegene lagt sammen, og det som ikke er lagt sammen."""
    filer = spark.read.option("mergeSchema", "true").option("recursiveFileLookup", "true")
    filer.parquet(mappe).withColumn("fil", input_file_name()).createOrReplaceTempView("alle")
    steg, avvik = (
        spark.sql((HER / navn).read_text(encoding="utf-8")) for navn in ("steg.sql", "avvik.sql")
    )
    return steg, avvik


if __name__ == "__main__":
    spark = SparkSession.builder.appName("sosialplan").getOrCreate()
    steg, avvik = lagt_sammen(spark, sys.argv[1])
    steg.write.mode("overwrite").parquet(f"{sys.argv[2]}/steg")
    avvik.write.mode("overwrite").parquet(f"{sys.argv[2]}/avvik")
    antall = avvik.count()
    print(f"Laget: {steg.count()} rader, og {antall} avvik.")
    if antall:
        print("Noe er ikke lagt sammen, eller er ikke helt. Les avvikene før tallene brukes.")
