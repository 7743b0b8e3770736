"""Views of the inspections (监督检查)."""
