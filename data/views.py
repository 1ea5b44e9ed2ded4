"""The stable SQL views that Power BI, Excel and others read. Described in `docs/vyer.md`.

Written in the SQL that SQLite and PostgreSQL share. They hold current values only:
the highest revision of each figure, unless its import was undone.
"""

from sqlalchemy import Connection, text

VIEWS = {
    "v_objective": """
        SELECT organisation.name AS organisation, plan.title AS plan, objective.kind AS kind,
               objective.number AS number, objective.title AS title, parent.title AS parent
        FROM objective
        JOIN organisation ON organisation.id = objective.organisation_id
        JOIN plan ON plan.id = objective.plan_id
        LEFT JOIN objective AS parent ON parent.id = objective.parent_id
        WHERE NOT objective.retired
    """,
    "v_indicator": """
        SELECT DISTINCT organisation.name AS organisation, plan.title AS plan, indicator.name AS indicator,
               indicator.kind AS kind, indicator.direction AS direction,
               indicator.periodicity AS periodicity, indicator.unit_of_measure AS unit_of_measure,
               indicator.definition AS definition, indicator.source AS source,
               indicator.derivation AS derivation
        FROM plan_indicator
        JOIN indicator ON indicator.id = plan_indicator.indicator_id
        JOIN plan ON plan.id = plan_indicator.plan_id
        JOIN organisation ON organisation.id = plan_indicator.organisation_id
    """,
    "v_target": """
        SELECT organisation.name AS organisation, plan.title AS plan, indicator.name AS indicator,
               unit.name AS unit, target.level AS level, target.kind AS kind, target.value AS value,
               indicator.unit_of_measure AS unit_of_measure, target.valid_from AS valid_from,
               target.valid_to AS valid_to, target.source || ': ' || target.words AS source
        FROM target
        JOIN indicator ON indicator.id = target.indicator_id
        JOIN plan ON plan.id = target.plan_id
        JOIN organisation ON organisation.id = target.organisation_id
        LEFT JOIN unit ON unit.id = target.unit_id
    """,
    "v_measurement": """
        SELECT organisation.name AS organisation, unit.name AS unit, indicator.name AS indicator,
               measurement.period AS period, measurement.period_start AS period_start,
               measurement.period_end AS period_end, measurement.value AS value,
               measurement.numerator AS numerator, measurement.denominator AS denominator,
               measurement.state AS state, organisation.simulated AS simulated,
               measurement.recorded_at AS recorded_at,
               NULLIF(measurement.lock_reason, '') AS lock_reason
        FROM measurement
        JOIN organisation ON organisation.id = measurement.organisation_id
        JOIN unit ON unit.id = measurement.unit_id
        JOIN indicator ON indicator.id = measurement.indicator_id
        WHERE indicator.derivation IS NULL AND NOT measurement.taken_back AND NOT EXISTS (
            SELECT 1 FROM measurement AS newer
            WHERE newer.unit_id = measurement.unit_id AND newer.indicator_id = measurement.indicator_id
              AND newer.period = measurement.period AND newer.revision = measurement.revision + 1
        )
    """,
    "v_activity": """
        SELECT organisation.name AS organisation, plan.title AS plan, objective.title AS objective,
               activity.title AS activity, activity.responsible AS responsible,
               activity.starts AS starts, activity.ends AS ends, activity.follow_up AS follow_up,
               activity.status AS status,
               progress.status AS reported_status, progress.told_on AS reported_on
        FROM activity
        JOIN organisation ON organisation.id = activity.organisation_id
        JOIN plan ON plan.id = activity.plan_id
        LEFT JOIN objective ON objective.id = activity.objective_id
        LEFT JOIN progress ON progress.activity_id = activity.id AND NOT EXISTS (
            SELECT 1 FROM progress AS newer
            WHERE newer.activity_id = activity.id AND newer.revision = progress.revision + 1
        )
        WHERE NOT activity.retired
    """,
    "v_amount": """
        SELECT organisation.name AS organisation, unit.name AS unit, account.name AS account,
               amount.year AS year, amount.period AS period, amount.kind AS kind,
               amount.amount AS amount, NULLIF(amount.made_in, '') AS made_in,
               organisation.simulated AS simulated, amount.source AS source,
               NULLIF(amount.role, '') AS role, NULLIF(amount.profile, '') AS profile,
               NULLIF(amount.lock_reason, '') AS lock_reason
        FROM amount
        JOIN organisation ON organisation.id = amount.organisation_id
        JOIN unit ON unit.id = amount.unit_id
        JOIN account ON account.id = amount.account_id
        WHERE NOT amount.taken_back AND NOT EXISTS (
            SELECT 1 FROM amount AS newer
            WHERE newer.unit_id = amount.unit_id AND newer.account_id = amount.account_id
              AND newer.kind = amount.kind AND newer.period = amount.period
              AND newer.made_in = amount.made_in AND newer.revision = amount.revision + 1
        )
    """,
}


def drop_views(connection: Connection) -> None:
    """Remove the views, if they are there."""
    for name in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def create_views(connection: Connection) -> None:
    """Make the views."""
    for name, query in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query}"))
