"""The budget and the purchase list in the demo's year."""
