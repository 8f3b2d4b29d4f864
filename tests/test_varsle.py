"""``varsle``: the right people, once, and nothing of what a case holds. Mail goes to a real server (aiosmtpd)."""

import json
import os
import re
import socket
import ssl
from asyncio import Transport
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from program import Program
from sosialplan.commands.varsle import server_of
from sosialplan.files.disk import DISK, Disk
from sosialplan.files.varslet import Varslet
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.skole import Person
from sosialplan.output.epost import Avvist, Sikring, Tjener, message, opened, send
from sosialplan.views.varselbrev import Varsel, Varselbrev, Varselslag, counted_since
from test_kommandoer_lese import NAMES

REKTOR, RAADGIVER = "Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud"
FRA = ("--fra", "skolen@oppdiktet.example")


def address(name: str) -> str:
    return f"{name.rsplit(maxsplit=1)[-1].lower()}@oppdiktet.example"


class Postkasse:
    """What a server took, and what it says to a recipient: a reply, or nothing at all."""

    def __init__(self, says: dict[str, str] | None = None, cuts: int | None = None) -> None:
        self.mail: list[EmailMessage] = []
        self.to: list[str] = []
        self.says = says or {}
        self.cuts = cuts

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, _session: Any, envelope: Envelope, to: str, _options: list[str]
    ) -> str:
        if to in self.says:
            return self.says[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        made = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.mail.append(made)
        self.to += envelope.rcpt_tos
        if self.cuts == len(self.mail):
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return "250 OK"


@contextmanager
def tjener(box: Postkasse, **how: Any) -> Iterator[str]:
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **how)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def skolen(skolen: Program) -> Program:
    """The invented school, of which two have an address."""
    path = skolen.root / "plan" / "skole.yaml"
    text = path.read_text(encoding="utf-8")
    for name in (REKTOR, RAADGIVER):
        text = text.replace(f"- navn: {name}\n", f"- navn: {name}\n    e_post: {address(name)}\n")
    path.write_text(text, encoding="utf-8")
    skolen.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    return skolen


def sent(program: Program, where: str, *more: str) -> Any:
    return program.run("varsle", "--tjener", where, "--sikring", "ingen", *FRA, *more)


def body(mail: EmailMessage) -> str:
    text = mail.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def things(text: str) -> list[str]:
    return re.findall(r"^\s*-? ?((?:Sak|Klasse|Skolen).*)$", text, re.MULTILINE)


# Who, and once


def test_each_is_told_what_is_theirs_once_and_nothing_of_what_a_case_holds(skolen: Program) -> None:
    box = Postkasse()
    with tjener(box) as where:
        first = sent(skolen, where)
        assert first.status == 0, first
        again = sent(skolen, where)
    assert "Ingen nye varsler" in again.err
    assert sorted(box.to) == sorted(map(address, (REKTOR, RAADGIVER)))
    titles = {
        row["tittel"]
        for row in skolen.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    }
    for mail in box.mail:
        whole = f"{mail['Subject']}\n{body(mail)}"
        assert re.fullmatch(r"Sosialplan: \d+ ting til deg", mail["Subject"])
        assert mail["Auto-Submitted"] == "auto-generated"
        assert not [each for each in (*NAMES, *titles, "Oppdiktet") if each in whole]
        assert things(whole)
        for line in things(whole):
            assert re.fullmatch(
                r"(Sak 20\d\d-[0-9A-Z]{5}|Klasse \w+|Skolen): (en frist|en fast plikt|et varsel|"
                r"en plan venter på godkjenning|du er spurt om å ta over)"
                r"(, (ny hos deg, innen|dagen er nær: innen|forfalt) \d\d\.\d\d\.20\d\d( og løftet til deg|, og ingen har rollen)?)?( \(\d+ slike\))?",
                line,
            ), line


def test_each_thing_told_is_one_of_the_persons_own_list(skolen: Program) -> None:
    for name in (REKTOR, RAADGIVER):
        own = skolen.fine("frister", "--person", name, "--format", "json").json()
        cases = {row["sak"] for row in own["frister"]} | {row["sak"] for row in own["venter"]}
        shown = skolen.fine("varsle", "--tørr").out.split("Til: ")
        mine = next(each for each in shown if each.startswith(name))
        assert set(re.findall(r"Sak (\S+):", mine)) <= cases


