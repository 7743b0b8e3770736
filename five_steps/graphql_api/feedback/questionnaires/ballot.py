"""Ballots (匿名答卷凭证): claimed by name, and cast without one."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import BALLOT, CAST_BALLOT
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position


@entity(
    "read.ballots",
    "One's own ballot for an anonymous questionnaire (匿名答卷凭证); nobody else sees it.",
    visible=BALLOT,
)
class Ballot(Node):
    """One's own ballot."""

    version: int = column("The version it is for 版本.")
    blinded_message: str = column("The blinded message that was signed 盲化消息, base64.")
    blind_signature: str = column(
        "Its signature 盲签名, base64; to be unblinded on the device that blinded the message."
    )
    claimed_at: datetime = column("When it was claimed 领取时间.")
    position: Position = column("Log position of the claim.")


@entity(
    "read.cast_ballots",
    "A ballot that was cast (已投凭证): it proves that it was claimed, and not by whom.",
    visible=CAST_BALLOT,
)
class CastBallot:
    """A ballot that was cast."""

    serial: str = column("Its serial number 序列号, base64.")
    signature: str = column(
        "RSA-PSS signature over it 签名, base64; verified with the version's `ballotKey`."
    )
