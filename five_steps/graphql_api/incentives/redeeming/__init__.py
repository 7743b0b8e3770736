"""GraphQL of the catalogue, counters and redemptions."""
