import { StackTemplate } from '../assembly/assembly';
import { describeObstacle } from '../assembly/cannot-judge';
import { RulePack } from '../rule-packs';
import { AppTemplates } from '../template/app-templates';
import { examineTemplates, PackRow } from './examine-templates';

const OPEN_GROUP = 'OpenGroup';
const MIGHTY_POLICY = 'MightyPolicy';
const BARE_FUNCTION = 'BareFunction';

/** Resources that break rules of every pack. */
const BROKEN: StackTemplate = {
  stack: 'Canary',
  path: 'Canary',
  environment: 'aws://unknown-account/unknown-region',
  template: {
    Resources: {
      [OPEN_GROUP]: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'open to everybody',
          SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }],
        },
      },
      [MIGHTY_POLICY]: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
      },
      [BARE_FUNCTION]: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { ZipFile: 'exports.handler = () => {};' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      },
    },
  },
};

const OF_STANDARDS = { EC2RestrictedSSH: OPEN_GROUP, IAMPolicyNoStatementsWithAdminAccess: MIGHTY_POLICY };

/** The rules of each pack that must be seen broken, and by which resource. */
const CANARIES: { readonly [pack: string]: { readonly [rule: string]: string } } = {
  AwsSolutions: { EC23: OPEN_GROUP, 'IAM5[Resource::*]': MIGHTY_POLICY },
  'NIST.800.53.R5': OF_STANDARDS,
  'NIST.800.53.R4': OF_STANDARDS,
  'HIPAA.Security': OF_STANDARDS,
  'PCI.DSS.321': OF_STANDARDS,
  Serverless: { LambdaTracing: BARE_FUNCTION, LambdaDLQ: BARE_FUNCTION },
};

/**
 * The packs that do not see what is certainly broken, as lines for a person.
 *
 * A pack that is blind (another copy of aws-cdk-lib, a rule that is called otherwise, a base class that has changed) is silent like one
 * that is satisfied. The canaries take the same way as the templates of the app.
 */
export function canaryProblems(packs: readonly RulePack[]): string[] {
  const { rows, problems } = examineTemplates(new AppTemplates([BROKEN]), packs);
  return [...problems, ...packs.flatMap(({ packName }) => problemsOf(packName, rows))];
}

function problemsOf(pack: string, rows: readonly PackRow[]): string[] {
  const canaries = Object.entries(CANARIES[pack] ?? {});
  if (canaries.length === 0) return [blind(pack, 'has no canary that shows whether it sees anything')];
  return canaries
    .map(([rule, resource]) => ({ rule: `${pack}-${rule}`, resource }))
    .filter((canary) => !rows.some((row) => isReported(row, canary)))
    .map(({ rule, resource }) => blind(pack, `does not report ${rule} for the canary ${resource}, so it is blind`));
}

function isReported(row: PackRow, canary: { readonly rule: string; readonly resource: string }): boolean {
  return row.rule === canary.rule && row.resource.logicalId === canary.resource && row.verdict === 'non-compliant';
}

function blind(pack: string, problem: string): string {
  return describeObstacle({
    where: `pack '${pack}'`,
    problem,
    fix: 'use versions of cdk-nag and aws-cdk-lib that this version of cdk-golden-path supports, each in one copy',
  });
}
