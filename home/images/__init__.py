"""Pictures on their way in: only the picture itself is ever stored, since a photo can tell where its maker lives."""
