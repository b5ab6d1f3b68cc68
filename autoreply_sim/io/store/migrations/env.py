"""What Alembic runs: the migrations, in the transaction that whoever opens the store has begun."""

from __future__ import annotations

from alembic import context

from autoreply_sim.io.store.tables import REVISION

context.configure(connection=context.config.attributes["connection"], version_table=REVISION.name)
context.run_migrations()
