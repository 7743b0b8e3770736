"""The GraphQL API: types and mutations by noun, reads compiled to one SQL statement, and HTTP."""
