"""``vis``: one case on one page."""

from msgspec.structs import replace

from sosialplan.commands.historikk.lagret_dag import saved_later
from sosialplan.commands.run import Run, read_case
from sosialplan.commands.saksvisning import show_page
from sosialplan.commands.skrivebordet.den_som_skriver import tell_the_shielded


def vis(run: Run, typed: str, *, format_: str) -> int:
    """Show a case as it stood on the day of judging."""
    folder, mappe, sak = read_case(run, typed)
    read = mappe.saker[0]
    mappe = replace(mappe, lagret=saved_later(folder, mappe, read))
    tell_the_shielded(run, folder, mappe.plan, sak)
    return show_page(run, mappe, sak, format_)
