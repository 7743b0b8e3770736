from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from five_steps.event_store.proving import (
    BadSigningKey,
    NotProvable,
    SignedHead,
    SigningKey,
    prove_consistency,
    prove_inclusion,
    published,
    read_heads,
)
from five_steps.event_store.proving import heads as heads_module
from tests.docs.check_proof import check_proof
from tests.event_store.commands import new_event
from tests.event_store.proving.conftest import NOW, keeper, new_key, write

if TYPE_CHECKING:
    from pathlib import Path

    from five_steps.event_store import EventStore


def is_proved(proof: dict[str, object], key: SigningKey) -> str:
    """What a stranger finds, who has only what the files say."""
    keys = {key.public.id: key.public.raw}
    said = json.loads(json.dumps(proof))
    check = (
        check_proof.check_inclusion
        if said["kind"] == "inclusion"
        else check_proof.check_consistency
    )
    found: str = check(said, keys)
    return found


async def test_a_head_says_where_the_log_is(store: EventStore, heads_file: Path) -> None:
    heads = keeper(store, heads_file)
    assert await heads.sign() is None
    await write(store, 3, 2)

    signed = await heads.sign()

    assert signed is not None
    first, *_, seal = [
        row["seal"]
        for row in await store.pool.fetch("SELECT seal FROM stored_events ORDER BY notification_id")
    ]
    assert signed.head.log == first
    assert (signed.head.events, signed.head.position, signed.head.seal) == (5, 5, seal)
    assert signed.head.signed_at == NOW
    assert heads.key.public.signed(signed)
    assert not new_key().public.signed(signed)
    assert await heads.latest() == signed
    assert read_heads(heads_file.read_text().splitlines()) == [signed]


async def test_nothing_is_signed_twice_but_by_another_key(
    store: EventStore, heads_file: Path
) -> None:
    heads = keeper(store, heads_file)
    await write(store, 1)
    first = await heads.sign()
    assert await heads.sign() == first

    rotated = keeper(store, heads_file)
    second = await rotated.sign()

    assert second is not None
    assert first is not None
    assert second.head.root == first.head.root
    assert await rotated.after(0, 10) == [first, second]
    assert await published(store.pool) == [heads.key.public, rotated.key.public]


async def test_what_is_not_sealed_is_under_no_head(store: EventStore, heads_file: Path) -> None:
    heads = keeper(store, heads_file)
    await write(store, 1)
    await store.recorder.insert_events([new_event(uuid4(), 1)])
    signed = await heads.sign()
    assert signed is not None
    assert signed.head.events == 1
    assert await heads.covering(2) is None


async def test_every_event_of_a_long_log_is_proved_by_little_of_it(
    store: EventStore, heads_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks that are kept, those above them, and the rest of the log; with gaps between."""
    monkeypatch.setattr(heads_module, "CHUNKS_AT_ONCE", 2)
    heads = keeper(store, heads_file)
    await write(store, 700)
    early = await heads.sign()
    await store.pool.execute("SELECT nextval('stored_events_notification_id_seq')")
    await write(store, *[1_000] * 4, 37)
    signed = await heads.sign()
    assert early is not None
    assert signed is not None
    assert (signed.head.events, signed.head.position) == (4_737, 4_738)
    kept = await store.pool.fetch("SELECT level, number FROM log_subtrees ORDER BY 1, 2")
    assert [tuple(row) for row in kept] == [
        (10, 0), (10, 1), (10, 2), (10, 3), (11, 0), (11, 1), (12, 0),
    ]  # fmt: skip

    for position in (1, 700, 702, 1_024, 1_025, 1_026, 4_097, 4_098, 4_738):
        proof = await prove_inclusion(store.pool, position, signed)
        assert f"at position {position}," in is_proved(proof.as_json(), heads.key)
    in_early = await prove_inclusion(store.pool, 650, early)
    assert in_early.before == 649
    is_proved(in_early.as_json(), heads.key)
    grown = await prove_consistency(store.pool, early, signed)
    assert "begin with the 700 signed at" in is_proved(grown.as_json(), heads.key)

    for position in (0, 701, 4_739):
        with pytest.raises(NotProvable):
            await prove_inclusion(store.pool, position, signed)
    with pytest.raises(NotProvable):
        await prove_inclusion(store.pool, 702, early)
    with pytest.raises(NotProvable):
        await prove_consistency(store.pool, signed, early)


async def test_what_was_changed_is_proved_no_more(store: EventStore, heads_file: Path) -> None:
    heads = keeper(store, heads_file)
    await write(store, 5)
    signed = await heads.sign()
    assert signed is not None
    said = (await prove_inclusion(store.pool, 3, signed)).as_json()
    is_proved(said, heads.key)
    for changed in (
        said | {"event": said["event"] | {"actor": "somebody else"}},
        said | {"event": said["event"] | {"position": 4}},
        said | {"index": 1},
        said | {"head": said["head"] | {"events": 6}},
    ):
        with pytest.raises(check_proof.Wrong):
            is_proved(changed, heads.key)
    with pytest.raises(check_proof.Wrong, match="not among yours"):
        is_proved(said, new_key())


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", '{"log": 1}'])
def test_a_line_that_is_no_head_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_heads(["", line])


def test_a_key_is_read_from_pem_or_base64(store_key: tuple[str, str]) -> None:
    pem, raw = store_key
    assert SigningKey.read(pem).public == SigningKey.read(raw).public


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "-----BEGIN PRIVATE KEY-----", "%"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadSigningKey):
        SigningKey.read(text)


@pytest.fixture
def store_key() -> tuple[str, str]:
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return pem, b64encode(private.private_bytes_raw()).decode()


def test_a_head_survives_its_json() -> None:
    head = SignedHead.from_json(
        {
            "log": "22" * 32,
            "events": 1,
            "root": "00" * 32,
            "position": 1,
            "seal": "11" * 32,
            "signed_at": "2026-03-05T16:00:00.000000+08:00",
            "key": "abc",
            "signature": "",
        }
    )
    assert SignedHead.from_json(head.as_json()) == head
    assert head.head.text.endswith("signed-at 2026-03-05T08:00:00.000000+00:00\n")


async def test_a_tree_that_was_lost_is_made_again_by_the_next_head(
    store: EventStore, heads_file: Path
) -> None:
    heads = keeper(store, heads_file)
    await write(store, 1_000, 1_000, 100)
    signed = await heads.sign()
    assert signed is not None
    kept = await store.pool.fetch("SELECT * FROM log_subtrees ORDER BY level, number")
    await store.pool.execute("DELETE FROM log_subtrees")
    with pytest.raises(NotProvable):
        await prove_inclusion(store.pool, 3, signed)

    assert await heads.sign() == signed

    assert await store.pool.fetch("SELECT * FROM log_subtrees ORDER BY level, number") == kept
    is_proved((await prove_inclusion(store.pool, 3, signed)).as_json(), heads.key)
