"""Questionnaires (问卷): what is asked, and who answers it, by name or without."""
