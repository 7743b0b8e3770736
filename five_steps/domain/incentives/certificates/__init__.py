"""Certificates of service (志愿服务记录证明): what a volunteer may show to anybody."""
