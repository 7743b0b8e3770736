"""Assessments, policies and the log (运行保障) in GraphQL."""
