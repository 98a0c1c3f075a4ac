import { reachOfRanges } from './addresses';
import { Holder, holderOfAccount, holderOfArn, holderOfId, holderOfOrganization, Reader } from './holder';

/** How the values of a key are compared, so that an operator of another kind does not count. */
type Comparison = 'text' | 'addresses' | 'switch';

/** A key of conditions that says who asks, or from where. */
export interface ConditionKey {
  readonly comparison: Comparison;
  /** Also known when an AWS service asks in somebody's name. */
  readonly ofServices: boolean;
  holders(values: readonly string[], reader: Reader): Holder[];
}

type HolderOf = (value: string, reader: Reader) => Holder;

function key(holderOf: HolderOf, ofServices = false): ConditionKey {
  return {
    comparison: 'text',
    ofServices,
    holders: (values, reader) => values.map((value) => holderOf(value, reader)),
  };
}

/** Addresses are judged together: two halves of the internet are the internet. */
const ADDRESSES: ConditionKey = {
  comparison: 'addresses',
  ofServices: false,
  holders(values) {
    const reach = reachOfRanges(values);
    if (reach === 'everybody') return [{ kind: 'anyone' }];
    if (reach === 'unknown') return [{ kind: 'unknown' }];
    return reach === 'private'
      ? [{ kind: 'own' }]
      : values.map((value) => ({ kind: 'other', name: `addresses ${value}` }));
  },
};

/** A key that only services have: whoever asks is one. */
const SERVICE: HolderOf = () => ({ kind: 'service' });

/** A key that is true for one kind of callers, and false for all the others. */
function switchFor(kind: 'own' | 'service'): ConditionKey {
  return { ...key((value) => ({ kind: value.toLowerCase() === 'true' ? kind : 'anyone' })), comparison: 'switch' };
}

/**
 * The keys that narrow. All others leave everybody in: whether the connection is encrypted, a tag that a caller gives to itself,
 * the service that a call went through (`kms:ViaService`), a shared secret in the policy (`sts:ExternalId`), that a function URL
 * wants some identity of whichever account (`lambda:FunctionUrlAuthType`), or a private address within whichever VPC
 * (`aws:VpcSourceIp`).
 */
const KEYS: { readonly [name: string]: ConditionKey } = {
  'aws:sourcearn': key(holderOfArn, true),
  'aws:sourceaccount': key(holderOfAccount, true),
  'aws:sourceowner': key(holderOfAccount, true),
  'aws:sourceorgid': key(holderOfOrganization, true),
  'aws:sourceorgpaths': key(holderOfOrganization, true),
  'aws:principalarn': key(holderOfArn),
  'aws:principalaccount': key(holderOfAccount),
  'aws:principalorgid': key(holderOfOrganization),
  'aws:principalorgpaths': key(holderOfOrganization),
  'aws:sourcevpc': key(holderOfId),
  'aws:sourcevpce': key(holderOfId),
  'aws:vpceaccount': key(holderOfAccount),
  'aws:vpceorgid': key(holderOfOrganization),
  'aws:vpceorgpaths': key(holderOfOrganization),
  'kms:calleraccount': key(holderOfAccount),
  's3:dataaccesspointaccount': key(holderOfAccount),
  's3:dataaccesspointarn': key(holderOfArn),
  'aws:sourceip': ADDRESSES,
  'aws:principalisawsservice': switchFor('service'),
  'aws:principalservicename': key(SERVICE),
  'aws:principalservicenameslist': key(SERVICE),
  // Mount targets stand in a VPC, so a file system is within reach of its network only.
  'elasticfilesystem:accessedviamounttarget': switchFor('own'),
  // A skill that Alexa calls with its own id.
  'lambda:eventsourcetoken': key(holderOfId, true),
};

/** CloudWatch Logs, for one, says by it for whose log group it uses a key; a caller that is no service may say what it likes. */
const ENCRYPTED_FOR: ConditionKey = key(holderOfArn, true);

export function conditionKey(name: string, isService: boolean): ConditionKey | undefined {
  if (isService && /^kms:encryptioncontext:aws:.*arn$/.test(name)) return ENCRYPTED_FOR;
  const found = Object.prototype.hasOwnProperty.call(KEYS, name) ? KEYS[name] : undefined;
  return found !== undefined && (!isService || found.ofServices) ? found : undefined;
}

const POSITIVE: { readonly [operator: string]: Comparison } = {
  stringequals: 'text',
  stringequalsignorecase: 'text',
  stringlike: 'text',
  arnequals: 'text',
  arnlike: 'text',
  ipaddress: 'addresses',
  bool: 'switch',
};

const NEGATIVE: { readonly [operator: string]: Comparison } = {
  stringnotequals: 'text',
  stringnotequalsignorecase: 'text',
  stringnotlike: 'text',
  arnnotequals: 'text',
  arnnotlike: 'text',
  notipaddress: 'addresses',
};

export function isPositive(operator: string, { comparison }: ConditionKey): boolean {
  return POSITIVE[operator] === comparison;
}

export function isNegative(operator: string, { comparison }: ConditionKey): boolean {
  return NEGATIVE[operator] === comparison;
}

/** Compared letter by letter, a text is one text, whatever it will be. */
export function isExact(operator: string): boolean {
  return /^string(not)?equals(ignorecase)?$/.test(operator);
}
