"""Media types of GraphQL over HTTP."""

from functools import lru_cache

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"

_ANY = {JSON, "application/*", "*/*", ""}


@lru_cache(maxsize=256)
def answer_type(accept: str) -> str | None:
    """What to answer with; None if nothing that we write is accepted."""
    accepted = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    if GRAPHQL_JSON in accepted:
        return GRAPHQL_JSON
    return JSON if accepted & _ANY else None


@lru_cache(maxsize=256)
def is_json(content_type: str) -> bool:
    """Whether a body is JSON in UTF-8; a form cannot send such without the browser asking first."""
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    return media_type.strip().lower() == JSON and charset in {"", "utf-8", "utf8"}
