"""Volunteers, residents and the viewer in GraphQL."""
