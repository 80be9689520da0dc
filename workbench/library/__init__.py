"""One store: what was read, what people decided, and who decided it when."""

from workbench.library.store import Library

__all__ = ["Library"]