def test_what_is_shown_dry_is_neither_sent_nor_remembered(skolen: Program) -> None:
    box = Postkasse()
    with tjener(box) as where:
        dry = sent(skolen, where, "--tørr")
        assert (dry.status, box.mail) == (0, [])
        assert "Ingenting er sendt eller husket." in dry.err
        assert sent(skolen, where).status == 0
    assert len(box.mail) == 2


def test_a_day_that_comes_near_is_told_anew_and_no_lower_kind_after_it(skolen: Program) -> None:
    skolen.fine("varsle")
    assert things(skolen.fine("varsle").out) == []
    skolen.now = "2026-11-24T09:00:00+01:00"
    later = [*things(skolen.fine("varsle", "--tørr").out)]
    assert all("innen" not in each or "forfalt" not in each for each in later)
    skolen.now = "2027-01-25T09:00:00+01:00"
    overdue = things(skolen.fine("varsle").out)
    assert [each for each in overdue if "forfalt" in each]
    assert things(skolen.fine("varsle").out) == []


def test_what_is_new_waits_for_the_weekly_one_and_comes_once(skolen: Program) -> None:
    """On Monday everybody is told; what is new on Tuesday comes the Monday after, and what is late at once."""
    skolen.fine("varsle")
    skolen.now = "2026-11-24T09:00:00+01:00"
    skolen.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--oppdaget", "2026-11-24",
        "--meldt-av", "lærer",
    )  # fmt: skip
    number = max(
        (each["sak"] for each in skolen.fine("saker", "--format", "json").json()["saker"]
         if each["opprettet"] == "2026-11-24"),
    )  # fmt: skip
    at_once = skolen.fine("varsle").out
    settings = (skolen.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "varsel-straks" in settings
    skolen.now = "2026-11-30T09:00:00+01:00"
    weekly = skolen.fine("varsle").out
    assert number in at_once + weekly
    assert things(skolen.fine("varsle").out) == []


def test_the_school_chooses_what_is_told_at_once(skolen: Program) -> None:
    skolen.fine("skole", "valg", "varsel-straks", "forfalt", "--fra", "2026-11-01")
    skolen.fine("varsle")
    path = skolen.root / "plan" / "skole.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("verdi: forfalt", "verdi: forfalte"), "utf-8"
    )
    refused = skolen.run("varsle")
    assert (refused.status, "et ord som ikke er et slag varsel" in refused.err) == (3, True)
    skolen.git("commit", "--quiet", "--all", "--message", "Oppdiktet")
    skolen.fine("skole", "valg", "varsel-straks", "forfalt, ny", "--fra", "2026-11-02")
    skolen.fine("skole", "valg", "varsel-ukedag", "onsdag", "--fra", "2026-11-02")
    skolen.fine("varsle")
    path.write_text(
        path.read_text(encoding="utf-8").replace("verdi: onsdag", "verdi: onsdager"), "utf-8"
    )
    refused = skolen.run("varsle")
    assert (refused.status, "er ingen ukedag" in refused.err) == (3, True)


@pytest.mark.parametrize(
    ("valg", "verdi"),
    [
        ("varsel-straks", "tull"),
        ("varsel-straks", "forfalt og ny"),
        ("varsel-ukedag", "blådag"),
        ("varsel-ukedag", "mandag, tirsdag"),
        ("varsel-ukedag", ","),
    ],
)
def test_a_word_that_is_none_of_them_is_not_chosen(skolen: Program, valg: str, verdi: str) -> None:
    path = skolen.root / "plan" / "skole.yaml"
    before = path.read_bytes()
    refused = skolen.run("skole", "valg", valg, verdi)
    assert (refused.status, path.read_bytes()) == (2, before)
    assert "Velg blant " in refused.err


@pytest.mark.parametrize("fra", ["tull", "", "a@b@c.no", "rektor@skolen.no\nBcc: x@y.no"])
def test_a_sender_that_is_no_address_sends_nothing(
    skolen: Program, tmp_path: Path, fra: str
) -> None:
    refused = skolen.run("varsle", "--eml", str(tmp_path / "eml"), "--fra", fra)
    assert (refused.status, (tmp_path / "eml").exists()) == (2, False)
    said = "Avsenderen er ingen e-postadresse. Ingenting er sendt." if fra else "sier ikke noe."
    assert said in refused.err
    assert things(skolen.fine("varsle").out), "all is still to be told"


