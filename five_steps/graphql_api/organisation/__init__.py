"""Units, venues and teams (阵地队伍) in GraphQL."""
