"""What git says when it refuses, in words that can be shown.

Git's own text may hold what a hook prints from a case, so nothing of it is passed on but the
sentences that are known here.
"""

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value


class Refusal(Value, frozen=True):
    """A sentence of git's, what it means, and what to do."""

    said: str
    means: str
    cure: str


_LATER = "Så: sosialplan lagre"
USAGE = 129
"""Git's status where it does not know an option: it is too old for the program."""
_BY_HAND = {
    "cat-file": "git fsck",
    "check-attr": "git check-attr --all saker",
    "config": "git config --list",
    "diff": "git diff HEAD",
    "for-each-ref": "git for-each-ref",
    "log": "git log",
    "ls-files": "git ls-files",
    "ls-tree": "git ls-tree HEAD",
    "merge-base": "git fsck",
    "rev-list": "git rev-list --count HEAD",
    "rev-parse": "git rev-parse HEAD",
    "symbolic-ref": "git symbolic-ref HEAD",
    "update-ref": "git fsck",
}
"""What a person can run to see what git says, for commands that say little when run bare."""
_REFUSALS = (
    Refusal(
        "No space left on device", "Disken er full.", f"Frigjør plass på disken. {_LATER}"
    ),
    Refusal("Out of diskspace", "Disken er full.", f"Frigjør plass på disken. {_LATER}"),
    Refusal(
        "Disk quota exceeded", "Plassen du har på disken, er brukt opp.", f"Frigjør plass. {_LATER}"
    ),
    Refusal(
        "Read-only file system",
        "Disken er skrivebeskyttet.",
        f"Gjør disken skrivbar. {_LATER}",
    ),
    Refusal(
        "insufficient permission",
        "Du har ikke lov til å skrive i gits mappe.",
        f"Sjekk hvem som eier mappen .git, og hva du har lov til der. {_LATER}",
    ),
    Refusal(
        "Permission denied",
        "Du har ikke lov til å skrive i gits mappe.",
        f"Sjekk hvem som eier mappen .git, og hva du har lov til der. {_LATER}",
    ),
    Refusal(
        "dubious ownership",
        "Mappen eies av en annen bruker, så git vil ikke røre den.",
        "Er mappen skolens egen: git config --global --add safe.directory MAPPEN",
    ),
    Refusal(
        "cannot lock ref",
        "Et annet git-program skriver i historikken, eller ble avbrutt der.",
        "Vent til det er ferdig. Er ingenting i gang: sosialplan sjekk --reparer. " + _LATER,
    ),
    Refusal(
        "File exists",
        "Et annet git-program skriver i mappen, eller ble avbrutt der.",
        "Vent til det er ferdig. Er ingenting i gang: sosialplan sjekk --reparer. " + _LATER,
    ),
    Refusal(
        "Please tell me who you are",
        "Git vet ikke hvem du er.",
        'Kjør: git config --global user.name "Navn Navnesen" og '
        f"git config --global user.email deg@skolen.no. {_LATER}",
    ),
    Refusal(
        "empty ident name",
        "Git vet ikke hvem du er.",
        f'Kjør: git config --global user.name "Navn Navnesen". {_LATER}',
    ),
    Refusal(
        "no email was given",
        "Git vet ikke hvem du er.",
        f"Kjør: git config --global user.email deg@skolen.no. {_LATER}",
    ),
    Refusal(
        "cannot run ssh-keygen",
        "Git skal signere, og programmet ssh-keygen finnes ikke.",
        f"Installer OpenSSH (følger med Git for Windows). {_LATER}",
    ),
    Refusal(
        "incorrect passphrase",
        "Git skal signere, og passordet til nøkkelen ble ikke gitt, eller var feil.",
        f"Kjør kommandoen i en terminal, eller legg nøkkelen i en agent: ssh-add. {_LATER}",
    ),
    Refusal(
        "No private key found",
        "Git skal signere, og fant den offentlige nøkkelen, men ikke den private.",
        f"Den private nøkkelen må ligge ved siden av, uten .pub, eller i en agent: ssh-add. {_LATER}",
    ),
    Refusal(
        "Couldn't load public key",
        "Git skal signere, og fant ikke nøkkelen.",
        f"Se hvilken git bruker: git config user.signingkey. {_LATER}",
    ),
    Refusal(
        "UNPROTECTED PRIVATE KEY",
        "Git skal signere, og andre på maskinen kan lese den private nøkkelen din.",
        f"La bare deg selv lese den: chmod 600 FILEN. {_LATER}",
    ),
    Refusal(
        "gpg failed to sign the data",
        "Git skal signere, men fikk det ikke til.",
        f"Sjekk signeringsnøkkelen (git config user.signingkey). {_LATER}",
    ),
    Refusal(
        "failed to write commit object",
        "Git fikk ikke laget lagringen, ofte fordi signering er slått på uten nøkkel.",
        f'Sjekk: git config --get-regexp "gpg|sign". {_LATER}',
    ),
    Refusal(
        "cannot do a partial commit during a",
        "En fletting er i gang i git.",
        f"Gjør den ferdig eller avbryt den, se: git status. {_LATER}",
    ),
    Refusal(
        "unmerged files",
        "En fletting i git har konflikter.",
        f"Løs dem, se: git status. {_LATER}",
    ),
    Refusal(
        "ignored by one of your .gitignore files",
        "Filen er utelatt fra git.",
        f"Rett .gitignore, så saker, fravær og møter følger med. {_LATER}",
    ),
    Refusal(
        "index file corrupt",
        "Gits liste over filene i mappen (.git/index) er skadet.",
        "Lag den på nytt: sosialplan sjekk --reparer",
    ),
    Refusal(
        "index file smaller than expected",
        "Gits liste over filene i mappen (.git/index) er skadet.",
        "Lag den på nytt: sosialplan sjekk --reparer",
    ),
    Refusal(
        "index uses",
        "Gits liste over filene i mappen (.git/index) er skadet, eller laget av en nyere git.",
        "Lag den på nytt: sosialplan sjekk --reparer",
    ),
    Refusal(
        "bad config",
        "En innstilling i git kan ikke leses.",
        "Se hvilken fil og linje: git config --list. Er det mappens egen (.git/config): "
        "sosialplan sjekk --reparer",
    ),
    Refusal(
        "bad numeric config value",
        "En innstilling i git har en verdi den ikke kan ha.",
        "Se hvilken: git status. Rett den: git config --local NAVN VERDI",
    ),
    Refusal(
        "packed-refs",
        "Gits liste over grenene (.git/packed-refs) er skadet.",
        "Se: sosialplan sjekk",
    ),
    Refusal(
        "promisor remote",
        "Bare en del av historikken er hentet hit (partial clone).",
        "Hent resten: git fetch --refetch --no-filter",
    ),
    Refusal(
        "outside of your sparse-checkout",
        "Mappen viser bare et utsnitt av det som er lagret (sparse checkout).",
        f"Legg ut alt: git sparse-checkout disable. {_LATER}",
    ),
    Refusal(
        "bad object HEAD",
        "Historikken i git er skadet.",
        "Ta en kopi av mappen, og hent historikken fra en annen maskin eller en sikkerhetskopi.",
    ),
    Refusal(
        "is corrupt",
        "Historikken i git er skadet.",
        "Ta en kopi av mappen, og hent historikken fra en annen maskin eller en sikkerhetskopi.",
    ),
)  # fmt: skip


