"""What agencies send, read and merged into one chronology. Frames in, frames out."""
