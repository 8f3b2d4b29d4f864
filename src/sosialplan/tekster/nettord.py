"""What git says when the shared copy cannot be reached, in words that can be shown.

Git's own text may hold an address with a password in it, so nothing of it is passed on.
"""

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value


class Trouble(Value, frozen=True):
    """Sentences of git's, of ssh's and of the system's that mean one thing, and what to do."""

    said: tuple[str, ...]
    means: str
    cure: str


_LATER = "Prøv igjen når det virker: sosialplan synk"
TROUBLES = (
    Trouble(
        ("does not support --signed push", "failed to sign the push certificate"),
        "Git er satt til å signere det som sendes (push.gpgSign), og det går ikke mot denne kopien.",
        "Slå det av her i mappen: git config --local push.gpgSign false",
    ),
    Trouble(
        ("from redirection", "Moved Permanently"),
        "Den felles kopien er flyttet.",
        "Spør den som har ansvaret for den, om adressen. Så: git remote set-url origin ADRESSE",
    ),
    Trouble(
        ("' not allowed", "is not a git command"),
        "Git får ikke bruke den veien som adressen til den felles kopien sier.",
        "Se adressen: git remote -v. Rett den: git remote set-url origin ADRESSE",
    ),
    Trouble(
        ("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"),
        "Maskinen der den felles kopien er, er ukjent eller byttet ut.",
        "Spør den som har ansvaret for den. Er alt i orden: koble til én gang for hånd med ssh, "
        "og svar ja.",
    ),
    Trouble(
        (
            "Could not resolve host", "Temporary failure in name resolution", "Name or service not known",
            "nodename nor servname", "Network is unreachable", "No route to host", "Connection refused",
            "Connection timed out", "Operation timed out", "Operation too slow", "Failed to connect",
            "Couldn't connect to server", "Connection reset by peer", "Connection closed by",
            "kex_exchange_identification", "Could not resolve proxy", "early EOF",
            "The remote end hung up unexpectedly", "SSL_ERROR", "gnutls_handshake",
        ),
        "Den felles kopien svarer ikke. Er du på nett?",
        f"Sjekk nettet (og VPN). Alt du har skrevet, er lagret her hos deg. {_LATER}",
    ),
    Trouble(
        (
            "Authentication failed", "Permission denied", "could not read Username",
            "could not read Password", "terminal prompts disabled", "The requested URL returned error: 401",
            "The requested URL returned error: 403", "Access denied", "insufficient permission",
        ),
        "Den felles kopien slipper deg ikke inn.",
        "Sjekk passord, nøkkel eller tilgang. Virker «git fetch» for hånd, virker synk også.",
    ),
    Trouble(
        ("server certificate", "SSL certificate", "certificate verify failed"),
        "Sertifikatet til den felles kopien er ikke til å stole på.",
        "Spør den som har ansvaret for den. Slå ikke av kontrollen.",
    ),
    Trouble(
        ("dubious ownership",),
        "Den felles kopien eies av en annen bruker, så git vil ikke røre den.",
        "Er mappen skolens egen: git config --global --add safe.directory MAPPEN",
    ),
    Trouble(
        (
            "does not appear to be a git repository", "epository not found", "does not exist",
            "No such file or directory", "not a git repository", "The requested URL returned error: 404",
            "unable to find remote helper", "no such remote",
        ),
        "Den felles kopien finnes ikke der adressen sier.",
        "Se adressen: git remote -v. Rett den: git remote set-url origin ADRESSE. "
        "Er den på en disk eller minnepinne, så sjekk at den er koblet til.",
    ),
    Trouble(
        ("No space left on device", "Disk quota exceeded"),
        "Det er ikke plass til mer på disken, her eller der.",
        f"Frigjør plass. {_LATER}",
    ),
)  # fmt: skip


def network_failure(err: bytes, stands: str, by_hand: str = "git fetch") -> ExpectedFailure:
    """Say why the shared copy cannot be reached, how things stand now, and what shows more ``by_hand``."""
    text = err.decode("utf-8", "replace")
    for trouble in TROUBLES:
        if any(said in text for said in trouble.said):
            return ExpectedFailure(f"{trouble.means} {stands}", trouble.cure)
    return ExpectedFailure(
        f"Git kom ikke i kontakt med den felles kopien. {stands}",
        f"Se hva git sier: {by_hand}",
    )
