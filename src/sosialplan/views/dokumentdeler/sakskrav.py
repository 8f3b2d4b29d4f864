"""What the documents of a case ask for: the code of each demand, and the command that meets it."""

from sosialplan.model.betydning import Betydning
from sosialplan.views.dokumentdeler.brevkrav import BREVKRAV
from sosialplan.views.dokumentdeler.mangler import Mangel, som_fylles_med
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.stegkommando import med_steg, som_kan_kjoeres, steg

_DAG = "ÅÅÅÅ-MM-DD"
_SAMTALE = f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"'
_KONTAKT = f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte"
_FUNN = f"registrer SAK {{steg}} --dato {_DAG} --av kontaktlærer --metode observasjon"
_VURDERING = (
    f"registrer SAK {steg(Betydning.BARNEVERN_VURDERT)} --dato {_DAG} --av kontaktlærer --grunn c"
    ' --samtykke ikke-spurt --notat "…"'
)
_INNKALL = (
    f"innkall SAK --møte {{moete}} --dato {_DAG} --kl 14:30 --sted …"
    ' --med elev,foresatte --formål "…"'
)
_BESLUTNING = (
    'registrer SAK beslutning --møte {moete} --dato {dag} --notat "…" --ansvarlig ROLLE'
    f" --frist {_DAG}"
)
_REFERAT = (
    'møte referat {moete} --dato {dag} --til-stede {til_stede} --sak SAK --beslutning "…" --ansvarlig ROLLE'
    f" --frist {_DAG}"
)


def savn(bilde: Saksbilde, felt: str, **values: str) -> Mangel:
    """Return the lack of one thing; ``felt`` is a key of ``_KRAV``, ``values`` fill its command."""
    kode, command = _KRAV[felt]
    written = {each.steg for each in bilde.hendelser}
    filled = som_kan_kjoeres(med_steg(command, bilde.kjede, **values), bilde.kjede, written)
    return som_fylles_med(kode, felt, filled, bilde.kommandosak, bilde.skjermet_for)


_KRAV = {
    **BREVKRAV,
    "sett": ("U201", f"registrer SAK {steg(Betydning.OPPDAGET)} --dato {_DAG} --av kontaktlærer"),
    "sett_av": ("U202", f"rett SAK {steg(Betydning.OPPDAGET)} --av kontaktlærer"),
    "sett_og_hørt": ("U203", f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'),
    "elevens_ord": ("U204", _SAMTALE),
    "gjort_straks": ("U205", f'registrer SAK {{steg}} --dato {_DAG} --av kontaktlærer --notat "…"'),
    "foresatte_kontaktet": ("U206", f"{_KONTAKT} --måte telefon"),
    "samtykke_til_r_team": ("U208", "lag melding SAK --mottaker r-team-anonym"),
    "skjermet_i_r_team": ("U209", "vis SAK"),
    "undersøkes": ("U211", f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'),
    "metoder": ("U212", f'{_FUNN} --notat "…"'),
    "andre_hørt": (
        "U213",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --hørt "Elev B" --notat "…"',
    ),
    "funn": ("U214", f'{_FUNN} --notat "…"'),
    "konklusjon": ("U215", f'registrer SAK {{steg}} --dato {_DAG} --notat "…"'),
    "evaluert": (
        "U221",
        f'registrer SAK {steg(Betydning.EVALUERT)} --dato {_DAG} --utfall delvis --med elev,foresatte --notat "…"',
    ),
    "elev_med": ("U219", f"rett SAK {steg(Betydning.EVALUERT)} --med elev"),
    "foresatte_med": ("U220", f"rett SAK {steg(Betydning.EVALUERT)} --med foresatte"),
    "til_stede": ("U222", "{skriv} --med elev,foresatte"),
    "elev_om_tiltaket": ("U223", 'tiltak rett SAK {id} --elev "…"'),
    "foresatte_om_tiltaket": ("U224", 'tiltak rett SAK {id} --foresatte "…"'),
    "skolen_om_tiltaket": ("U225", 'tiltak rett SAK {id} --skolen "…"'),
    "hvorfor_ikke": ("U226", 'tiltak rett SAK {id} --hvorfor "…"'),
    "bestemt": ("U227", "tiltak rett SAK {id} --beslutning behold"),
    "neste_evaluering": ("U228", f"tiltak rett SAK {{id}} --neste {_DAG}"),
    "avslutningen": (
        "U229",
        f'rett SAK {steg(Betydning.AVSLUTTET)} --trygt ja --elevens-stemme "…" --etterkontroll {_DAG}',
    ),
    "saksliste": ("U231", f'{_INNKALL} --sak-på-listen "…"'),
    "forberedelse": ("U232", f'{_INNKALL} --forbered "…"'),
    "innkalte": ("U233", "rett SAK {id} --med elev,foresatte"),
    "eleven_innkalt": ("U234", "rett SAK {id} --med elev,foresatte"),
    "i_møtet": ("U241", "rett SAK {id} --med elev,foresatte"),
    "drøftet": ("U242", 'rett SAK {id} --notat "…"'),
    "elevens_syn": ("U243", _SAMTALE),
    "besluttet": ("U244", _REFERAT),
    "besluttet_i_saken": ("U244", _BESLUTNING),
    "neste_møte": ("U245", _INNKALL),
    "hva_det_gjelder": ("U251", 'tiltak plan SAK --problem "…"'),
    "foresatte": ("U252", "vis SAK"),
    "vurdert": ("U261", _VURDERING),
    "ikke_grunn": ("U262", _VURDERING),
    "vurdert_av": ("U263", f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --av kontaktlærer"),
    "grunn": ("U264", f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --grunn c"),
    "fakta": ("U265", f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'),
    "begrunnelse": ("U266", f'rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --notat "…"'),
    "spurt": ("U267", f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --samtykke ikke-spurt"),
    "elevens_ord_i_meldingen": ("U268", _SAMTALE),
    "kontakt": ("U269", f"{_KONTAKT} --måte telefon"),
}
"""The commands stand as they are typed; ``SAK`` is the case's number."""
