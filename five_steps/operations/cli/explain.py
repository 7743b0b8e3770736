"""`five-steps explain`: why a number is as it is, event by event."""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Annotated, TypeAlias
from uuid import UUID

import typer
from asyncpg import Pool, Record

from five_steps.graphql_api.guarantee.explaining.figures import (
    BudgetAccountFigure,
    BudgetLineFigure,
    FundFigure,
    FundStatementFigure,
    LeaderboardFigure,
    PointsFigure,
    StockFigure,
    VolunteerFigure,
)
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.operations.cli._up_to_date import read_up_to_date
from five_steps.operations.explaining.explained import (
    Number,
    budget_id,
    figure,
    fund_id,
    indicator,
)
from five_steps.operations.explaining.telling import as_json, as_text

group = typer.Typer(
    help="Tell why a number is as it is: exactly the events that add up to it.",
    no_args_is_help=True,
)
"""Each kind of object is a command of its own."""


class Format(StrEnum):
    """How it is told."""

    TEXT = "text"
    JSON = "json"


_Id: TypeAlias = Annotated[str, typer.Argument(metavar="ID", help="Global id or UUID.")]
_Year: TypeAlias = Annotated[int, typer.Argument(help="Civil year.", min=2000, max=2100)]
_Format: TypeAlias = Annotated[Format, typer.Option("--format", help="Text or JSON.")]
_Pool: TypeAlias = "Pool[Record]"


@group.command()
def volunteer(volunteer_id: _Id, of: VolunteerFigure, told: _Format = Format.TEXT) -> None:
    """Explain a volunteer's star, minutes, records or ratings."""
    _explain_object(Explained.VOLUNTEER, volunteer_id, of, told)


@group.command()
def points(volunteer_id: _Id, of: PointsFigure, told: _Format = Format.TEXT) -> None:
    """Explain a balance of a volunteer's points."""
    _explain_object(Explained.POINTS, volunteer_id, of, told)


@group.command()
def leaderboard(
    volunteer_id: _Id,
    period: Annotated[str, typer.Argument(help="ALL, a year 2026 or a month 2026-11.")],
    of: LeaderboardFigure,
    told: _Format = Format.TEXT,
) -> None:
    """Explain a volunteer's place on the leaderboard of a period."""
    _explain_object(Explained.LEADERBOARD, volunteer_id, of, told, key=period)


@group.command()
def record(record_id: _Id, told: _Format = Format.TEXT) -> None:
    """Explain the minutes of a service record."""
    _explain_object(Explained.SERVICE_RECORD, record_id, "MINUTES", told)


@group.command()
def stock(stock_id: _Id, of: StockFigure, told: _Format = Format.TEXT) -> None:
    """Explain what a counter has in stock of a reward."""
    _explain_object(Explained.STOCK, stock_id, of, told)


@group.command()
def settlement(settlement_id: _Id, told: _Format = Format.TEXT) -> None:
    """Explain the total of a settlement."""
    _explain_object(Explained.SETTLEMENT, settlement_id, "TOTAL", told)


@group.command()
def fund(of: FundFigure, told: _Format = Format.TEXT) -> None:
    """Explain a balance of the fund."""
    _explain_found(Explained.FUND, fund_id, of, told)


@group.command()
def fund_statement(year: _Year, of: FundStatementFigure, told: _Format = Format.TEXT) -> None:
    """Explain a number of the fund's statement of a year."""
    _explain_found(Explained.FUND_STATEMENT, fund_id, of, told, key=str(year))


@group.command()
def budget_line(
    year: _Year,
    line: Annotated[str, typer.Argument(help="Code of the line.")],
    of: BudgetLineFigure,
    told: _Format = Format.TEXT,
) -> None:
    """Explain a number of a budget line."""
    _explain_found(Explained.BUDGET_LINE, lambda pool: budget_id(pool, year), of, told, key=line)


@group.command()
def budget_account(account_id: _Id, of: BudgetAccountFigure, told: _Format = Format.TEXT) -> None:
    """Explain a number of a unit's part of a budget line."""
    _explain_object(Explained.BUDGET_ACCOUNT, account_id, of, told)


@group.command(name="indicator")
def assessment_indicator(
    unit_id: _Id,
    year: _Year,
    name: Annotated[str, typer.Argument(metavar="INDICATOR", help="Code of the indicator.")],
    told: _Format = Format.TEXT,
) -> None:
    """Explain numerator and denominator of an indicator of a unit's assessment."""
    unit = _read_id(unit_id)
    _tell(lambda pool: indicator(pool, unit, year, name), told)


def _explain_object(
    kind: Explained, object_id: str, of: str, told: Format, *, key: str = ""
) -> None:
    owner = _read_id(object_id)

    async def read(pool: _Pool) -> list[Number] | None:
        number = await figure(pool, kind, owner, of, key)
        return None if number is None else [number]

    _tell(read, told)


def _explain_found(
    kind: Explained,
    find: Callable[[_Pool], Awaitable[UUID | None]],
    of: str,
    told: Format,
    *,
    key: str = "",
) -> None:
    async def read(pool: _Pool) -> list[Number] | None:
        owner = await find(pool)
        number = None if owner is None else await figure(pool, kind, owner, of, key)
        return None if number is None else [number]

    _tell(read, told)


def _tell(read: Callable[[_Pool], Awaitable[Sequence[Number] | None]], told: Format) -> None:
    numbers = read_up_to_date(read)
    if numbers is None:
        raise typer.BadParameter("there is no such number")
    typer.echo(as_json(numbers) if told is Format.JSON else as_text(numbers))


def _read_id(text: str) -> UUID:
    named = read_global_id(text)
    if named is not None:
        return named[1]
    try:
        return UUID(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is neither a global id nor a UUID") from None
