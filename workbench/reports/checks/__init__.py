"""What a careful reader would notice in any report."""
