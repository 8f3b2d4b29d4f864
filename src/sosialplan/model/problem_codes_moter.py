"""The problem codes of meetings and roles: M."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

MEETINGS = (
    ProblemCode("M501", _ADVARSEL, "Møtet er holdt uten {hvem}, som alltid skal være med.",
        "Var de der, så legg rollen til under «til_stede:». Ellers: ta møtet på nytt, eller skriv hvorfor i «notat:».",
        "Planen sier hvem som alltid skal være med, så rådene får følger."),
    ProblemCode("M502", _FEIL, "Planen har ikke et slikt møte.{forslag}",
        "Bruk et møte fra plan/moter.yaml, eller legg det til der.",
        "Et møte som planen ikke kjenner, teller ikke mot noe den lover."),
    ProblemCode("M503", _FEIL, "Årshjulet har ingen slik aktivitet.{forslag}",
        "Bruk id-en til en aktivitet i plan/aarshjul.yaml.",
        "Ellers teller det som er gjort, ikke med."),
    ProblemCode("M504", _FEIL, "Beslutningen mangler {mangler}.",
        "Skriv hvem (en rolle) og innen hvilken dag: «ansvarlig:», «frist:» og «notat:» på hendelsen.",
        "En beslutning uten eier og dato er det ingen som følger opp."),
    ProblemCode("M505", _FEIL, "Hendelsen gjelder en beslutning som ikke finnes i saken.",
        "Bruk id-en til beslutningen: sosialplan vis {sak}.",
        "Da lukkes riktig frist."),
    ProblemCode("M506", _FEIL, "Hyppigheten kan ikke regnes.",
        "Skriv enten «minst:» og «i:» (uke, måned eller skoleår), eller «regel:» med en fristregel som teller uker.",
        "Uten dette kan det ikke telles om møtene er holdt."),
    ProblemCode("M507", _FEIL, "Beslutningen har verken tekst eller sak.",
        "Skriv «beslutning:», eller «sak:» når teksten står i saken.",
        "En beslutning må si hva som skal gjøres."),
    ProblemCode("M508", _FEIL, "Datoen er ikke i skoleåret som boken gjelder.",
        "Flytt oppføringen til boken for riktig skoleår, eller rett datoen.",
        "Møter og aktiviteter telles for ett skoleår om gangen."),
    ProblemCode("M509", _FEIL, "Møtet mangler {mangler}.",
        "Legg til «{mangler}:». Det må være en av dem møtet holdes for.",
        "Ellers vet ingen hvem møtet gjaldt, og det teller ikke."),
    ProblemCode("M510", _ADVARSEL, "Klassen {klasse} har ingen kontaktlærer.",
        "Gi en person i plan/skole.yaml vervet: rolle kontaktlærer, klasse {klasse}.",
        "Kontaktlærer har de første fristene i nesten alle saker."),
    ProblemCode("M511", _ADVARSEL, "Ingen har rollen «{rolle}»{hvor}, men planen gir den oppgaver.",
        "Legg rollen til på en person i plan/skole.yaml. Er det en gruppe, så sett «gruppe: true» på rollen.",
        "Frister som ingen eier, blir ikke holdt."),
    ProblemCode("M512", _ADVARSEL, "Mer enn én person har rollen «{rolle}»{hvor}, som bare én kan ha.",
        "La én av dem ha rollen, og gi den andre en annen rolle.",
        "Når to har samme ansvar, tror begge at den andre gjør det."),
    ProblemCode("M513", _MERKNAD, "Det står ikke hvem som har rollene.",
        "Fyll inn «personer:» når det er avklart.",
        "Da kan programmet si fra om klasser uten kontaktlærer og oppgaver uten eier."),
    ProblemCode("M514", _ADVARSEL, "Saken er drøftet i et møte der noen sitter som den er skjermet for.",
        "Var det før saken gjaldt en ansatt, så la det stå. Ellers: si fra til skoleeier.",
        "Den som saken gjelder, skal ikke få vite om den (§ 12-5)."),
)  # fmt: skip
"""What can be wrong with a meeting, a decision, and who has which role."""
