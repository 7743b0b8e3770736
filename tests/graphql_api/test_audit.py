"""Heads and proofs over HTTP, checked by the auditors' script as by a stranger."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role
from five_steps.domain.incentives.points_account import points_account_id
from five_steps.event_store import verify_log
from five_steps.event_store.proving import PublicKey, read_heads
from tests.docs.check_proof import SCRIPT
from tests.graphql_api.api import AUDITOR, CENTRE, SIGNING_KEY, token

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    import httpx

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def volunteer(api: Api) -> UUID:
    """Somebody with points, whose events are under the second of two heads."""
    await api.services.heads.sign()
    volunteer = await api.district.volunteer()
    await api.district.completed(volunteer)
    await api.services.heads.sign()
    return volunteer


async def get(api: Api, path: str, by: Actor | None = None) -> httpx.Response:
    headers = {} if by is None else {"Authorization": f"Bearer {token(by)}"}
    return await api.http.get(f"/audit/{path}", headers=headers)


async def credited_at(api: Api, volunteer: UUID) -> int:
    _, event, *_ = await api.services.store.recorder.select_events(points_account_id(volunteer))
    return event.position


async def checked(
    tmp_path: Path, proof: httpx.Response, keys: httpx.Response
) -> subprocess.CompletedProcess[str]:
    """What the script says, in a process that cannot import anything of ours."""
    files = []
    for name, answer in (("proof", proof), ("keys", keys)):
        path = tmp_path / f"{name}.json"
        await asyncio.to_thread(path.write_bytes, answer.content)
        files.append(str(path))
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-I", str(SCRIPT), *files],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


async def test_anybody_can_keep_heads_and_verify_by_them(api: Api, volunteer: UUID) -> None:
    answered = await get(api, "heads")
    assert answered.headers["content-type"] == "application/jsonl"
    first, second = kept = read_heads(answered.text.splitlines())
    assert read_heads((await get(api, f"heads?after={first.head.position}")).text.splitlines()) == [
        second
    ]
    assert read_heads([(await get(api, "heads/latest")).text]) == [second]
    published = (await get(api, "key")).json()
    assert published["signs"] == SIGNING_KEY.public.id
    keys = [PublicKey.from_json(key) for key in published["keys"]]
    report = await verify_log(api.services.store.dsn, kept_heads=kept, kept_keys=keys)
    assert report.holds
    assert report.heads == 2


async def test_a_volunteer_proves_their_points_offline(
    api: Api, volunteer: UUID, tmp_path: Path
) -> None:
    position = await credited_at(api, volunteer)
    me = Actor(str(volunteer), Role.VOLUNTEER)
    proof = await get(api, f"proof/{position}", me)
    done = await checked(tmp_path, proof, await get(api, "key"))
    assert done.returncode == 0, done.stderr
    assert f"the proof holds: points_account.credited at position {position}" in done.stdout

    said = proof.json()
    said["event"]["state"] = said["event"]["state"].replace("A", "B", 1)
    forged = type(proof)(200, content=json.dumps(said).encode())
    done = await checked(tmp_path, forged, await get(api, "key"))
    assert done.returncode == 1
    assert "DOES NOT HOLD: the event does not lead to the root" in done.stdout


async def test_the_growth_of_the_log_is_proved_to_anybody(
    api: Api, volunteer: UUID, tmp_path: Path
) -> None:
    first, second = read_heads((await get(api, "heads")).text.splitlines())
    for to in ("", f"&to={second.head.events}"):
        proof = await get(api, f"consistency?from={first.head.events}{to}")
        done = await checked(tmp_path, proof, await get(api, "key"))
        assert done.returncode == 0, done.stdout
        assert f"begin with the {first.head.events} signed" in done.stdout


async def test_who_may_have_which_proof(api: Api, volunteer: UUID) -> None:
    position = await credited_at(api, volunteer)
    other = await api.district.volunteer()
    for by, status in (
        (None, 401),
        (Actor(str(other), Role.VOLUNTEER), 404),
        (Actor(str(volunteer), Role.VOLUNTEER), 200),
        (Actor(str(volunteer), Role.RESIDENT), 403),
        (api.district.dispatcher, 403),
        (AUDITOR, 200),
        (CENTRE, 200),
    ):
        assert (await get(api, f"proof/{position}", by)).status_code == status
    bad = await api.http.get(f"/audit/proof/{position}", headers={"Authorization": "Bearer x"})
    assert bad.status_code == 401
    assert bad.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("proof/999999999", 404),
        ("proof/0", 404),
        ("proof/x", 400),
        ("proof/-1", 400),
        ("proof/9223372036854775808", 400),
        ("heads?after=x", 400),
        ("consistency", 400),
        ("consistency?from=1&to=99999", 404),
    ],
)
async def test_what_there_is_no_proof_of(api: Api, volunteer: UUID, path: str, status: int) -> None:
    answered = await get(api, path, AUDITOR)
    assert answered.status_code == status, answered.text
    assert answered.headers["cache-control"] == "no-store"
