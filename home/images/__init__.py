"""Pictures on their way in: nothing but the picture itself is ever stored, since a photo can tell where its maker lives."""
