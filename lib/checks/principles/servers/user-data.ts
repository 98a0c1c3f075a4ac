import { AppTemplates } from '../../template/app-templates';
import { fieldOf, Possible } from '../reading/possible';

/** What runs on a server at its first start. */
export interface BootScript {
  /** The lines that do something. */
  readonly commands: readonly string[];
  /** Whether all of it could be read. */
  readonly isReadable: boolean;
}

/** An ordinary shell; another interpreter could do anything with a line that looks like a comment. */
const SHEBANG = /^#!\s*\/(usr\/)?bin\/(env\s+)?(ba|da|z)?sh(\s+-[a-z]+)*$/;

/** What user data runs. It comes in base64, or as a text that CloudFormation will encode. */
export function bootScripts(app: AppTemplates, userData: Possible): BootScript[] {
  switch (userData.kind) {
    case 'absent':
      return [{ commands: [], isReadable: true }];
    case 'text':
      return [readScript(decoded(userData.text))];
    case 'object':
      return fieldOf(app, userData, 'Fn::Base64').map((encoded) =>
        encoded.kind === 'text' || encoded.kind === 'unknown' ? readScript(encoded.text) : UNREADABLE,
      );
    default:
      return [UNREADABLE];
  }
}

const UNREADABLE: BootScript = { commands: [], isReadable: false };

function readScript(text: string): BootScript {
  const lines = text.split('\n').map((line) => line.trim());
  const commands = lines.filter((line) => line !== '' && !isIdle(line));
  const known = commands.filter((line) => line.replace(/\$\{[^}]*\}/g, '').trim() !== '');
  return { commands: known, isReadable: known.length === commands.length };
}

function isIdle(line: string): boolean {
  if (line.startsWith('#!')) return SHEBANG.test(line);
  return line.startsWith('#') || /^<\/?(powershell|script)>$/i.test(line);
}

/** Text that is no base64 is what somebody forgot to encode. */
function decoded(text: string): string {
  const compact = text.replace(/\s/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact)
    ? Buffer.from(compact, 'base64').toString('utf8')
    : text;
}
