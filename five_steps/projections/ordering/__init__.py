"""Ordering (点单派单接单评单): orders and the service menu."""
