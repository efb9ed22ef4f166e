"""Messages to the group, from forms with JavaScript and from other programs."""

import io
from typing import Annotated, Any

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from typing_extensions import TypedDict

from api import openapi
from api.contact.letters import MOST_AN_HOUR, MOST_BYTES, Letter, take_in
from api.contact.proofs import Challenge, new_challenge, spend_solution
from api.limits import client_of
from api.problems import MEDIA_TYPE, problem_with
from api.sites import site_of
from api.views.parameters import Parameters
from api.visibility import Visibility
from home.models import ContactPage
from home.shapes import doc

__all__ = ["Challenge", "ChallengeView", "ContactView", "Receipt"]


class Receipt(TypedDict):
    """A message has arrived: it is kept, and mailed to the group where it has a mail server."""

    detail: Annotated[str, doc("What happens to it, in a sentence.")]
    kept_days: Annotated[int, doc("After so many days the group's server deletes it.")]


class SolvedLetter(Letter):
    """A message for the group, with the solution of a challenge."""

    proof = serializers.CharField(
        max_length=4000,
        help_text="Base64 of the JSON `{challenge, solution: {counter, derivedKey}}`: a solved `contact/challenge/`. "
        "It can be used once.",
    )


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = f"A message takes at most {MOST_BYTES} bytes."


class LetterParser(JSONParser):
    """JSON that is not too long and not too deep."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise TooLarge
        try:
            return super().parse(io.BytesIO(content), media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error


def has_form(site: Any) -> bool:
    """Whether readers of the site see a contact page, in any language. Some queries."""
    public = Visibility(site, timezone.now()).pages()
    return ContactPage.objects.filter(pk__in=public.values("pk")).exists()


def _example(name: str, status_code: int, value: Any) -> OpenApiExample:
    media_type = "application/json" if status_code < 400 else MEDIA_TYPE
    return OpenApiExample(name, value, response_only=True, status_codes=[str(status_code)], media_type=media_type)


class ContactView(APIView):
    """Takes messages."""

    http_method_names = ["post", "options"]
    parser_classes = [LetterParser]

    @extend_schema(
        operation_id="send_message",
        summary="Send a message",
        description="Keeps the message and mails it to the group. Ask for a challenge when somebody begins to write, solve "
        "it meanwhile, and send the solution along. A client can send five messages an hour.",
        request=SolvedLetter,
        parameters=[openapi.RETRY_AFTER],
        responses=openapi.post_responses("Receipt", 400, 404, 413, 415, 429),
        examples=[
            OpenApiExample(
                "A message",
                request_only=True,
                value={
                    "name": "Robin",
                    "email": "robin@example.org",
                    "message": "When do you meet next?",
                    "proof": "eyJjaGFsbGVuZ2UiOnsicGFyYW1ldGVycyI6…",
                },
            ),
            _example("Arrived", 202, {"detail": "Your message has arrived.", "kept_days": 90}),
            _example(
                "A field is missing",
                400,
                problem_with(400, "This field is required.") | {"parameter": "email", "code": "required"},
            ),
            _example("Too often", 429, problem_with(429, "That was often enough for now. Try again in 12 minutes.")),
        ],
        tags=["contact"],
    )
    def post(self, request: Request) -> Response:
        Parameters(data=request.query_params).is_valid(raise_exception=True)
        site = site_of(request._request)
        if not has_form(site):
            raise NotFound("There is no contact page on this site.")
        letter = SolvedLetter(data=request.data)
        letter.is_valid(raise_exception=True)
        fields = letter.validated_data
        take_in(site, fields, client_of(request._request), MOST_AN_HOUR, lambda: spend_solution(fields["proof"]))
        receipt: Receipt = {"detail": "Your message has arrived.", "kept_days": settings.MESSAGES_KEPT_DAYS}
        return Response(receipt, status=status.HTTP_202_ACCEPTED)


class ChallengeView(APIView):
    """Gives puzzles, each another one."""

    http_method_names = ["get", "head", "options"]

    @extend_schema(
        operation_id="get_challenge",
        summary="Get a puzzle",
        description="A puzzle whose solution goes along with a message: it keeps machines from writing, without asking a third "
        "party. Find the counter, from 0 upwards, for which PBKDF2 over HMAC-SHA-256 of the nonce and the counter "
        "(4 bytes, big-endian), with the salt and `cost` rounds, begins with `keyPrefix`. The libraries of ALTCHA "
        "(version 2) do it, and so do fifteen lines of JavaScript with `crypto.subtle`. It takes a cheap phone about a "
        "second. A solution can be used once, from three seconds to an hour after the challenge was made.",
        responses=openapi.responses("Challenge", 400),
        tags=["contact"],
    )
    def get(self, request: Request) -> Response:
        Parameters(data=request.query_params).is_valid(raise_exception=True)
        return Response(new_challenge())
