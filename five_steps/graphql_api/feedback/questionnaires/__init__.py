"""Questionnaires in GraphQL."""