def test_who_has_no_address_is_told_of_and_not_taken_as_told(skolen: Program) -> None:
    box = Postkasse()
    with tjener(box) as where:
        said = sent(skolen, where).err
        assert re.search(r"\d+ av skolens folk har noe de burde vite, og ingen e-postadresse", said)
        path = skolen.root / "plan" / "skole.yaml"
        name = "Oppdiktet Assisterende Alm"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f"- navn: {name}\n", f"- navn: {name}\n    e_post: alm\n"), "utf-8"
        )
        assert sent(skolen, where).status == 0
        path.write_text(
            text.replace(f"- navn: {name}\n", f"- navn: {name}\n    e_post: {address(name)}\n"),
            "utf-8",
        )
        assert sent(skolen, where).status == 0
    assert box.to.count(address(name)) == 1


def test_who_gets_an_address_later_gets_all_that_the_others_got(skolen: Program) -> None:
    """The week's turn of one who could not be reached is not used up."""
    box, late = Postkasse(), Postkasse()
    path = skolen.root / "plan" / "skole.yaml"
    with_both = path.read_text("utf-8")
    path.write_text(re.sub(r"    e_post: .*\n", "", with_both), "utf-8")
    with tjener(box) as where:
        nobody = sent(skolen, where).err
        assert "Ingen nye varsler til dem som har en." in nobody
        assert "Sendt." not in nobody
    path.write_text(with_both, "utf-8")
    with tjener(late) as where:
        assert sent(skolen, where).status == 0
    told = "".join(map(body, late.mail))
    assert "ny hos deg" in told
    assert sorted(late.to) == sorted(map(address, (REKTOR, RAADGIVER)))


def test_a_case_that_nobody_writes_in_is_told_of(skolen: Program) -> None:
    """EWZS9 has been silent so long that it is raised to rektor, as `frister` says."""
    assert "Ingen ny oppføring" in skolen.fine("frister", "--person", REKTOR).out
    assert "Sak 2026-EWZS9: et varsel, forfalt" in skolen.fine("varsle", "--tørr").out


