"""The government purchase list (政府采购清单)."""
