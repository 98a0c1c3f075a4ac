"""Starts the emulator: `python -m aws`, from the folder above; writes a line of JSON when it is ready."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
import urllib.request
import warnings
from pathlib import Path

from . import clock
from .settings import SETTINGS

MOTO = '5.2.1'


def main() -> None:
    arguments = _arguments()
    SETTINGS.port = arguments.port or _free_port()
    SETTINGS.node_modules = Path(arguments.node_modules)
    SETTINGS.warm_up = not arguments.no_warm_up
    _prepare_environment()
    # Before anything else is imported: moto and boto3 shall know no other time.
    clock.start(arguments.scale, SETTINGS.folder / 'clock.json')
    import moto

    if moto.__version__ != MOTO:
        sys.exit(f'the emulator mends moto {MOTO}, and this is {moto.__version__}')
    _install()
    threading.Thread(target=_announce, daemon=True).start()
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    from moto.server import main as serve

    serve(['-H', '127.0.0.1', '-p', str(SETTINGS.port)])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog='aws')
    parser.add_argument('--port', type=int, default=0, help='a free one if it is 0')
    parser.add_argument('--scale', type=float, default=200, help='how many times as fast as ours time runs')
    parser.add_argument('--node-modules', default='node_modules', help='where the AWS SDK and jsonata are')
    parser.add_argument('--no-warm-up', action='store_true', help='a registered target is healthy at once')
    return parser.parse_args()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def _prepare_environment() -> None:
    """moto and boto3 read these when they are imported."""
    for name in list(os.environ):
        if name.startswith('AWS_') or name.lower() in ('http_proxy', 'https_proxy', 'all_proxy'):
            del os.environ[name]
    os.environ.update(
        {
            'TZ': 'UTC',
            'NO_PROXY': '127.0.0.1,localhost',
            'AWS_DEFAULT_REGION': SETTINGS.region,
            'MOTO_ACCOUNT_ID': SETTINGS.account,
            'MOTO_PORT': str(SETTINGS.port),
            'MOTO_IAM_LOAD_MANAGED_POLICIES': 'true',
            # Only images of manifests exist, and a group with another one cannot launch anything.
            'MOTO_EC2_LOAD_DEFAULT_AMIS': 'false',
            'MOTO_ENABLE_AMI_VALIDATION': 'true',
        }
    )
    time.tzset()


def _install() -> None:
    from . import certificates, control, https_server, invariant, load_balancer
    from .alarms import composites, history, metric_alarms, states
    from .alarms import events as alarm_events
    from .cloudformation import custom_resources, endpoints, stack
    from .functions import invocation
    from .metrics import data
    from .services import groups, log_queries, mutations, quiet, target_groups, targets
    from .workflows import interpreter, jsonata, status_events

    # A composite alarm follows when all is known about the change of the other one.
    for part in (states, history, alarm_events, metric_alarms, composites, data):
        part.install()
    for part in (groups, log_queries, target_groups, targets, mutations, quiet):
        part.install()
    for part in (interpreter, jsonata, status_events, invocation, endpoints):
        part.install()
    control.install()
    certificates.write_authority()
    mutations.on_change(load_balancer.follow_listeners)
    mutations.on_change(targets.note_usage)
    mutations.on_change(invariant.sample)
    stack.on_event(invariant.sample)
    invariant.watch()

    def take_answer(_: str, path: str, __: dict[str, str], body: bytes) -> tuple[int, bytes]:
        custom_resources.receive(path.split('?')[0].strip('/'), body)
        return 200, b''

    https_server.serve(custom_resources.response_host(), 443, take_answer)
    logging.getLogger('werkzeug').setLevel(logging.ERROR)
    warnings.simplefilter('ignore')


def _announce() -> None:
    """Says where the emulator is, and what processes need that shall keep its time, once it answers."""
    url = f'{SETTINGS.endpoint}/moto-api/emulator/state'
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
            break
        except OSError:
            time.sleep(0.05)
    ready = {
        'endpoint': SETTINGS.endpoint,
        'folder': str(SETTINGS.folder),
        'clock': str(SETTINGS.folder / 'clock.json'),
        'preload': str(Path(__file__).parent / 'functions' / 'runtime' / 'clock.cjs'),
    }
    print(json.dumps(ready), flush=True)


def _stop_with_parent() -> None:
    """Whoever started the emulator holds its input open; a test that was killed leaves nothing behind."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


main()
