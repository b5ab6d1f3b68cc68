"""The JSON Schema of scenario files (draft 2020-12), made from the models that check them."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from autoreply_sim.io.scenario_event_models import ScenarioFile
from autoreply_sim.io.traffic_spans import DRAWN_SCHEMA, POINTS_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SHARED = {"Distribution": DRAWN_SCHEMA, "SharesByTime": POINTS_SCHEMA}
"""What stands in many fields, by the name under which the schema says it once."""


class _WithoutTitles(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of field names: a key says as much itself."""

    def field_title_should_be_set(self, *_: object) -> bool:
        """Return that no field gets a title."""
        return False


def scenario_schema() -> dict[str, Any]:
    """Return the schema of a scenario file, version 1."""
    made = ScenarioFile.model_json_schema(schema_generator=_WithoutTitles)
    for name, definition in made["$defs"].items():
        if name.endswith("Item"):
            # A field that an expected item does not name has no default: it is not looked at.
            for field in definition["properties"].values():
                field.pop("default", None)
    return {"$schema": DIALECT, **_short(made), "$defs": _short(made["$defs"]) | _SHARED}


def _short(part: Any) -> Any:  # noqa: ANN401  # JSON is of any type
    """Return a part of the schema with references to what is shared."""
    name = next((name for name, schema in _SHARED.items() if part == schema), None)
    if name is not None:
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(part, dict):
        return {key: _short(inner) for key, inner in part.items()}
    return [_short(inner) for inner in part] if isinstance(part, list) else part


def schema_text() -> str:
    """Return the schema as it is published in data/scenario.schema.json."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=2) + "\n"
