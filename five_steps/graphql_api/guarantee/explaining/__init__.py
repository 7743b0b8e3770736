"""Every number leads to the events behind it (数据溯源)."""
