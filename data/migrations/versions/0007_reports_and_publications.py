"""Reports that are kept, and what audiences have been given."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

LENSES = "lens IN ('intern', 'board', 'public')"
MONTHS_AND_MORE = '-01-02-03-04-05-06-07-08-09-10-11-12-Q1-Q2-Q3-Q4-T1-T2-T3-H1-H2'
PERIOD = (
    'CAST(substr(period, 1, 4) AS INTEGER) BETWEEN 1000 AND 2999 AND (length(period) = 4 OR '
    "length(period) = 7 AND substr(period, 5, 1) = '-' "
    f"AND replace('{MONTHS_AND_MORE}', substr(period, 5), '') <> '{MONTHS_AND_MORE}')"
)


def upgrade() -> None:
    op.create_table('kept_report',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('lens', sa.String(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('month', 'tertial', 'year', 'selection', 'show')", name=op.f('ck_kept_report_kind')),
    sa.CheckConstraint(LENSES, name=op.f('ck_kept_report_lens')),
    sa.CheckConstraint(PERIOD, name=op.f('ck_kept_report_period')),
    sa.CheckConstraint('length(content) > 0', name=op.f('ck_kept_report_content_filled')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_kept_report_role_length')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_kept_report_revision')),
    *_refers('kept_report', 'import', 'organisation', 'unit'),
    sa.UniqueConstraint('unit_id', 'kind', 'period', 'lens', 'revision', name=op.f('uq_kept_report_unit_id_kind_period_lens_revision')),
    )
    op.create_index(op.f('ix_kept_report_organisation_id'), 'kept_report', ['organisation_id'])
    op.create_table('publication',
    sa.Column('lens', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('cells', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint(LENSES, name=op.f('ck_publication_lens')),
    sa.CheckConstraint(PERIOD, name=op.f('ck_publication_period')),
    sa.CheckConstraint('length(cells) > 0', name=op.f('ck_publication_cells_filled')),
    sa.CheckConstraint('length(role) BETWEEN 1 AND 80', name=op.f('ck_publication_role_length')),
    *_refers('publication', 'import', 'organisation'),
    )
    op.create_index(op.f('ix_publication_organisation_id'), 'publication', ['organisation_id'])


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
    for table in ('publication', 'kept_report'):
        op.drop_table(table)
