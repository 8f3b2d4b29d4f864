"""The problem codes of what lies in a planmappe without being read or saved: F12x and F13x."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

MAPPE = (
    ProblemCode("F121", _FEIL, "Filen leses ikke, for navnet slutter ikke på «.yaml».",
        "Gi den navnet {navn}. Finnes det en slik fil fra før, så sammenlign de to, og slett den ene.",
        "En sak som ikke leses, gir ingen frister, og står ikke i noen liste."),
    ProblemCode("F122", _FEIL, "To filer sier at de er {hva}. {fil} følges, og denne leses ikke.",
        "Dette er trolig en kopi som en synkronisert mappe har laget. Sammenlign de to, flytt over det som mangler, og slett denne.",
        "Ellers ville alt i den telt to ganger, og ingen visste hvilken som gjelder."),
    ProblemCode("F123", _MERKNAD, "Her ligger det {antall} som ikke hører til planmappen ({slag}). Det leses ikke og lagres ikke.",
        "Flytt det ut av planmappen, eller slett det.",
        "Navnet på et dokument kan røpe hvem det handler om, og det som én gang er i historikken, blir der."),
    ProblemCode("F124", _FEIL, "Her er et eget git-depot inne i planmappen, så det som ligger i det, lagres ikke med resten.",
        "Flytt filene ut av det, rett inn i planmappen, og ta det indre depotet (.git) bort.",
        "Historikken får bare en peker, og de andre får ingenting når mappen hentes."),
    ProblemCode("F125", _FEIL, "Filen leses ikke: planen har ingen fil som heter dette.{forslag}",
        "Er det en kopi, så sammenlign den med den ekte, og slett den. Ellers: rett navnet.",
        "Det som står i den, gjelder ikke, uansett hva den sier."),
    ProblemCode("F126", _FEIL, "Mappene her ligger mer enn {antall} inni hverandre. Det innerste leses ikke.",
        "Flytt filene opp, og slett mappene.",
        "Så dype mapper er nesten alltid et uhell."),
    ProblemCode("F127", _FEIL, "Det som ligger her, leses ikke. Planmappen bruker «{sted}».",
        "Flytt det til {sted}, og slett det her.",
        "En sak utenfor saker/ gir ingen frister, og står ikke i noen liste."),
    ProblemCode("F128", _ADVARSEL, "Filen leses ikke: ingen mal heter dette.",
        "Er det en mal, så gi den navnet {navn}, og slett denne. Ellers: flytt den ut av maler/.",
        "Dokumentene lages som før, uansett hva som står i filen."),
    ProblemCode("F131", _FEIL, "Git er satt til å utelate filen: {hvor}.",
        "Ta den med likevel: sosialplan lagre. Ta så bort linjen i {hvor}.",
        "Det git utelater, er ikke i historikken, og kommer ikke til de andre."),
    ProblemCode("F132", _FEIL, "Mappen viser bare et utsnitt av det som er lagret (sparse checkout): {antall} er ikke lagt ut her.",
        "Legg ut alt: git sparse-checkout disable. Er det fortsatt noe som mangler: git update-index --no-skip-worktree FIL, og git restore FIL.",
        "Saker som ikke er lagt ut, har frister som ingen ser."),
    ProblemCode("F133", _ADVARSEL, "Bare noe av historikken er hentet hit (partial clone). Resten hentes når det trengs, og mangler uten nett.",
        "Hent alt: git fetch --refetch --no-filter. Og så: git config --unset remote.{fjern}.promisor.",
        "Kontrollen av historikken kan ikke se det som ikke er her."),
    ProblemCode("F134", _ADVARSEL, "Planmappen ligger inne i et annet git-depot, og det lagrer bare en peker til den.",
        "Flytt planmappen ut av det andre depotet. Kopier og sikkerhetskopier av det andre holder ingenting av planen.",
        "Den som tror at planen er lagret der, har ingen kopi."),
    ProblemCode("F135", _ADVARSEL, "Git er satt til å utelate filer som {fil}: {hvor}.",
        "Ta bort linjen i {hvor}. Inntil da lagres de bare av programmets egne kommandoer.",
        "En fil som lages for hånd, ville ellers ikke komme i historikken og ikke til de andre."),
    ProblemCode("F136", _ADVARSEL, "Git er satt til å ha filene et annet sted enn her, eller ikke å ha noen ({valg}).",
        "Ta innstillingen bort: git config --unset {valg}.",
        "Det som skrives her, kommer ikke i historikken, og kontrollen av den ser på noe annet."),
)  # fmt: skip
"""What is said of each thing that lies in the folder, and that nobody would see is left out."""
