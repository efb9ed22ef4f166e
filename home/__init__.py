"""What editors make: page models, blocks, images, settings and demo content."""
