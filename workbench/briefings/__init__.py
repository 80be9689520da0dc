"""Briefings: content with its sources, forms a reader gets, and notebooks run in batch."""
