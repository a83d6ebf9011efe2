/** Advance widths of Helvetica in thousandths of the size; its metric twins Arial and Liberation Sans have the same. */
const WIDTHS = new Map<string, number>();
const GROUPS: readonly (readonly [width: number, characters: string])[] = [
  [222, "ijl"],
  [278, " ft.,:;/!I|[]"],
  [333, "r()-"],
  [500, "cksvxyzJ"],
  [556, "0123456789abdeghnopqu_L"],
  [584, "+=<>\u2212\u00b1\u00d7"],
  [611, "FTZ"],
  [667, "ABEKPSVXY"],
  [722, "wCDHNRU"],
  [778, "GOQ"],
  [833, "mM"],
  [944, "W"],
];
for (const [width, characters] of GROUPS) for (const character of characters) WIDTHS.set(character, width);

/** Greek letters and whatever else is rare are no wider than this. */
const OTHERS = 850;
/** Where none of these fonts is installed, another one takes their place, and most of those are wider. */
const RESERVE = 1.06;

/** About how many pixels a line of text takes, on the safe side. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDTHS.get(character) ?? OTHERS;
  return (RESERVE * size * width) / 1000;
}
