import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { TEMPLATES_DIGEST } from '../synth/synth-record';
import { CannotJudgeError } from './cannot-judge';
import { JsonNode } from './json-node';
import { PluginReport, readPluginReports } from './validation-report';

const SYNTHESIZE = "run `cdk synth '**'` first, or name the folder with --assembly";
const SYNTHESIZE_AGAIN = "delete the folder and run `cdk synth '**'` again";

/** A stack of the assembly; a nested stack has a row of its own. */
export interface AssemblyStack {
  /** The name in CloudFormation; for a nested stack, which gets its name at deployment, the construct path. */
  readonly name: string;
  readonly path: string;
  /** As in the manifest: `aws://account/region`. */
  readonly environment: string;
  readonly resources: number;
}

/** A template as it was synthesized, with the name of its stack. */
export interface StackTemplate {
  readonly stack: string;
  /** The construct path of the stack, which tells stacks of one name apart. */
  readonly path: string;
  /** As in the manifest: `aws://account/region`. */
  readonly environment: string;
  readonly template: { readonly [section: string]: unknown };
}

/** What a construct left in the assembly for tools to read. */
export interface ConstructMetadata {
  readonly path: string;
  readonly type: string;
  readonly data: unknown;
}

/** What an app consists of: its stacks, their templates, and what constructs left behind. */
export interface AssemblyContents {
  readonly stacks: readonly AssemblyStack[];
  readonly templates: readonly StackTemplate[];
  readonly metadata: readonly ConstructMetadata[];
  /** Tells whether two readings saw the same templates. */
  readonly digest: string;
}

/** A cloud assembly (a `cdk.out` folder of any CDK app), as far as the checks need it. */
export interface Assembly extends AssemblyContents {
  /** What the validation plugins of the synth said; empty where none ran. */
  readonly plugins: readonly PluginReport[];
  /** Folders of this machine that texts in the assembly may name, and that no report should show. */
  readonly machineFolders: readonly string[];
}

/**
 * Reads a cloud assembly with all its Stages, or fails.
 *
 * Nothing is skipped: an assembly that is incomplete, or whose validation report belongs to an earlier synth, would look
 * cleaner than it is. One without a report is read: that no plugin ran is for the checks to say.
 */
export function readAssembly(folder: string): Assembly {
  const { stacks, metadata } = readFolder(folder);
  const contents = contentsOf(stacks, metadata);
  return {
    ...contents,
    plugins: readReport(
      path.join(folder, 'validation-report.json'),
      contents.digest,
      stacks.map(({ file }) => file),
    ),
    machineFolders: [path.resolve(folder), process.cwd(), os.homedir()],
  };
}

/** Reads what an app consists of, whether it was checked or not. */
export function readContents(folder: string): AssemblyContents {
  const { stacks, metadata } = readFolder(folder);
  return contentsOf(stacks, metadata);
}

/** The templates of a cloud assembly, whether it was checked or not. */
export function readTemplates(folder: string): readonly StackTemplate[] {
  return readContents(folder).templates;
}

function contentsOf(files: readonly StackFile[], metadata: readonly ConstructMetadata[]): AssemblyContents {
  const read = files.map(({ file, ...stack }) => ({ stack, template: readTemplate(file, stack.name) }));
  return {
    stacks: read.map(({ stack, template }) => ({ ...stack, resources: countResources(template) })),
    templates: read.map(({ stack, template }) => describeTemplate(stack, template)),
    metadata,
    digest: digestOf(files),
  };
}

/** In the order of the stacks' paths: the synth and the command may list them differently. */
function digestOf(files: readonly StackFile[]): string {
  const hash = createHash('sha256');
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path: stack, file } of sorted) hash.update(`${stack}\n`).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function readReport(file: string, digest: string, templates: readonly string[]): PluginReport[] {
  if (!fs.existsSync(file)) return [];
  const plugins = readPluginReports(JsonNode.read(file, { problem: 'is missing', fix: SYNTHESIZE_AGAIN }));
  const recorded = plugins.map(({ metadata }) => metadata[TEMPLATES_DIGEST]).find((one) => one !== undefined);
  if (recorded === undefined) failIfOlder(file, templates);
  else if (recorded !== digest) {
    throw new CannotJudgeError({
      where: file,
      problem: 'speaks of other templates than those beside it, so it is left from an earlier synth',
      fix: `${SYNTHESIZE_AGAIN} with its checks on`,
    });
  }
  return plugins;
}

interface FolderContents {
  readonly stacks: StackFile[];
  readonly metadata: ConstructMetadata[];
}

