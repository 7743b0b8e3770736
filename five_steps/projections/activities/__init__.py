"""Views of the six activity lines 六大活动."""
