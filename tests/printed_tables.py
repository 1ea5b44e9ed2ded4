"""Real tables as their documents print them, every number typed off. A bar is a tab."""

TIMRA_MEASURES = """
MÅTT | Bokslut 2015 | Bokslut 2016 | Plan 2017 | Utfall jan | Utfall feb | Utfall mar | Utfall apr | Utfall maj | Utfall jun | Utfall jul | Utfall aug | Utfall sep | Utfall okt | Utfall nov | Utfall dec
Antal brukare individstöd (sista dagen i månaden) | 57 | 48 | 65 | 49 | 44 | 45 | 47 | 47 | 47 | 47 | 47 | 48 | 48 | 45 | 45
Antal brukare Daglig sysselsättning SoL |  |  | - | 24 | 23 | 23 | 22 | 22 | 21 | 21 | 22 | 24 | 25 | 24 | 25
Antal brukare kontaktpersoner psykiatri SoL |  |  | - | 9 | 9 | 9 | 9 | 9 | 9 | 9 | 9 | 9 | 9 | 9 | 9
Antal familjehemsplacerade barn och unga | 20 | 25 | 33 | 26 | 25 | 26 | 29 | 35 | 35 | 30 | 26 | 23 | 24 | 25 | 27
- varav uppväxtplacering | 18 | 18 | 20 | 18 | 18 | 18 | 18 | 18 | 18 | 18 | 18 | 18 | 18 | 18 | 18
Antal vårdnadsöverflyttade med fortsatt |  |  | - | 6 | 6 | 6 | 6 | 7 | 6 | 6 | 6 | 6 | 6 | 6 | 6
Antal HVB-placeringar barn och unga (sista dagen i | 5 | 5 | 8 | 7 | 7 | 7 | 8 | 10 | 9 | 7 | 5 | 8 | 6 | 9 | 8
Antal ensamkommande barn i egen regi | 11 | 28 | 20 | 23 | 21 | 12 | 10 | 5 | 5 | 5 | 5 | 6 | 5 | 9 | 9
Antal ensamkommande barn i extern regi | 107 | 63 | 65 | 74 | 74 | 82 | 80 | 84 | 83 | 78 | 79 | 71 | 66 | 54 | 51
Antal Klienter HVB missbruksvård (årsplaceringar) | 5,3 | 8 | 5 | 6 | 9 | 3 | 4 | 3 | 2 | 2 | 3 | 5 | 8 | 9 | 6
Antal Klienter Skyddat boende Vård i nära relationer |  |  | - | 1 | 1 | 1 | 1 | 0 | 0,5 | 0,5 | 1 | 1 | 6 | 6 | 6
Antal hushåll med försörjningsstöd |  |  | - | 190 | 186 | 181 | 192 | 196 | 189 | 186 | 189 | 189 | 195 | 210 | 232
""".strip().replace(" | ", "\t")  # noqa: E501 - as printed
TIMRA_RESULTS = """
Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 | Budget 2018 | Plan 2019 | Plan 2020
Individ o familjeomsorgens intäkter | 3 258 | 1 511 | 2 283 | 3 132
Individ o familjeomsorgens kostnader | -68 851 | -71 432 | -69 133 | -74 108
Individ o familjeomsorgens nettokostnader | -65 594 | -69 921 | -66 850 | -70 976 | 0 | 0

Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 aug | Budget 2018 | Plan 2019 | Plan 2020
IFO, Barn o familj intäkter | 1 761 | 710 | 1 550 | 710
IFO, Barn o familj kostnader | -32 881 | -35 803 | -36 272 | -32 670
IFO, Barn o familj nettokostnader | -31 120 | -35 093 | -34 722 | -31 960 | 0 | 0



Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 aug | Budget 2018 | Plan 2019 | Plan 2020
IFO, Vuxna intäkter | 1 446 | 200 | 850 | 1 822
IFO, Vuxna kostnader | -30 835 | -34 401 | -32 351 | -32 985
IFO, Vuxna nettokostnader | -29 389 | -34 201 | -31 501 | -31 163 | 0 | 0

Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 aug | Budget 2018 | Plan 2019 | Plan 2020
IFO, Öppenvård o mottagning intäkter | 0 | 0 | 0 | 0
IFO, Öppenvård o mottagning kostnader | 0 | 0 | 0 | -8 055
IFO, Öppenvård o mottagning nettokostnader | 0 | 0 | 0 | -8 055 | 0 | 0

Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 aug | Budget 2018 | Plan 2019 | Plan 2020
Försörjningsstöd, utbetaln intäkter | 835 | 0 | 400 | 1 500
Försörjningsstöd, utbetaln kostnader | -18 742 | -18 000 | -15 900 | -16 000
Försörjningsstöd, utbetaln nettokostnader | -17 906 | -18 000 | -15 500 | -14 500 | 0 | 0



EKB, Ensamkommande barn

Resultaträkning, tkr | Redovisat 2016 | Budget 2017 | Prognos 2017 aug | Budget 2018 | Plan 2019 | Plan 2020
EKB intäkter | 74 943 | 66 770 | 59 667 | 36 617
EKB kostnader | -91 784 | -66 823 | -54 758 | -33 655
EKB nettokostnader | -16 841 | -54 | 4 909 | 2 962 | 0 | 0

(EKB Ingår ej i IFO:s budget)
""".strip().replace(" | ", "\t")
ASSISTANCE_2017 = """
Region;Inrikes- eller utrikesfödda hushåll;Januari;Februari;Mars;April;Maj;Juni;Juli;Augusti
Riket;Inrikes födda;--;--;44~164;44~885;44~737;43~925;42~817;42~634
Riket;En av sökande/sambo utrikesfödd;--;--;50~774;52~038;52~721;52~372;51~120;51~113
Botkyrka;Inrikes födda;257;292;281;269;271;276;255;268
Botkyrka;En av sökande/sambo utrikesfödd;591;627;646;645;633;636;612;610
Danderyd;Inrikes födda;17;17;20;13;15;11;14;16
Danderyd;En av sökande/sambo utrikesfödd;54;52;61;60;55;65;49;56
Ekerö;Inrikes födda;70;73;75;92;88;84;78;76
Ekerö;En av sökande/sambo utrikesfödd;70;70;70;72;67;66;67;66
Haninge;Inrikes födda;405;401;381;403;374;381;363;350
Haninge;En av sökande/sambo utrikesfödd;347;339;327;344;325;325;317;310
Huddinge;Inrikes födda;298;293;279;289;291;287;276;280
Huddinge;En av sökande/sambo utrikesfödd;358;351;340;362;366;345;328;354
Nynäshamn;Inrikes födda;143;136;141;141;--;139;131;139
Nynäshamn;En av sökande/sambo utrikesfödd;88;89;105;107;--;109;112;113
Tyresö;Inrikes födda;--;--;--;128;122;131;126;136
Tyresö;En av sökande/sambo utrikesfödd;--;--;--;76;65;63;62;56
Flen;Inrikes födda;95;90;86;96;--;97;98;97
Flen;En av sökande/sambo utrikesfödd;127;127;125;121;--;128;133;146
Timrå;Inrikes födda;105;107;102;107;109;103;101;103
Timrå;En av sökande/sambo utrikesfödd;72;66;61;66;74;73;X;71
Sorsele;Inrikes födda;X;X;X;X;X;--;X;X
Sorsele;En av sökande/sambo utrikesfödd;32;32;27;25;29;--;35;34
Överkalix;Inrikes födda;8;X;X;X;X;X;9;11
Överkalix;En av sökande/sambo utrikesfödd;16;19;23;18;19;20;16;21
Övertorneå;Inrikes födda;9;10;X;X;11;9;X;X
Övertorneå;En av sökande/sambo utrikesfödd;37;38;44;42;40;44;44;43
""".strip().replace("~", "\u00a0")
"""Households with economic assistance, from Socialstyrelsen: some of the municipalities in its table."""
