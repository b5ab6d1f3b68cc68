"""One module a migration. What was released is never changed: the next change is a new module."""