def test_mail_is_laid_in_no_file(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "fil.txt"
    file.write_text("Oppdiktet", "utf-8")
    for place in (file, file / "a", Path(os.devnull) / "a"):
        told = skolen.run("varsle", "--eml", str(place), *FRA)
        assert (told.status, "er en fil. Ingenting er sendt." in told.err) == (2, True)


# The ways out


def test_a_folder_of_mail_has_one_file_each_with_no_name_of_anybody(
    skolen: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "post"
    skolen.fine("varsle", "--eml", str(folder), *FRA)
    made = sorted(folder.iterdir())
    assert len(made) == 2
    for each in made:
        assert re.fullmatch(r"2026-11-23-[0-9a-f]{8}\.eml", each.name)
        mail = message_from_bytes(each.read_bytes(), policy=policy.default)
        assert mail["To"] in set(map(address, (REKTOR, RAADGIVER)))
    skolen.fine("varsle", "--eml", str(folder), *FRA)
    assert sorted(folder.iterdir()) == made
    inside = skolen.run("varsle", "--eml", str(skolen.root / "saker"))
    assert (inside.status, "Dokumenter skrives ikke der" in inside.err) == (3, True)


def test_a_server_that_refuses_one_takes_the_others_and_is_tried_again(skolen: Program) -> None:
    box = Postkasse({address(REKTOR): "550 No such user"})
    with tjener(box) as where:
        first = sent(skolen, where)
        assert first.status == 3
        assert "1 av 2 varsler ble ikke sendt" in first.err
        assert "Se etter adressene: sosialplan skole" in first.err
        assert box.to == [address(RAADGIVER)]
        box.says = {}
        assert sent(skolen, where).status == 0
    assert box.to == [address(RAADGIVER), address(REKTOR)]


def test_a_server_that_says_no_for_now_is_not_said_to_have_sent_nor_the_addresses_to_be_wrong(
    skolen: Program,
) -> None:
    box = Postkasse(dict.fromkeys(map(address, (REKTOR, RAADGIVER)), "451 Try again later"))
    with tjener(box) as where:
        told = sent(skolen, where)
    assert told.status == 3
    assert "Tjeneren tar ikke imot akkurat nå (451)." in told.err
    assert "2 av 2 varsler ble ikke sendt" in told.err
    assert "Sendt." not in told.err
    assert "adressene" not in told.err


@pytest.mark.parametrize("mail", [1, 2])
def test_one_who_breaks_off_is_told_what_went_out_and_not_that_nothing_did(
    mail: int, skolen: Program, tmp_path: Path
) -> None:
    class Breaks(Disk):
        laid = 0

        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)
            self.laid += target.suffix == ".eml"
            if self.laid == mail:
                raise KeyboardInterrupt

    place = tmp_path / "post"
    skolen.disk = Breaks()
    told = skolen.run("varsle", "--eml", str(place), *FRA)
    assert told.status == 130, told
    assert f"{mail - 1} av 2 varsler er gitt ut. Ett kan ha kommet fram" in told.err
    assert "Ingenting er endret" not in told.err
    assert len(list(place.iterdir())) == mail


@pytest.mark.parametrize("cuts", [1, 2])
def test_a_run_that_is_cut_off_sends_nothing_twice(skolen: Program, cuts: int) -> None:
    """The server had the message and went away before it said so: it may have come, and is not sent again unasked."""
    box = Postkasse(cuts=cuts)
    with tjener(box) as where:
        first = sent(skolen, where)
        assert first.status == 3
        assert "Ett kan ha kommet fram, og sendes ikke igjen" in first.err
        box.cuts = None
        second = sent(skolen, where)
        assert second.status == 0
        assert re.search(r"sendt \d\d\.\d\d\.\d{4}, ble avbrutt", second.err)
        assert sorted(box.to) == sorted(map(address, (REKTOR, RAADGIVER)))
        asked = sent(skolen, where, "--avbrutte")
        assert asked.status == 0
        assert len(box.mail) == 3
        assert "Ingen nye varsler" in sent(skolen, where).err
    ids = [mail["Message-ID"] for mail in box.mail]
    assert len(set(ids)) == 2, (
        "what is sent again has its name, so that a reader's program can know it"
    )


class _KilledError(BaseException):
    """The machine was turned off."""


class Doeende(Disk):
    """A disk on which the machine is turned off at one of the writes, before or after it."""

    def __init__(self, at: int, *, before: bool) -> None:
        self.left, self.before = at, before

    def replace(self, source: Path, target: Path) -> None:
        """Let one file take another's name, unless this is where it ends."""
        self.left -= 1
        if self.left == 0 and self.before:
            raise _KilledError
        super().replace(source, target)
        if self.left == 0:
            raise _KilledError


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_a_kill_at_any_write_sends_nothing_twice(skolen: Program, at: int, *, before: bool) -> None:
    """Each message is remembered before and after it is given: killed anywhere, nobody gets one twice."""
    box = Postkasse()
    with tjener(box) as where:
        skolen.disk = Doeende(at, before=before)
        with pytest.raises(_KilledError):
            sent(skolen, where)
        skolen.disk = DISK
        rest = sent(skolen, where)
        assert rest.status == 0
    assert len(box.to) == len(set(box.to)), "nobody twice"
    lost = {*map(address, (REKTOR, RAADGIVER))} - set(box.to)
    assert not lost or "ble avbrutt" in rest.err, "what may be lost is told"


def test_the_memory_has_marks_alone_and_one_that_is_damaged_stops_it(skolen: Program) -> None:
    skolen.fine("varsle")
    marks = skolen.root.parent / "merker"
    (kept,) = marks.rglob("varsler/*.json")
    assert not re.search(
        r"Oppdiktet|@|[0-9]{4}-[0-9A-Z]{5}\b(?!-)",
        kept.read_text(encoding="utf-8").replace("2026-11-23", ""),
    )
    kept.write_text("{", encoding="utf-8")
    stopped = skolen.run("varsle")
    assert (stopped.status, stopped.out) == (3, "")
    assert "kan ikke leses. Ingenting er sendt" in stopped.err


# The server


def of(where: str, **more: Any) -> Tjener:
    vert, _, port = where.partition(":")
    return Tjener(vert, int(port), **{"sikring": Sikring.INGEN, "fra": FRA[1], **more})


def test_a_server_that_hangs_is_not_waited_for_without_end() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        where = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ExpectedFailure, match="svarer ikke"), opened(of(where), patience=0.3):
            pass


def test_a_server_that_is_not_there_is_told(skolen: Program) -> None:
    gone = sent(skolen, f"127.0.0.1:{free_port()}")
    assert gone.status == 3
    assert "ville ikke ta imot. Ingenting er sendt" in gone.err
    box = Postkasse()
    with tjener(box) as where:
        assert sent(skolen, where).status == 0
    assert len(box.mail) == 2, "what was not sent is told the next time"


