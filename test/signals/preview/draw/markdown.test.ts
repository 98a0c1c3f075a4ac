import { markdown } from '../../../../lib/signals/preview/draw/markdown';
import { cellsOf } from './texts';

describe('Markdown', () => {
  const pageOf = (name: string) => (name === 'fleet of all' ? 'fleet.html' : undefined);

  test.each([
    ['# Title', '<h2>Title</h2>'],
    ['###### Small', '<h6>Small</h6>'],
    ['**b** `c`', '<p><strong>b</strong> <code>c</code></p>'],
    ['[a](https://example.com/?a=1&b=2)', '<p><a href="https://example.com/?a=1&amp;b=2">a</a></p>'],
    ['[a](#widget-2)', '<p><a href="#widget-2">a</a></p>'],
    ['[a](#dashboards:name=fleet%20of%20all)', '<p><a href="fleet.html">a</a></p>'],
    ['[a](#dashboards/dashboard/fleet%20of%20all?start=PT1H)', '<p><a href="fleet.html">a</a></p>'],
    ['[a](#dashboards:name=elsewhere)', '<p><a>a</a></p>'],
    ['[button:primary:Open](https://example.com)', '<p><a href="https://example.com">Open</a></p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
    ['[a](//example.com)', '<p>[a](//example.com)</p>'],
    ['[a]( JaVaScRiPt:x )', '<p>[a]( JaVaScRiPt:x )</p>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['![alt <b>](https://example.com/x.png)', '<p><em>[picture: alt &lt;b&gt;]</em></p>'],
    ['a\u202eb\u0007', '<p>a b</p>'],
  ])('%s', (text, made) => {
    expect(markdown(text, pageOf).text.trim()).toBe(made);
  });

  test('has tables', () => {
    expect(cellsOf(markdown('| a | b |\n|---|---|\n| 1 | 2 |', pageOf))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
