"""The form of a new customer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autoreply_sim.ui.models.event_form import Field
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.remarks import as_text

NEW: Mapping[str, Any] = {"name": "", "phone": "", "line": "mobile", "opted_out": "false"}
"""A customer to begin with; without a phone number, theirs is withheld."""


def fields_of_customer(keys: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields, filled in."""
    kinds = {"name": "line", "phone": "line", "line": "pick", "opted_out": "pick"}
    choices = {
        "line": (("mobile", phrase("line_mobile")), ("landline", phrase("line_landline"))),
        "opted_out": (("false", phrase("no")), ("true", phrase("yes"))),
    }
    return tuple(
        Field(
            name=name,
            kind=kind,
            label=phrase(f"field_{name}"),
            value=as_text(keys.get(name)),
            choices=choices.get(name, ()),
        )
        for name, kind in kinds.items()
    )


def said_by(keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says of the customer: what is empty or usual is left out."""
    usual = {"name": "", "phone": "", "line": "mobile", "opted_out": "false"}
    said = {name: value for name, value in keys.items() if value != usual[name]}
    return {"phone": "withheld"} | said
