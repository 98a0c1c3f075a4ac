"""Processes in which functions run; as in Lambda, one is used again, for one event at a time."""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import os
import queue
import subprocess
import threading
import zipfile
from pathlib import Path
from typing import Any

from moto.awslambda.models import LambdaFunction

from ..settings import SETTINGS

RUNTIME = Path(__file__).parent / 'runtime'
# Starting Node.js takes part of the time that a function has; on a busy machine that should not fail it.
SECONDS_FOR_START = 20


class SandboxTimeout(Exception):
    """The function did not answer in its time."""


class Sandbox:
    """A process with the code of a function."""

    def __init__(self, function: LambdaFunction) -> None:
        code = _unpacked(function)
        self._errors = (SETTINGS.folder / f'{function.function_name}.stderr').open('a')
        command = ['node', '--require', str(RUNTIME / 'clock.cjs'), '--require', str(RUNTIME / 'network.cjs')]
        self._process = subprocess.Popen(
            [*command, str(RUNTIME / 'bootstrap.mjs')],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=code,
            env=_environment(function, code),
            text=True,
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        atexit.register(self.stop)

    def invoke(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Hands an event over and waits for the answer."""
        assert self._process.stdin
        try:
            self._process.stdin.write(f'{json.dumps(request)}\n')
            self._process.stdin.flush()
            line = self._answers.get(timeout=seconds + SECONDS_FOR_START)
        except queue.Empty:
            self.stop()
            raise SandboxTimeout from None
        except OSError:
            line = ''
        if not line:
            return {'error': {'errorType': 'Runtime.ExitError', 'errorMessage': 'Runtime exited'}, 'logs': ''}
        return json.loads(line)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._errors.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put('')


class Pool:
    """The processes of all functions; those with the same code and settings are the same."""

    def __init__(self) -> None:
        self._idle: dict[str, list[Sandbox]] = {}
        self._lock = threading.Lock()

    def run(self, function: LambdaFunction, request: dict[str, Any]) -> dict[str, Any]:
        """Runs a function in a process that is free, or in a new one."""
        key = _identity(function)
        sandbox = self._take(key) or Sandbox(function)
        answer = sandbox.invoke(request, float(function.timeout))
        if sandbox.is_alive:
            with self._lock:
                self._idle.setdefault(key, []).append(sandbox)
        return answer

    def _take(self, key: str) -> Sandbox | None:
        with self._lock:
            while self._idle.get(key):
                sandbox = self._idle[key].pop()
                if sandbox.is_alive:
                    return sandbox
        return None


def _identity(function: LambdaFunction) -> str:
    settings = json.dumps([function.function_arn, function.handler, function.environment_vars], sort_keys=True)
    return f'{settings} {_digest(function)}'


def _digest(function: LambdaFunction) -> str:
    return hashlib.sha256(function.code_bytes).hexdigest()[:24]


def _unpacked(function: LambdaFunction) -> Path:
    """The folder with the code, and with the AWS SDK that the runtime brings."""
    folder = SETTINGS.folder / 'code' / _digest(function)
    if not folder.exists():
        with zipfile.ZipFile(io.BytesIO(function.code_bytes)) as archive:
            archive.extractall(folder)
        if (folder / 'index.py').exists() and not (folder / 'index.js').exists():
            # That is what moto calls inline code, whatever language it is in.
            (folder / 'index.py').rename(folder / 'index.js')
        if not (folder / 'node_modules').exists():
            (folder / 'node_modules').symlink_to(SETTINGS.node_modules.resolve())
    return folder


def _environment(function: LambdaFunction, code: Path) -> dict[str, str]:
    given = {key: str(value) for key, value in (function.environment_vars or {}).items()}
    # It does not see the environment of the emulator: what it needs has to be in the template.
    return {
        'PATH': os.environ['PATH'],
        'TZ': 'UTC',
        'LANG': 'en_US.UTF-8',
        # Which version of Node.js this machine has is no concern of the function's.
        'NODE_NO_WARNINGS': '1',
        'AWS_REGION': SETTINGS.region,
        'AWS_DEFAULT_REGION': SETTINGS.region,
        'AWS_ACCESS_KEY_ID': 'lambda',
        'AWS_SECRET_ACCESS_KEY': 'lambda',
        'AWS_SESSION_TOKEN': 'lambda',
        'AWS_EXECUTION_ENV': f'AWS_Lambda_{function.run_time}',
        'AWS_LAMBDA_FUNCTION_NAME': function.function_name,
        'AWS_LAMBDA_FUNCTION_VERSION': str(function.version),
        'AWS_LAMBDA_FUNCTION_MEMORY_SIZE': str(function.memory_size),
        'AWS_LAMBDA_LOG_GROUP_NAME': function.logs_group_name,
        'AWS_LAMBDA_LOG_STREAM_NAME': 'emulated',
        'LAMBDA_TASK_ROOT': str(code),
        '_HANDLER': function.handler,
        **given,
        'AWS_ENDPOINT_URL': SETTINGS.endpoint,
        'NODE_EXTRA_CA_CERTS': str(SETTINGS.folder / 'authority.pem'),
        'EMULATOR_CLOCK': str(SETTINGS.folder / 'clock.json'),
        'EMULATOR_PORTS': str(SETTINGS.folder / 'ports.json'),
    }
