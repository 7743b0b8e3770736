"""Certificates of service (志愿服务记录证明) in GraphQL."""
