import { objectOf } from '../../private/json';
import { Assembly, ConstructMetadata } from '../assembly/assembly';
import { CannotJudgeError } from '../assembly/cannot-judge';
import { withoutFolders } from '../report/plain-text';
import { DeclaredException, ReportedService } from '../report/report-model';
import { Places } from './places';

/** The services that say of themselves that they are one. */
export function declaredServices(assembly: Assembly, places: Places): ReportedService[] {
  return declarations(assembly, 'golden-path:service').map(({ construct, required, optional }) => {
    const builtAt = optional('builtAt');
    return {
      name: required('name'),
      stack: places.stackOf(construct)?.name ?? '',
      path: construct,
      host: required('host'),
      commit: required('commit'),
      image: required('image'),
      architecture: required('architecture'),
      fingerprint: required('fingerprint'),
      ...(builtAt === undefined ? {} : { builtAt }),
    };
  });
}

/** The opinions of this library that somebody opted out of. */
export function declaredExceptions(assembly: Assembly): DeclaredException[] {
  return declarations(assembly, 'golden-path:exception').map(({ construct, required }) => ({
    construct,
    topic: required('topic'),
    reason: required('reason'),
  }));
}

/** What one construct says, with the means to read it. */
interface Declaration {
  readonly construct: string;
  required(field: string): string;
  optional(field: string): string | undefined;
}

function declarations(assembly: Assembly, type: string): Declaration[] {
  return assembly.metadata
    .filter((entry) => entry.type === type)
    .map((entry) => ({
      construct: entry.path,
      optional: (field) => textOf(assembly, entry, field),
      required: (field) => {
        const text = textOf(assembly, entry, field);
        if (text !== undefined) return text;
        throw new CannotJudgeError({
          where: entry.path,
          problem: `its metadata ${type} has no \`${field}\``,
          fix: 'use the command of the same version of cdk-golden-path as the app',
        });
      },
    }));
}

/** A field as text; one that CloudFormation fills in only at deployment is shown as its expression. */
function textOf(assembly: Assembly, { data }: ConstructMetadata, field: string): string | undefined {
  const value = objectOf(data)[field];
  if (value === undefined || value === null) return undefined;
  return withoutFolders(typeof value === 'string' ? value : JSON.stringify(value), assembly.machineFolders);
}
