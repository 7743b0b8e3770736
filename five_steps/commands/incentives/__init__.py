"""Commands about hours, stars and points."""
