"""The names of what is queried. How tables are made is said once, in the migrations; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import column, table

VERSIONS = table(
    "settings_versions",
    column("account"),
    column("number"),
    column("text"),
    column("author"),
    column("saved_at_ms"),
    column("note"),
    column("restored_from"),
    column("parent"),
)
"""A row a version; the columns are the fields of `Version`."""

REVISION = table("settings_revision", column("version_num"))
"""One row: the migration that the tables are at."""
