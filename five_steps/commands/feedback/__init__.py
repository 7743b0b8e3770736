"""Giving feedback, and acting on it."""
