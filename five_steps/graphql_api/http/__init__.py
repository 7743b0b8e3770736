"""GraphQL over HTTP and WebSocket, health and metrics."""
