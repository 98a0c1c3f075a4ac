"""Rules of composite alarms: states of other alarms, by name or by ARN, with AND, OR, NOT and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# What is true depends on the state of each alarm.
_Test = Callable[[Callable[[str], str]], bool]
_TOKEN = re.compile(
    r'\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<plain>[^()"\s]+))\s*\)'
    r'|(?P<word>(?:AND|OR|NOT|TRUE|FALSE)\b|[()]))'
)


class RuleError(ValueError):
    """The rule cannot be read."""


@dataclass(frozen=True)
class AlarmRule:
    """A rule that has been read."""

    # The names of the alarms that it is about, each once.
    children: tuple[str, ...]
    # Takes a function that tells the state of a child by its name.
    holds: _Test


def parse(text: str) -> AlarmRule:
    """Reads a rule."""
    parser = _Parser(text)
    test = parser.either()
    if parser.position < len(parser.tokens):
        raise RuleError(f'{parser.here()} is not expected here')
    return AlarmRule(tuple(dict.fromkeys(parser.children)), test)


def name_of(name_or_arn: str) -> str:
    """The name of an alarm that is given by name or by ARN."""
    return name_or_arn.split(':alarm:', 1)[1] if name_or_arn.startswith('arn:') else name_or_arn


class _Parser:
    """OR of AND of NOT of brackets and states, each as a function that takes the states."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.position = 0
        self.children: list[str] = []

    def here(self) -> str:
        """The token to be read next."""
        return self.tokens[self.position][0] if self.position < len(self.tokens) else 'the end'

    def either(self) -> _Test:
        """Tests of which one has to hold."""
        tests = [self._all()]
        while self._take('OR'):
            tests.append(self._all())
        return lambda state_of: any(test(state_of) for test in tests)

    def _all(self) -> _Test:
        tests = [self._not()]
        while self._take('AND'):
            tests.append(self._not())
        return lambda state_of: all(test(state_of) for test in tests)

    def _not(self) -> _Test:
        if not self._take('NOT'):
            return self._single()
        test = self._not()
        return lambda state_of: not test(state_of)

    def _single(self) -> _Test:
        if self._take('('):
            test = self.either()
            if not self._take(')'):
                raise RuleError(f'{self.here()} is where a bracket should be closed')
            return test
        word = self.here()
        if word in ('TRUE', 'FALSE'):
            self.position += 1
            return lambda _: word == 'TRUE'
        if word not in ('ALARM', 'OK', 'INSUFFICIENT_DATA'):
            raise RuleError(f'{word} is not expected here')
        child = self.tokens[self.position][1]
        self.position += 1
        self.children.append(child)
        return lambda state_of: state_of(child) == word

    def _take(self, word: str) -> bool:
        if self.here() != word:
            return False
        self.position += 1
        return True


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words, and the name of the alarm with those that are about one."""
    tokens, position = [], 0
    while text[position:].strip():
        found = _TOKEN.match(text, position)
        if not found:
            raise RuleError(f'{text[position:].strip()[:60]} cannot be read')
        quoted = found['quoted'] and re.sub(r'\\(.)', r'\1', found['quoted'])
        tokens.append((found['state'] or found['word'], name_of(quoted or found['plain'] or '')))
        position = found.end()
    return tokens
