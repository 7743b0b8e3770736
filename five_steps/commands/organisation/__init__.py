"""Commands about units, venues and teams."""
