"""What `serve --demo` shows the person who starts it: where to look, who to be, what to ask."""

import typer

from five_steps.operations.cli.demo import token_of
from five_steps.operations.demo import Subject
from five_steps.operations.settings import Settings

FIRST_QUERY = """{
  leaderboard(first: 3) { rank minutes volunteer { name starLevel unit { name } } }
}"""
"""Needs no token."""


def welcome(settings: Settings, subjects: tuple[Subject, ...]) -> None:
    """Print the address, a token of each role and a first query."""
    for subject in subjects:
        typer.echo(f"\n{subject.role:<12} {subject.told}\n{token_of(settings, subject)}")
    typer.echo(
        f"\nGraphiQL: http://{settings.host}:{settings.port}/graphql"
        '\nPut a token into its headers: {"Authorization": "Bearer …"}'
        f"\nA first query:\n{FIRST_QUERY}\n"
    )
