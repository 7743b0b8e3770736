"""Commands about volunteers and residents."""
