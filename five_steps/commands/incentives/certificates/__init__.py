"""Commands about certificates of service (志愿服务记录证明)."""
