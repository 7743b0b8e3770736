"""Views of questionnaires and their results."""
