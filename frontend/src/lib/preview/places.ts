/** Where a page shows what an editor has filled in. Known here and not in the pages, which readers download. */
import type { Page, PageShapes } from '#lib/api/types.ts';
import { markedBlocks } from './marks.ts';

type Places = Record<string, string>;

const INTRODUCED = { title: 'h1', introduction: '.introduction' };
const SUMMED_UP = { title: 'h1', summary: 'header .standfirst' };

/** For each kind of page, the CSS selectors of its fields' places inside `main`. Fields that no page shows have none. */
export const PLACES: { [T in keyof PageShapes]: Places } = {
  home: {
    purpose: 'h1',
    lead: '.lead',
    chosen_positions: '.positions',
    call_heading: '.contact h2',
    call_text: '.contact .words',
    call_page: '.contact .button',
  },
  manifesto: { ...INTRODUCED, adopted_on: 'header .label', sections: '.sections' },
  position_index: INTRODUCED,
  position: {
    ...SUMMED_UP,
    number: 'header .number',
    adopted_on: 'dl > dd > time',
    manifesto_sections: 'dl > dd a',
    body: '.body',
    related_positions: 'article > section',
  },
  activity_index: INTRODUCED,
  activity_report: {
    ...SUMMED_UP,
    kind: 'header .label',
    starts_at: 'dl > dd > time, header .mark',
    place: 'dl > dd:has(> .address)',
    address: 'dl .address',
    tags: 'dl > dd > ul',
    photos: '.opening, article > section:has(figure)',
    body: '.body',
    documents: 'article > section:has(.kind)',
    related_positions: 'article > section:has(.number)',
  },
  debate_index: INTRODUCED,
  article: {
    ...SUMMED_UP,
    author_names: 'header .authors',
    written_on: 'header .date',
    responds_to: 'dl > dd:first-of-type > a:not([href^="#"])',
    tags: 'dl > dd > ul',
    body: '.body',
  },
  contact: {
    title: 'h1',
    introduction: '.ways > .prose',
    email: '.email',
    openpgp_key: '#letter-key',
    privacy: '#letter-privacy',
  },
  standard: { ...INTRODUCED, body: '.body' },
};

/** The elements that show each part of the form, by its path. Parts that are not shown are left out. */
export function placesOf(page: Page, main: Element): Map<string, HTMLElement[]> {
  const places = new Map<string, HTMLElement[]>();
  const add = (path: string, elements: Iterable<HTMLElement>) => {
    const shown = [...elements];
    if (shown.length) places.set(path, shown);
  };
  for (const [field, selector] of Object.entries<string>(PLACES[page.type])) {
    add(field, main.querySelectorAll<HTMLElement>(selector));
  }
  for (const [id, elements] of markedBlocks(main)) add(`body.${id}`, elements);
  if (page.type === 'manifesto') {
    const sections = main.querySelectorAll<HTMLElement>('.sections > .section');
    page.sections.forEach(({ id }, index) => {
      const section = sections[index];
      if (section) add(`sections.${id}`, [section]);
    });
  }
  return places;
}

/** The part that a path in the form belongs to: a field of a block belongs to the block. */
export function partOf(path: string): string {
  return path.split('.').slice(0, 2).join('.');
}
