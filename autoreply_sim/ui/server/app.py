"""The server: Voilà with its weak defaults replaced, exposing only what the dashboards need.

Settings come from `Options` alone: a stray voila.json in the working directory changes nothing.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Final

import zmq
from jupyter_core.utils import run_sync
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import GZipContentEncoding, RequestHandler, StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.request_info_handler import RequestInfoSocketHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from autoreply_sim.ui.server.compiling import compile_ahead
from autoreply_sim.ui.server.dashboard import DashboardPage, Health, SessionAlive
from autoreply_sim.ui.server.headers import SafeHeaders
from autoreply_sim.ui.server.kernels import DashboardKernels, OwnKernelSpecs
from autoreply_sim.ui.server.options import Options, is_loopback
from autoreply_sim.ui.server.pages import STATIC, Landing, NotFound, SignIn, asset, plotly_folder
from autoreply_sim.ui.server.whoami import WhoAmI
from autoreply_sim.ui.server.words import WORDS
from autoreply_sim.ui.users import KEY_VARIABLE

_TEMPLATE: Final = "autoreply_sim"
_TEMPLATES: Final = Path(__file__).parents[1] / "voila_template"
_UNWANTED: Final = (TornadoVoilaTreeHandler, VoilaContentsHandler, RequestInfoSocketHandler)
_ORPHANS_EVERY_MS: Final = 5_000

_LOG = logging.getLogger(__name__)


def serve(options: Options) -> int:
    """Serve until told to stop; return the exit code, 2 if the address cannot be had."""
    try:
        sockets = bind_sockets(options.port, options.ip)
    except OSError as problem:
        sys.stderr.write(_why_not(options, problem) + "\n")
        return 2
    # Jupyter looks for templates below the directories of this variable.
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(_TEMPLATES), os.environ.get("JUPYTER_PATH")])
    )
    os.environ.pop("AUTOREPLY_SIM_TOKEN", None)  # no kernel needs to know it
    user_key = _hand_out_user_key() if options.user_header else ""
    server = DashboardServer(options, sockets, user_key)
    server.initialize([])
    server.start()
    return 0


def _hand_out_user_key() -> str:
    """Return a new key to sign visitors' names with; every kernel finds it in its environment."""
    key = os.environ[KEY_VARIABLE] = secrets.token_hex(32)
    return key


def _why_not(options: Options, problem: OSError) -> str:
    where = f"port {options.port} of {options.ip}"
    if problem.errno == errno.EADDRINUSE:
        return (
            f"{where} is in use: stop what uses it, or choose another, for example --port 0 for any free one"
        )
    if problem.errno == errno.EACCES:
        return f"{where} may not be used by this account: choose a port from 1024, for example --port 8866"
    return f"{where} cannot be listened at ({problem.strerror}): choose an address of this machine with --ip"


def _settings(options: Options) -> Config:
    return Config(
        {
            "VoilaConfiguration": {
                "template": _TEMPLATE,
                "theme": "light",  # the template follows the browser's own choice of light or dark
                "allow_theme_override": "NO",
                "allow_template_override": "NO",
                "file_allowlist": [],
                "extension_denylist": ["@jupyter-notebook/lab-extension", "jupyterlab-plotly"],
                "multi_kernel_manager_class": DashboardKernels,
                "kernel_spec_manager_class": OwnKernelSpecs,
                "preheat_kernel": options.preheat > 0,
                "default_pool_size": options.preheat,
                "resources": {
                    "plotly": asset("plotly.min.js", plotly_folder()),
                    "assets": {
                        name: asset(name) for name in ("page.css", "notebook.css", "shell.js", "notebook.js")
                    },
                    "words": WORDS,
                },
            },
            "VoilaExecutor": {"cell_error_instruction": ""},
            "MappingKernelManager": {"cull_interval": 60, "cull_idle_timeout": 900, "cull_connected": False},
            # A restarted kernel knows nothing of the page: better gone, and said so, than there and empty.
            "KernelManager": {
                "autorestart": False,
                "transport_encryption": "auto" if zmq.has("curve") else "disabled",
            },
        }
    )


