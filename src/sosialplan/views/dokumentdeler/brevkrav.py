"""What letters and reports ask for: the code of each demand, and the command that meets it."""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.views.dokumentdeler.stegkommando import steg

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
