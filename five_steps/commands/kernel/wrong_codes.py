"""Wrong codes are counted (验证码错误次数), so that nobody tries them all.

A refused command records nothing, so the counts are this process's own: lost when it ends, and
with several processes somebody may have as many tries in each. Each different code counts once, so
that a command which is decided again, or sent again, is no further try.
"""

from collections import OrderedDict
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import ServiceRules

COUNTED_MAX = 10_000
"""Callers and objects at once; beyond that the counts least lately added to are dropped."""


class _Tries(NamedTuple):
    since: datetime
    digests: frozenset[bytes]


class WrongCodes:
    """What wrong codes were given lately: by whom, for which order or redemption."""

    def __init__(self) -> None:
        self._tries: OrderedDict[tuple[str, UUID], _Tries] = OrderedDict()

    def require_tries_left(
        self, subject: str, object_id: UUID, *, rules: ServiceRules, at: datetime
    ) -> None:
        """Refuse whoever has given too many wrong codes, until the first of them is forgotten."""
        tries = self._within((subject, object_id), rules, at)
        if tries is not None and len(tries.digests) >= rules.wrong_codes_max:
            again = tries.since + rules.wrong_codes_within
            raise Refusal(
                RefusalCode.LIMIT_REACHED, "code", allowed=f"again from {again.isoformat()}"
            )

    def note(
        self, subject: str, object_id: UUID, code: str, *, rules: ServiceRules, at: datetime
    ) -> None:
        """Count a wrong code."""
        key = (subject, object_id)
        since, digests = self._within(key, rules, at) or _Tries(at, frozenset())
        self._tries[key] = _Tries(since, digests | {sha256(code.encode()).digest()})
        self._tries.move_to_end(key)
        if len(self._tries) > COUNTED_MAX:
            self._tries.popitem(last=False)

    def _within(self, key: tuple[str, UUID], rules: ServiceRules, at: datetime) -> _Tries | None:
        tries = self._tries.get(key)
        return tries if tries and at < tries.since + rules.wrong_codes_within else None
