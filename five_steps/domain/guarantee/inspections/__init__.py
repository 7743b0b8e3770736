"""Inspections (监督检查): planned, carried out, rectified, closed; and the veto (一票否决)."""
