"""Signs what webhooks are told, as https://www.standardwebhooks.com describes it: there are libraries for receivers."""

import base64
import hashlib
import hmac


def signature(secret: str, event_id: str, seconds: int, body: bytes) -> str:
    """The header `webhook-signature`: HMAC-SHA-256 of `<id>.<seconds>.<body>` with the bytes that `secret` stands for."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{event_id}.{seconds}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