def test_a_server_without_tls_gets_no_word() -> None:
    box = Postkasse()
    with tjener(box) as where:
        with (
            pytest.raises(ExpectedFailure, match="kan ikke det som kreves"),
            opened(of(where, sikring=Sikring.STARTTLS)),
        ):
            pass
        with (
            pytest.raises(ExpectedFailure, match=r"sertifikat|ville ikke"),
            opened(of(where, sikring=Sikring.TLS), patience=2),
        ):
            pass
    assert box.mail == []


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate of this machine that nobody else trusts, and its key."""

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "oppdiktet")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, secret = folder / "tjener.pem", folder / "tjener.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, secret


def in_or_out(
    _server: SMTP, _session: Any, _envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    right = mechanism in {"LOGIN", "PLAIN"} and (data.login, data.password) == (
        b"skolen",
        b"riktig",
    )
    return AuthResult(success=right, handled=False)


def test_mail_goes_by_tls_to_a_server_that_is_trusted_and_lets_the_user_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, secret = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, secret)
    made = message(
        FRA[1], address(REKTOR), "Prøve", "Oppdiktet.\n", datetime(2026, 11, 23, tzinfo=UTC), "x"
    )
    box = Postkasse()
    with tjener(
        box, tls_context=context, require_starttls=True, authenticator=in_or_out, auth_required=True
    ) as where:
        safe = of(where, sikring=Sikring.STARTTLS, bruker="skolen", passord="riktig")
        with pytest.raises(ExpectedFailure, match="sertifikat"), opened(safe):
            pass
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        wrong = of(where, sikring=Sikring.STARTTLS, bruker="skolen", passord="galt")
        with pytest.raises(ExpectedFailure, match="godtok ikke brukeren"), opened(wrong):
            pass
        with (
            opened(of(where, sikring=Sikring.STARTTLS)) as smtp,
            pytest.raises(Avvist, match=r"avsenderen|nei"),
        ):
            send(smtp, made)
        with opened(safe) as smtp:
            send(smtp, made)
    assert len(box.mail) == 1


@pytest.mark.parametrize(
    ("said", "more", "near"),
    [
        ("", {}, "ingen tjener"),
        ("smtp.oppdiktet.example:0", {}, "ingen tjener"),
        ("smtp oppdiktet", {}, "ingen tjener"),
        ("smtp.oppdiktet.example", {"sikring": "ingen"}, "bare til en tjener på denne maskinen"),
        ("smtp.oppdiktet.example", {"fra": None}, "ingen avsender"),
        ("smtp.oppdiktet.example", {"bruker": "skolen"}, "passordet er ikke kjent"),
    ],
)
def test_what_cannot_be_a_server_is_wrong_usage(said: str, more: dict[str, Any], near: str) -> None:
    given = {"sikring": None, "fra": FRA[1], "bruker": None, "passord": None, **more}
    with pytest.raises(WrongUsage, match=near):
        server_of(said, **given)


def test_the_port_says_how_it_is_kept_from_others() -> None:
    plain = {"fra": FRA[1], "bruker": None, "passord": None}
    assert server_of("smtp.x", None, **plain) == Tjener("smtp.x", 587, Sikring.STARTTLS, FRA[1])
    assert server_of("smtp.x:465", None, **plain).sikring is Sikring.TLS
    assert server_of("smtp.x", "tls", **plain).port == 465


def test_a_password_is_never_an_option(skolen: Program) -> None:
    assert "--passord" not in skolen.fine("varsle", "--help").out


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("--eml", "post", "--tjener", "localhost"), "bare én av"),
        (("--bruker", "skolen"), "gjelder det som sendes"),
        (("--sikring", "tls"), "gjelder det som sendes"),
        (FRA, "gjelder det som sendes"),
        (("--tørr", "--avbrutte"), "heller ikke det avbrutte"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    skolen: Program, args: tuple[str, ...], near: str
) -> None:
    refused = skolen.run("varsle", *args)
    assert (refused.status, near in refused.err) == (2, True), refused


# What is remembered no longer

A_YEAR = timedelta(days=365)
_MERKER = st.frozensets(st.sampled_from("abcdefgh"))


@given(st.lists(st.tuples(st.integers(0, 240), _MERKER, st.booleans()), max_size=30))
def test_forgetting_sends_nothing_that_remembering_all_would_not(
    runs: list[tuple[int, frozenset[str], bool]],
) -> None:
    """A duty may go and come back within a year, runs may be far apart and see only a part: what is told is the same."""
    all_of_it, kept, day, last = Varslet(), Varslet(), date(2026, 8, 17), dict[str, date]()
    for gap, wanted, whole in runs:
        day += timedelta(days=gap)
        seen = frozenset(each for each in wanted if day - last.get(each, day) <= A_YEAR)
        today, since = day.isoformat(), counted_since(day).isoformat() if whole else ""
        assert seen - all_of_it.alt == seen - kept.alt
        all_of_it = all_of_it.sent(seen, today)
        kept = kept.sent(seen, today).kept(seen, today, since)
        assert min(kept.fortalt.values(), default=since) >= since
        last |= dict.fromkeys(seen, day)


def test_what_stays_open_for_years_is_never_forgotten_and_what_is_gone_is() -> None:
    known = Varslet({"åpen": "2024-09-02", "borte": "2024-09-02", "i fjor": "2025-08-01"}, {"avbrutt": "2024-09-02", "ny": "2026-11-01"})  # fmt: skip
    left = known.kept({"åpen"}, "2026-11-23", counted_since(date(2026, 11, 23)).isoformat())
    assert left.fortalt == {"åpen": "2026-11-23", "i fjor": "2025-08-01"}
    assert left.begynt == {"ny": "2026-11-01"}
    assert known.kept({"avbrutt"}, "2026-11-23", "2025-08-01").begynt == known.begynt
    back = known.kept({"åpen"}, "2024-01-01", "")
    assert back == known, "a day that is looked back to makes nothing older"


def test_the_memory_does_not_grow_for_ever_and_nothing_is_told_again(skolen: Program) -> None:
    skolen.fine("varsle")
    (kept,) = (skolen.root.parent / "merker").rglob("varsler/*.json")
    told = json.loads(kept.read_text("utf-8"))
    old = {f"{each:024x}": "2025-07-31" for each in range(5_000)}
    ours = dict.fromkeys(told["fortalt"], "2023-10-02")
    kept.write_text(json.dumps({"fortalt": {**old, **ours}, "begynt": {}}), "utf-8")
    again = skolen.fine("varsle")
    assert "Ingen nye varsler" in again.err
    left = json.loads(kept.read_text("utf-8"))["fortalt"]
    assert not left.keys() & old.keys()
    assert set(left.values()) == {"2026-11-23"}
    assert "Ingen nye varsler" in skolen.fine("varsle").err


def test_where_a_case_cannot_be_read_nothing_is_forgotten(skolen: Program) -> None:
    skolen.fine("varsle")
    (kept,) = (skolen.root.parent / "merker").rglob("varsler/*.json")
    told = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps({"fortalt": dict.fromkeys(told["fortalt"], "2023-10-02")}), "utf-8")
    path = skolen.root / "saker" / "2026" / "2026-YHP9E.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "tull: 1\n", "utf-8")
    assert skolen.run("varsle").status == 1
    path.write_text(text, "utf-8")
    assert "Ingen nye varsler" in skolen.fine("varsle").err


def test_things_in_the_same_words_are_one_line_and_still_counted() -> None:
    each = [Varsel(Varselslag.NY, said, (said,)) for said in ("Sak A: en frist", "Sak B: en frist", "Sak A: en frist")]  # fmt: skip
    brev = Varselbrev(Person(navn="Oppdiktet", verv=()), tuple(each))
    assert brev.emne == "Sosialplan: 3 ting til deg"
    assert brev.linjer == ("Sak A: en frist (2 slike)", "Sak B: en frist")
    assert brev.tekst.startswith("- Sak A: en frist (2 slike)\n- Sak B: en frist\n\n")


def test_what_nobody_has_the_role_for_is_not_overdue_before_its_day(skolen: Program) -> None:
    skolen.fine("skole", "person", "slutt", RAADGIVER)
    own = skolen.fine("frister", "--format", "json").json()["frister"]
    days = {date.fromisoformat(row["frist"]) for row in own if row["frist"]}
    today = date.fromisoformat(skolen.now[:10])
    assert min(days) < today < max(days)
    shown = skolen.fine("varsle", "--tørr").out
    told = re.findall(r"forfalt (\d\d)\.(\d\d)\.(\d{4})", " ".join(shown.split()))
    assert told
    assert all(date(int(y), int(m), int(d)) < today for d, m, y in told)
    assert ", og ingen har rollen" in " ".join(shown.split())


def test_what_went_up_to_a_role_that_nobody_here_has_is_told_to_reach_nobody(
    skolen: Program,
) -> None:
    own = skolen.fine("frister", "--format", "json").json()["frister"]
    many = sum("skoleeier" in row["eskalert_til"] for row in own)
    assert many
    told = skolen.fine("varsle", "--tørr").err
    assert f"{many} ting er løftet til skoleeier, som ikke får varsel herfra" in " ".join(
        told.split()
    )
