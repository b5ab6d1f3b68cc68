"""STUB for development only."""

Preview = object


def preview(*a, **k):
    return None
