import { ruleKey } from '../../standards/rule-name';
import { Report, RuleRow } from '../report-model';

/** What a row says of the rule that it is about. */
interface NamesRule {
  readonly pack: string;
  readonly rule: string;
}

/** What is known of a rule; rows of acknowledgements and of what is in order only name it. */
export class RuleBook {
  private readonly rows: ReadonlyMap<string, RuleRow>;

  constructor({ rules }: Pick<Report, 'rules'>) {
    this.rows = new Map(rules.map((row) => [ruleKey(row), row]));
  }

  public of(row: NamesRule): RuleRow | undefined {
    return this.rows.get(ruleKey(row));
  }
}
