"""A guardian as given."""

import strawberry

from five_steps.commands.kernel.personal_data import Guardian


@strawberry.input(description="A minor's guardian (监护人); kept under the minor's key.")
class GuardianInput:
    """A minor's guardian."""

    name: str = strawberry.field(description="Real name 姓名, 1–100 characters.")
    phone: str = strawberry.field(
        description="Telephone 电话: a mainland mobile number, or area code and number."
    )
    relation: str = strawberry.field(
        description="What they are to the minor 与本人关系, 1–20 characters."
    )

    def guardian(self) -> Guardian:
        """The guardian as commands know it."""
        return Guardian(self.name, self.phone, self.relation)
