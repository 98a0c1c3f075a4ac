"""Servers with TLS on ports of this machine, each of which stands for a name and a port."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .certificates import server_context
from .settings import SETTINGS

# Takes the request: method, path with query, headers in lower case, body; gives status and body.
Answerer = Callable[[str, str, dict[str, str], bytes], tuple[int, bytes]]
_ports: dict[str, int] = {}
_lock = threading.Lock()


def serve(name: str, port: int, answer: Answerer) -> None:
    """Lets requests to a name and port be answered."""
    key = f'{name.lower()}:{port}'

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get('content-length', 0)))
            headers = {header.lower(): value for header, value in self.headers.items()}
            status, content = answer(self.command, self.path, headers, body)
            self.send_response(status)
            self.send_header('content-length', str(len(content)))
            self.end_headers()
            if self.command != 'HEAD':
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = handle_any

        def log_message(self, *_: object) -> None:
            """Not to the error output."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away, or does not like the certificate, is no news."""

    server = Server(('127.0.0.1', 0), Handler)
    # The handshake belongs into the thread of the connection: a client that does not speak must not stop the others.
    server.socket = server_context().wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True, name=key).start()
    _publish(key, server.server_address[1])


def stop_serving(name: str, port: int) -> None:
    """Nobody listens on this port of this name any more."""
    _publish(f'{name.lower()}:{port}', None)


def served() -> list[str]:
    """The names and ports that are answered."""
    return list(_ports)


def _publish(key: str, port: int | None) -> None:
    with _lock:
        if port is None:
            _ports.pop(key, None)
        else:
            _ports[key] = port
        file = SETTINGS.folder / 'ports.json'
        fresh = file.with_suffix('.new')
        fresh.write_text(json.dumps(_ports))
        # Functions read it at any time.
        fresh.replace(file)
