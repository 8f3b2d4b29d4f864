"""What is said where the source has two readings and the school has chosen none."""

from sosialplan.model.plan import Plan


def undecided(plan: Plan, valg: str | None) -> bool:
    """Tell whether a reading belongs to a choice that is not made."""
    choice = plan.valget(valg) if valg else None
    return choice is not None and choice.valgt is None


def undecided_words(plan: Plan, valg: str | None) -> str:
    """Return the mark that follows such a reading, or nothing."""
    return " (ikke valgt)" if undecided(plan, valg) else ""
