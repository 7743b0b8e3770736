"""Commands of projects (项目)."""
