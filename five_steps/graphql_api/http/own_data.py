"""All that is held about the person who asks, to take along: `GET /me/data`.

A ZIP archive of the whole as JSON, which is exact, and of each part as CSV, which offices open.
"""

import csv
import io
import zipfile
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import InvalidToken
from five_steps.graphql_api.people.privacy.own_data import own_data

PATH = "/me/data"

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets would compute instead of show."""

Endpoint = Callable[[Request], Awaitable[Response]]


def own_data_file(services: Services, callers: Callers) -> Endpoint:
    """Make the endpoint: for residents and volunteers, about themselves."""

    async def respond(request: Request) -> Response:
        try:
            viewer = await callers.viewer(request.headers.get("authorization", ""))
        except InvalidToken as invalid:
            return _unauthenticated(str(invalid))
        if viewer.person_id is None:
            return _unauthenticated("only a resident or volunteer has data of their own here")
        document = await own_data(services.database, viewer.person_id)
        return Response(
            archive(document),
            media_type="application/zip",
            headers={**_HEADERS, "Content-Disposition": 'attachment; filename="my-data.zip"'},
        )

    return respond


def archive(document: bytes) -> bytes:
    """The document as a ZIP archive, with a CSV file for each part that has anything."""
    parts = orjson.loads(document)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", document)
        for section in parts["sections"]:
            if section["rows"]:
                name = f"{section['title']} {section['name']}.csv"
                packed.writestr(name, _csv(section["rows"]))
        packed.writestr("变更历史 history.csv", _csv(parts["history"]))
    return file.getvalue()


def _csv(rows: list[dict[str, Any]]) -> str:
    table = io.StringIO()
    if rows:
        writer = csv.DictWriter(table, rows[0].keys())
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    # Without the mark, offices' spreadsheets take UTF-8 for something else.
    return "\ufeff" + table.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _unauthenticated(message: str) -> Response:
    return PlainTextResponse(message, 401, headers={**_HEADERS, "WWW-Authenticate": "Bearer"})
