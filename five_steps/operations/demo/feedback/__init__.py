"""Feedback in the demo's year: questionnaires, complaints, suggestions and what became of them."""
