"""Why a document is not made at all of a case: there is nothing that it could say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Avslag:
    """Why not, and what can be done instead; neither holds a value of a case."""

    hvorfor: str
    raad: str = ""
