"""What letters and reports ask for: the code of each demand, and the command that meets it."""

from collections.abc import Mapping

_DAG = "ÅÅÅÅ-MM-DD"

BREVKRAV: Mapping[str, tuple[str, str]] = {
    "drøftet_i_r_team": ("U301", f"registrer SAK r-team-endring --dato {_DAG} --av rådgiver"),
    "elevens_syn_på_endringene": (
        "U302",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
    ),
}
"""The commands stand as they are typed; ``SAK`` is the case's number."""
