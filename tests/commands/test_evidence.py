"""Hashes of evidence: none is none, and anything else has to be a hash."""

import pytest

from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.domain.kernel.refusal import RefusalCode
from tests.refusals import refused

HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize("given", ["", " ", HASH[1:], f"{HASH}0", "g" + HASH[1:]])
def test_what_is_no_hash_is_refused(given: str) -> None:
    with refused(RefusalCode.INVALID, "evidenceHash"):
        optional_evidence_hash("evidenceHash", given)


def test_a_hash_is_kept_in_lower_case_and_none_is_none() -> None:
    assert optional_evidence_hash("evidenceHash", f" {HASH.upper()} ") == HASH
    assert optional_evidence_hash("evidenceHash", None) is None
