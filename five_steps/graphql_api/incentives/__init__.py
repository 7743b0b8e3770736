"""Service records, the leaderboard and points (积分) in GraphQL."""
