"""What readers of several kinds of report need."""
