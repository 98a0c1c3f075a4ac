import {
  BudgetOrder,
  CustomResourceEvent,
  EntranceOrder,
  GateOrder,
  HttpTestOrder,
  LambdaTestOrder,
  OrderProperties,
  PreflightOrder,
  PROTOCOL,
  ReleaseName,
  StepOrder,
  TestOrder,
} from './protocol';

/** An order that cannot be read. Nothing has been touched. */
export class OrderError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'OrderError';
  }
}

/** The order to let a release pass, out of the text that CloudFormation makes of it. */
export function parseGateOrder(properties: OrderProperties): GateOrder {
  const order = orderOf(properties);
  const servers = order.field('servers');
  const rollout = order.field('rollout');
  const lookAt = order.field('lookAt');
  return {
    service: order.text('service'),
    host: order.text('host'),
    path: order.text('path'),
    release: parseRelease(order),
    entrance: parseEntrance(order),
    servers: {
      targetGroupArn: servers.text('targetGroupArn'),
      groupName: servers.text('groupName'),
      zones: servers.list('zones').map((zone) => zone.asText()),
    },
    alarms: order.list('alarms').map((alarm) => alarm.asText()),
    rollout: {
      name: rollout.text('name'),
      steps: rollout.list('steps').map(parseStep),
      launchSeconds: rollout.number('launchSeconds'),
      healthySeconds: rollout.number('healthySeconds'),
      deadlineSeconds: rollout.number('deadlineSeconds'),
      pollSeconds: rollout.number('pollSeconds'),
    },
    tests: order.list('tests').map(parseTest),
    lookAt: { dashboard: lookAt.text('dashboard'), logGroup: lookAt.text('logGroup') },
    fix: order.optionalText('fix'),
  };
}

/** The order to check a release before it starts. */
export function parsePreflightOrder(properties: OrderProperties): PreflightOrder {
  const order = orderOf(properties);
  return {
    service: order.text('service'),
    host: order.text('host'),
    release: parseRelease(order),
    image: order.text('image'),
    architecture: order.text('architecture'),
    entrance: parseEntrance(order),
    ...parseConditions(order, protocolOf(properties)),
    fix: order.optionalText('fix'),
  };
}

/** In protocol 1 nobody could say what counts. */
function parseConditions(order: Node, protocol: number): Pick<PreflightOrder, 'watch' | 'budgets'> {
  if (protocol < 2) return { watch: [], budgets: [] };
  return {
    watch: order.optionalList('watch').map((alarm) => alarm.asText()),
    budgets: order.optionalList('budgets').map(parseBudget),
  };
}

/** The order that an update replaces; none if it was not written in a protocol that this gate knows. */
export function parseFormerOrder({ OldResourceProperties }: CustomResourceEvent): GateOrder | undefined {
  if (OldResourceProperties === undefined) return undefined;
  try {
    return parseGateOrder(OldResourceProperties);
  } catch (error) {
    if (error instanceof OrderError) return undefined;
    throw error;
  }
}

function orderOf(properties: OrderProperties): Node {
  protocolOf(properties);
  return new Node(properties.Order, 'Order');
}

/** The protocol that an order is written in, which is one that this gate knows. */
function protocolOf({ Protocol }: OrderProperties): number {
  const protocol = Number(Protocol);
  if (!Number.isInteger(protocol) || protocol < 1) {
    throw new OrderError(`Protocol must be a whole number, got ${JSON.stringify(Protocol)}`);
  }
  if (protocol > PROTOCOL) {
    throw new OrderError(
      `this service speaks protocol ${protocol} and the release gate of its platform only ${PROTOCOL}: deploy the platform with the newer version of cdk-golden-path first`,
    );
  }
  return protocol;
}

function parseRelease(order: Node): ReleaseName {
  const release = order.field('release');
  return { fingerprint: release.text('fingerprint'), commit: release.text('commit') };
}

function parseEntrance(order: Node): EntranceOrder {
  const entrance = order.field('entrance');
  return {
    listenerArn: entrance.text('listenerArn'),
    testListenerArn: entrance.text('testListenerArn'),
    priority: entrance.number('priority'),
  };
}

/** A goal or a window that means nothing would let every release through. */
function parseBudget(budget: Node): BudgetOrder {
  return {
    objective: budget.text('objective'),
    namespace: budget.text('namespace'),
    metric: budget.text('metric'),
    host: budget.text('host'),
    goalPercent: budget.percent('goalPercent'),
    windowSeconds: budget.positive('windowSeconds'),
  };
}

