"""Inspections (监督检查) in GraphQL."""
