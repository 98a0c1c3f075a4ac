"""JSONata, which moto leaves to a Java library that it no longer has, evaluated by the one that everyone uses."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from moto.stepfunctions.parser.asl.jsonata.jsonata import JSONataException

from ..settings import SETTINGS

WORKER = Path(__file__).parent / 'jsonata_worker.cjs'


class Evaluator:
    """One process of Node.js that evaluates one expression after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def __call__(self, expression: str) -> Any:
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = self._start()
            assert self._process.stdin and self._process.stdout
            self._process.stdin.write(f'{json.dumps(expression)}\n')
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        if 'error' in answer:
            raise JSONataException(answer['error'], answer['message'])
        return answer['value']

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        command = ['node', str(WORKER), str(SETTINGS.node_modules.parent)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(process.kill)
        return process


def install() -> None:
    """Puts the evaluator wherever moto has imported its own."""
    evaluator = Evaluator()
    for name, module in list(sys.modules.items()):
        if name.startswith('moto.stepfunctions.parser') and hasattr(module, 'eval_jsonata_expression'):
            module.eval_jsonata_expression = evaluator
