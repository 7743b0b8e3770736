"""Commands of the joint meetings (联席会议) and their tasks."""
