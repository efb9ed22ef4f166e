"""Headers by which browsers defend readers and editors, on every answer, whoever made it.

Where a view has given an answer another value, that is left alone. The response store keeps answers with these headers.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.security import SecurityMiddleware

from cms.policies import policy_of

UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""What browsers can do and nothing here does, be it in a frame. A video may go full screen, and into a picture of its own."""
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED)


class Shield(SecurityMiddleware):
    """The outermost middleware, so that no answer goes past it: it adds to what Django's own sets, which stands further
    inside to send readers on to https."""

    def process_request(self, request: HttpRequest) -> None:
        return None

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        super().process_response(request, response)
        headers = response.headers
        if "Content-Security-Policy" not in headers:
            headers["Content-Security-Policy"] = policy_of(request, response)
        if "frame-ancestors 'self'" in headers["Content-Security-Policy"]:
            headers["X-Frame-Options"] = "SAMEORIGIN"
        elif "frame-ancestors 'none'" in headers["Content-Security-Policy"]:
            headers["X-Frame-Options"] = "DENY"
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        # Another site that is made of this API shows these pictures. Its scripts read the API by CORS, which this is not about.
        is_picture = request.path.startswith(settings.MEDIA_URL)
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_picture else "same-origin")
        return response
