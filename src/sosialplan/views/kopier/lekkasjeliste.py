"""What the check of a finished copy found, as problems: where, what, of whom, and the cure."""

from collections.abc import Iterator, Sequence

from sosialplan.model.lekkasje import Funn, Funnslag, Sted
from sosialplan.model.problem_codes.kopi import KOPI
from sosialplan.model.problems import Location, Problem
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Sak
from sosialplan.rules.mottakere import Mottaker

FLAGG = "L821"
_KODER = {
    Funnslag.NAVN: "L801",
    Funnslag.FOEDSELSNUMMER: "L802",
    Funnslag.TELEFON: "L803",
    Funnslag.EPOST: "L804",
    Funnslag.ADRESSE: "L805",
    Funnslag.DELNAVN: "L811",
    Funnslag.KLASSE: "L812",
}
_PLACES = 5


def unanswered(funn: Sequence[Funn], sak: Sak, mottaker: Mottaker) -> tuple[Funn, ...]:
    """Return what was found and no answer has let pass for this recipient."""
    answered = _decided(sak, mottaker)
    return tuple(each for each in funn if each.stopper or each.kode not in answered)


def leak_problems(
    funn: Sequence[Funn], fil: str, sak: Sak, mottaker: Mottaker
) -> Iterator[Problem]:
    """Yield a problem for each finding; ``fil`` is what the text is called."""
    for each in funn:
        first = each.steder[0]
        yield _problem(
            _KODER[each.slag],
            Location(fil, first.linje),
            hvem=" eller ".join(each.gjelder),
            sted=_places(each.steder),
            sak=sak.sak,
            kode=each.kode,
            mottaker=mottaker.kode,
        )


def flag_problems(sak: Sak, mottaker: Mottaker, fil: str) -> Iterator[Problem]:
    """Yield each flag of the pupil that nobody has decided about for a recipient at home."""
    decided = _decided(sak, mottaker)
    for flagg in sak.elev.flagg if mottaker.hjem else ():
        if flagg.value not in decided:
            yield _problem(
                FLAGG,
                Location(fil),
                hvem=mottaker.ord,
                flagg=flagg.value,
                sak=sak.sak,
                mottaker=mottaker.kode,
            )


def _decided(sak: Sak, mottaker: Mottaker) -> frozenset[str]:
    return frozenset(
        each.gjelder for each in gjeldende(sak.avklaringer) if each.mottaker == mottaker.kode
    )


def _problem(code: str, location: Location, **values: str) -> Problem:
    kind = next(each for each in KOPI if each.code == code)
    message, cure = kind.message.format_map(values), kind.cure.format_map(values)
    return Problem(location=location, level=kind.level, code=code, message=message, cure=cure)


def _places(steder: Sequence[Sted]) -> str:
    """Return where it stands: the heading, the page, and how many places more."""
    first = steder[0]
    said = [f"på side {first.side}"] if first.side > 1 else []
    said += [f"under «{first.overskrift}»"] if first.overskrift else []
    more = [str(each.linje) for each in steder[1 : _PLACES + 1]]
    if more:
        rest = len(steder) - 1 - len(more)
        said.append(f"også på linje {', '.join(more)}" + (f" og {rest} til" if rest else ""))
    return f", {', '.join(said)}" if said else ""
