"""Files that come in, entries by hand with comments, and locked periods."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

ENDINGS = '-01-02-03-04-05-06-07-08-09-10-11-12-Q1-Q2-Q3-Q4-T1-T2-T3-H1-H2'
PERIOD = (
    'CAST(substr(period, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 AND (length(period) = 4 OR '
    "length(period) = 7 AND substr(period, 5, 1) = '-' "
    f"AND replace('{ENDINGS}', substr(period, 5), '') <> '{ENDINGS}')"
)
LOCK_REASON = "VARCHAR DEFAULT '' NOT NULL CONSTRAINT ck_{}_lock_reason_length CHECK (length(lock_reason) BETWEEN 0 AND 300)"
# As plain SQL: SQLite would else copy whole tables, and drop ones that others refer to.
COLUMNS = (
    ('import', 'undoes_id', 'INTEGER CONSTRAINT fk_import_undoes_id REFERENCES import (id)'),
    ('measurement', 'taken_back', 'BOOLEAN DEFAULT FALSE NOT NULL'),
    ('measurement', 'lock_reason', LOCK_REASON.format('measurement')),
    ('amount', 'taken_back', 'BOOLEAN DEFAULT FALSE NOT NULL'),
    ('amount', 'lock_reason', LOCK_REASON.format('amount')),
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f'ALTER TABLE {table} ADD COLUMN {column} {kind}')
    op.create_index('uq_import_undoes_id', 'import', ['undoes_id'], unique=True)
    op.create_table('delivery',
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("length(role) BETWEEN 1 AND 80", name=op.f('ck_delivery_role_length')),
    sa.CheckConstraint("state IN ('draft', 'done')", name=op.f('ck_delivery_state')),
    sa.CheckConstraint("revision >= 1", name=op.f('ck_delivery_revision')),
    sa.CheckConstraint(PERIOD, name=op.f('ck_delivery_period')),
    *_refers('delivery', 'organisation', 'unit', 'import'),
    sa.UniqueConstraint('unit_id', 'period', 'revision', name=op.f('uq_delivery_unit_id_period_revision')),
    )
    op.create_index(op.f('ix_delivery_organisation_id'), 'delivery', ['organisation_id'])
    op.create_table('figure_comment',
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('analysis', sa.String(), nullable=False),
    sa.Column('planned', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("length(planned) BETWEEN 0 AND 1000", name=op.f('ck_figure_comment_planned_length')),
    sa.CheckConstraint("length(analysis) BETWEEN 0 AND 1000", name=op.f('ck_figure_comment_analysis_length')),
    sa.CheckConstraint("length(role) BETWEEN 1 AND 80", name=op.f('ck_figure_comment_role_length')),
    sa.CheckConstraint("revision >= 1", name=op.f('ck_figure_comment_revision')),
    sa.CheckConstraint(PERIOD, name=op.f('ck_figure_comment_period')),
    *_refers('figure_comment', 'organisation', 'unit', 'indicator', 'import'),
    sa.UniqueConstraint('unit_id', 'indicator_id', 'period', 'revision', name=op.f('uq_figure_comment_unit_id_indicator_id_period_revision')),
    )
    op.create_index(op.f('ix_figure_comment_organisation_id'), 'figure_comment', ['organisation_id'])
    op.create_table('period_lock',
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('opened_because', sa.String(), nullable=True),
    *_taken_back('period_lock'),
    sa.CheckConstraint("length(role) BETWEEN 1 AND 80", name=op.f('ck_period_lock_role_length')),
    sa.CheckConstraint("length(opened_because) BETWEEN 1 AND 300", name=op.f('ck_period_lock_opened_because_length')),
    sa.CheckConstraint(PERIOD, name=op.f('ck_period_lock_period')),
    sa.CheckConstraint("length(reason) BETWEEN 1 AND 300", name=op.f('ck_period_lock_reason_length')),
    sa.CheckConstraint("(withdrawn_at IS NULL) = (opened_because IS NULL)", name=op.f('ck_period_lock_opened_because_of')),
    *_refers('period_lock', 'organisation', 'unit', 'import'),
    )
    op.create_index(op.f('ix_period_lock_organisation_id'), 'period_lock', ['organisation_id'])
    standing = sa.text('withdrawn_at IS NULL')
    op.create_index(
        'uq_period_lock_in_force',
        'period_lock',
        ['unit_id', 'period'],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    whole = sa.text('withdrawn_at IS NULL AND unit_id IS NULL')
    op.create_index(
        'uq_period_lock_in_force_without_unit_id',
        'period_lock',
        ['organisation_id', 'period'],
        unique=True,
        sqlite_where=whole,
        postgresql_where=whole,
    )
    op.create_table('import_layout',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('answers', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("length(name) > 0", name=op.f('ck_import_layout_name_filled')),
    sa.CheckConstraint("length(role) BETWEEN 0 AND 80", name=op.f('ck_import_layout_role_length')),
    sa.CheckConstraint("length(fingerprint) > 0", name=op.f('ck_import_layout_fingerprint_filled')),
    sa.CheckConstraint("revision >= 1", name=op.f('ck_import_layout_revision')),
    sa.CheckConstraint("length(answers) > 0", name=op.f('ck_import_layout_answers_filled')),
    *_refers('import_layout', 'organisation', 'import'),
    sa.UniqueConstraint('organisation_id', 'fingerprint', 'revision', name=op.f('uq_import_layout_organisation_id_fingerprint_revision')),
    )
    op.create_table('import_finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.CheckConstraint("length(message) > 0", name=op.f('ck_import_finding_message_filled')),
    sa.CheckConstraint("length(reason) BETWEEN 0 AND 300", name=op.f('ck_import_finding_reason_length')),
    sa.CheckConstraint("level IN ('error', 'warning', 'notice')", name=op.f('ck_import_finding_level')),
    sa.CheckConstraint("length(rule) > 0", name=op.f('ck_import_finding_rule_filled')),
    *_refers('import_finding', 'organisation', 'import'),
    )
    op.create_index(op.f('ix_import_finding_import_id'), 'import_finding', ['import_id'])
    op.create_table('name_alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("length(name) > 0", name=op.f('ck_name_alias_name_filled')),
    sa.CheckConstraint("CASE WHEN indicator_id IS NULL THEN 0 ELSE 1 END + CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END + CASE WHEN account_id IS NULL THEN 0 ELSE 1 END = 1", name=op.f('ck_name_alias_one_noun')),
    *_refers('name_alias', 'organisation', 'indicator', 'unit', 'account'),
    )
    op.create_index(op.f('ix_name_alias_organisation_id'), 'name_alias', ['organisation_id'])


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
    for table in ('name_alias', 'import_finding', 'import_layout', 'period_lock', 'figure_comment', 'delivery'):
        op.drop_table(table)
    op.drop_index('uq_import_undoes_id', 'import')
    for table, column, _ in reversed(COLUMNS):
        op.execute(f'ALTER TABLE {table} DROP COLUMN {column}')
