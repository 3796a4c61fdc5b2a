"""The contract: what FastAPI derives from the code, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from app.api.examples import EXAMPLES
from app.api.problems import Problem
from app.schemas.memories import LineOut

_TAGS = {
    "memories": "What is remembered: stored, read, changed, deleted.",
    "recall": "What matters for the next prompt.",
    "tools": "What a model may call by itself, and the loop that lets it.",
    "topics": "What memories are about: topics and the keyword index.",
    "summaries": "Many memories in a few words.",
    "retention": "How long memories are kept.",
    "sessions": "Conversations, and what of them is still in the window.",
    "users": "Whose memories there are.",
    "operations": "Background work to watch.",
    "keys": "The API keys of a tenant.",
    "admin": "Tenants, for the operator of the deployment.",
    "health": "For orchestrators and Prometheus.",
}
# Answers that routes declare by hand, so that FastAPI does not see their models.
_FURTHER_MODELS = (Problem, LineOut)


def add_contract(app: FastAPI) -> None:
    """Serve our document under `/openapi.json` instead of FastAPI's own."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the hook that FastAPI documents


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the application, its schemas in alphabetical order."""
    built = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    operations = [operation for item in built["paths"].values() for operation in item.values()]
    for operation in operations:
        operation["responses"] = dict(sorted(operation["responses"].items()))
    used = {tag for operation in operations for tag in operation["tags"]}
    built["tags"] = [
        {"name": name, "description": text} for name, text in _TAGS.items() if name in used
    ]
    _, definitions = models_json_schema(
        [(model, "serialization") for model in _FURTHER_MODELS],
        ref_template="#/components/schemas/{model}",
    )
    components = built["components"]
    schemas = {**definitions["$defs"], **components["schemas"]}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for name, example in EXAMPLES.items():
        schemas[name]["examples"] = [example]
    components["schemas"] = dict(sorted(schemas.items()))
    return built
