/** The types that SvelteKit asks each project to declare. */
import type { Page } from '#lib/api/types.ts';

declare global {
  namespace App {
    interface PageData {
      /** The page being shown; absent while an error is. */
      page?: Page;
    }
    /** What the renderer hands to each render of its own; absent in the development server. */
    interface Platform {
      /** The API's answer for an address (path and query). Where it is not known yet, the render is worthless. */
      answer: (address: string) => Promise<Response>;
      /** Notes an error that makes the render worthless. */
      fail: (error: unknown) => void;
    }
  }
}
