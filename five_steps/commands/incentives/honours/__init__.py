"""Commands about honours (先进评选)."""
