"""Questionnaires, complaints, suggestions, and what is improved for them (评价监督)."""
