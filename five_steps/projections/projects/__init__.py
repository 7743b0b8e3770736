"""Views of projects (项目) and of the government purchase list (政府采购清单)."""
