"""Requests that nobody with good intentions sends, and what each has to be answered with."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import time
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import jwt

from five_steps.commands import Actor, Role
from tests.graphql_api.api import SECRET, gid, token
from tests.graphql_api.mutating import mutation

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Raw:
    """A request as it goes over the wire."""

    body: bytes = b""
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attack:
    """What is sent, and the code (and field) that it is answered with."""

    name: str
    send: Callable[[Api], Raw]
    code: str
    at: str | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name


def ask(query: str, variables: Any = None, by: str | None = None, **more: Any) -> Raw:
    """A well-formed request."""
    headers = {"Content-Type": JSON}
    if by is not None:
        headers["Authorization"] = f"Bearer {by}"
    sent = {"query": query, "variables": variables or {}, **more}
    return Raw(json.dumps(sent).encode(), headers=headers)


# --- commands that a rule or a value stands against -----------------------------------------------


def _placing(api: Api, **changes: Any) -> dict[str, Any]:
    district = api.district
    starts_at = district.now + timedelta(days=1)
    return {
        "commandId": str(uuid4()),
        "unitId": gid("Unit", district.station),
        "requesterId": gid("Resident", district.resident),
        "category": "CULTURE",
        "title": "村晚排练",
        "place": "文化礼堂",
        "startsAt": starts_at.isoformat(),
        "endsAt": (starts_at + timedelta(hours=2)).isoformat(),
        **changes,
    }


def _place(name: str, code: str, at: str | None = None, **changes: Any) -> Attack:
    def send(api: Api) -> Raw:
        document = mutation("placeOrder").document({"id": ""})
        return ask(document, {"input": _placing(api, **changes)}, token(api.district.as_resident))

    return Attack(name, send, code, at)


def _by_admin(attack: str, command: str, code: str, at: str | None, **given: Any) -> Attack:
    def send(api: Api) -> Raw:
        filled = {
            key: value(api) if callable(value) else value
            for key, value in {"commandId": str(uuid4()), **given}.items()
        }
        document = mutation(command).document({"id": ""})
        return ask(document, {"input": filled}, token(api.district.admin))

    return Attack(attack, send, code, at)


def _unit(which: str) -> Callable[[Api], str]:
    return lambda api: gid("Unit", getattr(api.district, which))


_UNKNOWN = UUID("01890000-0000-7000-8000-000000000000")

COMMANDS = [
    _place("unknown unit", "NOT_FOUND", "unitId", unitId=gid("Unit", _UNKNOWN)),
    _place("unknown requester", "NOT_FOUND", "requesterId", requesterId=gid("Resident", _UNKNOWN)),
    _place("an id of another type", "INVALID", "unitId", unitId=gid("Order", _UNKNOWN)),
    _place("an id that is none", "INVALID", "unitId", unitId="' OR 1=1 --"),
    _place("SQL in a text is a text, the rest is wrong", "INVALID", "title", title="x" * 101),
    _place("a text beyond all measure", "INVALID", "details", details="x" * 30_000),
    _place("NUL", "INVALID", "title", title="a\0b"),
    _place("control characters", "INVALID", "title", title="a\x1b[2Jb"),
    _place("blanks", "INVALID", "title", title=" \n\t"),
    _place("a moment without a zone", "BAD_REQUEST", "startsAt", startsAt="2026-03-01T09:00:00"),
    _place("a day that there is not", "BAD_REQUEST", "startsAt", startsAt="2026-02-30T09:00:00Z"),
    _place("no moment", "BAD_REQUEST", "startsAt", startsAt="now() - interval '1 day'"),
    _place("a moment before all time", "INVALID", "startsAt", startsAt="0001-01-01T00:00:00Z"),
    _place("a moment after all time", "INVALID", "startsAt", startsAt="9999-12-31T23:59:59Z"),
    _place("an end before the start", "INVALID", "endsAt", endsAt="2026-03-01T00:00:00Z"),
    _place("too many people", "INVALID", "headcount", headcount=201),
    _place("a huge number", "BAD_REQUEST", "headcount", headcount=10**40),
    _place("half a person", "BAD_REQUEST", "headcount", headcount=1.5),
    _place("an object in the place of a text", "BAD_REQUEST", "title", title={"$ne": None}),
    _place("a field that there is not", "BAD_REQUEST", state="RATED"),
    _place("a value that there is not", "BAD_REQUEST", "category", category="EVERYTHING"),
    _place("too many skills", "INVALID", "skills", skills=["急救"] * 21),
    _place(
        "a command id that is none",
        "BAD_REQUEST",
        "commandId",
        commandId="1; DROP TABLE everything",
    ),
    _by_admin(
        "a foreign unit",
        "changeUnitDetails",
        "FORBIDDEN",
        "unitId",
        unitId=_unit("centre"),
        name="x",
    ),
    _by_admin(
        "not by this role",
        "suspendUnit",
        "FORBIDDEN",
        "role",
        unitId=_unit("station"),
        reason="x",
    ),
    _by_admin(
        "the id of something else, forged",
        "changeUnitDetails",
        "NOT_FOUND",
        "unitId",
        unitId=lambda api: gid("Unit", api.district.resident),
        name="x",
    ),
    _by_admin(
        "more ids than anybody has",
        "recordPartyRoster",
        "INVALID",
        "idNumbers",
        unitId=_unit("station"),
        year=2026,
        idNumbers=["1"] * 20_001,
    ),
    _by_admin(
        "a year beyond all years",
        "recordPartyRoster",
        "INVALID",
        "year",
        unitId=_unit("station"),
        year=2**31 - 1,
        idNumbers=[],
    ),
    _by_admin(
        "evidence that is none",
        "enterBackHours",
        "NOT_FOUND",
        "volunteerId",
        volunteerId=gid("Volunteer", _UNKNOWN),
        unitId=_unit("station"),
        category="CULTURE",
        startsAt="2026-01-01T09:00:00Z",
        endsAt="2026-01-01T10:00:00Z",
        minutes=60,
        reason="x",
        evidenceHash="not a hash",
    ),
]

# --- documents ------------------------------------------------------------------------------------


def _document(name: str, query: str, code: str, **more: Any) -> Attack:
    return Attack(name, lambda api: ask(query, by=token(api.district.admin), **more), code)


def _nested(levels: int) -> str:
    return "{ units { edges { node { " + "parent { " * levels + "name" + " }" * levels + " } } } }"


DOCUMENTS = [
    _document("no document", "", "BAD_REQUEST"),
    _document("no GraphQL", "DELETE EVERYTHING", "BAD_REQUEST"),
    _document("half a document", "{ units { edges { node { name ", "BAD_REQUEST"),
    _document("a field that there is not", "{ passwords }", "BAD_REQUEST"),
    _document("deep nesting", _nested(30), "TOO_MUCH"),
    _document("very deep nesting", _nested(3_000), "BAD_REQUEST"),
    _document("brackets without end", "{" * 20_000, "BAD_REQUEST"),
    _document("brackets in a value without end", "{ unit(id: " + "[" * 20_000, "BAD_REQUEST"),
    _document(
        "many aliases",
        "{ " + " ".join(f"a{n}: viewer {{ role }}" for n in range(200)) + " }",
        "TOO_MUCH",
    ),
    _document(
        "a flood of aliases",
        "{ " + " ".join(f"a{n}: viewer {{ role }}" for n in range(2_000)) + " }",
        "BAD_REQUEST",
    ),
    _document(
        "many mutations at once",
        "mutation { "
        + " ".join(
            f'a{n}: closeUnrated(input: {{commandId: "{uuid4()}", orderId: "x"}}) {{ __typename }}'
            for n in range(51)
        )
        + " }",
        "TOO_MUCH",
    ),
    _document(
        "pages of pages",
        "{ units(first: 100) { edges { node { children(first: 100) "
        "{ edges { node { children(first: 100) { edges { node { name } } } } } } } } } }",
        "TOO_MUCH",
    ),
    _document("a page without end", "{ units(first: 2147483647) { totalCount } }", "INVALID"),
    _document("a page of less than nothing", "{ units(first: -1) { totalCount } }", "INVALID"),
    _document("a cursor that is none", '{ units(after: "???") { edges { cursor } } }', "INVALID"),
    _document(
        "fragments in a circle",
        "{ units { edges { node { ...A } } } }"
        " fragment A on Unit { parent { ...B } } fragment B on Unit { parent { ...A } }",
        "BAD_REQUEST",
    ),
    _document(
        "a fragment within itself",
        "{ units { edges { node { ...A } } } } fragment A on Unit { ...A }",
        "BAD_REQUEST",
    ),
    _document(
        "fragments that double",
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
        + " fragment F30 on Query { viewer { role } }",
        "TOO_MUCH",
    ),
    _document(
        "many directives", "{ viewer " + "@skip(if: false) " * 900 + "{ role } }", "BAD_REQUEST"
    ),
    _document(
        "which of two", "query A { viewer { role } } query B { viewer { role } }", "BAD_REQUEST"
    ),
    _document("one that is not there", "{ viewer { role } }", "BAD_REQUEST", operationName="C"),
    _document("a variable that is not declared", "{ unit(id: $id) { name } }", "BAD_REQUEST"),
    _document("a subscription over HTTP", "{ __typename } subscription { x }", "BAD_REQUEST"),
    _document("an unknown id", f'{{ unit(id: "{"A" * 5_000}") {{ name }} }}', "INVALID"),
    _document(
        "more positions than there are",
        "{ viewer(atLeast: 9223372036854775808) { role } }",
        "BAD_REQUEST",
    ),
]


# --- requests -------------------------------------------------------------------------------------


def _raw(
    name: str, status: int, code: str, body: bytes = b"", content_type: str = JSON, **more: Any
) -> Attack:
    headers = {"Content-Type": content_type, **more.pop("headers", {})}
    return Attack(name, lambda _: Raw(body, headers=headers, **more), code=code, status=status)


_QUERY = b'{"query": "{ viewer { role } }"}'

REQUESTS = [
    _raw("no body", 400, "BAD_REQUEST"),
    _raw("no JSON", 400, "BAD_REQUEST", b"query=1"),
    _raw("half a JSON", 400, "BAD_REQUEST", b'{"query": "{ viewer'),
    _raw("not UTF-8", 400, "BAD_REQUEST", b'{"query": "\xff\xfe"}'),
    _raw("half a surrogate pair", 400, "BAD_REQUEST", b'{"query": "{ viewer { role } } #\\ud800"}'),
    _raw("JSON without end", 400, "BAD_REQUEST", b"[" * 100_000),
    _raw("objects without end", 400, "BAD_REQUEST", b'{"query":' * 20_000),
    _raw("a number", 400, "BAD_REQUEST", b"1e999"),
    _raw("a text", 400, "BAD_REQUEST", b'"{ viewer { role } }"'),
    _raw("a batch", 400, "BAD_REQUEST", b"[" + b",".join([_QUERY] * 100) + b"]"),
    _raw("an empty batch", 400, "BAD_REQUEST", b"[]"),
    _raw("a query that is no text", 400, "BAD_REQUEST", b'{"query": {"a": 1}}'),
    _raw("variables that are none", 400, "BAD_REQUEST", b'{"query": "{ a }", "variables": [1]}'),
    _raw("a name that is none", 400, "BAD_REQUEST", b'{"query": "{ a }", "operationName": 7}'),
    _raw("a huge body", 413, "TOO_MUCH", b'{"query": "' + b"x" * 1_000_000 + b'"}'),
    _raw("a long document", 413, "TOO_MUCH", b'{"query": "' + b"x" * 100_000 + b'"}'),
    _raw(
        "a form", 415, "UNSUPPORTED_MEDIA_TYPE", b"query={a}", "application/x-www-form-urlencoded"
    ),
    _raw("plain text", 415, "UNSUPPORTED_MEDIA_TYPE", _QUERY, "text/plain"),
    _raw("a file", 415, "UNSUPPORTED_MEDIA_TYPE", b"--x--", "multipart/form-data; boundary=x"),
    _raw(
        "another charset", 415, "UNSUPPORTED_MEDIA_TYPE", _QUERY, "application/json; charset=utf-16"
    ),
    _raw("nothing that we write", 406, "NOT_ACCEPTABLE", _QUERY, headers={"Accept": "text/csv"}),
    _raw("another method", 405, "METHOD_NOT_ALLOWED", _QUERY, method="PUT"),
    _raw("a position that is none", 400, "BAD_REQUEST", _QUERY, headers={"X-Min-Position": "-1"}),
    _raw("a huge position", 400, "BAD_REQUEST", _QUERY, headers={"X-Min-Position": "9" * 400}),
    _raw("GET without a query", 400, "BAD_REQUEST", method="GET"),
    _raw(
        "GET with variables that are none",
        400,
        "BAD_REQUEST",
        method="GET",
        params={"query": "{ viewer { role } }", "variables": "{"},
    ),
]


def _get_mutation(api: Api) -> Raw:
    document = mutation("placeOrder").document({"id": ""})
    return Raw(
        method="GET",
        headers={"Authorization": f"Bearer {token(api.district.as_resident)}"},
        params={"query": document, "variables": json.dumps({"input": _placing(api)})},
    )


REQUESTS.append(Attack("a mutation by GET", _get_mutation, "METHOD_NOT_ALLOWED"))


# --- tokens ---------------------------------------------------------------------------------------


def _token(name: str, made: Callable[[Api], str]) -> Attack:
    return Attack(
        name, lambda api: ask("{ viewer { role } }", by=made(api)), "UNAUTHENTICATED", status=401
    )


def _unsigned(claims: dict[str, Any], algorithm: str) -> str:
    parts = (
        urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": algorithm, "typ": "JWT"}, claims)
    )
    return ".".join([*parts, ""])


_CLAIMS = {"iss": "five-steps", "sub": "x", "role": "CENTRE_ADMIN", "exp": 4_000_000_000}
_CHIEF = Actor("chief", Role.CENTRE_ADMIN)

TOKENS = [
    _token("no token", lambda _: "."),
    _token("a token that is none", lambda _: "x.y.z"),
    _token("a token without end", lambda _: "x" * 9_000),
    _token("expired", lambda _: token(_CHIEF, exp=int(time()) - 3_600)),
    _token("without an end", lambda _: token(_CHIEF, exp=None)),
    _token("another secret", lambda _: jwt.encode(_CLAIMS, "y" * 32, algorithm="HS256")),
    _token("a changed signature", lambda _: token(_CHIEF)[:-4] + "AAAA"),
    _token("no signature", lambda _: _unsigned(_CLAIMS, "none")),
    _token("no signature, in capitals", lambda _: _unsigned(_CLAIMS, "NONE")),
    _token("an empty signature", lambda _: _unsigned(_CLAIMS, "HS256")),
    _token("another algorithm", lambda _: jwt.encode(_CLAIMS, SECRET * 2, algorithm="HS512")),
    _token("another issuer", lambda _: token(_CHIEF, iss="somebody")),
    _token("the service itself", lambda _: token(Actor("system", Role.SYSTEM))),
    _token("a role that there is not", lambda _: token(_CHIEF, role="GOD")),
    _token("roles", lambda _: token(_CHIEF, role=["CENTRE_ADMIN"])),
    _token("nobody", lambda _: token(_CHIEF, sub=None)),
    _token("a name without end", lambda _: token(_CHIEF, sub="x" * 101)),
    _token("staff of no unit", lambda _: token(Actor("x", Role.UNIT_ADMIN))),
    _token("staff of a unit that is none", lambda _: token(Actor("x", Role.UNIT_ADMIN), unit="x")),
    _token("a resident without an id", lambda _: token(Actor("x", Role.RESIDENT))),
]

ATTACKS = [*COMMANDS, *DOCUMENTS, *REQUESTS, *TOKENS]
