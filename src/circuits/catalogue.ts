/** One circuit of the library: the name of its file in `circuits/`, and frequencies that show all that its typical values hold. */
export interface CatalogueEntry {
  readonly name: string;
  /** Highest and lowest frequency in Hz. */
  readonly frequencyHz: readonly [highest: number, lowest: number];
}

/** A heading with the circuits below it, in the order in which they are listed. */
export interface CatalogueGroup {
  readonly title: string;
  readonly circuits: readonly CatalogueEntry[];
}

function group(title: string, windows: Readonly<Record<string, readonly [number, number]>>): CatalogueGroup {
  return { title, circuits: Object.entries(windows).map(([name, frequencyHz]) => ({ name, frequencyHz })) };
}

/** All circuits that come with eisfit. */
export const catalogue: readonly CatalogueGroup[] = [
  group("Solid electrolytes", {
    "au-llzo-au": [1e7, 0.1],
    "au-llzo-au-intercept": [1e6, 0.1],
    "au-llzo-au-geometric": [7e6, 0.1],
    "ceramic-blocking": [1e6, 0.1],
    "ss-polymer-ss": [7e6, 0.1],
    "li-llzo-li": [7e6, 0.1],
    "li-polymer-li": [1e6, 1e-3],
    "li-pce-llzo-pce-li": [7e6, 1e-3],
    "li-pce-3dllzo-pce-li": [7e6, 1e-3],
    "ncm-electrolyte-ncm": [7e6, 1e-3],
    "ncm-llzo-pce-li": [7e6, 1e-3],
    "lfp-llzo-pce-li": [7e6, 1e-3],
  }),
  group("Batteries", {
    sei: [1e5, 1e-2],
    "sei-two-layers": [1e6, 1e-2],
    "li-ion-cell": [1e4, 1e-3],
    "particle-electrode": [1e4, 1e-3],
    "porous-blocking": [1e5, 0.1],
    "porous-electrode": [1e5, 1e-2],
  }),
  group("Fuel cells and capacitors", {
    "pem-h2-air": [2e4, 5e-2],
    "pem-h2-n2": [2e4, 0.1],
    "sofc-gerischer": [1e5, 0.1],
    supercapacitor: [1e5, 1e-2],
  }),
  group("Corrosion and coatings", {
    corrosion: [1e5, 1e-2],
    "corrosion-adsorption": [1e5, 1e-2],
    "coated-metal": [1e5, 1e-3],
  }),
  group("General", {
    randles: [1e5, 0.1],
    "randles-cpe": [1e5, 0.1],
    "randles-warburg": [1e5, 1e-2],
    "randles-open": [1e5, 1e-3],
    "randles-short": [1e5, 1e-2],
    "one-arc": [1e5, 0.1],
    "two-arcs": [1e6, 0.1],
    "three-arcs": [1e6, 1e-2],
    "one-zarc": [1e5, 0.1],
    "two-zarcs": [1e6, 0.1],
    "three-zarcs": [1e6, 1e-2],
  }),
];
