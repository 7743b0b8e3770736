"""Checks a proof that somebody was given, offline.

    python check_proof.py PROOF.json KEYS.json

PROOF.json is from `five-steps prove` or `GET /audit/proof/POSITION`: that an event is in the log,
or that a later head only adds to an earlier one. KEYS.json is what `GET /audit/key` told, at a time
when you had reason to believe it. Nothing of this project is needed: Python and `cryptography`.

The tree is that of RFC 6962, the signed text a checkpoint of c2sp.org/tlog-checkpoint. Exits with 1
if the proof does not hold.
"""

from __future__ import annotations

import json
import struct
import sys
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Wrong(Exception):
    """The proof does not hold; says why."""


def leaf_hash(event: dict) -> bytes:
    """The leaf of an event: all that the log says of it, in one encoding."""
    topic, state = event["topic"].encode(), b64decode(event["state"])
    recorded = datetime.fromisoformat(event["recorded_at"]) - EPOCH
    leaf = struct.pack(
        ">q16sqqIQ",
        event["position"],
        UUID(event["originator_id"]).bytes,
        event["originator_version"],
        recorded // timedelta(microseconds=1),
        len(topic),
        len(state),
    )
    leaf += topic + state
    command, actor = event["command_id"], event["actor"]
    leaf += b"\0" if command is None else b"\1" + UUID(command).bytes
    if actor is None:
        leaf += b"\0"
    else:
        leaf += b"\1" + struct.pack(">I", len(actor.encode())) + actor.encode()
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two parts of the tree."""
    return sha256(b"\1" + left + right).digest()


def root_of_inclusion(index: int, size: int, hash_: bytes, path: list[bytes]) -> bytes:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        raise Wrong("the index is outside the tree")
    here, last = index, size - 1
    for other in path:
        if last == 0:
            raise Wrong("the path is too long")
        if here & 1 or here == last:
            hash_ = node_hash(other, hash_)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, other)
        here, last = here >> 1, last >> 1
    if last:
        raise Wrong("the path is too short")
    return hash_


def roots_of_consistency(
    first: int, second: int, first_root: bytes, path: list[bytes]
) -> tuple[bytes, bytes]:
    """RFC 9162, 2.1.4.2."""
    if first == second:
        if path:
            raise Wrong("the path is too long")
        return first_root, first_root
    if not 0 < first < second or not path:
        raise Wrong("the sizes do not fit")
    if first & (first - 1) == 0:
        path = [first_root, *path]
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for other in path[1:]:
        if last == 0:
            raise Wrong("the path is too long")
        if here & 1 or here == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, other)
        here, last = here >> 1, last >> 1
    if last:
        raise Wrong("the path is too short")
    return old, new


def check_head(head: dict, keys: dict[str, bytes]) -> None:
    """That a head is signed by one of the keys."""
    if head["key"] not in keys:
        raise Wrong(f"the head is signed by a key that is not among yours: {head['key']}")
    root = b64encode(bytes.fromhex(head["root"])).decode()
    text = (
        f"five-steps/{head['log']}\n{head['events']}\n{root}\nposition {head['position']}\n"
        f"seal {head['seal']}\nsigned-at {head['signed_at']}\n"
    )
    try:
        Ed25519PublicKey.from_public_bytes(keys[head["key"]]).verify(
            b64decode(head["signature"]), text.encode()
        )
    except InvalidSignature:
        raise Wrong("the signature of the head does not hold") from None


def check_inclusion(proof: dict, keys: dict[str, bytes]) -> str:
    """That an event is under a signed head; what it is."""
    event, head = proof["event"], proof["head"]
    check_head(head, keys)
    path = [bytes.fromhex(hash_) for hash_ in proof["path"]]
    root = root_of_inclusion(proof["index"], head["events"], leaf_hash(event), path)
    if root != bytes.fromhex(head["root"]):
        raise Wrong("the event does not lead to the root that was signed")
    return (
        f"{event['topic']} at position {event['position']}, recorded {event['recorded_at']} by"
        f" {event['actor']}, is among the {head['events']} events of log {head['log'][:8]} signed"
        f" at {head['signed_at']}:\n{b64decode(event['state']).decode()}"
    )


def check_consistency(proof: dict, keys: dict[str, bytes]) -> str:
    """That a later head only adds to an earlier one."""
    first, second = proof["first"], proof["second"]
    for head in (first, second):
        check_head(head, keys)
    if first["log"] != second["log"]:
        raise Wrong("the heads are of two logs")
    path = [bytes.fromhex(hash_) for hash_ in proof["path"]]
    roots = roots_of_consistency(
        first["events"], second["events"], bytes.fromhex(first["root"]), path
    )
    if roots != (bytes.fromhex(first["root"]), bytes.fromhex(second["root"])):
        raise Wrong("the later head changes what the earlier one had")
    return (
        f"the {second['events']} events signed at {second['signed_at']} begin with the"
        f" {first['events']} signed at {first['signed_at']}, unchanged"
    )


def main(proof_file: str, keys_file: str) -> int:
    """Check one proof; 0 if it holds."""
    proof = json.loads(Path(proof_file).read_text(encoding="utf-8"))
    published = json.loads(Path(keys_file).read_text(encoding="utf-8"))["keys"]
    # A key is called by its hash, so that none can stand in the place of another.
    raw = [b64decode(key["public_key"]) for key in published]
    keys = {sha256(key).hexdigest()[:16]: key for key in raw}
    check = check_inclusion if proof["kind"] == "inclusion" else check_consistency
    try:
        told = check(proof, keys)
    except Wrong as wrong:
        sys.stdout.write(f"THE PROOF DOES NOT HOLD: {wrong}\n")
        return 1
    sys.stdout.write(f"the proof holds: {told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
