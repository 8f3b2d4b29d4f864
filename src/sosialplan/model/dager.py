"""Days that a person sets, and which way each looks; the checks read it from here."""

from datetime import date
from typing import Annotated

from msgspec import Meta

Plandag = Annotated[date, Meta(extra={"dag": "plan"})]
"""A day that something is planned for: not before the day that it is written for, nor years on."""

Fremdag = Annotated[date, Meta(extra={"dag": "fram"})]
"""A day that may lie behind or ahead, but not years on."""

Hendtdag = Annotated[date, Meta(extra={"dag": "hendt"})]
"""A day on which something happened: not ahead."""
