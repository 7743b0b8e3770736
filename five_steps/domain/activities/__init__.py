"""The six activity lines 六大活动: activities, their series and courses, and who takes part."""