function parseStep(step: Node): StepOrder {
  return { percent: step.number('percent'), seconds: step.number('seconds') };
}

function parseTest(test: Node): TestOrder {
  const kind = test.text('kind');
  if (kind === 'http') return parseHttpTest(test);
  if (kind === 'lambda') return parseLambdaTest(test);
  throw new OrderError(`a test must be of kind http or lambda, got ${kind}`);
}

function parseLambdaTest(test: Node): LambdaTestOrder {
  return {
    kind: 'lambda',
    name: test.text('name'),
    timeoutSeconds: test.number('timeoutSeconds'),
    tries: test.number('tries'),
    functionArn: test.text('functionArn'),
  };
}

function parseHttpTest(test: Node): HttpTestOrder {
  const expect = test.field('expect');
  return {
    kind: 'http',
    name: test.text('name'),
    timeoutSeconds: test.number('timeoutSeconds'),
    tries: test.number('tries'),
    address: test.text('address'),
    port: test.number('port'),
    tls: test.boolean('tls'),
    certificateAuthority: test.optionalText('certificateAuthority'),
    method: test.text('method'),
    path: test.text('path'),
    headers: test.optionalMap('headers'),
    body: test.optionalText('body'),
    expect: {
      statuses: expect.list('statuses').map((status) => status.asNumber()),
      bodyContains: expect.optionalText('bodyContains'),
      bodyMatches: expect.optionalText('bodyMatches'),
      headers: expect.optionalMap('headers'),
      latencyMillis: expect.number('latencyMillis'),
      releaseHeader: expect.optionalText('releaseHeader'),
    },
  };
}

/** A part of an order that knows its own name. */
class Node {
  constructor(
    private readonly value: unknown,
    private readonly name: string,
  ) {}

  public field(key: string): Node {
    return new Node(this.asObject()[key], `${this.name}.${key}`);
  }

  public list(key: string): Node[] {
    const { value, name } = this.field(key);
    if (!Array.isArray(value)) throw new OrderError(`${name} must be a list, got ${JSON.stringify(value)}`);
    return value.map((one, index) => new Node(one, `${name}[${index}]`));
  }

  /** Empty if it is missing: nobody has promised that what is empty arrives. */
  public optionalList(key: string): Node[] {
    return this.field(key).value === undefined ? [] : this.list(key);
  }

  /** Empty if it is missing. */
  public optionalMap(key: string): { readonly [name: string]: string } {
    const field = this.field(key);
    if (field.value === undefined) return {};
    return Object.fromEntries(Object.keys(field.asObject()).map((name) => [name, field.text(name)]));
  }

  /** Empty if it is missing. */
  public optionalText(key: string): string {
    const field = this.field(key);
    return field.value === undefined ? '' : field.asText();
  }

  public text(key: string): string {
    return this.field(key).asText();
  }

  public number(key: string): number {
    return this.field(key).asNumber();
  }

  public positive(key: string): number {
    const value = this.number(key);
    if (value > 0) return value;
    throw new OrderError(`${this.name}.${key} must be more than 0, got ${value}`);
  }

  public percent(key: string): number {
    const value = this.number(key);
    if (value <= 100) return value;
    throw new OrderError(`${this.name}.${key} must be at most 100, got ${value}`);
  }

  public boolean(key: string): boolean {
    const text = this.text(key);
    if (text === 'true' || text === 'false') return text === 'true';
    throw new OrderError(`${this.name}.${key} must be true or false, got ${text}`);
  }

  public asText(): string {
    if (typeof this.value === 'string') return this.value;
    if (typeof this.value === 'number' || typeof this.value === 'boolean') return String(this.value);
    throw new OrderError(`${this.name} must be text, got ${JSON.stringify(this.value)}`);
  }

  public asNumber(): number {
    const text = this.asText();
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
    throw new OrderError(`${this.name} must be a number, got ${JSON.stringify(text)}`);
  }

  private asObject(): { readonly [key: string]: unknown } {
    if (this.value !== null && typeof this.value === 'object' && !Array.isArray(this.value)) {
      return this.value as { readonly [key: string]: unknown };
    }
    throw new OrderError(`${this.name} must be an object, got ${JSON.stringify(this.value)}`);
  }
}
