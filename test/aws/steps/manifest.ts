import { createHash } from 'crypto';

/** What a bake would write. All releases have one image; the commit makes them different. */
export function manifestOf(name: string, region: string, image: string): object {
  return {
    schema: 'golden-path/release/1',
    commit: createHash('sha1').update(name).digest('hex'),
    architecture: 'arm64',
    images: { [region]: image },
    builtAt: '2026-11-20T09:30:00Z',
  };
}
