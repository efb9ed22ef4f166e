"""What an uploaded picture may be, in one place for the settings, the form and the stripping itself."""

MAX_FILE_BYTES = 25 * 1024 * 1024
# One phone photo of 48 million pixels fits. An animation's frames count together: each one is decoded on upload.
MAX_PIXELS = 50_000_000
MAX_FRAMES = 400

# The extensions that stand for each kind of picture; the first is the one that stored files get.
EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "GIF": ("gif",),
    "WebP": ("webp",),
    "AVIF": ("avif",),
    "HEIC": ("heic",),
}
ACCEPTED_EXTENSIONS = [extension for extensions in EXTENSIONS.values() for extension in extensions]
