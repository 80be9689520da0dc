"""The Practice Review Workbench: read, chronologise, compare and brief on practice reviews."""

__version__ = "0.1.0"