def known_refusal(err: bytes) -> Refusal | None:
    """Return the first sentence that is known in what git said."""
    text = err.decode("utf-8", "replace")
    return next((each for each in _REFUSALS if each.said in text), None)


def git_refused(verb: str, status: int, err: bytes) -> ExpectedFailure:
    """Say that git refused, by the cause where it is known, or else how to see it."""
    if status == USAGE:
        return ExpectedFailure(
            f"Git er for gammel: den kjenner ikke «git {verb}» slik programmet trenger den.",
            "Installer en nyere git (git-scm.com). Se hvilken som er her: sosialplan sjekk",
        )
    how = f"kode {status}" if status >= 0 else "git stoppet brått"
    known = known_refusal(err)
    if known is not None:
        return ExpectedFailure(
            f"Git sa nei til «git {verb}» ({how}). {known.means} Git sier: «{known.said}».",
            known.cure,
        )
    return ExpectedFailure(
        f"Git sa nei til «git {verb}» ({how}).",
        f"Kjør den for hånd i mappen for å se hvorfor: {_BY_HAND.get(verb, f'git {verb}')}",
    )


def refused(err: bytes, what: str, otherwise: tuple[str, str]) -> ExpectedFailure:
    """Say what could not be done, why, in git's own words where they are known, and what to do.

    ``otherwise`` is the reason and the cure where git said nothing that is known.
    """
    known = known_refusal(err)
    if known is None:
        return ExpectedFailure(f"{what} {otherwise[0]}", otherwise[1])
    return ExpectedFailure(f"{what} {known.means} Git sier: «{known.said}».", known.cure)
