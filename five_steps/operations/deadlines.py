"""The deadline keeper: does what the rules say shall happen when time runs out (时限守护).

An order not dispatched or accepted in time is escalated, one not rated in time is closed unrated,
one that nobody served expires. What is due is read from `read.orders`; what happens is decided by
the ordinary commands, so a view that lags costs a refusal and never a wrong event. Each deadline has
its own command id: however many processes see it, and however often, it is acted on once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import asyncpg
import structlog

from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands
from five_steps.commands.ordering.close_unrated import CloseUnrated
from five_steps.commands.ordering.escalate_order import EscalateOrder
from five_steps.commands.ordering.expire_order import ExpireOrder
from five_steps.domain.kernel.refusal import Refusal
