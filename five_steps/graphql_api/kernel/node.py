"""What has a global id."""

import strawberry


@strawberry.interface(description="An object with a global id (Relay).")
class Node:
    """An object with a global id."""

    id: strawberry.ID = strawberry.field(description="Global id, opaque and stable.")
