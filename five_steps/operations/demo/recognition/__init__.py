"""How the demo's district thanks its volunteers: honours, certificates, help."""
