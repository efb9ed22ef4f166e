/** The types that SvelteKit asks each project to declare. */
import type { Page } from '#lib/api/types.ts';

declare global {
  namespace App {
    interface PageData {
      /** The page being shown; absent while an error is. */
      page?: Page;
    }
  }
}
