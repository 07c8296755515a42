"""The published JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from briefgen.models.base import LINE, PROSE
from briefgen.models.brief import Brief
from briefgen.models.campaign import Campaign
from briefgen.models.pack import Pack
from briefgen.models.product import ProductSpec
from briefgen.models.request import Request
from briefgen.models.rule import Rule

_MODELS: dict[str, type[BaseModel]] = {
    "product": ProductSpec,
    "campaign": Campaign,
    "request": Request,
    "brief": Brief,
    "pack": Pack,
    "rule": Rule,
}


def schema_text(name: str) -> str:
    """The JSON Schema (2020-12) of product, campaign, request, brief, pack or rule, as indented JSON."""
    model = _MODELS[name]
    schema = _plain(model.model_json_schema(mode="serialization" if name == "brief" else "validation"))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:briefgen:{name}:1"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"


def _plain(schema: Any) -> Any:
    """The schema without the patterns on hidden characters: other languages' regular expressions cannot read them."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    hides = schema.get("pattern") in (LINE, PROSE) or str(schema.get("pattern")).startswith("^https?://[")
    return {key: _plain(value) for key, value in schema.items() if not (hides and key == "pattern")}
