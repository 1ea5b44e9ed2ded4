"""Bad values are refused twice: in words on the way in, and by the database itself."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import CheckConstraint, insert
from sqlalchemy.exc import DBAPIError
from store_office import RIGHT, Office, office_in
from store_places import Place

from data.models import (
    Account,
    Activity,
    Amount,
    AmountNote,
    Base,
    Contradiction,
    DeadlineCount,
    Decision,
    DefinitionChange,
    Delivery,
    DerivationPart,
    Event,
    EventIndicator,
    EventUnit,
    FigureComment,
    FollowUp,
    FollowUpDelivery,
    Import,
    ImportFinding,
    ImportLayout,
    Indicator,
    KeptReport,
    Measurement,
    Meeting,
    NameAlias,
    Objective,
    Organisation,
    PeriodLock,
    Plan,
    PlanEdit,
    PlanIndicator,
    Progress,
    Publication,
    Rebase,
    RiskAssessment,
    Scenario,
    ScenarioChange,
    SuppressionPattern,
    Target,
    TimeRule,
    Unit,
)
from data.models.base import table_of
from data.models.delivery import DeliveryIn, FigureCommentIn, PeriodLockIn
from data.models.event import RebaseIn, ToldEventIn
from data.models.indicator import DefinitionChangeIn, IndicatorIn, TargetIn
from data.models.lead_time import TimeRuleIn
from data.models.measurement import MeasurementIn
from data.models.meeting import DecisionIn, MeetingIn
from data.models.money import AccountIn, AmountIn, AmountNoteIn
from data.models.organisation import ImportIn, OrganisationIn, UnitIn
from data.models.plan import ActivityIn, ContradictionIn, FollowUpIn, ObjectiveIn, PlanIn
from data.models.progress import FollowUpDeliveryIn, PlanEditIn, ProgressIn, RiskAssessmentIn
from data.models.report import KeptReportIn, PublicationIn
from data.models.scenario import ScenarioChangeIn, ScenarioIn
from data.validation import problems_in_swedish

VALIDATED_BY: dict[type[Base], type[Base]] = {
    Organisation: OrganisationIn,
    Unit: UnitIn,
    Account: AccountIn,
    Import: ImportIn,
    Indicator: IndicatorIn,
    Plan: PlanIn,
    Objective: ObjectiveIn,
    Activity: ActivityIn,
    FollowUp: FollowUpIn,
    Contradiction: ContradictionIn,
    Target: TargetIn,
    DefinitionChange: DefinitionChangeIn,
    Event: ToldEventIn,
    Rebase: RebaseIn,
    Measurement: MeasurementIn,
    Amount: AmountIn,
    AmountNote: AmountNoteIn,
    Scenario: ScenarioIn,
    ScenarioChange: ScenarioChangeIn,
    TimeRule: TimeRuleIn,
    Delivery: DeliveryIn,
    FigureComment: FigureCommentIn,
    PeriodLock: PeriodLockIn,
    Progress: ProgressIn,
    RiskAssessment: RiskAssessmentIn,
    FollowUpDelivery: FollowUpDeliveryIn,
    PlanEdit: PlanEditIn,
    Meeting: MeetingIn,
    Decision: DecisionIn,
    KeptReport: KeptReportIn,
    Publication: PublicationIn,
}
LATE, EARLY = date(2019, 12, 31), date(2019, 1, 1)
LONG_AGO, FAR_OFF = date(1899, 12, 31), date(2200, 1, 1)
INFINITY, NAN = float("inf"), float("nan")

# Table, what is changed in a right row, and what the message must hold: field, rule and value.
WRONG: list[tuple[type[Base], dict[str, Any], tuple[str, ...]]] = [
    (Organisation, {"name": ""}, ("name", "får inte vara tom")),
    (Unit, {"name": ""}, ("name", "får inte vara tom")),
    (Unit, {"clients": "barn"}, ("clients", "finns inte bland children, adults", "«barn»")),
    (Account, {"name": ""}, ("name", "får inte vara tom")),
    (Account, {"role": "kostnad"}, ("role", "finns inte bland", "«kostnad»")),
    (Import, {"kind": "brev"}, ("kind", "finns inte bland", "«brev»")),
    (Indicator, {"name": ""}, ("name", "får inte vara tom")),
    (Indicator, {"definition": ""}, ("definition", "får inte vara tom")),
    (Indicator, {"unit_of_measure": ""}, ("unit_of_measure", "får inte vara tom")),
    (Indicator, {"source": ""}, ("source", "får inte vara tom")),
    (Indicator, {"area": "placeringar"}, ("area", "finns inte bland", "«placeringar»")),
    (Indicator, {"kind": "flöde"}, ("kind", "finns inte bland", "«flöde»")),
    (Indicator, {"direction": "upp"}, ("direction", "finns inte bland", "«upp»")),
    (Indicator, {"periodicity": "week"}, ("periodicity", "finns inte bland", "«week»")),
    (Indicator, {"limit_unit": "weeks"}, ("limit_unit", "finns inte bland", "«weeks»")),
    (Indicator, {"threshold_rule": "above"}, ("threshold_rule", "finns inte bland", "«above»")),
    (Indicator, {"signal_method": "cusum"}, ("signal_method", "finns inte bland auto, xmr", "«cusum»")),
    (Indicator, {"decimals": -1}, ("decimals", "ska vara minst 0", "«-1»")),
    (Indicator, {"decimals": 5}, ("decimals", "ska vara högst 4", "«5»")),
    (Indicator, {"tolerance": -0.1}, ("tolerance", "ska vara minst 0", "«-0.1»")),
    (Indicator, {"tolerance": INFINITY}, ("tolerance", "ändligt tal", "inf")),
    (Indicator, {"threshold": INFINITY}, ("threshold", "ändligt tal", "inf")),
    (Indicator, {"time_limit": 0}, ("time_limit", "ska vara större än 0", "«0»")),
    (TimeRule, {"time_limit": 0}, ("time_limit", "ska vara större än 0", "«0»")),
    (TimeRule, {"time_limit": 1001}, ("time_limit", "ska vara högst 1000", "«1001»")),
    (TimeRule, {"limit_unit": "weeks"}, ("limit_unit", "finns inte bland hours, days", "«weeks»")),
    (TimeRule, {"judged_by": "snällt"}, ("judged_by", "finns inte bland strict, rolled", "«snällt»")),
    (TimeRule, {"applies_from": LONG_AGO}, ("applies_from", "mellan 1900 och 2199", "1899-12-31")),
    (TimeRule, {"applies_from": FAR_OFF}, ("applies_from", "mellan 1900 och 2199", "2200-01-01")),
    (TimeRule, {"law": "x" * 201}, ("law", "får ha högst 200 tecken, men har 201", "«xxx")),
    (TimeRule, {"role": ""}, ("role", "får inte vara tom")),
    (TimeRule, {"role": "x" * 81}, ("role", "får ha högst 80 tecken, men har 81", "«xxx")),
    (Target, {"kind": "minst"}, ("kind", "finns inte bland", "«minst»")),
    (Target, {"level": "state"}, ("level", "finns inte bland", "«state»")),
    (Target, {"basis": "month"}, ("basis", "finns inte bland", "«month»")),
    (Target, {"value": INFINITY}, ("value", "ändligt tal", "inf")),
    (Target, {"words": ""}, ("words", "får inte vara tom")),
    (Target, {"source": ""}, ("source", "får inte vara tom")),
    (Target, {"valid_from": LATE, "valid_to": EARLY}, ("gäller från 2019-12-31 men till 2019-01-01",)),
    (DefinitionChange, {"text": ""}, ("text", "får inte vara tom")),
    (Event, {"text": ""}, ("text", "får inte vara tom")),
    (Event, {"text": "x" * 201}, ("text", "får ha högst 200 tecken, men har 201", "«xxx")),
    (Event, {"recorded_by": "", "plan_id": None}, ("recorded_by", "får inte vara tom")),
    (Event, {"recorded_by": "x" * 81}, ("recorded_by", "får ha högst 80 tecken, men har 81", "«xxx")),
    (Event, {"happened_on": LONG_AGO}, ("happened_on", "mellan 1900 och 2199", "1899-12-31")),
    (Event, {"happened_on": FAR_OFF}, ("happened_on", "mellan 1900 och 2199", "2200-01-01")),
    (Rebase, {"reason": ""}, ("reason", "får inte vara tom")),
    (Rebase, {"reason": "x" * 301}, ("reason", "får ha högst 300 tecken, men har 301", "«xxx")),
    (Rebase, {"role": ""}, ("role", "får inte vara tom")),
    (Rebase, {"role": "x" * 81}, ("role", "får ha högst 80 tecken, men har 81", "«xxx")),
    (Rebase, {"starts_on": LONG_AGO}, ("starts_on", "mellan 1900 och 2199", "1899-12-31")),
    (Rebase, {"starts_on": FAR_OFF}, ("starts_on", "mellan 1900 och 2199", "2200-01-01")),
    (Plan, {"title": ""}, ("title", "får inte vara tom")),
    (Plan, {"document": ""}, ("document", "får inte vara tom")),
    (Plan, {"valid_from": LATE, "valid_to": EARLY}, ("gäller från 2019-12-31 men till 2019-01-01",)),
    (Objective, {"kind": "delmål"}, ("kind", "finns inte bland", "«delmål»")),
    (Objective, {"title": ""}, ("title", "får inte vara tom")),
    (Objective, {"source": ""}, ("source", "får inte vara tom")),
    (Activity, {"kind": "möte"}, ("kind", "finns inte bland", "«möte»")),
    (Activity, {"status": "klar"}, ("status", "finns inte bland", "«klar»")),
    (Activity, {"title": ""}, ("title", "får inte vara tom")),
    (Activity, {"source": ""}, ("source", "får inte vara tom")),
    (Activity, {"starts": LATE, "ends": EARLY}, ("börjar 2019-12-31 men slutar 2019-01-01",)),
    (FollowUp, {"periodicity": "årligen"}, ("periodicity", "finns inte bland", "«årligen»")),
    (FollowUp, {"due": "2017-13"}, ("due", "ska vara en månad", "«2017-13»")),
    (FollowUp, {"due": "i mars"}, ("due", "ska vara en månad", "«i mars»")),
    (FollowUp, {"title": ""}, ("title", "får inte vara tom")),
    (FollowUp, {"source": ""}, ("source", "får inte vara tom")),
    (Contradiction, {"subject": ""}, ("subject", "får inte vara tom")),
    (Contradiction, {"text": ""}, ("text", "får inte vara tom")),
    (Contradiction, {"source": ""}, ("source", "får inte vara tom")),
    (Measurement, {"period": "2019-13"}, ("period", "är ingen period", "«2019-13»")),
    (Measurement, {"period": "2019-00"}, ("period", "är ingen period", "«2019-00»")),
    (Measurement, {"period": "2019-T4"}, ("period", "är ingen period", "«2019-T4»")),
    (Measurement, {"period": "2019-3"}, ("period", "är ingen period", "«2019-3»")),
    (Measurement, {"period": "201901-"}, ("period", "är ingen period", "«201901-»")),
    (Measurement, {"period": "2019-t1"}, ("period", "är ingen period", "«2019-t1»")),
    (Measurement, {"period": "2019-_1"}, ("period", "är ingen period", "«2019-_1»")),
    (Measurement, {"period": "2019-01-01"}, ("period", "är ingen period", "«2019-01-01»")),
    (Measurement, {"period": "0199-01"}, ("period", "är ingen period", "«0199-01»")),
    (Measurement, {"period": "mars"}, ("period", "är ingen period", "«mars»")),
    (Measurement, {"state": "okänd", "value": None}, ("state", "finns inte bland", "«okänd»")),
    (Measurement, {"state": "final", "value": None}, ("value saknas", "state är final")),
    (Measurement, {"state": "confidential"}, ("state är confidential", "value är 5.0")),
    (Measurement, {"value": INFINITY}, ("value", "ändligt tal", "inf")),
    (Measurement, {"value": NAN}, ("value", "ändligt tal", "nan")),
    (Measurement, {"numerator": INFINITY}, ("numerator", "ändligt tal", "inf")),
    (Measurement, {"denominator": INFINITY}, ("denominator", "ändligt tal", "inf")),
    (Measurement, {"denominator": -1.0}, ("denominator", "ska vara minst 0", "«-1.0»")),
    (Measurement, {"n": INFINITY}, ("n", "ändligt tal", "inf")),
    (Measurement, {"n": -1.0}, ("n", "ska vara minst 0", "«-1.0»")),
    (Amount, {"kind": "utfall"}, ("kind", "finns inte bland", "«utfall»")),
    (Amount, {"year": 1989, "period": "1989"}, ("year", "ska vara minst 1990", "«1989»")),
    (Amount, {"year": 2101, "period": "2101"}, ("year", "ska vara högst 2100", "«2101»")),
    (Amount, {"period": "2018"}, ("period är 2018", "year är 2019")),
    (Amount, {"period": "2019-13"}, ("period", "är ingen period", "«2019-13»")),
    (Amount, {"made_in": "2019-00"}, ("made_in", "ska vara en månad", "«2019-00»")),
    (Amount, {"made_in": "augusti"}, ("made_in", "ska vara en månad", "«augusti»")),
    (Amount, {"amount": -INFINITY}, ("amount", "ändligt tal", "inf")),
    (Amount, {"amount": NAN}, ("amount", "ändligt tal", "nan")),
    (Amount, {"role": "x" * 81}, ("role", "högst 80 tecken", "har 81")),
    (Amount, {"profile": "rak"}, ("profile", "finns inte bland", "«rak»")),
    (Contradiction, {"area": "pengar"}, ("area", "finns inte bland", "«pengar»")),
    (AmountNote, {"period": ""}, ("period", "ska vara en månad", "«»")),
    (AmountNote, {"period": "2019"}, ("period", "ska vara en månad", "«2019»")),
    (AmountNote, {"period": "2019-13"}, ("period", "ska vara en månad", "«2019-13»")),
    (AmountNote, {"text": ""}, ("text", "får inte vara tom")),
    (AmountNote, {"text": "x" * 301}, ("text", "högst 300 tecken", "har 301")),
    (AmountNote, {"role": ""}, ("role", "får inte vara tom")),
    (Scenario, {"year": 1989}, ("year", "ska vara minst 1990", "«1989»")),
    (Scenario, {"name": ""}, ("name", "får inte vara tom")),
    (Scenario, {"name": "x" * 81}, ("name", "högst 80 tecken", "har 81")),
    (Scenario, {"role": ""}, ("role", "får inte vara tom")),
    (ScenarioChange, {"starts_on": LONG_AGO}, ("starts_on", "mellan 1900 och 2199", "1899-12-31")),
    (ScenarioChange, {"text": "x" * 201}, ("text", "högst 200 tecken", "har 201")),
    (ScenarioChange, {"price": -1.0}, ("price ska vara minst 0", "-1.0")),
    (ScenarioChange, {"price": 0.0}, ("price ska vara större än 0",)),
    (ScenarioChange, {"amount": 1.0}, ("antingen platser med pris eller ett belopp",)),
    (ScenarioChange, {"places": 0.0}, ("antingen platser med pris eller ett belopp",)),
    (ScenarioChange, {"places": INFINITY}, ("places", "ändligt tal", "inf")),
    (ScenarioChange, {"price": INFINITY}, ("price", "ändligt tal", "inf")),
    (ScenarioChange, {"places": 0.0, "amount": -INFINITY}, ("amount", "ändligt tal", "inf")),
    (Delivery, {"period": "2019-13"}, ("period", "är ingen period", "«2019-13»")),
    (Delivery, {"state": "klar"}, ("state", "finns inte bland draft, done", "«klar»")),
    (Delivery, {"role": ""}, ("role", "får inte vara tom")),
    (FigureComment, {"period": "mars"}, ("period", "är ingen period", "«mars»")),
    (FigureComment, {"analysis": "x" * 1001}, ("analysis", "högst 1000 tecken", "har 1001")),
    (FigureComment, {"planned": "x" * 1001}, ("planned", "högst 1000 tecken", "har 1001")),
    (FigureComment, {"role": "x" * 81}, ("role", "högst 80 tecken", "har 81")),
    (PeriodLock, {"period": "2019-Q5"}, ("period", "är ingen period", "«2019-Q5»")),
    (PeriodLock, {"reason": ""}, ("reason", "får inte vara tom")),
    (PeriodLock, {"reason": "x" * 301}, ("reason", "högst 300 tecken", "har 301")),
    (PeriodLock, {"role": ""}, ("role", "får inte vara tom")),
    (Progress, {"told_on": LONG_AGO}, ("told_on", "mellan 1900 och 2199", "1899-12-31")),
    (RiskAssessment, {"assessed_on": LONG_AGO}, ("assessed_on", "mellan 1900 och 2199", "1899-12-31")),
    (FollowUpDelivery, {"delivered_on": LONG_AGO}, ("delivered_on", "mellan 1900 och 2199", "1899-12-31")),
    (Meeting, {"held_on": LONG_AGO}, ("held_on", "mellan 1900 och 2199", "1899-12-31")),
    (Decision, {"starts_on": LONG_AGO}, ("starts_on", "mellan 1900 och 2199", "1899-12-31")),
    (Progress, {"role": ""}, ("role", "får inte vara tom")),
    (Progress, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (RiskAssessment, {"role": ""}, ("role", "får inte vara tom")),
    (RiskAssessment, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (FollowUpDelivery, {"role": ""}, ("role", "får inte vara tom")),
    (FollowUpDelivery, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (PlanEdit, {"role": ""}, ("role", "får inte vara tom")),
    (PlanEdit, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (Meeting, {"role": ""}, ("role", "får inte vara tom")),
    (KeptReport, {"kind": "brev"}, ("kind", "finns inte bland", "«brev»")),
    (KeptReport, {"lens": "alla"}, ("lens", "finns inte bland", "«alla»")),
    (KeptReport, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (Publication, {"lens": "alla"}, ("lens", "finns inte bland", "«alla»")),
    (Publication, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (Meeting, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (Decision, {"role": ""}, ("role", "får inte vara tom")),
    (Decision, {"role": "x" * 81}, ("role", "högst 80 tecken", "«xxx")),
    (Progress, {"status": "snart"}, ("status", "finns inte bland not_started", "«snart»")),
    (Progress, {"note": "x" * 1001}, ("note", "högst 1000 tecken", "«xxx")),
    (RiskAssessment, {"likelihood": 0}, ("likelihood", "ska vara minst 1", "«0»")),
    (RiskAssessment, {"consequence": 5}, ("consequence", "ska vara högst 4", "«5»")),
    (RiskAssessment, {"note": "x" * 1001}, ("note", "högst 1000 tecken", "«xxx")),
    (FollowUpDelivery, {"due": "juni"}, ("due", "en månad som 2019-03 eller en dag", "«juni»")),
    (FollowUpDelivery, {"note": "x" * 301}, ("note", "högst 300 tecken", "«xxx")),
    (PlanEdit, {"reason": ""}, ("reason", "får inte vara tom")),
    (Meeting, {"present": "x" * 301}, ("present", "högst 300 tecken", "«xxx")),
    (Meeting, {"note": "x" * 1001}, ("note", "högst 1000 tecken", "«xxx")),
    (Decision, {"text": ""}, ("text", "får inte vara tom")),
    (Decision, {"text": "x" * 301}, ("text", "högst 300 tecken", "«xxx")),
    (Decision, {"responsible": ""}, ("responsible", "får inte vara tom")),
    (Decision, {"expected": "upp"}, ("expected", "finns inte bland up, down, none", "«upp»")),
    (Decision, {"follow_up_on": date(2019, 5, 5)}, ("2019-05-06", "2019-05-05", "som är före")),
]
NOON = datetime(2019, 5, 6, 12, tzinfo=UTC)

# What only the database can know.
REFUSED_BY_DATABASE: list[tuple[type[Base], dict[str, Any]]] = [
    (Organisation, {"code": "exempel"}),
    (Unit, {"code": "norr"}),
    (Account, {"code": "personal"}),
    (Indicator, {"code": "nki"}),
    (Plan, {"code": "plan"}),
    (Objective, {"code": "mal"}),
    (Unit, {"organisation_id": 999}),
    (Unit, {"organisation_id": None}),
    (Unit, {"parent_id": 999}),
    (Indicator, {"derivation": "mean"}),
    (Indicator, {"derivation": "rolling_sum", "span": 0}),
    (Indicator, {"protected_below": 0, "protected_by_id": 999}),
    (Indicator, {"protected_below": 10, "protected_by_id": 999}),
    (Indicator, {"protected_below": 10}),
    (Indicator, {"accompanies_id": 999}),
    (DerivationPart, {"role": "third"}),
    (DerivationPart, {"indicator_id": 999}),
    (DerivationPart, {"part_id": 999}),
    (DerivationPart, {"part_id": None}),
    (TimeRule, {"indicator_id": 999}),
    (TimeRule, {"import_id": 999}),
    (TimeRule, {"law": None}),
    (DeadlineCount, {"open_cases": -1}),
    (DeadlineCount, {"closed_cases": -1}),
    (DeadlineCount, {"unit_id": 999}),
    (DeadlineCount, {"indicator_id": 999}),
    (DeadlineCount, {"import_id": 999}),
    (Objective, {"plan_id": 999}),
    (Activity, {"objective_id": 999}),
    (FollowUp, {"objective_id": 999}),
    (Target, {"unit_id": 999}),
    (Target, {"indicator_id": 999}),
    (PlanIndicator, {"indicator_id": 999}),
    (Event, {"plan_id": 999}),
    (Event, {"import_id": 999}),
    (EventIndicator, {"event_id": 999}),
    (EventIndicator, {"indicator_id": 999}),
    (EventUnit, {"event_id": 999}),
    (EventUnit, {"unit_id": 999}),
    (Rebase, {"indicator_id": 999}),
    (Rebase, {"unit_id": 999}),
    (Rebase, {"import_id": 999}),
    (Rebase, {"withdrawn_at": NOON}),
    (Rebase, {"withdrawn_by": "Enhetschef"}),
    (Rebase, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (Measurement, {"unit_id": 999}),
    (Measurement, {"indicator_id": 999}),
    (Measurement, {"import_id": 999}),
    (Measurement, {"revision": 0}),
    (Measurement, {"period_start": date(2019, 4, 1)}),
    (Measurement, {"lock_reason": "x" * 301}),
    (Measurement, {"lock_reason": None}),
    (Measurement, {"taken_back": None}),
    (Amount, {"account_id": 999}),
    (Amount, {"revision": 0}),
    (Amount, {"amount": None}),
    (Amount, {"role": None}),
    (Amount, {"lock_reason": "x" * 301}),
    (Amount, {"taken_back": None}),
    (Account, {"volume_indicator_id": 999}),
    (AmountNote, {"unit_id": 999}),
    (AmountNote, {"account_id": 999}),
    (AmountNote, {"import_id": 999}),
    (AmountNote, {"withdrawn_at": NOON}),
    (AmountNote, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (Scenario, {"unit_id": 999}),
    (Scenario, {"withdrawn_by": "Controller"}),
    (Scenario, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (Scenario, {"name": "Det första"}),
    (ScenarioChange, {"scenario_id": 999}),
    (ScenarioChange, {"account_id": 999}),
    (Import, {"undoes_id": 999}),
    (Delivery, {"unit_id": 999}),
    (Delivery, {"import_id": 999}),
    (Delivery, {"revision": 0}),
    (FigureComment, {"unit_id": 999}),
    (FigureComment, {"indicator_id": 999}),
    (FigureComment, {"import_id": 999}),
    (FigureComment, {"revision": 0}),
    (PeriodLock, {"unit_id": 999}),
    (PeriodLock, {"import_id": 999}),
    (PeriodLock, {"withdrawn_at": NOON, "opened_because": "Fel utfall"}),
    (PeriodLock, {"withdrawn_at": NOON, "withdrawn_by": "Controller"}),
    (PeriodLock, {"withdrawn_at": NOON, "withdrawn_by": "", "opened_because": "Fel utfall"}),
    (PeriodLock, {"withdrawn_at": NOON, "withdrawn_by": "Controller", "opened_because": ""}),
    (ImportLayout, {"import_id": 999}),
    (ImportLayout, {"revision": 0}),
    (ImportLayout, {"role": "x" * 81}),
    (ImportLayout, {"fingerprint": ""}),
    (ImportLayout, {"name": ""}),
    (ImportLayout, {"answers": ""}),
    (ImportFinding, {"import_id": 999}),
    (ImportFinding, {"level": "fel"}),
    (ImportFinding, {"reason": "x" * 301}),
    (ImportFinding, {"rule": ""}),
    (ImportFinding, {"message": ""}),
    (NameAlias, {"name": ""}),
    (NameAlias, {"indicator_id": None}),
    (NameAlias, {"unit_id": 1}),
    (NameAlias, {"indicator_id": 999}),
    (Progress, {"activity_id": 999}),
    (Progress, {"activity_id": None}),
    (Progress, {"activity_id": None, "objective_id": 999}),
    (Progress, {"activity_id": None, "decision_id": 999}),
    (Progress, {"objective_id": 1}),
    (Progress, {"import_id": 999}),
    (Progress, {"revision": 0}),
    (RiskAssessment, {"objective_id": 999}),
    (RiskAssessment, {"import_id": 999}),
    (RiskAssessment, {"revision": 0}),
    (FollowUpDelivery, {"follow_up_id": 999}),
    (FollowUpDelivery, {"import_id": 999}),
    (FollowUpDelivery, {"due": ""}),
    (FollowUpDelivery, {"withdrawn_at": NOON}),
    (FollowUpDelivery, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (PlanEdit, {"plan_id": 999}),
    (PlanEdit, {"import_id": 999}),
    (PlanEdit, {"noun": "mål"}),
    (PlanEdit, {"change": "ändrad"}),
    (PlanEdit, {"code": ""}),
    (PlanEdit, {"after": ""}),
    (Meeting, {"unit_id": 999}),
    (Meeting, {"import_id": 999}),
    (Meeting, {"withdrawn_at": NOON}),
    (Meeting, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (Decision, {"unit_id": 999}),
    (Decision, {"indicator_id": 999}),
    (Decision, {"meeting_id": 999}),
    (Decision, {"import_id": 999}),
    (Decision, {"indicator_id": None}),
    (Decision, {"expected": "none"}),
    (Decision, {"withdrawn_at": NOON}),
    (Decision, {"withdrawn_at": NOON, "withdrawn_by": ""}),
    (KeptReport, {"period": "2026-13"}),
    (KeptReport, {"content": ""}),
    (KeptReport, {"revision": 0}),
    (KeptReport, {"unit_id": 999}),
    (KeptReport, {"import_id": 999}),
    (Publication, {"period": "2026-13"}),
    (Publication, {"cells": ""}),
    (Publication, {"import_id": 999}),
    (SuppressionPattern, {"fingerprint": ""}),
    (SuppressionPattern, {"pattern": "0120"}),
    (Plan, {"edition": -1}),
    (Plan, {"copied_from_id": 999}),
]
TWICE = [
    Measurement,
    Amount,
    Activity,
    FollowUp,
    Contradiction,
    DeadlineCount,
    DefinitionChange,
    DerivationPart,
    EventIndicator,
    EventUnit,
    Rebase,
    Scenario,
    Delivery,
    FigureComment,
    PeriodLock,
    ImportLayout,
    Progress,
    RiskAssessment,
    FollowUpDelivery,
    Meeting,
]


def case_id(value: object) -> str | None:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, dict):
        return "-".join(f"{name}={given}" for name, given in value.items())
    return "" if isinstance(value, tuple) else None


def row_of(office: Office, model: type[Base], changes: dict[str, Any]) -> dict[str, Any]:
    """Return a right row of the office, with some of it changed."""
    references = {
        "organisation_id": "organisation",
        "plan_id": "plan",
        "unit_id": "norr",
        "indicator_id": "placerade",
        "part_id": "nki",
        "account_id": "personal",
        "import_id": "import",
        "event_id": "handelse",
        "scenario_id": "scenario",
        "activity_id": "aktivitet",
        "follow_up_id": "redovisning",
        "objective_id": "mal",
    }
    columns = table_of(model).c
    left_out = {
        Target: {"unit_id"},
        NameAlias: {"unit_id", "account_id"},
        Progress: {"objective_id"},
    }.get(model, set())
    needed = {
        name: office.ids[noun]
        for name, noun in references.items()
        if name in columns and name not in left_out
    }
    return {**RIGHT[model], **needed, **changes}


@pytest.fixture(scope="session")
def offices() -> dict[str, Office]:
    """The office of each kind of database; tests try rows in it, and undo them."""
    return {}


@pytest.fixture
def office(place: Place, offices: dict[str, Office]) -> Office:
    shared = place.shared("migrated")
    if shared.dialect.name not in offices:
        offices[shared.dialect.name] = office_in(shared, "exempel")
    return offices[shared.dialect.name]


def insert_rows(office: Office, model: type[Base], *rows: dict[str, Any]) -> None:
    """Try rows in a transaction that is undone."""
    with office.engine.connect() as connection:
        for changes in rows:
            connection.execute(insert(table_of(model)).values(**row_of(office, model, changes)))


@pytest.mark.parametrize("model", RIGHT)
def test_a_right_row_is_taken_by_the_database(office: Office, model: type[Base]) -> None:
    insert_rows(office, model, {})


@pytest.mark.parametrize("model", VALIDATED_BY)
def test_a_right_row_is_taken_by_validation(model: type[Base]) -> None:
    VALIDATED_BY[model].model_validate(RIGHT[model])


@pytest.mark.parametrize(("model", "changes", "told"), WRONG, ids=case_id)
def test_validation_tells_field_rule_and_value(
    model: type[Base], changes: dict[str, Any], told: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        VALIDATED_BY[model].model_validate({**RIGHT[model], **changes})
    (problem,) = problems_in_swedish(caught.value)
    for word in told:
        assert word in problem


@pytest.mark.parametrize(("model", "changes", "told"), WRONG, ids=case_id)
def test_the_database_refuses_the_same(
    office: Office, model: type[Base], changes: dict[str, Any], told: tuple[str, ...]
) -> None:
    with pytest.raises(DBAPIError):
        insert_rows(office, model, changes)


@pytest.mark.parametrize(("model", "changes"), REFUSED_BY_DATABASE, ids=case_id)
def test_the_database_refuses_what_does_not_fit_its_other_rows(
    office: Office, model: type[Base], changes: dict[str, Any]
) -> None:
    with pytest.raises(DBAPIError):
        insert_rows(office, model, changes)


@pytest.mark.parametrize("model", TWICE, ids=case_id)
def test_the_database_takes_the_same_key_once(office: Office, model: type[Base]) -> None:
    with pytest.raises(DBAPIError):
        insert_rows(office, model, {}, {})


def test_a_day_may_be_decided_again_when_the_decision_has_been_taken_back(office: Office) -> None:
    taken_back = {"withdrawn_at": NOON, "withdrawn_by": "Enhetschef"}
    insert_rows(office, Rebase, taken_back, taken_back, {})


def test_a_name_may_be_used_again_when_the_scenario_has_been_taken_back(office: Office) -> None:
    taken_back = {"withdrawn_at": NOON, "withdrawn_by": "Enhetschef"}
    insert_rows(office, Scenario, taken_back, taken_back, {}, {"year": 2020})


def test_an_amount_of_a_change_needs_no_places_and_the_words_nobody_said_are_empty(office: Office) -> None:
    insert_rows(office, ScenarioChange, {"places": 0.0, "amount": -5.0}, {"places": 0.5, "price": 1.0})
    insert_rows(office, Amount, {"role": "", "profile": ""})
    insert_rows(office, Contradiction, {"area": ""})
    insert_rows(office, AmountNote, {"account_id": None})


def test_a_period_may_be_locked_again_when_it_has_been_opened_and_for_another_unit(office: Office) -> None:
    opened = {"withdrawn_at": NOON, "withdrawn_by": "Controller", "opened_because": "Fel utfall"}
    whole, south = {"unit_id": None}, {"unit_id": office.ids["soder"]}
    insert_rows(office, PeriodLock, opened, opened, {}, south, whole, {**whole, "period": "2019-04"})


def test_the_whole_organisation_is_locked_once_for_a_period(office: Office) -> None:
    whole: dict[str, Any] = {"unit_id": None}
    with pytest.raises(DBAPIError):
        insert_rows(office, PeriodLock, whole, whole)


def test_an_indicator_may_be_made_of_the_same_one_on_both_sides(office: Office) -> None:
    insert_rows(office, DerivationPart, {"role": "first"}, {"role": "second"})


def test_a_limit_without_words_of_law_and_a_week_without_cases_are_taken(office: Office) -> None:
    insert_rows(office, TimeRule, {"law": ""}, {"law": ""})
    insert_rows(office, DeadlineCount, {"open_cases": 0, "closed_cases": 0})


def test_a_value_may_be_nought_and_negative(office: Office) -> None:
    insert_rows(office, Measurement, {"value": 0.0, "numerator": -3.0, "denominator": 0.0, "n": 0.0})


@pytest.mark.parametrize("period", ["2019", "2019-01", "2019-12", "2019-Q4", "2019-T3", "2019-H2"])
def test_every_sort_of_period_is_taken(office: Office, period: str) -> None:
    insert_rows(office, Measurement, {"period": period})


def test_every_state_without_value_is_taken_without_one(office: Office) -> None:
    states = ("missing", "not_applicable", "confidential", "not_yet_reported")
    rows = [{"state": state, "value": None, "revision": number} for number, state in enumerate(states, 1)]
    insert_rows(office, Measurement, *rows)


def test_every_check_of_the_database_is_tried_above(places: dict[str, Place]) -> None:
    empty = places["sqlite"].without_rows()
    own = office_in(empty, "exempel")
    tried = set()
    for model, changes in [(model, changes) for model, changes, _ in WRONG] + REFUSED_BY_DATABASE:
        with pytest.raises(DBAPIError) as caught:
            insert_rows(own, model, changes)
        tried.add(str(caught.value.orig).removeprefix("CHECK constraint failed: "))
    declared = {
        str(check.name)
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    places["sqlite"].take_back(empty)
    assert declared - tried == set()
