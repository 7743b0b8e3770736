"""Organisation (阵地队伍): units of three tiers, points, venues and teams."""
