/** What part of a cell an element stands for, with its meaning; the analysis turns these into conductivities and resistances. */
export const roleDescriptions = {
  bulk: "ion transport in the grains",
  electrolyte: "ion transport through a liquid electrolyte, a membrane or a separator",
  "grain-boundary": "ion transport across grain boundaries",
  interface: "interface between electrolyte and electrode",
  "hetero-interface": "interface between two electrolytes",
  "surface-layer": "layer on an electrode or electrolyte surface",
  "charge-transfer": "charge-transfer reaction",
  "double-layer": "double-layer capacitance",
  diffusion: "diffusion in an electrode or electrolyte",
  electrode: "blocking electrode",
  geometric: "geometric capacitance of the cell",
  lead: "leads and contacts",
} as const;

export type Role = keyof typeof roleDescriptions;

/** Kinds of cell, with what they mean for derived quantities. */
export const cellDescriptions = {
  symmetric: "two alike electrodes: an area-specific interfacial resistance is R·A/2",
  blocking: "two ion-blocking electrodes: no dc path",
  half: "one working electrode against a reference: an area-specific interfacial resistance is R·A",
  full: "two unlike electrodes: an area-specific interfacial resistance is R·A",
} as const;

export type CellKind = keyof typeof cellDescriptions;

export function isRole(word: string): word is Role {
  return Object.hasOwn(roleDescriptions, word);
}

export function isCellKind(word: string): word is CellKind {
  return Object.hasOwn(cellDescriptions, word);
}
