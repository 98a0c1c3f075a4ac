import { Hold, Weights } from '../account';

/** What a look asks for. Each command is absolute: done twice it is done once. */
export type Command =
  | { readonly do: 'shift'; readonly ruleArn: string; readonly weights: Weights }
  | { readonly do: 'restore'; readonly ruleArn: string; readonly safe: string }
  | { readonly do: 'hold'; readonly group: string; readonly hold: Hold }
  | { readonly do: 'letGo'; readonly group: string; readonly minimum: number }
  | { readonly do: 'stop'; readonly executions: string[] }
  | { readonly do: 'test'; readonly index: number }
  | { readonly do: 'record' }
  | { readonly do: 'forget' }
  | { readonly do: 'answer' };
