import { Script } from 'vm';
import { TABLE_SCRIPT } from '../../lib/page/table-script';

describe('the script of tables', () => {
  test('is one that a browser can read', () => {
    expect(new Script(TABLE_SCRIPT.text)).toBeInstanceOf(Script);
  });

  test('cannot end before it ends', () => {
    expect(TABLE_SCRIPT.text).not.toMatch(/<\/?script|<!--/i);
  });

  test('makes neither markup nor code of texts, and asks nobody', () => {
    expect(TABLE_SCRIPT.text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function|setAttribute\('(?!aria-sort)/,
    );
    expect(TABLE_SCRIPT.text).not.toMatch(/fetch|XMLHttp|import|location|cookie|Storage|WebSocket/);
  });
});
