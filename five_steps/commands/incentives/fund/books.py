"""The fund's one book."""

from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.fund.fund import FUND_ID, Fund


async def the_fund(c: Context) -> Fund:
    """The district's fund, set up when it is first asked for: empty, so nothing can be spent."""
    fund = await c.work.find(Fund, FUND_ID)
    if fund is None:
        fund = Fund.set_up(at=c.now)
        c.work.add(fund)
    return fund
