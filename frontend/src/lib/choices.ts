/** What a list can be narrowed to, in a form that does not know what the list is of. */

export interface Choice {
  /** What tells it from the others of its group. */
  value: string;
  text: string;
  /** How many entries of the list it leaves. */
  count: number;
  isChosen: boolean;
  /** Where it leads: to the list with it, or without it where it is chosen. */
  address: string;
}

export interface Group {
  label: string;
  choices: Choice[];
  /** Whether only the choices that leave most are shown at first. */
  isFolded?: boolean;
}
