"""What Exempelstad has told of its activities during 2026, by the roles that carry them.

Some go as activities rarely do in a plan: `a1` and `a26` are done early, `a14` is stopped, `a4` and `a9` are
late, `a27` has passed its end without anybody saying so, and of `a20` nothing has been told though its end
has passed. `a12` has just begun.
"""

from data.demo.following import (
    ADDICTION_HEAD,
    ADULTS_HEAD,
    ASSISTANCE_HEAD,
    CHILDREN_HEAD,
    CONTROLLER,
    DONE,
    FOSTER_CARE_HEAD,
    INQUIRY_HEAD,
    LATE,
    NOT_STARTED,
    OFFICE_HEAD,
    ONGOING,
    OUTPATIENT_HEAD,
    QUALITY_HEAD,
    RECEPTION_HEAD,
    STOPPED,
    SYSTEMS,
    Story,
)

ACTIVITIES = (
    Story(
        "a1",
        RECEPTION_HEAD,
        (
            ("2026-02-05", ONGOING, "Gruppen går igenom nya anmälningar klockan 8.30 fyra dagar av fem."),
            ("2026-03-11", DONE, "Införd alla dagar och beskriven i rutinen, tre veckor före planen."),
        ),
    ),
    Story(
        "a2",
        RECEPTION_HEAD,
        (
            ("2026-03-10", ONGOING, "Två möten med lokalpolisområdet; en gemensam rutin skrivs."),
            ("2026-06-02", ONGOING, "Rutinen prövas. Polisen ringer direkt, men sällan efter klockan 16."),
            ("2026-10-06", ONGOING, "Kvällsberedskap finns två dagar i veckan; resten tas i november."),
        ),
    ),
    Story(
        "a3",
        INQUIRY_HEAD,
        (
            ("2026-02-05", ONGOING, "Avstämningen hålls på måndagar i båda utredningsgrupperna."),
            ("2026-05-07", ONGOING, "Varje utredning som har tre veckor kvar tas upp."),
            (
                "2026-08-20",
                ONGOING,
                "Inställd i juli. I augusti hade fler utredningar än vanligt kort tid kvar.",
            ),
            ("2026-11-11", ONGOING, "Hålls varje vecka igen; förlängningar beslutas i tid."),
        ),
    ),
    Story(
        "a4",
        CHILDREN_HEAD,
        (
            ("2026-02-26", ONGOING, "Första av fyra tillfällen hållet för 38 handläggare."),
            ("2026-05-27", ONGOING, "Tre av fyra tillfällen är genomförda."),
            (
                "2026-10-02",
                LATE,
                "Fjärde tillfället ställdes in av utbildaren. Ny dag: 9 december.",
            ),
        ),
    ),
    Story(
        "a5",
        FOSTER_CARE_HEAD,
        (
            ("2026-02-19", ONGOING, "Rekryteraren är på plats. Två nya hem är utredda och godkända."),
            ("2026-06-10", ONGOING, "Fem av tolv hem är klara. En informationskväll gav nio intresserade."),
            (
                "2026-11-12",
                ONGOING,
                "Åtta av tolv hem är klara och två utreds. Tolv hinns inte före årsskiftet.",
            ),
        ),
    ),
    Story(
        "a6",
        "Placeringssamordnare",
        (
            ("2026-05-18", ONGOING, "Arbetsgruppen har valt arbetssätt. Vuxna är med från juni."),
            ("2026-09-14", ONGOING, "Alla nya placeringar går genom samordningen sedan i juni."),
            ("2026-11-10", ONGOING, "Utvärderas i december. Chefer och handläggare svarar på en enkät."),
        ),
    ),
    Story(
        "a7",
        ASSISTANCE_HEAD,
        (
            ("2026-03-05", ONGOING, "Besök görs inom en vecka från hyresvärdens underrättelse."),
            ("2026-06-09", ONGOING, "Nästan alla familjer nås. Två hyresvärdar underrättar sent."),
            ("2026-10-13", ONGOING, "Överenskommelse klar även med de två hyresvärdarna."),
        ),
    ),
    Story(
        "a8",
        ADDICTION_HEAD,
        (
            ("2026-09-21", ONGOING, "Mallen för uppföljning vid avslut är beslutad."),
            ("2026-11-05", ONGOING, "Används i två av tre grupper. Den tredje börjar den 16 november."),
        ),
    ),
    Story(
        "a9",
        QUALITY_HEAD,
        (
            ("2026-04-28", ONGOING, "Upphandlingen är klar och leverantören vald."),
            ("2026-08-27", ONGOING, "Prövad av skolan. Inloggningen för privatpersoner återstår."),
            ("2026-10-28", LATE, "Säkerhetsgranskningen fann brister i inloggningen. Öppnar i januari 2027."),
        ),
    ),
    Story(
        "a10",
        FOSTER_CARE_HEAD,
        (
            ("2026-06-04", ONGOING, "Planen är beslutad. Arbetsbelastningen har gåtts igenom med alla."),
            ("2026-08-25", ONGOING, "Rehabiliteringsmöten hålls varje månad. Frånvaron har inte minskat."),
            (
                "2026-11-12",
                ONGOING,
                "Frånvaron är högre än i våras. Företagshälsovården tar fram ett nytt förslag.",
            ),
        ),
    ),
    Story(
        "a11",
        "Enhetschef",
        (
            ("2026-03-24", ONGOING, "Ungefär hälften av samtalen är hållna."),
            ("2026-05-28", DONE, "Alla som är i tjänst har haft samtal och fått en plan."),
        ),
    ),
    Story(
        "a13",
        CONTROLLER,
        (
            ("2026-02-10", ONGOING, "Rapporten kommer varje fredag från utredningsenheten."),
            ("2026-05-12", ONGOING, "Även mottagningen och missbruk och beroende rapporterar nu."),
            ("2026-09-08", ONGOING, "Prognosen följer placeringarna: skillnaden är liten mot utfallet."),
            ("2026-11-12", ONGOING, "Fler nya placeringar i oktober syntes samma vecka."),
        ),
    ),
    Story(
        "a14",
        CHILDREN_HEAD,
        (
            ("2026-03-12", ONGOING, "Två lokaler är besiktigade."),
            ("2026-05-12", STOPPED, "Avbruten: ingen lokal uppfyller kraven på avskildhet och brandskydd."),
        ),
    ),
    Story(
        "a15",
        CHILDREN_HEAD,
        (
            (
                "2026-04-29",
                ONGOING,
                "Sex nya handläggare har mentor och två tredjedelar av ett vanligt antal.",
            ),
            ("2026-09-29", ONGOING, "Ingen av de nyanställda har slutat. Arbetssättet beskrivs i en rutin."),
            ("2026-10-29", DONE, "Rutinen är beslutad och gäller tills vidare."),
        ),
    ),
    Story(
        "a16",
        QUALITY_HEAD,
        (
            ("2026-03-03", ONGOING, "Listan prövas i mottagningen och enheten mot våld i nära relationer."),
            ("2026-04-28", DONE, "Gäller alla enheter från den 1 maj."),
        ),
    ),
    Story(
        "a17",
        QUALITY_HEAD,
        (
            ("2026-04-29", ONGOING, "Webbutbildningen är klar. En enhet av åtta har gått den."),
            ("2026-09-30", ONGOING, "Sex enheter av åtta har gått utbildningen."),
        ),
    ),
    Story(
        "a18",
        SYSTEMS,
        (
            ("2026-09-30", ONGOING, "Övningen är förberedd tillsammans med kommunens it-enhet."),
            ("2026-11-04", ONGOING, "Fem enheter har övat. Utbetalningar tog längre tid än väntat."),
        ),
    ),
    Story(
        "a19",
        FOSTER_CARE_HEAD,
        (
            ("2026-09-15", ONGOING, "Första kontrollen gjord: ett avtal av 61 var inte förlängt."),
            ("2026-11-09", ONGOING, "Tre kontroller gjorda. Påminnelse kommer nu ur verksamhetssystemet."),
        ),
    ),
    Story(
        "a21",
        OUTPATIENT_HEAD,
        (
            ("2026-09-24", ONGOING, "Två gruppledare är utbildade."),
            ("2026-11-03", ONGOING, "Första gruppen har startat med elva föräldrar."),
        ),
    ),
    Story(
        "a22",
        RECEPTION_HEAD,
        (
            ("2026-05-20", ONGOING, "Ett förslag är skrivet. Skolan vill se över sekretessen."),
            ("2026-10-20", ONGOING, "Sekretessfrågan är löst. Undertecknas i december."),
        ),
    ),
    Story(
        "a23",
        ADULTS_HEAD,
        (
            ("2026-06-03", NOT_STARTED, "Väntar på arbetsmarknadsförvaltningens budget."),
            ("2026-10-15", ONGOING, "Tjänsten är utlyst."),
        ),
    ),
    Story(
        "a24",
        "HR-konsult",
        (
            ("2026-04-16", ONGOING, "Alla chefer är intervjuade."),
            (
                "2026-06-05",
                DONE,
                "Rapporten är klar, en vecka sent. Två chefer leder fler än 35 medarbetare.",
            ),
        ),
    ),
    Story(
        "a25",
        OFFICE_HEAD,
        (
            ("2026-09-10", ONGOING, "Biträdande chef har börjat i utredningsenheten barn."),
            ("2026-11-11", ONGOING, "Biträdande chef börjar i ekonomiskt bistånd den 1 december."),
        ),
    ),
    Story(
        "a26",
        "Alkoholhandläggare",
        (
            ("2026-05-19", ONGOING, "Mallen prövas av fyra sökande."),
            ("2026-08-25", DONE, "Mall och vägledning ligger på webbplatsen, en månad före planen."),
        ),
    ),
    Story(
        "a27",
        QUALITY_HEAD,
        (
            ("2026-03-17", ONGOING, "Listan tas fram för hand. En rapport är beställd."),
            ("2026-06-23", ONGOING, "Rapporten finns för två enheter av tre."),
        ),
    ),
    Story(
        "a28",
        ASSISTANCE_HEAD,
        (
            ("2026-02-12", ONGOING, "Alla nya sökande får en tid hos jobbcoach samma vecka."),
            ("2026-05-19", ONGOING, "Fler går vidare till arbete eller studier än förra våren."),
            ("2026-09-15", ONGOING, "Utbetalt försörjningsstöd är lägre än förra året alla månader i år."),
        ),
    ),
)
