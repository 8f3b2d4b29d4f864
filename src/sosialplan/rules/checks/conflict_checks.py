"""Checks of what a merge left to be chosen."""

from collections.abc import Iterator

from sosialplan.model.konflikt import Fil
from sosialplan.model.problems import Finding
from sosialplan.rules.fletting.konfliktord import hva_det_gjelder, kort_navn


def check_conflicts(fil: Fil, file: str) -> Iterator[Finding]:
    """Yield every place for which two values were kept."""
    for position, konflikt in enumerate(fil.konflikter):
        values = {"hva": hva_det_gjelder(konflikt), "fil": kort_navn(file)}
        yield Finding("G601", file, ("konflikter", position), values)
