"""What every chapter of the GraphQL API is built from."""

# Before any type is declared: strawberry would make up enums of its own for those it does not know.
from five_steps.graphql_api.kernel.enumerations import ENUMERATIONS

__all__ = ["ENUMERATIONS"]
