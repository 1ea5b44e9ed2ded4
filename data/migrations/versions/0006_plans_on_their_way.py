"""Plans on their way: progress, risks, accounts given, meetings, decisions, and changes made on screen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

STANDING = sa.text('withdrawn_at IS NULL')
# As plain SQL: SQLite would else copy whole tables, and drop ones that others refer to.
COLUMNS = (
    ('plan', 'edition', 'INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_plan_edition CHECK (edition >= 0)'),
    ('plan', 'copied_from_id', 'INTEGER CONSTRAINT fk_plan_copied_from_id REFERENCES plan (id)'),
    ('objective', 'retired', 'BOOLEAN DEFAULT FALSE NOT NULL'),
    ('activity', 'retired', 'BOOLEAN DEFAULT FALSE NOT NULL'),
    ('follow_up', 'retired', 'BOOLEAN DEFAULT FALSE NOT NULL'),
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f'ALTER TABLE {table} ADD COLUMN {column} {kind}')
    op.create_table('meeting',
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('present', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    *_taken_back('meeting'),
    sa.CheckConstraint("held_on BETWEEN '1900-01-01' AND '2199-12-31'", name=op.f('ck_meeting_held_on')),
    sa.CheckConstraint('length(note) BETWEEN 0 AND 1000', name=op.f('ck_meeting_note_length')),
    sa.CheckConstraint('length(present) BETWEEN 0 AND 300', name=op.f('ck_meeting_present_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_meeting_role_length')),
    *_refers('meeting', 'import', 'organisation', 'unit'),
    )
    op.create_index(op.f('ix_meeting_organisation_id'), 'meeting', ['organisation_id'])
    op.create_index('uq_meeting_in_force', 'meeting', ['unit_id', 'held_on'], unique=True, sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_table('decision',
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('responsible', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('expected', sa.String(), nullable=False),
    sa.Column('follow_up_on', sa.Date(), nullable=True),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=True),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    *_taken_back('decision'),
    sa.CheckConstraint("(indicator_id IS NULL) = (expected = 'none')", name=op.f('ck_decision_expected_of_indicator')),
    sa.CheckConstraint("expected IN ('up', 'down', 'none')", name=op.f('ck_decision_expected')),
    sa.CheckConstraint("starts_on BETWEEN '1900-01-01' AND '2199-12-31'", name=op.f('ck_decision_starts_on')),
    sa.CheckConstraint('follow_up_on >= starts_on', name=op.f('ck_decision_days')),
    sa.CheckConstraint('length(responsible) BETWEEN 1 AND 80', name=op.f('ck_decision_responsible_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_decision_role_length')),
    sa.CheckConstraint('length(text) BETWEEN 1 AND 300', name=op.f('ck_decision_text_length')),
    *_refers('decision', 'import', 'indicator', 'meeting', 'organisation', 'unit'),
    )
    op.create_index(op.f('ix_decision_organisation_id'), 'decision', ['organisation_id'])
    op.create_table('plan_edit',
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('change', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=False),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("change IN ('added', 'changed', 'removed')", name=op.f('ck_plan_edit_change')),
    sa.CheckConstraint("noun IN ('plan', 'unit', 'objective', 'indicator', 'activity', 'follow_up')", name=op.f('ck_plan_edit_noun')),
    sa.CheckConstraint('length(before) + length(after) > 0', name=op.f('ck_plan_edit_says_something')),
    sa.CheckConstraint('length(code) > 0', name=op.f('ck_plan_edit_code_filled')),
    sa.CheckConstraint('length(reason) BETWEEN 1 AND 300', name=op.f('ck_plan_edit_reason_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_plan_edit_role_length')),
    *_refers('plan_edit', 'import', 'organisation', 'plan'),
    )
    op.create_index(op.f('ix_plan_edit_organisation_id'), 'plan_edit', ['organisation_id'])
    op.create_index(op.f('ix_plan_edit_plan_id'), 'plan_edit', ['plan_id'])
    op.create_table('risk_assessment',
    sa.Column('assessed_on', sa.Date(), nullable=False),
    sa.Column('likelihood', sa.Integer(), nullable=False),
    sa.Column('consequence', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('objective_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("assessed_on BETWEEN '1900-01-01' AND '2199-12-31'", name=op.f('ck_risk_assessment_assessed_on')),
    sa.CheckConstraint('consequence BETWEEN 1 AND 4', name=op.f('ck_risk_assessment_consequence')),
    sa.CheckConstraint('length(note) BETWEEN 0 AND 1000', name=op.f('ck_risk_assessment_note_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_risk_assessment_role_length')),
    sa.CheckConstraint('likelihood BETWEEN 1 AND 4', name=op.f('ck_risk_assessment_likelihood')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_risk_assessment_revision')),
    *_refers('risk_assessment', 'import', 'objective', 'organisation'),
    sa.UniqueConstraint('objective_id', 'revision', name=op.f('uq_risk_assessment_objective_id_revision'))
    )
    op.create_index(op.f('ix_risk_assessment_organisation_id'), 'risk_assessment', ['organisation_id'])
    op.create_table('follow_up_delivery',
    sa.Column('due', sa.String(), nullable=False),
    sa.Column('delivered_on', sa.Date(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('follow_up_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    *_taken_back('follow_up_delivery'),
    sa.CheckConstraint("delivered_on BETWEEN '1900-01-01' AND '2199-12-31'", name=op.f('ck_follow_up_delivery_delivered_on')),
    sa.CheckConstraint("due = '' OR (CAST('0' || substr(due, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 AND substr(due, 5, 3) IN ('-01', '-02', '-03', '-04', '-05', '-06', '-07', '-08', '-09', '-10', '-11', '-12') AND length(due) IN (7, 10))", name=op.f('ck_follow_up_delivery_due')),
    sa.CheckConstraint('length(due) > 0', name=op.f('ck_follow_up_delivery_due_filled')),
    sa.CheckConstraint('length(note) BETWEEN 0 AND 300', name=op.f('ck_follow_up_delivery_note_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_follow_up_delivery_role_length')),
    *_refers('follow_up_delivery', 'follow_up', 'import', 'organisation'),
    )
    op.create_index(op.f('ix_follow_up_delivery_organisation_id'), 'follow_up_delivery', ['organisation_id'])
    op.create_index('uq_follow_up_delivery_in_force', 'follow_up_delivery', ['follow_up_id', 'due'], unique=True, sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_table('progress',
    sa.Column('told_on', sa.Date(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('objective_id', sa.Integer(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('not_started', 'ongoing', 'done', 'late', 'stopped')", name=op.f('ck_progress_status')),
    sa.CheckConstraint("told_on BETWEEN '1900-01-01' AND '2199-12-31'", name=op.f('ck_progress_told_on')),
    sa.CheckConstraint('CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END + CASE WHEN objective_id IS NULL THEN 0 ELSE 1 END + CASE WHEN decision_id IS NULL THEN 0 ELSE 1 END = 1', name=op.f('ck_progress_one_subject')),
    sa.CheckConstraint('length(note) BETWEEN 0 AND 1000', name=op.f('ck_progress_note_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_progress_role_length')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_progress_revision')),
    *_refers('progress', 'activity', 'decision', 'import', 'objective', 'organisation'),
    sa.UniqueConstraint('activity_id', 'revision', name=op.f('uq_progress_activity_id_revision')),
    sa.UniqueConstraint('decision_id', 'revision', name=op.f('uq_progress_decision_id_revision')),
    sa.UniqueConstraint('objective_id', 'revision', name=op.f('uq_progress_objective_id_revision'))
    )
    op.create_index(op.f('ix_progress_organisation_id'), 'progress', ['organisation_id'])


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
    for table in ('progress', 'follow_up_delivery', 'risk_assessment', 'plan_edit', 'decision', 'meeting'):
        op.drop_table(table)
    for table, column, _ in reversed(COLUMNS):
        op.execute(f'ALTER TABLE {table} DROP COLUMN {column}')
