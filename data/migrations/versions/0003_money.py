"""What accounts pay for, who made a forecast, notes and scenarios."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

SENSE = "BETWEEN '1900-01-01' AND '2199-12-31'"
MONTHS = ', '.join(f"'-{month:02d}'" for month in range(1, 13))
AREAS = (
    "'placements', 'lead_times', 'support', 'assistance', 'quality', 'access', 'staff', 'economy', 'other'"
)
# As plain SQL: SQLite would else copy whole tables, and drop ones that others refer to.
COLUMNS = (
    ('account', 'volume_indicator_id',
     'INTEGER CONSTRAINT fk_account_volume_indicator_id REFERENCES indicator (id)'),
    ('amount', 'role',
     "VARCHAR DEFAULT '' NOT NULL CONSTRAINT ck_amount_role_length CHECK (length(role) BETWEEN 0 AND 80)"),
    ('amount', 'profile',
     "VARCHAR DEFAULT '' NOT NULL CONSTRAINT ck_amount_profile "
     "CHECK (profile IN ('', 'straight', 'last_year', 'typed'))"),
    ('contradiction', 'area',
     "VARCHAR DEFAULT '' NOT NULL CONSTRAINT ck_contradiction_area "
     f"CHECK (area IN ('', {AREAS}))"),
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f'ALTER TABLE {table} ADD COLUMN {column} {kind}')
    op.create_table('amount_note',
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    *_taken_back('amount_note'),
    sa.CheckConstraint(
        "length(period) = 7 AND CAST('0' || substr(period, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 "
        f"AND substr(period, 5, 3) IN ({MONTHS})",
        name=op.f('ck_amount_note_period'),
    ),
    sa.CheckConstraint('length(text) BETWEEN 1 AND 300', name=op.f('ck_amount_note_text_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_amount_note_role_length')),
    *_refers('amount_note', 'account', 'import', 'organisation', 'unit'),
    )
    op.create_index(op.f('ix_amount_note_unit_id'), 'amount_note', ['unit_id'], unique=False)
    op.create_table('scenario',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    *_taken_back('scenario'),
    sa.CheckConstraint('year BETWEEN 1990 AND 2100', name=op.f('ck_scenario_year')),
    sa.CheckConstraint('length(name) BETWEEN 1 AND 80', name=op.f('ck_scenario_name_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_scenario_role_length')),
    *_refers('scenario', 'import', 'organisation', 'unit'),
    )
    op.create_index(
        'uq_scenario_in_force',
        'scenario',
        ['unit_id', 'year', 'name'],
        unique=True,
        sqlite_where=sa.text('withdrawn_at IS NULL'),
        postgresql_where=sa.text('withdrawn_at IS NULL'),
    )
    op.create_table('scenario_change',
    sa.Column('places', sa.Float(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('price', sa.Float(), nullable=False),
    sa.Column('amount', sa.Float(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('scenario_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.CheckConstraint(f'starts_on {SENSE}', name=op.f('ck_scenario_change_starts_on')),
    sa.CheckConstraint('length(text) BETWEEN 0 AND 200', name=op.f('ck_scenario_change_text_length')),
    sa.CheckConstraint('price >= 0', name=op.f('ck_scenario_change_price')),
    sa.CheckConstraint(
        '(places <> 0) <> (amount <> 0)', name=op.f('ck_scenario_change_places_or_amount')
    ),
    sa.CheckConstraint('places = 0 OR price > 0', name=op.f('ck_scenario_change_places_with_price')),
    *(
        sa.CheckConstraint(
            f'{column} BETWEEN -1e300 AND 1e300', name=op.f(f'ck_scenario_change_{column}_finite')
        )
        for column in ('places', 'price', 'amount')
    ),
    *_refers('scenario_change', 'account', 'organisation', 'scenario'),
    )
    op.create_index(op.f('ix_scenario_change_scenario_id'), 'scenario_change', ['scenario_id'], unique=False)


def _taken_back(table: str) -> list[SchemaItem]:
    """Return when a row was written and taken back, and by whom."""
    return [
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('withdrawn_by', sa.String(), nullable=True),
        sa.CheckConstraint(
            'length(withdrawn_by) BETWEEN 1 AND 80', name=op.f(f'ck_{table}_withdrawn_by_length')
        ),
        sa.CheckConstraint(
            '(withdrawn_at IS NULL) = (withdrawn_by IS NULL)', name=op.f(f'ck_{table}_withdrawn_by_someone')
        ),
    ]


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
    for table in ('scenario_change', 'scenario', 'amount_note'):
        op.drop_table(table)
    for table, column, _ in reversed(COLUMNS):
        op.execute(f'ALTER TABLE {table} DROP COLUMN {column}')
