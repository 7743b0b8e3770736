"""Commands about the catalogue, counters and redemptions."""
