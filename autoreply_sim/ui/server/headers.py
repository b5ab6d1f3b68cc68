"""The headers that every response carries, whichever handler made it: pages, files, errors alike."""

from __future__ import annotations

from typing import Final

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

# Voilà's pages need inline scripts and styles, anywidget needs blob: modules. Other hosts are never needed: not
# for scripts, styles, fonts, pictures or connections.
_POLICY: Final = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self'; "
    "worker-src 'self' blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'self'"
)

SAFE_HEADERS: Final[dict[str, str]] = {
    "Content-Security-Policy": _POLICY,
    # Not "no-referrer": Voilà's beacon that ends a session is checked by it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders(OutputTransform):
    """Adds the safe headers to a response as it leaves and takes the server's name away."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001  # tornado's signature
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Return the response's beginning with our headers in place of anybody's."""
        for name, value in SAFE_HEADERS.items():
            headers[name] = value
        headers.pop("Server", None)
        return status_code, headers, chunk
