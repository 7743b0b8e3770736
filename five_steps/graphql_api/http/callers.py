"""From a request's headers to whom it comes from."""

from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.messages import language_of
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import InvalidToken
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, Viewer


class Callers:
    """Makes the contexts that requests run in."""

    def __init__(self, services: Services, live: Live) -> None:
        self._services = services
        self._live = live

    async def viewer(self, authorization: str) -> Viewer:
        """Whom an Authorization header, or none, stands for.

        Raises:
            InvalidToken: the header is no good.
        """
        if not authorization:
            return ANONYMOUS
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise InvalidToken("the header has to be `Authorization: Bearer` and a token")
        return await self._services.tokens.read(token.strip())

    def context(self, viewer: Viewer, accept_language: str, request_id: str) -> RequestContext:
        """The context of one operation."""
        return RequestContext(
            self._services, self._live, viewer, language_of(accept_language), request_id
        )
