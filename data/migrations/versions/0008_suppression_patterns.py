"""How small numbers were protected, so that it needn't be found out again."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('suppression_pattern',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('pattern', sa.String(), nullable=False),
    sa.CheckConstraint('length(fingerprint) > 0', name=op.f('ck_suppression_pattern_fingerprint_filled')),
    sa.CheckConstraint("replace(replace(pattern, '0', ''), '1', '') = ''", name=op.f('ck_suppression_pattern_pattern')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_suppression_pattern_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppression_pattern')),
    sa.UniqueConstraint('organisation_id', 'fingerprint', name=op.f('uq_suppression_pattern_organisation_id_fingerprint')),
    )


def downgrade() -> None:
    op.drop_table('suppression_pattern')
