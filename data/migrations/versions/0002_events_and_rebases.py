"""Events, decisions on new limits, and how an indicator's changes are judged."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

SENSE = "BETWEEN '1900-01-01' AND '2199-12-31'"


def upgrade() -> None:
    # As plain SQL: SQLite would else copy the whole table, and drop one that others refer to.
    op.execute(
        "ALTER TABLE indicator ADD COLUMN signal_method VARCHAR CONSTRAINT ck_indicator_signal_method "
        "CHECK (signal_method IN ('auto', 'xmr', 'run', 'change', 'none'))"
    )
    op.create_table('event',
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint(f'happened_on {SENSE}', name=op.f('ck_event_happened_on')),
    sa.CheckConstraint('length(text) BETWEEN 1 AND 200', name=op.f('ck_event_text_length')),
    sa.CheckConstraint('length(recorded_by) BETWEEN 0 AND 80', name=op.f('ck_event_recorded_by_length')),
    sa.CheckConstraint('length(recorded_by) > 0 OR plan_id IS NOT NULL', name=op.f('ck_event_told_by_someone')),
    sa.ForeignKeyConstraint(['import_id'], ['import.id'], name=op.f('fk_event_import_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_event_organisation_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_event_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event'))
    )
    op.create_index(op.f('ix_event_organisation_id'), 'event', ['organisation_id'], unique=False)
    for noun in ('indicator', 'unit'):
        op.create_table(f'event_{noun}',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column(f'{noun}_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f(f'fk_event_{noun}_event_id')),
        sa.ForeignKeyConstraint([f'{noun}_id'], [f'{noun}.id'], name=op.f(f'fk_event_{noun}_{noun}_id')),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f(f'fk_event_{noun}_organisation_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_event_{noun}')),
        sa.UniqueConstraint('event_id', f'{noun}_id', name=op.f(f'uq_event_{noun}_event_id_{noun}_id'))
        )
        op.create_index(op.f(f'ix_event_{noun}_organisation_id'), f'event_{noun}', ['organisation_id'], unique=False)
    op.create_table('rebase',
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.String(), nullable=True),
    sa.CheckConstraint(f'starts_on {SENSE}', name=op.f('ck_rebase_starts_on')),
    sa.CheckConstraint('length(reason) BETWEEN 1 AND 300', name=op.f('ck_rebase_reason_length')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_rebase_role_length')),
    sa.CheckConstraint('length(withdrawn_by) BETWEEN 1 AND 80', name=op.f('ck_rebase_withdrawn_by_length')),
    sa.CheckConstraint('(withdrawn_at IS NULL) = (withdrawn_by IS NULL)', name=op.f('ck_rebase_withdrawn_by_someone')),
    sa.ForeignKeyConstraint(['import_id'], ['import.id'], name=op.f('fk_rebase_import_id')),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicator.id'], name=op.f('fk_rebase_indicator_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_rebase_organisation_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_rebase_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rebase'))
    )
    op.create_index(op.f('ix_rebase_organisation_id'), 'rebase', ['organisation_id'], unique=False)
    op.create_index(
        'uq_rebase_in_force',
        'rebase',
        ['indicator_id', 'unit_id', 'starts_on'],
        unique=True,
        sqlite_where=sa.text('withdrawn_at IS NULL'),
        postgresql_where=sa.text('withdrawn_at IS NULL'),
    )


def downgrade() -> None:
    for table in ('rebase', 'event_unit', 'event_indicator', 'event'):
        op.drop_table(table)
    op.execute('ALTER TABLE indicator DROP COLUMN signal_method')
