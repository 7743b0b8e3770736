"""Points become goods: the demo's counters, what they offer, who redeems it, and the money."""
