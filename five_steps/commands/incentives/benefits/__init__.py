"""Commands about benefits (礼遇)."""
