"""Mail: a message as a file (RFC 5322), and the one door to a mail server.

A server is spoken to with TLS unless it is this very machine, and is not waited for without end. What it surely did not
take is ``Avvist``; where nobody can tell (it went away while a message was given), it is ``Uviss``.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from hashlib import sha256

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

_FOR_GOOD = 500
"""RFC 5321 4.2.1: a reply from here on says no for good, one below it says no for now."""
PATIENCE = 20.0
"""Seconds that the server is waited for at each step."""


class Sikring(StrEnum):
    """How what is sent is kept from others on the way."""

    STARTTLS = "starttls"
    TLS = "tls"
    INGEN = "ingen"


class Tjener(Value, frozen=True):
    """A mail server, and who sends by it."""

    vert: str
    port: int
    sikring: Sikring
    fra: str
    bruker: str | None = None
    passord: str | None = None


class Avvist(Exception):
    """The server did not take a message. Says why, without a word of it, and whether the address is why."""

    def __init__(self, sentence: str, *, adressen: bool = False) -> None:
        super().__init__(sentence)
        self.adressen = adressen


class Uviss(Exception):
    """The server went away, and nobody can tell whether it took the message."""


def message(
    fra: str, til: str, emne: str, tekst: str, moment: datetime, merke: str
) -> EmailMessage:
    """Return a message; it has one name (Message-ID) however often it is made. Raises ValueError for what is no address."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = fra, til, emne
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = f"<{sha256(merke.encode()).hexdigest()[:32]}@sosialplan>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(tekst, cte="quoted-printable")
    return made


@contextmanager
def opened(tjener: Tjener, patience: float = PATIENCE) -> Iterator[smtplib.SMTP]:
    """Speak with a server, and be let in. Raises ExpectedFailure where that cannot be: nothing was sent."""
    try:
        smtp = _connected(tjener, patience)
    except ExpectedFailure:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise ExpectedFailure(
            "E-posttjeneren godtok ikke brukeren og passordet. Ingenting er sendt.",
            "Se etter --bruker og passordet. Noen tjenere krever en egen innlogging for programmer.",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ExpectedFailure(
            "E-posttjeneren kan ikke det som kreves: kryptering (STARTTLS) eller innlogging med passord. Ingenting er sendt.",
            "Spør den som driver tjeneren om port og sikring: --sikring tls og port 465 er ofte riktig.",
        ) from error
    except ssl.SSLError as error:
        raise ExpectedFailure(
            "E-posttjeneren har ikke et sertifikat som maskinen stoler på, eller snakker ikke TLS på denne porten. Ingenting er sendt.",
            "Se etter navnet på tjeneren, porten og --sikring.",
        ) from error
    except (TimeoutError, smtplib.SMTPServerDisconnected) as error:
        if not isinstance(error, TimeoutError) and not isinstance(error.__context__, TimeoutError):
            raise _unwilling() from error
        raise ExpectedFailure(
            "E-posttjeneren svarer ikke. Ingenting er sendt.",
            "Se etter navnet, porten og --sikring, og at brannmuren slipper det ut.",
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise _unwilling() from error
    try:
        yield smtp
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()


def _unwilling() -> ExpectedFailure:
    return ExpectedFailure(
        "E-posttjeneren ville ikke ta imot. Ingenting er sendt.",
        "Se etter navnet, porten og --sikring, eller prøv igjen om litt.",
    )


def _connected(tjener: Tjener, patience: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if tjener.sikring is Sikring.TLS:
        smtp = smtplib.SMTP_SSL(tjener.vert, tjener.port, timeout=patience, context=context)
    else:
        smtp = smtplib.SMTP(tjener.vert, tjener.port, timeout=patience)
    try:
        if tjener.sikring is Sikring.STARTTLS:
            smtp.starttls(context=context)
        if tjener.bruker and tjener.passord:
            smtp.login(tjener.bruker, tjener.passord)
    except Exception:
        smtp.close()
        raise
    return smtp


def send(smtp: smtplib.SMTP, made: EmailMessage) -> None:
    """Give the server a message. Raises Avvist, or Uviss."""
    try:
        smtp.send_message(made)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if codes and all(code < _FOR_GOOD for code in codes):
            raise Avvist(f"Tjeneren tar ikke imot akkurat nå ({codes[0]}).") from error
        raise Avvist("Tjeneren kjenner ikke mottakeren.", adressen=True) from error
    except smtplib.SMTPSenderRefused as error:
        raise Avvist("Tjeneren godtar ikke avsenderen.") from error
    except smtplib.SMTPResponseException as error:
        raise Avvist(f"Tjeneren sa nei ({error.smtp_code}).") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Uviss from error
