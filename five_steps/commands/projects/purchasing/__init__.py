"""Commands of the government purchase list (政府采购清单)."""
