import * as services from './inert-types.json';

/** Made by scripts/inert-types.mjs: the names of types that nobody can be let in to, by service. */
const INERT: ReadonlySet<string> = new Set(
  Object.entries(services).flatMap(([service, names]) =>
    typeof names === 'string' ? names.split(' ').map((name) => `${service}::${name}`) : [],
  ),
);

/** Whether nothing that can be set at a type has to do with who gets in. */
export function isInert(type: string): boolean {
  return INERT.has(type);
}
