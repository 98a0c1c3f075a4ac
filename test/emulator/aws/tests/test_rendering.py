"""What targets of a rule get of an event."""

import json
import unittest

from aws.events.rendering import rendered

EVENT = {
    'source': 'aws.states',
    'detail': {'name': 'gate-1', 'status': 'TIMED_OUT', 'input': '{"a":"b"}', 'stopDate': None},
}


class RenderingTest(unittest.TestCase):
    def test_gives_all_of_it(self) -> None:
        self.assertEqual(json.loads(rendered({}, EVENT)), EVENT)

    def test_gives_a_part_of_it(self) -> None:
        self.assertEqual(json.loads(rendered({'InputPath': '$.detail.input'}, EVENT)), '{"a":"b"}')

    def test_fills_a_template(self) -> None:
        paths = {'name': '$.detail.name', 'status': '$.detail.status', 'stop': '$.detail.stopDate'}
        template = '{"name": <name>, "why": "it has <status>", "quoted": "<status>", "stop": <stop>}'
        text = rendered({'InputTransformer': {'InputPathsMap': paths, 'InputTemplate': template}}, EVENT)
        expected = {'name': 'gate-1', 'why': 'it has TIMED_OUT', 'quoted': 'TIMED_OUT', 'stop': None}
        self.assertEqual(json.loads(text), expected)

    def test_fills_a_text_that_is_json_itself(self) -> None:
        paths = {'name': '$.detail.name'}
        template = '{"message": "{\\"name\\": \\"<name>\\"}"}'
        text = rendered({'InputTransformer': {'InputPathsMap': paths, 'InputTemplate': template}}, EVENT)
        self.assertEqual(json.loads(json.loads(text)['message']), {'name': 'gate-1'})


if __name__ == '__main__':
    unittest.main()
