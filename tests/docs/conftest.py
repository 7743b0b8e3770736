"""The examples are run against the served district of the API's own tests."""

from tests.graphql_api.conftest import api

__all__ = ["api"]
