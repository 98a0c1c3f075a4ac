"""Rules of composite alarms."""

import unittest

from aws.alarms.rules import RuleError, parse

STATES = {'fires': 'ALARM', 'is quiet': 'OK', 'knows nothing': 'INSUFFICIENT_DATA'}


def holds(text: str) -> bool:
    return parse(text).holds(STATES.__getitem__)


class RuleTest(unittest.TestCase):
    def test_looks_at_the_state_of_an_alarm(self) -> None:
        self.assertTrue(holds('ALARM("fires")'))
        self.assertTrue(holds('ALARM(fires)'))
        self.assertFalse(holds('ALARM("is quiet")'))
        self.assertTrue(holds('OK("is quiet")'))
        self.assertTrue(holds('INSUFFICIENT_DATA("knows nothing")'))
        self.assertFalse(holds('ALARM("knows nothing")'))

    def test_takes_an_alarm_by_its_arn(self) -> None:
        self.assertTrue(holds('ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fires")'))

    def test_combines(self) -> None:
        self.assertTrue(holds('ALARM("fires") OR ALARM("is quiet")'))
        self.assertFalse(holds('ALARM("fires") AND ALARM("is quiet")'))
        self.assertTrue(holds('ALARM("fires") AND NOT ALARM("is quiet")'))
        self.assertTrue(holds('NOT (ALARM("fires") AND ALARM("is quiet"))'))
        self.assertFalse(holds('(TRUE OR ALARM("fires")) AND FALSE'))

    def test_binds_and_before_or(self) -> None:
        self.assertTrue(holds('TRUE OR TRUE AND FALSE'))
        self.assertFalse(holds('(TRUE OR TRUE) AND FALSE'))

    def test_names_each_alarm_once(self) -> None:
        self.assertEqual(parse('ALARM("b") OR ALARM("a") OR OK("b")').children, ('b', 'a'))

    def test_reads_a_name_with_all_that_names_may_have(self) -> None:
        rule = parse('ALARM("shop.internal/checkout (\\"page\\")")')
        self.assertEqual(rule.children, ('shop.internal/checkout ("page")',))

    def test_refuses_what_cannot_be_read(self) -> None:
        for text, reason in (
            ('', 'the end is not expected here'),
            ('ALARM("a") ALARM("b")', 'ALARM is not expected here'),
            ('ALARM("a") AND', 'the end is not expected here'),
            ('(ALARM("a")', 'the end is where a bracket should be closed'),
            ('alarm("a")', 'alarm("a") cannot be read'),
            ('ALARM("a") | ALARM("b")', '| ALARM("b") cannot be read'),
            ('AT_LEAST(2, ALARM, ("a", "b"))', 'AT_LEAST(2, ALARM, ("a", "b")) cannot be read'),
        ):
            with self.subTest(text), self.assertRaises(RuleError) as refused:
                parse(text)
            self.assertEqual(str(refused.exception), reason)


if __name__ == '__main__':
    unittest.main()
