"""How Alembic meets the store: on the connection it is given, or on the one in the settings."""

from alembic import context
from sqlalchemy import Connection

from data.models import Base
from data.store import open_store


def run(connection: Connection) -> None:
    """Run the migrations on `connection`, in batches where SQLite must copy a table to alter it."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_store().begin() as opened:
        run(opened)
