"""Certificates of service over HTTP: the sheet for its holder, and a page to verify it by.

The QR code on the sheet leads to the page, which tells what the field `verifyCertificate` does.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from five_steps.access_trail import TrailUnavailable
from five_steps.graphql_api.http.callers import Callers
from five_steps.graphql_api.incentives.certificates.certificate import (
    Certificate,
    CertificateVerification,
)
from five_steps.graphql_api.incentives.certificates.pdf import certificate_pdf
from five_steps.graphql_api.incentives.certificates.wording import TITLE, verified
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.personal_reads import note_all
from five_steps.graphql_api.kernel.tokens import InvalidToken
from five_steps.graphql_api.kernel.trail import leave_trace
from five_steps.graphql_api.kernel.viewer import ANONYMOUS

PATH = "/certificates/{number}"
OPERATION = "certificate sheet"
"""As the access trail names it."""

_NUMBER = re.compile("[0-9]{16}")

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}

_UNAVAILABLE = "请稍后再试。\nTry again in a moment."

Endpoint = Callable[[Request], Awaitable[Response]]


def certificate_sheet(callers: Callers) -> Endpoint:
    """Make the endpoint of the sheet: a PDF for the holder and the staff of the unit."""
    # Drawing is work for one processor; whoever asks for many waits, and nobody else does.
    drawing = asyncio.Lock()

    async def respond(request: Request) -> Response:
        headers = request.headers
        try:
            viewer = await callers.viewer(headers.get("authorization", ""))
        except InvalidToken as invalid:
            return _unauthenticated(str(invalid))
        if viewer is ANONYMOUS:
            return _unauthenticated("a certificate is for its holder and the staff of the unit")
        context = callers.context(viewer, headers.get("accept-language", ""), uuid4().hex)
        number = request.path_params["number"]
        found = await _found(context, Certificate, number)
        if found is None:
            return _not_found()
        note_all(context.reads, found)
        try:
            await leave_trace(context, OPERATION, None)
        except TrailUnavailable:
            return PlainTextResponse(_UNAVAILABLE, 503, headers={**_HEADERS, "Retry-After": "1"})
        verify_url = str(request.base_url.replace(path=PATH.format(number=number)))
        async with drawing:
            sheet = await asyncio.to_thread(certificate_pdf, found, verify_url)
        return Response(
            sheet,
            media_type="application/pdf",
            headers={**_HEADERS, "Content-Disposition": f'inline; filename="{number}.pdf"'},
        )

    return respond


def certificate_page(callers: Callers) -> Endpoint:
    """Make the endpoint of the page that anybody verifies a certificate by."""

    async def respond(request: Request) -> Response:
        context = callers.context(ANONYMOUS, "", uuid4().hex)
        found = await _found(context, CertificateVerification, request.path_params["number"])
        if found is None:
            return _not_found()
        lines = "".join(f"<p>{escape(line)}</p>" for line in verified(found))
        return HTMLResponse(
            f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{TITLE}</title></head>'
            f"<body><h1>{TITLE}</h1>{lines}</body></html>",
            headers=_HEADERS,
        )

    return respond


async def _found(context: RequestContext, of: type, number: str) -> Any:
    # Anything else, a NUL among it, is no matter for the database.
    if not _NUMBER.fullmatch(number):
        return None
    return await context.rows.by_key(entity_of(of), "number", number)


def _unauthenticated(message: str) -> Response:
    return PlainTextResponse(message, 401, headers={**_HEADERS, "WWW-Authenticate": "Bearer"})


def _not_found() -> Response:
    return PlainTextResponse(
        "没有找到该证明。\nThere is no such certificate.", 404, headers=_HEADERS
    )
