import { spawn } from 'child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
/** Where manifests and assemblies are written. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'golden-path-end-to-end-'));

/** What the bake of an image writes. */
export interface Manifest {
  readonly commit: string;
  readonly architecture: string;
  readonly images: Record<string, string>;
}

/** What a command has done. */
export interface Outcome {
  readonly status: number;
  /** What it wrote, both streams. */
  readonly output: string;
}

/** A release of the demo, synthesized once, deployed as often as a test wants. */
export interface Release {
  readonly image: string;
  readonly commit: string;
  readonly assembly: string;
  readonly manifest: Manifest;
}

/** The demo's own release. */
export function demoManifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, 'examples', 'release.json'), 'utf8')) as Manifest;
}

/** The demo's release with another commit and another image, both made of one character. */
export function manifestOf(character: string): Manifest {
  return {
    ...demoManifest(),
    commit: character.repeat(40),
    images: { 'eu-west-1': `ami-${character.repeat(17)}` },
  };
}

/** Synthesizes the demo with a manifest, as its users would: `cdk synth -c release=FILE -o DIR`. */
export async function synthesize(name: string, manifest: Manifest): Promise<Release> {
  const file = join(FOLDER, `${name}.json`);
  const assembly = join(FOLDER, name);
  writeFileSync(file, JSON.stringify(manifest));
  const { status, output } = await cdk([
    'synth',
    '**',
    '--quiet',
    '--context',
    `release=${file}`,
    '--output',
    assembly,
  ]);
  if (status !== 0) throw new Error(`the demo does not synthesize with ${name}:\n${output}`);
  return { image: manifest.images['eu-west-1'], commit: manifest.commit, assembly, manifest };
}

/** A template of a release. */
export function templateOf({ assembly }: Release, stack: string): any {
  return JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8'));
}

/** The logical ids of the resources of some types. */
export function logicalIds(release: Release, stack: string, ...types: string[]): string[] {
  const resources: [string, any][] = Object.entries(templateOf(release, stack).Resources);
  return resources.filter(([, { Type }]) => types.includes(Type)).map(([logicalId]) => logicalId);
}

/** Runs the CDK's command line, as pinned by the project, and returns what it wrote. */
export function cdk(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // CI=true only tells it to write everything to the same stream.
    const child = spawn(CDK, [...args, '--no-notices', '--no-color'], { cwd: ROOT, env: { ...env, CI: 'true' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
