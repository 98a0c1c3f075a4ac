import { breakable } from '../../../page/breakable';
import { html, Markup } from '../../../page/markup';
import { baseRule } from '../../standards/rule-name';
import { RuleRow } from '../report-model';

/** Where the rules stand on the page, so that a finding leads to its rule. */
export class RuleAnchors {
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(rules: readonly RuleRow[]) {
    this.numbers = new Map(rules.map(({ pack, rule }, index) => [keyOf(pack, rule), index + 1]));
  }

  /** The rule, as a link if it is on the page, and the single finding in brackets, which can be longer than all the rest. */
  public linkTo(pack: string, rule: string): Markup {
    const base = baseRule(rule);
    const number = this.numbers.get(keyOf(pack, base));
    const name = number === undefined ? html`${base}` : html`<a href="#rule-${number}">${base}</a>`;
    return base === rule ? name : html`${name}<code class="aside">${breakable(rule.slice(base.length))}</code>`;
  }

  /** The place that the links lead to. */
  public placeOf({ pack, rule }: RuleRow): Markup {
    return html`<span id="rule-${this.numbers.get(keyOf(pack, rule)) ?? 0}">${rule}</span>`;
  }
}

function keyOf(pack: string, rule: string): string {
  return JSON.stringify([pack, rule]);
}
