"""Benefits (礼遇) in GraphQL."""
