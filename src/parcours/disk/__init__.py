"""Files on the disk: written whole or not at all, known by their digest, kept in one home."""
