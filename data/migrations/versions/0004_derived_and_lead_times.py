"""Derived and protected indicators, whom units work for, time limits and counts of coming deadlines."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

SENSE = "BETWEEN '1900-01-01' AND '2199-12-31'"
DERIVATIONS = (
    "'ratio', 'difference', 'rolling_sum', 'rolling_mean', 'accumulated', 'share_of_units', 'cohort_share'"
)
# As plain SQL: SQLite would else copy whole tables, and drop ones that others refer to.
COLUMNS = (
    ('unit', 'clients', "VARCHAR CONSTRAINT ck_unit_clients CHECK (clients IN ('children', 'adults'))"),
    ('indicator', 'case_kind', 'VARCHAR'),
    ('indicator', 'derivation',
     f'VARCHAR CONSTRAINT ck_indicator_derivation CHECK (derivation IN ({DERIVATIONS}))'),
    ('indicator', 'span', 'INTEGER CONSTRAINT ck_indicator_span CHECK (span > 0)'),
    ('indicator', 'protected_by_id',
     'INTEGER CONSTRAINT fk_indicator_protected_by_id REFERENCES indicator (id)'),
    ('indicator', 'protected_below',
     'INTEGER CONSTRAINT ck_indicator_protected_below CHECK (protected_below > 0) '
     'CONSTRAINT ck_indicator_protected_whole '
     'CHECK ((protected_below IS NULL) = (protected_by_id IS NULL))'),
    ('indicator', 'accompanies_id',
     'INTEGER CONSTRAINT fk_indicator_accompanies_id REFERENCES indicator (id)'),
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f'ALTER TABLE {table} ADD COLUMN {column} {kind}')
    op.create_table('derivation_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('part_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("role IN ('first', 'second')", name=op.f('ck_derivation_part_role')),
    sa.ForeignKeyConstraint(['part_id'], ['indicator.id'], name=op.f('fk_derivation_part_part_id')),
    *_refers('derivation_part', 'indicator', 'organisation'),
    sa.UniqueConstraint(
        'indicator_id', 'part_id', 'role', name=op.f('uq_derivation_part_indicator_id_part_id_role')
    ),
    )
    op.create_index(op.f('ix_derivation_part_organisation_id'), 'derivation_part', ['organisation_id'])
    op.create_table('time_rule',
    sa.Column('applies_from', sa.Date(), nullable=False),
    sa.Column('time_limit', sa.Integer(), nullable=False),
    sa.Column('limit_unit', sa.String(), nullable=False),
    sa.Column('judged_by', sa.String(), nullable=False),
    sa.Column('law', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint(f'applies_from {SENSE}', name=op.f('ck_time_rule_applies_from')),
    sa.CheckConstraint('time_limit BETWEEN 1 AND 1000', name=op.f('ck_time_rule_time_limit')),
    sa.CheckConstraint(
        "limit_unit IN ('hours', 'days', 'workdays', 'months')", name=op.f('ck_time_rule_limit_unit')
    ),
    sa.CheckConstraint("judged_by IN ('strict', 'rolled')", name=op.f('ck_time_rule_judged_by')),
    sa.CheckConstraint('length(law) BETWEEN 0 AND 200', name=op.f('ck_time_rule_law_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_time_rule_role_length')),
    *_refers('time_rule', 'indicator', 'import', 'organisation'),
    )
    op.create_index(op.f('ix_time_rule_organisation_id'), 'time_rule', ['organisation_id'])
    op.create_table('deadline_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('due_from', sa.Date(), nullable=False),
    sa.Column('open_cases', sa.Integer(), nullable=False),
    sa.Column('closed_cases', sa.Integer(), nullable=False),
    sa.CheckConstraint('open_cases >= 0', name=op.f('ck_deadline_count_open_cases')),
    sa.CheckConstraint('closed_cases >= 0', name=op.f('ck_deadline_count_closed_cases')),
    *_refers('deadline_count', 'indicator', 'import', 'organisation', 'unit'),
    sa.UniqueConstraint(
        'unit_id', 'indicator_id', 'counted_on', 'due_from', 'import_id',
        name='uq_deadline_count_once',
    ),
    )
    op.create_index(
        'ix_deadline_count_organisation_id_counted_on', 'deadline_count', ['organisation_id', 'counted_on']
    )


def _refers(table: str, *others: str) -> list[SchemaItem]:
    """Return the key of a table, and its references to others."""
    return [
        *(
            sa.ForeignKeyConstraint([f'{other}_id'], [f'{other}.id'], name=op.f(f'fk_{table}_{other}_id'))
            for other in others
        ),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    ]


def downgrade() -> None:
    for table in ('deadline_count', 'time_rule', 'derivation_part'):
        op.drop_table(table)
    for table, column, _ in reversed(COLUMNS):
        op.execute(f'ALTER TABLE {table} DROP COLUMN {column}')
