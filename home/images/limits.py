"""What an uploaded picture may be, in one place for the settings, the form and the stripping itself."""

MAX_FILE_BYTES = 25 * 1024 * 1024
# One phone photo of 48 million pixels fits. An animation's frames count together: each one is decoded on upload.
MAX_PIXELS = 50_000_000
MAX_FRAMES = 399

# The extensions that stand for each kind of picture; the first is the one that stored files get.
EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "GIF": ("gif",),
    "WebP": ("webp",),
    "AVIF": ("avif",),
    "HEIC": ("heic",),
}
_KINDS = {extension: kind for kind, extensions in EXTENSIONS.items() for extension in extensions}
ACCEPTED_EXTENSIONS = list(_KINDS)


def kind_of_extension(extension: str) -> str:
    """The kind of picture (a key of `EXTENSIONS`) that `extension`, without a dot, stands for."""
    return _KINDS[extension.lower()]
