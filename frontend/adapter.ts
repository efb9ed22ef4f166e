/** Lays out the build for Django: `client/` is served as it is, `shell.html` is filled before it is sent. */
import { rmSync } from 'node:fs';
import type { Adapter } from '@sveltejs/kit';

/**
 * A SvelteKit adapter that writes `build/client/` (static files, with .br and .gz beside them)
 * and `build/shell.html`. The shell stays outside `client/`, so no static server can hand it out unfilled.
 */
export function shellAdapter(out = 'build'): Adapter {
  return {
    name: 'broadside-shell',
    async adapt(builder) {
      rmSync(out, { recursive: true, force: true });
      builder.writeClient(`${out}/client`);
      await builder.compress(`${out}/client`);
      await builder.generateFallback(`${out}/shell.html`);
    },
  };
}
