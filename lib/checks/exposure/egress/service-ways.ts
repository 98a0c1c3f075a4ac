import { EgressWay } from '../exposure-model';
import { doorOf, Option, presence } from '../network/option';
import { Surroundings } from '../network/surroundings';

/** What runs in a network of AWS's own, with the internet around it, unless it is put into a VPC. */
const OUTSIDE_VPC: ReadonlyArray<readonly [type: string, option: Option]> = [
  [
    'AWS::AppRunner::Service',
    {
      path: ['NetworkConfiguration', 'EgressConfiguration', 'EgressType'],
      opens: ['default'],
      closes: ['vpc'],
      absent: 'yes',
    },
  ],
  ['AWS::CodeBuild::Project', presence(['VpcConfig'], 'no')],
  ['AWS::Lambda::Function', presence(['VpcConfig'], 'no')],
  [
    'AWS::SageMaker::NotebookInstance',
    { path: ['DirectInternetAccess'], opens: ['enabled'], closes: ['disabled'], absent: 'yes' },
  ],
  ['AWS::Synthetics::Canary', presence(['VPCConfig'], 'no')],
];

/** Functions, builds and notebooks that stand in no VPC. */
export function serviceWays({ app }: Surroundings): EgressWay[] {
  return OUTSIDE_VPC.flatMap(([type, option]) =>
    app.ofType(type).flatMap((resource): EgressWay[] => {
      const { isOpen, why } = doorOf(app, resource, option);
      if (isOpen === 'no') return [];
      return [{ resource, to: 'internet', reason: why, verdict: isOpen === 'yes' ? 'open' : 'unknown' }];
    }),
  );
}
