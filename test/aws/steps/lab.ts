import { writeFileSync } from 'fs';
import { join } from 'path';
import { synthesize } from '../account/cdk';
import { Clients } from '../account/clients';
import { Remains } from '../account/remains';
import { Stop } from '../account/waiting';
import { AppContext } from '../app';
import { Observed } from '../records';
import { manifestOf } from './manifest';

/** What the steps share. */
export class Lab {
  public readonly observed: Observed = { deploys: [], dns: [] };
  public readonly problems: string[] = [];
  public readonly remains = new Remains();
  /** The demo's image, once it is baked; before, only the templates need one. */
  public image: string;

  constructor(
    public readonly clients: Clients,
    private readonly place: Pick<AppContext, 'account' | 'zones' | 'baseImage'>,
    private readonly folder: string,
    public readonly stop: Stop,
    private readonly tell: (text: string) => void,
  ) {
    this.image = place.baseImage;
  }

  public get baseImage(): string {
    return this.place.baseImage;
  }

  public say(text: string): void {
    this.tell(`${new Date().toISOString().slice(11, 19)} ${text}`);
  }

  /** The app as it is to be deployed, in a folder of its own. Each name of a release is a commit. */
  public async assembly(name: string, experiment: AppContext['experiment'] = 'none'): Promise<string> {
    const { region } = this.clients;
    const manifest = join(this.folder, `${name}.json`);
    writeFileSync(manifest, JSON.stringify(manifestOf(name, region, this.image)));
    const assembly = join(this.folder, name);
    await synthesize(assembly, { ...this.place, region, release: manifest, experiment }, this.stop);
    return assembly;
  }

  /** One step that fails must not take the facts of the others with it. */
  public async attempt(what: string, act: () => Promise<void>): Promise<boolean> {
    try {
      this.say(what);
      await act();
      return true;
    } catch (error) {
      if (this.stop.aborted) throw error;
      const problem = `${what}: ${(error as Error).message}`;
      this.problems.push(problem);
      this.say(problem);
      return false;
    }
  }
}
