"""What the documents, letters and reports of a case ask for: the code of each demand, and its command."""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.views.dokumentdeler.mangler import Mangel, som_fylles_med
from sosialplan.views.dokumentdeler.planmangler import med_steg, som_kan_kjoeres, steg
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

_DAG = "ÅÅÅÅ-MM-DD"

BREVKRAV: Mapping[str, tuple[str, str]] = {
    "drøftet_i_r_team": (
        "U301",
        f"registrer SAK {steg(Betydning.ENDRING_DROEFTET)} --dato {_DAG} --av rådgiver",
    ),
    "elevens_syn_på_endringene": (
        "U302",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
    ),
    "fravær_fulgt_opp": (
        "U321",
        f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte --måte telefon",
    ),
    "kontakt_om_fravær": (
        "U322",
        f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte --måte telefon",
    ),
    "årsaken_til_fraværet": (
        "U323",
        f'registrer SAK {steg(Betydning.AARSAK_UNDERSOEKT)} --dato {_DAG} --av kontaktlærer --elevens-stemme "…"',
    ),
    "elevens_ord_om_fraværet": (
        "U323",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
    ),
    "tiltak_mot_fravær": (
        "U324",
        f'registrer SAK {steg(Betydning.TILTAK_I_GANG)} --dato {_DAG} --av kontaktlærer --notat "…"',
    ),
    "tiltak_i_planen": (
        "U324",
        f'tiltak ny SAK --tiltak "…" --nivå elev --ansvarlig kontaktlærer --evalueres {_DAG}',
    ),
    "vurdert_melding": (
        "U325",
        f"registrer SAK {steg(Betydning.BARNEVERN_VURDERT)} --dato {_DAG} --av trinnleder --grunn ingen --samtykke ikke-spurt",
    ),
    "inngrep_når": ("U331", f"registrer SAK {steg(Betydning.OPPDAGET)} --dato {_DAG}"),
    "inngrep_hvem": ("U331", f"rett SAK {steg(Betydning.OPPDAGET)} --av lærer"),
    "inngrep_hendelsen": ("U332", f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'),
    "inngrep_beskrevet": (
        "U333",
        f'registrer SAK {steg(Betydning.INNGREP_DOKUMENTERT)} --dato {_DAG} --av lærer --notat "…"',
    ),
    "inngrep_elevens_syn": (
        "U334",
        f'registrer SAK {steg(Betydning.ELEVEN_HOERT)} --dato {_DAG} --av kontaktlærer --elevens-stemme "…"',
    ),
    "inngrep_samtale": (
        "U334",
        f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
    ),
    "inngrep_rektor": (
        "U335",
        f"registrer SAK {steg(Betydning.REKTOR_VARSLET)} --dato {_DAG} --av lærer",
    ),
    "inngrep_foresatte": (
        "U336",
        f"registrer SAK {steg(Betydning.FORESATTE_KONTAKTET)} --dato {_DAG} --av rektor --måte telefon",
    ),
    "inngrep_skoleeier": (
        "U337",
        f"registrer SAK {steg(Betydning.SKOLEEIER_VARSLET)} --dato {_DAG} --av rektor",
    ),
    "inngrep_lovlig": (
        "U338",
        f'registrer SAK {steg(Betydning.INNGREP_VURDERT)} --dato {_DAG} --av rektor --svar ja --notat "…"',
    ),
    "inngrep_forebygging": (
        "U339",
        f'registrer SAK {steg(Betydning.FOREBYGGING)} --dato {_DAG} --av kontaktlærer --med elev --notat "…"',
    ),
    "forhåndsvarsel": ("U341", f"vedtak SAK --rett --forhåndsvarslet {_DAG}"),
    "vedtakets_faktum": ("U342", 'vedtak SAK --rett --faktum "…"'),
    "mildere_tiltak": ("U343", 'vedtak SAK --rett --mildere-tiltak "…"'),
    "elevens_syn_på_vedtaket": ("U344", 'vedtak SAK --rett --elevens-stemme "…"'),
    "barnets_beste_i_vedtaket": ("U345", 'vedtak SAK --rett --barnets-beste "…"'),
    "vedtakets_begrunnelse": ("U346", 'vedtak SAK --rett --begrunnelse "…"'),
    "foresattes_syn_på_vedtaket": ("U347", 'vedtak SAK --rett --foresattes-syn "…"'),
    "vedtatt_av": ("U348", "vedtak SAK --rett --av ROLLE"),
    "ny_skole": ("U349", 'vedtak SAK --rett --ny-skole "…"'),
    "hvorfor_sendes": (
        "U351",
        'lag oversendelsesbrev SAK --mottaker {mottaker} --hvorfor "…" --vedlegg DOKUMENT',
    ),
    "vedlegg": (
        "U352",
        'lag oversendelsesbrev SAK --mottaker {mottaker} --hvorfor "…" --vedlegg DOKUMENT',
    ),
}
"""The commands stand as they are typed; ``SAK`` is the case's number."""


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
