"""The table of versions: dense numbers, and nothing that was saved can be changed or deleted.

Both are rules of the database itself, so that no other program breaks them by mistake.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLE = "settings_versions"
_REFUSAL = "what was saved is never changed or deleted"


def upgrade() -> None:
    """Make the table and what guards it."""
    op.create_table(
        _TABLE,
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("saved_at_ms", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("restored_from", sa.Integer),
        sa.Column("parent", sa.Integer),
        sa.PrimaryKeyConstraint("account", "number", name="settings_versions_key"),
        sa.ForeignKeyConstraint(
            ["account", "parent"], [f"{_TABLE}.account", f"{_TABLE}.number"], name="settings_versions_parent"
        ),
        sa.ForeignKeyConstraint(
            ["account", "restored_from"],
            [f"{_TABLE}.account", f"{_TABLE}.number"],
            name="settings_versions_restored_from",
        ),
        sa.CheckConstraint("number = coalesce(parent, 0) + 1", name="settings_versions_dense"),
        sa.CheckConstraint("restored_from < number", name="settings_versions_restored_before"),
    )
    for statement in _GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


_GUARDS = {
    "sqlite": tuple(
        f"CREATE TRIGGER {_TABLE}_no_{verb} BEFORE {verb} ON {_TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        f"""CREATE FUNCTION {_TABLE}_kept() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
        f"""CREATE TRIGGER {_TABLE}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_kept()""",
    ),
}
"""What refuses, in the words of each database."""
