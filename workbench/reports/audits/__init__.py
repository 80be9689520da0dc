"""Audits in which several agencies looked at the same children, or one at its own."""
