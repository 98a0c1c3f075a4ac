"""Tests with all services, and with templates that are really deployed: to one emulator, in a process of its own."""

from __future__ import annotations

import atexit
import functools
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

FOLDER = Path(__file__).parents[2]
NODE_MODULES = Path(__file__).parents[4] / 'node_modules'
REGION, ACCOUNT = 'eu-west-1', '111122223333'
SECONDS_TO_WAIT = 60
_Seen = TypeVar('_Seen')
_numbers = itertools.count(1)


@functools.cache
def _endpoint() -> str:
    """Starts the emulator once; it ends with this process, whose end it sees at its input."""
    command = [sys.executable, '-m', 'aws', '--no-warm-up', '--node-modules', str(NODE_MODULES)]
    process = subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    for line in process.stdout:
        if line.startswith('{'):
            ready = json.loads(line)
            # The last one is called first.
            atexit.register(shutil.rmtree, ready['folder'], ignore_errors=True)
            atexit.register(process.wait)
            atexit.register(process.kill)
            return ready['endpoint']
    raise RuntimeError(f'the emulator ended with {process.wait()} before it was ready')


@functools.cache
def client(service: str) -> Any:
    """A client of one of the emulated services."""
    # What the environment says about AWS is not meant.
    os.environ.pop('AWS_PROFILE', None)
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=_endpoint(),
        aws_access_key_id='test',
        aws_secret_access_key='test',
        config=Config(proxies={}, retries={'total_max_attempts': 1}),
    )


def control(endpoint: str, **request: Any) -> Any:
    """Asks the control endpoints; see control.py."""
    url, data = f'{_endpoint()}/moto-api/emulator/{endpoint}', json.dumps(request).encode() if request else None
    asked = urllib.request.Request(url, data, {'content-type': 'application/json'})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=SECONDS_TO_WAIT) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        raise AssertionError(error.read().decode()) from error


def until(what: str, look: Callable[[], _Seen | None]) -> _Seen:
    """Waits until something is seen."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while time.monotonic() < deadline:
        if seen := look():
            return seen
        time.sleep(0.05)
    raise AssertionError(f'not seen: {what}\n' + '\n'.join(control('trace')['lines'][-40:]))


class DeploymentTestCase(unittest.TestCase):
    """Tests of one stack, which is deleted in the end."""

    def setUp(self) -> None:
        self.stack = f'Test{next(_numbers)}'
        self.addCleanup(self.delete)

    def deploy(self, **resources: dict[str, Any]) -> dict[str, str]:
        """Creates or updates the stack, and returns the physical ids of its resources."""
        status, reasons = self._deploy(resources)
        self.assertIn(status, ('CREATE_COMPLETE', 'UPDATE_COMPLETE'), reasons)
        found = client('cloudformation').list_stack_resources(StackName=self.stack)['StackResourceSummaries']
        return {item['LogicalResourceId']: item['PhysicalResourceId'] for item in found}

    def refused(self, **resources: dict[str, Any]) -> str:
        """Tries it, expects that it is rolled back, and returns why."""
        status, reasons = self._deploy(resources)
        self.assertIn(status, ('ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'), reasons)
        return reasons

    def outputs(self, resources: dict[str, Any], **values: Any) -> dict[str, str]:
        """Creates or updates the stack, and returns what some values have become."""
        status, reasons = self._deploy(resources, {name: {'Value': value} for name, value in values.items()})
        self.assertIn(status, ('CREATE_COMPLETE', 'UPDATE_COMPLETE'), reasons)
        described = client('cloudformation').describe_stacks(StackName=self.stack)['Stacks'][0]
        return {output['OutputKey']: output['OutputValue'] for output in described['Outputs']}

    def delete(self) -> None:
        """Deletes the stack, if there is one."""
        try:
            arn = client('cloudformation').describe_stacks(StackName=self.stack)['Stacks'][0]['StackId']
        except ClientError:
            return
        client('cloudformation').delete_stack(StackName=self.stack)
        self.assertEqual(self._end_of(arn, 0)[0], 'DELETE_COMPLETE')

    def _deploy(self, resources: dict[str, Any], outputs: dict[str, Any] | None = None) -> tuple[str, str]:
        body = json.dumps({'Resources': resources, **({'Outputs': outputs} if outputs else {})})
        try:
            arn = client('cloudformation').describe_stacks(StackName=self.stack)['Stacks'][0]['StackId']
        except ClientError:
            arn = client('cloudformation').create_stack(StackName=self.stack, TemplateBody=body)['StackId']
            return self._end_of(arn, 0)
        seen = len(client('cloudformation').describe_stack_events(StackName=arn)['StackEvents'])
        client('cloudformation').update_stack(StackName=self.stack, TemplateBody=body)
        return self._end_of(arn, seen)

    @staticmethod
    def _end_of(arn: str, seen: int) -> tuple[str, str]:
        """The status in the end, and the reasons of what has failed since there were so many events."""

        def look() -> dict[str, Any] | None:
            stack = client('cloudformation').describe_stacks(StackName=arn)['Stacks'][0]
            return None if stack['StackStatus'].endswith('_IN_PROGRESS') else stack

        stack = until(f'the end of {arn}', look)
        events = client('cloudformation').describe_stack_events(StackName=arn)['StackEvents'][::-1][seen:]
        failed = [event for event in events if event['ResourceStatus'].endswith('_FAILED')]
        return stack['StackStatus'], '; '.join(event.get('ResourceStatusReason', '') for event in failed)


def declared(kind: str, depends_on: str | None = None, **properties: Any) -> dict[str, Any]:
    """A resource of a template."""
    return {'Type': kind, 'Properties': properties, **({'DependsOn': depends_on} if depends_on else {})}
