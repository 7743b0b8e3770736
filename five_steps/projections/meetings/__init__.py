"""Views of the joint meetings and their tasks (联席会议)."""
