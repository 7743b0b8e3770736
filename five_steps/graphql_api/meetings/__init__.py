"""Joint meetings (联席会议) in GraphQL."""
