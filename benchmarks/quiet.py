"""Logs of the service would stand between the figures."""

from __future__ import annotations

import logging

import structlog


def be_quiet() -> None:
    """Let this process log warnings alone."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
