/** The types that SvelteKit asks each project to declare. */
import type { Alternate, Page, PageCard } from '#lib/api/types.ts';

declare global {
  namespace App {
    interface PageData {
      /** The page being shown; absent while an error is. */
      page?: Page;
      /** What is shown in other languages, where it is no page of an editor's. */
      alternates?: Alternate[];
    }
    interface Error {
      /** Pages that may have been meant, where none has the address. */
      near?: PageCard[];
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
