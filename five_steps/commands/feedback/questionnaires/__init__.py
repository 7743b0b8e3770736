"""Drafting, publishing and answering questionnaires."""
