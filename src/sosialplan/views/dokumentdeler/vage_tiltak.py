"""What is vague in the measures of a plan, told with what would be better."""

from collections.abc import Iterator

from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.tiltak_paa_dag import TiltakPaaDag
from sosialplan.rules.vage_ord import vague_owner, vague_words
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.mangler import Mangel, mangel
from sosialplan.views.dokumentdeler.planmangler import grunnet
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.roller import rolle


def vage_tiltak(bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what is vague in the measures that still run, in their order."""
    return tuple(one for each in bilde.tiltak for one in vagt_i(each, bilde))


def merket(each: TiltakPaaDag, bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what is marked in the document itself: a draft in the school's own words, and no letter."""
    draft = not bilde.mottaker.ute and bilde.maalform is Maalform.BOKMAAL
    return vagt_i(each, bilde) if draft else ()


def vagt_i(each: TiltakPaaDag, bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what is vague in one measure; one that was ended is not written anew."""
    if each.avsluttet:
        return ()
    return tuple(grunnet(one, bilde.kjede) for one in _vague(each, bilde))


def _vague(each: TiltakPaaDag, bilde: Saksbilde) -> Iterator[Mangel]:
    ordene = bilde.grunnlag.vage_ord
    place = ("aktivitetsplan", "tiltak", each.nummer - 1)
    change = f"sosialplan tiltak endre {bilde.kommandosak} {each.tiltak.id}"
    code = each.felt[Felt.ANSVARLIG] or each.tiltak.ansvarlig
    owner = bilde.plan.rolle(code)
    better = vague_owner(owner, ordene) if owner else None
    if better is not None:
        yield mangel(
            "U131",
            f"tiltak {each.nummer}: ansvarlig",
            f'{change} --ansvarlig ROLLE --hvorfor "…"',
            (*place, "ansvarlig"),
            hvem=rolle(bilde.skole, code),
            bedre=better,
        )
    for word, vagt in vague_words(each.felt[Felt.TILTAK] or "", ordene):
        yield mangel(
            "U132",
            f"tiltak {each.nummer}: tiltak",
            f'{change} --tiltak "…" --hvorfor "…"',
            (*place, "tiltak"),
            ord=word,
            bedre=vagt.bedre,
        )
