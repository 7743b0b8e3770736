"""Commands about the yearly assessment and what feeds it."""
