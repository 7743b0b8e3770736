"""Honours (先进评选) in GraphQL."""
