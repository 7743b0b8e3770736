"""People: volunteers (志愿者) and residents (群众).

Personal data is sealed with a key per person before it reaches an event; the domain sees the sealed
text only.
"""
