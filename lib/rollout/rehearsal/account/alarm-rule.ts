import { InvalidInputError } from '../../../private/errors';
import { AlarmView } from '../../gate/account';

type State = AlarmView['state'];
type StateOf = (alarm: string) => State;

/** When a composite alarm fires. */
export interface AlarmRule {
  /** The alarms that it goes by, as often as it names them. */
  readonly names: readonly string[];
  readonly holds: (stateOf: StateOf) => boolean;
}

/** Where a rule stands, for whoever must mend it. */
export interface RulePlace {
  readonly stack: string;
  /** Such as `CheckoutPage.AlarmRule`. */
  readonly property: string;
}

/**
 * Reads the rule of a composite alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseAlarmRule(text: string, place: RulePlace): AlarmRule {
  return new RuleParser(text, place).parse();
}

const STATES: readonly State[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];

/** A quoted name, a mark, or a word: names without blanks and marks need no quotes. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[(),]|[^\s(),"]+)/y;

/** OR binds weaker than AND, and AND weaker than NOT. */
class RuleParser {
  private readonly names: string[] = [];
  private readonly tokens: string[] = [];

  constructor(
    private readonly text: string,
    private readonly place: RulePlace,
  ) {
    const rule = text.trim();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < rule.length) {
      const [, token] = TOKEN.exec(rule) ?? this.fail();
      this.tokens.push(token);
    }
  }

  public parse(): AlarmRule {
    const holds = this.either();
    if (this.tokens.length > 0) this.fail();
    return { names: this.names, holds };
  }

  private either(): AlarmRule['holds'] {
    const parts = [this.both()];
    while (this.skip('OR')) parts.push(this.both());
    return (stateOf) => parts.some((holds) => holds(stateOf));
  }

  private both(): AlarmRule['holds'] {
    const parts = [this.one()];
    while (this.skip('AND')) parts.push(this.one());
    return (stateOf) => parts.every((holds) => holds(stateOf));
  }

  private one(): AlarmRule['holds'] {
    if (this.skip('NOT')) {
      const holds = this.one();
      return (stateOf) => !holds(stateOf);
    }
    if (this.skip('(')) {
      const holds = this.either();
      this.expect(')');
      return holds;
    }
    if (this.skip('TRUE')) return () => true;
    if (this.skip('FALSE')) return () => false;
    if (this.skip('AT_LEAST')) return this.atLeast();
    const state = this.state();
    this.expect('(');
    const name = this.name();
    this.expect(')');
    return (stateOf) => stateOf(name) === state;
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, or `AT_LEAST(60%, NOT OK, (a, b, c))`. */
  private atLeast(): AlarmRule['holds'] {
    this.expect('(');
    const [, number, percent] = /^(\d+)(%?)$/.exec(this.next()) ?? this.fail();
    this.expect(',');
    const negated = this.skip('NOT');
    const state = this.state();
    this.expect(',');
    const names = this.list();
    this.expect(')');
    const required = percent === '%' ? Math.ceil((Number(number) * names.length) / 100) : Number(number);
    return (stateOf) => names.filter((name) => (stateOf(name) === state) !== negated).length >= required;
  }

  private state(): State {
    const word = this.next();
    return STATES.find((state) => state === word) ?? this.fail();
  }

  private list(): string[] {
    this.expect('(');
    const names = [this.name()];
    while (this.skip(',')) names.push(this.name());
    this.expect(')');
    return names;
  }

  /** The name of an alarm, which may be given as an ARN. */
  private name(): string {
    const token = this.next();
    if (['(', ')', ','].includes(token)) this.fail();
    const text = token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
    const name = text.replace(/^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:/, '');
    this.names.push(name);
    return name;
  }

  private next(): string {
    return this.tokens.shift() ?? this.fail();
  }

  private skip(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private expect(token: string): void {
    if (!this.skip(token)) this.fail();
  }

  private fail(): never {
    throw new InvalidInputError(this.place.stack, {
      property: this.place.property,
      got: this.text,
      must: 'be a rule over states of alarms, such as ALARM("one") AND NOT (OK("two") OR ALARM("three"))',
      fix: 'write it so that CloudWatch takes it',
    });
  }
}
