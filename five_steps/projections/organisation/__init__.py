"""Organisation (阵地队伍): units, venues, teams."""
