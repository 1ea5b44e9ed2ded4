"""Tables that real documents print."""

import tomllib
from pathlib import Path

from tables_read import asked, said, table, tables, told

from data.imports.facts import Layout, Names

PLANS = Path(__file__).parents[3] / "data" / "plans"
TIMRA = """MÅTT;Bokslut 2015;Bokslut 2016;Plan 2017;Utfall jan;Utfall feb;\
Utfall mar;Utfall apr;Utfall maj;Utfall jun;Utfall jul;Utfall aug;\
Utfall sep;Utfall okt;Utfall nov;Utfall dec
Antal brukare Daglig sysselsättning SoL;;;-;24;23;23;22;22;21;21;22;24;25;24;25
Antal familjehemsplacerade barn och unga;20;25;33;26;25;26;29;35;35;30;26;23;24;25;27
- varav uppväxtplacering;18;18;20;18;18;18;18;18;18;18;18;18;18;18;18
Antal HVB-placeringar barn och unga (sista dagen i;5;5;8;7;7;7;8;10;9;7;5;8;6;9;8
Antal Klienter HVB missbruksvård (årsplaceringar);5,3;8;5;6;9;3;4;3;2;2;3;5;8;9;6

Beräknad volym köp av boendeplats SoL Socialpsykiatri: Tre årsplaceringar

Budget

Resultaträkning, tkr;Redovisat 2016;Budget 2017;Prognos 2017;Budget 2018;Plan 2019;Plan 2020
Individ o familjeomsorgens intäkter;3 258;1 511;2 283;3 132;;
Individ o familjeomsorgens kostnader;-68 851;-71 432;-69 133;-74 108;;
Individ o familjeomsorgens nettokostnader;-65 594;-69 921;-66 850;-70 976;0;0

EKB, Ensamkommande barn

Resultaträkning, tkr;Redovisat 2016;Budget 2017;Prognos 2017 aug;Budget 2018;Plan 2019;Plan 2020
EKB intäkter;74 943;66 770;59 667;36 617;;
EKB kostnader;-91 784;-66 823;-54 758;-33 655;;
EKB nettokostnader;-16 841;-54;4 909;2 962;0;0

(EKB Ingår ej i IFO:s budget)"""
SOCIALSTYRELSEN = """\
Region;Inrikes- eller utrikesfödda hushåll;Januari;Februari;Mars
Riket;Inrikes födda;--;--;44\u00a0164
Riket;En av sökande/sambo utrikesfödd;--;--;50\u00a0774
Botkyrka;Inrikes födda;257;292;X"""


def timra_names() -> Names:
    plan = tomllib.loads((PLANS / "timra-2018-2020.toml").read_text("utf-8"))

    def of(*nouns: str) -> frozenset[str]:
        rows = [row for noun in nouns for row in plan.get(noun, [])]
        return frozenset(row[key] for row in rows for key in ("code", "name") if row.get(key))

    return Names("Timrå", of("indicators"), of("units"), of("accounts"))


def test_the_timra_tables_are_read_without_a_question():
    measures, ifo, ekb = tables([line.split(";") for line in TIMRA.splitlines()], names=timra_names())
    assert [asked(each) for each in (measures, ifo, ekb)] == [[], [], []]
    assert [each.layout for each in (measures, ifo, ekb)] == [Layout.WIDE, Layout.RESULT, Layout.RESULT]
    assert told(measures) == [("notice", "B1", "year-from"), ("notice", "D1", "target-left-out")]
    assert len(measures.facts) == 5 * 12 + 4 * 2
    assert said(measures, "label", "parent", "period", "kind", "cell")[12:15] == [
        ("Antal familjehemsplacerade barn och unga", "", "2015", "", "20"),
        ("Antal familjehemsplacerade barn och unga", "", "2016", "", "25"),
        ("Antal familjehemsplacerade barn och unga", "", "2017-01", "", "26"),
    ]
    assert ("varav uppväxtplacering", "Antal familjehemsplacerade barn och unga") in said(
        measures, "label", "parent"
    )
    assert "Antal HVB-placeringar barn och unga (sista dagen i" in set(measures.facts["label"])


def test_the_timra_results_have_kinds_and_no_placeholders():
    _, ifo, ekb = tables([line.split(";") for line in TIMRA.splitlines()], names=timra_names())
    assert said(ifo, "period", "kind", "printed_in", "cell")[-4:] == [
        ("2016", "outcome", "tkr", "-65 594"),
        ("2017", "budget", "tkr", "-69 921"),
        ("2017", "forecast", "tkr", "-66 850"),
        ("2018", "budget", "tkr", "-70 976"),
    ]
    assert told(ifo) == [("notice", "F12", "zero-placeholder")]
    assert said(ekb, "place", "made_in")[2] == ("EKB, Ensamkommande barn", "2017-08")
    assert ekb.notes == ("(EKB Ingår ej i IFO:s budget)",)


def test_the_table_of_socialstyrelsen_asks_for_its_year_only():
    rows = [line.split(";") for line in SOCIALSTYRELSEN.splitlines()]
    names = Names("Botkyrka", frozenset(), frozenset({"Botkyrka"}), frozenset())
    assert asked(table(rows, names=names)) == ["year:tabellen"]
    found = table(rows, {"year:tabellen": "2017"}, names=names)
    assert said(found, "label", "place", "period", "cell")[-3:] == [
        ("Inrikes födda", "Botkyrka", "2017-01", "257"),
        ("Inrikes födda", "Botkyrka", "2017-02", "292"),
        ("Inrikes födda", "Botkyrka", "2017-03", "X"),
    ]
    assert len(found.facts) == 9
