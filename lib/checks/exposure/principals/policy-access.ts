import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { ExposureVerdict } from '../exposure-model';
import { Access, mostOpen, unreadable } from './access';
import { PolicyTexts } from './policy-texts';
import { Statement, statementsOf } from './statement';
import { accessesOf } from './statement-access';

/** Reads policies and says what they open. */
export class PolicyReader {
  public readonly texts: PolicyTexts;

  constructor(public readonly app: AppTemplates) {
    this.texts = new PolicyTexts(app);
  }

  /** What a document opens, statement by statement; `isTrust` for one that says who may become a role. */
  public accesses(document: unknown, template: StackTemplate, isTrust = false): Access[] {
    const source = { app: this.app, texts: this.texts, template };
    return statementsOf(document, template, source).flatMap(({ statements, unreadable: missing }) => [
      ...this.of(statements, template, isTrust),
      ...missing.map((what) => unreadable(`${what}, so it may let in anyone.`)),
    ]);
  }

  /** What statements open that stand together. */
  public of(statements: readonly Statement[], template: StackTemplate, isTrust = false): Access[] {
    const policy = { statements, isTrust, texts: this.texts, template };
    return statements.filter(({ effect }) => effect === 'Allow').flatMap((allow) => accessesOf(allow, policy));
  }
}

/**
 * Whom a policy lets in, for judges of resources that are reached by other ways, such as the policy of an API: `not-public`
 * where it narrows access to named principals, networks or addresses.
 */
export function policyVerdict(document: unknown, { template }: Resource, app: AppTemplates): ExposureVerdict {
  return mostOpen(new PolicyReader(app).accesses(document, template).map(({ verdict }) => verdict));
}
