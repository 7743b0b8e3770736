"""Opening hours (开放时间) as inputs give them."""

import strawberry

from five_steps.domain.organisation.opening_hours import OpenWindow


@strawberry.input(description="Open hours of a weekday (开放时段), district time.")
class OpenWindowInput:
    """Open hours of a weekday."""

    weekday: int = strawberry.field(description="1 (Monday) to 7 星期.")
    opens_minute: int = strawberry.field(
        description="Opens so many minutes after midnight 开始, 0–1439."
    )
    closes_minute: int = strawberry.field(
        description="Closes so many minutes after midnight 结束, up to 1440."
    )

    def value(self) -> OpenWindow:
        """The window as commands take it."""
        return OpenWindow(self.weekday, self.opens_minute, self.closes_minute)
