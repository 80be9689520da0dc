"""What a report calls its parts: pieces, titles, labels and the items that stand under them."""
