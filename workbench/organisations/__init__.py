"""What organisations are called, whom a heading names, and the names a document explains."""
