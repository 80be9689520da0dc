"""Yearly reports of safeguarding boards and partnerships."""