/** A stack, and where its template is. */
interface StackFile extends Omit<AssemblyStack, 'resources'> {
  readonly file: string;
}

function readFolder(folder: string): FolderContents {
  const manifest = JsonNode.read(path.join(folder, 'manifest.json'), {
    problem: 'is missing, so this is no cloud assembly',
    fix: SYNTHESIZE,
  });
  const artifacts = manifest.object('artifacts');
  const parts = artifacts.keys().map((id): FolderContents => {
    const artifact = artifacts.object(id);
    switch (artifact.string('type')) {
      case 'aws:cloudformation:stack':
        return readStack(folder, id, artifact);
      case 'cdk:cloud-assembly':
        return readFolder(stageFolder(folder, artifact));
      default:
        return { stacks: [], metadata: [] };
    }
  });
  return {
    stacks: parts.flatMap((part) => part.stacks),
    metadata: parts.flatMap((part) => part.metadata),
  };
}

/** A Stage lies in a folder inside its parent's; a manifest that says otherwise could send us in circles. */
function stageFolder(folder: string, artifact: JsonNode): string {
  const name = artifact.object('properties').string('directoryName');
  if (path.basename(name) !== name || name === '' || name === '.' || name === '..') {
    throw new CannotJudgeError({
      where: path.join(folder, 'manifest.json'),
      problem: `the nested assembly '${name}' is not a folder inside this one`,
      fix: SYNTHESIZE_AGAIN,
    });
  }
  return path.join(folder, name);
}

function readStack(folder: string, id: string, artifact: JsonNode): FolderContents {
  const properties = artifact.object('properties');
  const stackPath = artifact.optionalString('displayName') ?? id;
  const name = properties.optionalString('stackName') ?? id;
  const environment = artifact.string('environment');
  const metadata = readMetadata(folder, artifact);
  const stackTemplate = properties.string('templateFile');
  // Nested stacks are no artifacts of the assembly: what leads to their templates is this metadata.
  const nested = metadata
    .filter((entry) => entry.type === 'aws:cdk:templateFile' && entry.data !== stackTemplate)
    .map((entry) => ({ name: entry.path, path: entry.path, template: String(entry.data) }));
  const all = [{ name, path: stackPath, template: stackTemplate }, ...nested];
  return {
    metadata,
    stacks: all.map((stack) => ({
      name: stack.name,
      path: stack.path,
      environment,
      file: path.join(folder, stack.template),
    })),
  };
}

function countResources(template: JsonNode): number {
  return template.optionalObject('Resources')?.keys().length ?? 0;
}

function describeTemplate(stack: Omit<AssemblyStack, 'resources'>, template: JsonNode): StackTemplate {
  return { stack: stack.name, path: stack.path, environment: stack.environment, template: template.all() };
}

function readTemplate(file: string, stack: string): JsonNode {
  return JsonNode.read(file, { problem: `the template of stack '${stack}' is missing`, fix: SYNTHESIZE_AGAIN });
}

/** Metadata stands in a file of its own, or in the manifest itself if an older aws-cdk-lib wrote it. */
function readMetadata(folder: string, artifact: JsonNode): ConstructMetadata[] {
  const file = artifact.optionalString('additionalMetadataFile');
  const missing = { problem: 'is named by the manifest, but missing', fix: SYNTHESIZE_AGAIN };
  const sources = [
    artifact.optionalObject('metadata'),
    file === undefined ? undefined : JsonNode.read(path.join(folder, file), missing),
  ];
  return sources.flatMap((source) =>
    (source?.keys() ?? []).flatMap((key) => {
      const construct = key.replace(/^\//, '');
      return (source?.objects(key) ?? []).map((entry) => ({
        path: construct,
        type: entry.string('type'),
        data: entry.value('data'),
      }));
    }),
  );
}

/**
 * The CDK writes the report after the templates, and leaves an old one in place when no check runs at all.
 *
 * So a report older than a template speaks of templates that are gone. One of an app that GoldenPath protects says of which
 * templates it speaks, and needs no times.
 */
function failIfOlder(report: string, templates: readonly string[]): void {
  const written = fs.statSync(report, { bigint: true }).mtimeNs;
  const newer = templates.filter((template) => fs.statSync(template, { bigint: true }).mtimeNs > written).sort()[0];
  if (newer === undefined) return;
  throw new CannotJudgeError({
    where: report,
    problem: `is older than ${newer}, so it is left from an earlier synth`,
    fix: `${SYNTHESIZE_AGAIN} with its checks on (a copy of an assembly must keep the times: cp -a)`,
  });
}
