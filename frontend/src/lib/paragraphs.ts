/** Makes the paragraphs of a manifesto citable: each carries its number as a link to itself. */

const NUMBERED_PARAGRAPH = /<p id="(\d+\.\d+)">/g;

/** Section HTML with `<p id="2.3">` from the API, plus a link "2.3" at the start of each such paragraph. */
export function linkParagraphs(html: string): string {
  return html.replace(
    NUMBERED_PARAGRAPH,
    (tag, number: string) => `${tag}<a class="paragraph-number" href="#${number}">${number}</a> `,
  );
}
