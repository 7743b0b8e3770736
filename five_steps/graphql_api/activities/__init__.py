"""The six activity lines 六大活动 over GraphQL."""
