"""The catalogue of events that is published: for whoever reads the log without this service."""

from five_steps.operations.event_catalogue.catalogue import PUBLISHED, catalogue
from five_steps.operations.event_catalogue.pages import as_json, as_markdown

__all__ = ["PUBLISHED", "as_json", "as_markdown", "catalogue"]
