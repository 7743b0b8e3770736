"""Commands of inspections (监督检查) and their veto (一票否决)."""
