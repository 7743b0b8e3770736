"""Evidence is kept elsewhere; the log keeps what proves that it is unchanged."""

import re

from five_steps.domain.kernel.refusal import Refusal, RefusalCode


def evidence_hash(field: str, value: str) -> str:
    """A SHA-256 in lower-case hexadecimal."""
    digest = value.strip().lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise Refusal(RefusalCode.INVALID, field, allowed="64 hexadecimal digits")
    return digest


def optional_evidence_hash(field: str, value: str | None) -> str | None:
    """The same, where there may be no evidence; an empty text is not the same as none."""
    return None if value is None else evidence_hash(field, value)
