"""The served district of the GraphQL tests, one for each section."""

from tests.graphql_api.conftest import api

__all__ = ["api"]
