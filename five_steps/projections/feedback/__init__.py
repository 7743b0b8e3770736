"""Views of feedback and of what it leads to."""
