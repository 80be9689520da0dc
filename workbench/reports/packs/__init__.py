"""Packs of papers for a meeting, with their action log and the reports inside."""
