"""How the response store of this process does, for whoever looks after the server."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.store import running
from api.views.fallback import NoSuchEndpointView


@extend_schema(exclude=True)
class HealthView(NoSuchEndpointView):
    """For staff who are logged in; everybody else is told what is said of an endpoint that doesn't exist."""

    http_method_names = ["get", "head", "options"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        user = request._request.user
        if not (user.is_active and user.is_staff):
            super().initial(request, *args, **kwargs)

    def get(self, request: Request) -> Response:
        store = running()
        if store is None:
            return Response({"store": None})
        kept = {"answers": len(store.memory), "bytes": store.memory.bytes, "most_bytes": store.memory.most_bytes}
        return Response({"store": {**asdict(store.figures), **kept}})
