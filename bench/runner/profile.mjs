import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { APPS, runApp } from './apps.mjs';

const SHOWN = 15;

/** How the owners begin that are folders of this library. */
const LIBRARY = 'cdk-golden-path/lib';

/** Not work of the program. */
const IDLE = ['(idle)', '(root)'];

/** Runs one app under the CPU profiler and prints on whose account the time goes. */
export function printProfile(folder, { profile, ...options }) {
  const name = `cdk-golden-path-${APPS[profile]}-${options.services}.cpuprofile`;
  const nodeOptions = ['--cpu-prof', '--cpu-prof-dir', tmpdir(), '--cpu-prof-name', name];
  runApp(folder, profile, { ...options, nodeOptions });
  const file = join(tmpdir(), name);
  const times = timeByOwner(JSON.parse(readFileSync(file, 'utf8')));
  const bySelf = [...times.own.keys()].sort((a, b) => times.own.get(b) - times.own.get(a));
  const ofLibrary = [...times.within.keys()]
    .filter((owner) => owner.startsWith(LIBRARY))
    .sort((a, b) => times.within.get(b) - times.within.get(a));
  console.log(`${APPS[profile]}, ${options.services} services: ${milliseconds(times.busy)} ms busy; profile: ${file}`);
  console.log(`\nThe ${SHOWN} owners with most time of their own:`);
  printOwners(bySelf.slice(0, SHOWN), times);
  if (ofLibrary.length > 0) {
    console.log('\nThe folders of the library, by the time of all that they call:');
    printOwners(ofLibrary, times);
  }
}

function printOwners(owners, { own, within, busy }) {
  console.log(' self ms     %   within ms  owner');
  for (const owner of owners) {
    const self = own.get(owner) ?? 0;
    const share = ((100 * self) / busy).toFixed(1);
    console.log(
      `${milliseconds(self).padStart(8)} ${share.padStart(5)} ${milliseconds(within.get(owner)).padStart(11)}  ${owner}`,
    );
  }
}

/** The time in an owner's own functions, and the time in anything that was called from them. */
function timeByOwner({ nodes, samples, timeDeltas }) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const own = new Map();
  const within = new Map();
  let busy = 0;
  samples.forEach((sample, index) => {
    const time = timeDeltas[index];
    const owner = owners.get(sample);
    if (IDLE.includes(owner)) return;
    busy += time;
    add(own, owner, time);
    const callers = new Set();
    for (let id = sample; id !== undefined; id = parents.get(id)) callers.add(owners.get(id));
    for (const caller of callers) add(within, caller, time);
  });
  return { own, within, busy };
}

/** A package with its first folder (`aws-cdk-lib/aws-ec2`); of this library and the apps, the folder; of Node, the module. */
function ownerOf({ functionName, url }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'V8';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const [, inPackage] = /.*\/node_modules\/(.+)$/.exec(url) ?? [];
  if (inPackage === undefined) return `app ${basename(join(url, '..'))}`;
  const [first, second, ...rest] = inPackage.split('/');
  return second === 'dist' ? [first, ...rest.slice(0, 2)].join('/') : `${first}/${second}`;
}

function add(times, owner, time) {
  times.set(owner, (times.get(owner) ?? 0) + time);
}

function milliseconds(microseconds) {
  return (microseconds / 1000).toFixed(0);
}
