"""People: volunteers (志愿者) with their service records, and residents (群众)."""
