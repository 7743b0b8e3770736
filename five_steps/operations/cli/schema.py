"""`five-steps schema`: the GraphQL schema, for front-ends and for the kept snapshot."""

import typer


def command() -> None:
    """Print the GraphQL schema in its definition language."""
    # Building the schema takes a while, which the other commands need not wait for.
    from five_steps.graphql_api.schema import schema

    typer.echo(schema.as_str())
