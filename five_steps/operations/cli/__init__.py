"""The command line, `five-steps`.

One file is one command: the module's name, with `_` as `-` and without a trailing one, is the
command's, and its function `command` does it, or its `group` holds commands of their own. Names
with a leading `_` are helpers.
"""

import signal
import sys
from importlib import import_module
from pkgutil import iter_modules

import typer

from five_steps.operations.cli._errors import told_plainly
from five_steps.operations.logging import configure_logging


def build_app() -> typer.Typer:
    """The application, with every command there is a file for."""
    app = typer.Typer(
        name="five-steps",
        help="五步法: the service of a New Era Civilization Practice Center.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        # With a callback, a command is called by its name even when it is the only one.
        callback=lambda: None,
    )
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            name = module.name.removesuffix("_").replace("_", "-")
            declared = import_module(f"{__name__}.{module.name}")
            if hasattr(declared, "group"):
                app.add_typer(declared.group, name=name)
            else:
                app.command(name)(declared.command)
    return app


def main() -> None:
    """Run the command that the process was called with."""
    configure_logging()
    # Leave by the same way as from an error, so that the embedded database is closed.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with told_plainly():
        build_app()()
