"""Benefits of volunteers (礼遇): insurance, discounts on public services, help in need."""