def _log_request(handler: RequestHandler) -> None:
    """Log a request without its query: it may carry a token or what somebody looked for."""
    status = handler.get_status()
    level = logging.ERROR if status >= 500 and status != 503 else logging.INFO
    request = handler.request
    _LOG.log(level, "%d %s %s %.0f ms", status, request.method, request.path, 1000 * request.request_time())


class DashboardServer(Voila):  # type: ignore[misc]  # Voilà has no types
    """Voilà as the dashboards need it."""

    def __init__(self, options: Options, sockets: list[socket.socket], user_key: str) -> None:
        self.options = options
        self.user_key = user_key
        self.sockets = sockets
        super().__init__(
            config=_settings(options),
            config_file_paths=[],
            ip=options.ip,
            port=sockets[0].getsockname()[1],
            token=options.token or None,
            root_dir=str(options.notebooks),
            open_browser=False,
            log=logging.getLogger("autoreply_sim.ui.server.voila"),
        )

    def init_settings(self) -> dict[str, Any]:
        """Return tornado's settings: headers and gzip on everything, our own answer to unknown addresses."""
        settings: dict[str, Any] = super().init_settings()
        settings["identity_provider"].login_handler_class = SignIn
        return settings | {
            # A page of another site must not reach us through a name of its own that resolves to loopback.
            "allow_remote_access": not is_loopback(self.options.ip),
            "default_handler_class": NotFound,
            "log_function": _log_request,
            "transforms": [SafeHeaders, GZipContentEncoding],
        }

    def init_handlers(self) -> list[Any]:
        """Return what can be asked: Voilà's own handlers but the unneeded ones, with ours before them."""
        kernels: DashboardKernels = self.kernel_manager
        options = self.options
        ours = [
            (r"/", Landing, {"directory": options.notebooks}),
            (r"/healthz", Health, {"kernels": kernels, "max_sessions": options.max_sessions}),
            (r"/alive/([0-9a-f-]+)", SessionAlive),
            (r"/assets/(plotly\.min\.js)", StaticFileHandler, {"path": str(plotly_folder())}),
            (r"/whoami", WhoAmI, {"header": options.user_header, "key": self.user_key}),
            (r"/assets/(.*)", StaticFileHandler, {"path": str(STATIC)}),
        ]
        return ours + [self._own(one) for one in super().init_handlers() if one[1] not in _UNWANTED]

    def _own(self, rule: tuple[Any, ...]) -> tuple[Any, ...]:
        if rule[1] is not TornadoVoilaHandler:
            return rule
        limits = {"directory": self.options.notebooks, "max_sessions": self.options.max_sessions}
        return rule[0], DashboardPage, rule[2] | limits

    def listen(self) -> None:
        """Answer until a signal comes, then end every session at once."""
        HTTPServer(self.app).add_sockets(self.sockets)
        self.ioloop = IOLoop.current()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        compiler = compile_ahead()
        orphans = PeriodicCallback(self.kernel_manager.end_orphans, _ORPHANS_EVERY_MS)
        self.ioloop.add_callback(orphans.start)
        sys.stdout.write(f"Dashboards: {self._address()}\n")
        sys.stdout.flush()
        try:
            self.ioloop.start()
        finally:
            if compiler is not None:
                compiler.terminate()
            self.stop()

    def _address(self) -> str:
        everywhere = self.ip in ("0.0.0.0", "::")  # noqa: S104  # compared, not bound
        name = socket.gethostname() if everywhere else self.ip
        host = f"[{name}]" if ":" in name else name
        return f"http://{host}:{self.port}/" + (" (it asks for the token)" if self.options.token else "")

    def stop(self) -> None:
        """End the kernels without waiting for their goodbyes."""
        run_sync(self.kernel_manager.shutdown_all)(now=True)
        for leftover in Path(self.connection_dir).glob("*"):
            leftover.unlink(missing_ok=True)
        Path(self.connection_dir).rmdir()
