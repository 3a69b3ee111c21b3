"""The API's description of itself, made from the table of routes."""

import re
from http import HTTPStatus
from typing import Any

import msgspec

from facilitator import __version__
from facilitator.room.http.routes import ANYBODY, ROUTES, Entry
from facilitator.room.messages.phones import Sorry


def describe() -> dict[str, Any]:
    """The whole description, as OpenAPI 3.1."""
    bodies = {entry.takes for entry in ROUTES} | {entry.answers for entry in ROUTES} | {Sorry}
    types = sorted((t for t in bodies if t is not None), key=lambda t: t.__name__)
    schemas, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    shapes = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for entry in ROUTES:
        paths.setdefault(entry.path, {})[entry.method.lower()] = _operation(entry, shapes)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Facilitator: the room", "version": __version__},
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(entry: Entry, shapes: dict[type, Any]) -> dict[str, Any]:
    who = "anybody" if entry.who == ANYBODY else ", ".join(sorted(str(r) for r in entry.who))
    operation: dict[str, Any] = {
        "operationId": entry.does.__name__,
        "summary": (entry.does.__doc__ or "").strip(),
        "description": f"For {who.replace('_', '-')}.",
        "parameters": [*_in_path(entry), *_in_query(entry)],
        "responses": {str(status): _response(entry, status, shapes) for status in entry.statuses},
    }
    if entry.takes is not None:
        content = {"application/json": {"schema": shapes[entry.takes]}}
        operation["requestBody"] = {"required": True, "content": content}
    elif entry.is_form:
        content = {"application/x-www-form-urlencoded": {"schema": _FORM}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


_FORM = {
    "type": "object",
    "properties": {"words": {"type": "string"}, "print": {"type": "string"}},
    "required": ["words"],
}
"""The fields of the one plain form that there is."""


def _in_path(entry: Entry) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", entry.path)
    ]


def _in_query(entry: Entry) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in entry.query
    ]


def _response(entry: Entry, status: int, shapes: dict[type, Any]) -> dict[str, Any]:
    said = {"description": HTTPStatus(status).phrase}
    if status == HTTPStatus.NOT_MODIFIED:
        return said
    if status >= HTTPStatus.BAD_REQUEST and not entry.is_form:
        return said | {"content": {"application/json": {"schema": shapes[Sorry]}}}
    if entry.answers is None:
        return said | {"content": {entry.media: {"schema": {"type": "string"}}}}
    return said | {"content": {"application/json": {"schema": shapes[entry.answers]}}}
