/** Short names for the shapes of the API, all of them generated from the OpenAPI document. */
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Resolution = Schemas['Resolution'];
export type Shared = Schemas['Shared'];
export type Site = Schemas['Site'];
export type Language = Schemas['Language'];
export type Alternate = Schemas['Alternate'];
export type Navigation = Schemas['Navigation'];
export type MenuItem = Schemas['MenuItem'];

export type Page = Schemas['Page'];
/** Every page type with the shape of its pages. */
export type PageShapes = { [P in Page as P['type']]: P };

export type Block = Schemas['Block'];
/** Every block type with the shape of its blocks. */
export type BlockShapes = { [B in Block as B['type']]: B };

export type PageLink = Schemas['PageLink'];
export type PositionCard = Schemas['PositionCard'];
export type ActivityReportCard = Schemas['ActivityReportCard'];
export type ArticleCard = Schemas['ArticleCard'];

export type Image = Schemas['Image'];
export type ImageSource = Schemas['ImageSource'];
export type CaptionedImage = Schemas['CaptionedImage'];
export type ActivityFilters = Schemas['ActivityFilters'];
export type ExchangeEntry = Schemas['ExchangeEntry'];
export type Document = Schemas['Document'];
export type Link = Schemas['Link'];
export type Tag = Schemas['Tag'];
export type PageCard = Schemas['PageCard'];

export type SearchResult = Schemas['SearchResult'];
export type SearchHit = Schemas['SearchHit'];
export type TextPart = Schemas['TextPart'];

export type ContactForm = Schemas['ContactForm'];
export type TypedFields = Schemas['TypedFields'];
export type FieldProblem = Schemas['FieldProblem'];
export type Problem = Schemas['Problem'];
export type Challenge = Schemas['Challenge'];
/** A message as somebody wrote it. */
export type Letter = Omit<Schemas['SolvedLetter'], 'proof'>;
