import { Resource } from '../../template/resource';
import { ExposureVerdict } from '../exposure-model';
import { mostOpen } from './access';
import { Clause, Clauses } from './clause';
import { isExact } from './condition-keys';
import { hasWildcard, PolicyTexts, standInsOf } from './policy-texts';

/** Whom an identity provider lets in. */
export interface Federation {
  readonly verdict: ExposureVerdict;
  readonly why: string;
}

/** Providers that put any audience into a token for everybody who asks, so that only the subject tells who it is. */
const ANY_AUDIENCE =
  /^(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|api\.bitbucket\.org|oidc\.fly\.io|oidc\.vercel\.com)/;

/** An owner whom the provider knows, with what is the owner's after it: `repo:my-company/`, `project_path:group/`, `system:serviceaccount:shop:`. */
const OWNER = /^[^:/]+[:/][^:/]+[:/]/;

/** Whom an identity provider lets in, by what a trust policy wants of its tokens: the subject or the audience. */
export function federationOf(provider: string, clauses: Clauses, texts: PolicyTexts): Federation {
  const resource = texts.resourceIn(provider);
  if (isSaml(provider, resource))
    return { verdict: 'not-public', why: 'the identity provider vouches for its own users' };
  if (clauses === undefined) return { verdict: 'unknown', why: 'a condition that the template does not show' };
  const claims = new Claims(clauses, texts);
  if (provider === 'cognito-identity.amazonaws.com') return ofIdentityPool(claims, texts);
  const issuer = issuerOf(provider, resource, texts);
  const subject = claims.opennessOf('sub');
  if (subject.verdict === 'not-public') return subject;
  const audience = claims.opennessOf('aud');
  if (isKnown(issuer) && !ANY_AUDIENCE.test(issuer) && audience.verdict === 'not-public') return audience;
  if (!isKnown(issuer) && audience.verdict === 'not-public') {
    return { verdict: 'unknown', why: 'only the audience is asked for, of a provider that the template does not name' };
  }
  if (issuer.startsWith('oidc.eks.') || texts.resourceIn(issuer)?.type === 'AWS::EKS::Cluster') {
    return { verdict: 'unknown', why: 'any workload of the cluster, as no one subject is asked for' };
  }
  return subject.why === '' ? { verdict: 'public', why: 'no condition asks for a subject' } : subject;
}

function isSaml(provider: string, resource: Resource | undefined): boolean {
  return provider.includes(':saml-provider/') || resource?.type === 'AWS::IAM::SAMLProvider';
}

/** A pool may give identities to everybody who asks, without any sign-in. */
function ofIdentityPool(claims: Claims, texts: PolicyTexts): Federation {
  const audience = claims.opennessOf('aud');
  if (audience.verdict !== 'not-public') {
    return audience.why === ''
      ? { verdict: 'public', why: 'any identity pool of anybody, as no condition asks for one' }
      : audience;
  }
  const signedIn = claims.valuesOf('amr');
  if (signedIn !== undefined && signedIn.every((value) => value === 'authenticated')) {
    return { verdict: 'not-public', why: 'users who have signed in to the identity pool' };
  }
  const pools = (claims.valuesOf('aud') ?? []).map((text) => texts.resourceIn(text));
  const guests = pools.map((pool) => String(pool?.properties.AllowUnauthenticatedIdentities));
  if (guests.every((one) => one === 'false')) return { verdict: 'not-public', why: 'the identity pool has no guests' };
  const isOpen = guests.includes('true') || (signedIn ?? []).includes('unauthenticated');
  return { verdict: isOpen ? 'public' : 'unknown', why: 'guests of the identity pool, who have not signed in' };
}

function issuerOf(provider: string, resource: Resource | undefined, texts: PolicyTexts): string {
  const url = resource === undefined ? undefined : texts.of(resource.properties.Url, resource.template)[0];
  return (url ?? provider).replace(/^.*:oidc-provider\//, '').replace(/^https:\/\//, '');
}

function isKnown(issuer: string): boolean {
  return standInsOf(issuer).length === 0;
}

/** What a trust policy asks of the claims of a token. */
class Claims {
  constructor(
    private readonly clauses: readonly Clause[],
    private readonly texts: PolicyTexts,
  ) {}

  /** Whom the claim leaves in: the narrowest of what is asked of it. */
  public opennessOf(name: string): Federation {
    const found = this.about(name).map((clause) => ({
      clause,
      verdict: mostOpen(clause.values.map((one) => this.valueOpenness(one, clause))),
    }));
    const [best] = ['not-public', 'unknown', 'public'].flatMap((verdict) =>
      found.filter((one) => one.verdict === verdict),
    );
    if (best === undefined) return { verdict: 'public', why: '' };
    return { verdict: best.verdict, why: `${best.clause.name} ${best.clause.values.join(', ')}` };
  }

  public valuesOf(name: string): readonly string[] | undefined {
    return this.about(name)[0]?.values;
  }

  private about(name: string): Clause[] {
    return this.clauses.filter(
      ({ key, operator, ifExists, quantifier, values }) =>
        key.endsWith(`:${name}`) &&
        /^string(equals|equalsignorecase|like)$/.test(operator) &&
        !ifExists &&
        quantifier !== 'all' &&
        values.length > 0,
    );
  }

  private valueOpenness(value: string, { operator }: Clause): ExposureVerdict {
    const isUnknown = standInsOf(value).some((one) => this.texts.resolve(one).kind === 'unknown');
    if (hasWildcard(value)) {
      if (!OWNER.test(value.replace(/[*?].*$/s, ''))) return 'public';
      return isUnknown ? 'unknown' : 'not-public';
    }
    return isUnknown && !isExact(operator) ? 'unknown' : 'not-public';
  }
}
