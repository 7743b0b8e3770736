"""What the tests of redemption at full load are made of."""
