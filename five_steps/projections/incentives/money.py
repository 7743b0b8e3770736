"""Amounts of money."""

from __future__ import annotations

from typing import Annotated, TypeAlias

Cents: TypeAlias = Annotated[int, "bigint"]
"""An amount in 分 (CNY cents): those of the fund soon take more than 32 bits."""
