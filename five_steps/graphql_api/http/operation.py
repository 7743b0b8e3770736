"""The JSON object that asks for an operation, over whatever transport."""

from typing import Any

from five_steps.graphql_api.kernel.engine import Request
from five_steps.graphql_api.kernel.limits import DOCUMENT_BYTES_MAX


class Refused(Exception):
    """The request is not GraphQL, or not by whom it says."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def as_request(given: object, position_least: int = 0) -> Request:
    """The operation that a JSON object asks for.

    Raises:
        Refused: it is no such object.
    """
    if isinstance(given, list):
        raise Refused(400, "BAD_REQUEST", "one operation a request; batches are not served")
    if not isinstance(given, dict):
        raise Refused(400, "BAD_REQUEST", "an object with `query` is asked for")
    query = given.get("query")
    variables: Any = given.get("variables") or {}
    operation_name = given.get("operationName") or None
    if not isinstance(query, str):
        raise Refused(400, "BAD_REQUEST", "`query` has to be a string")
    if len(query) > DOCUMENT_BYTES_MAX:
        raise Refused(413, "TOO_MUCH", f"`query` has at most {DOCUMENT_BYTES_MAX} bytes")
    if not isinstance(variables, dict):
        raise Refused(400, "BAD_REQUEST", "`variables` has to be an object")
    if operation_name is not None and not isinstance(operation_name, str):
        raise Refused(400, "BAD_REQUEST", "`operationName` has to be a string")
    return Request(query, variables, operation_name, position_least)
