/** Makes the paragraphs and list items of a manifesto citable: each carries its number as a link to itself. */

const NUMBERED_PARAGRAPH = /<(?:p|li) id="(\d+\.\d+)">/g;

/** Section HTML with `<p id="2.3">` and `<li id="2.4">` from the API, plus a link "2.3" at the start of each. */
export function linkParagraphs(html: string): string {
  return html.replace(
    NUMBERED_PARAGRAPH,
    (tag, number: string) => `${tag}<a class="paragraph-number" href="#${number}">${number}</a> `,
  );
}
