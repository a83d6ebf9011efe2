import type { Dimension } from "./units.ts";

/** What a column of a table holds. */
export type Quantity =
  | "frequency"
  | "re"
  | "im"
  | "modulus"
  | "phase"
  | "resistance"
  | "reactance"
  | "conductance"
  | "susceptance"
  | "admittanceModulus"
  | "admittancePhase"
  | "parallelCapacitance"
  | "seriesCapacitance"
  | "parallelInductance"
  | "seriesInductance"
  | "parallelResistance"
  | "seriesResistance"
  | "dissipation"
  | "quality"
  | "permittivityRe"
  | "permittivityIm"
  | "sigma"
  | "sigmaRe"
  | "sigmaIm"
  | "sweep"
  | "temperature";

interface Naming {
  /** In small letters, without blanks, points, underscores and brackets. */
  readonly names: readonly string[];
  /** Which units fit; none for a number without one. */
  readonly units: readonly Dimension[];
  /** How its unit is called where the header gives none. */
  readonly assumed?: string;
}

const OHM = { units: ["impedance"], assumed: "ohm" } as const;
const SIEMENS = { units: ["admittance"], assumed: "S" } as const;
const FARAD = { units: ["capacitance"], assumed: "F" } as const;
const HENRY = { units: ["inductance"], assumed: "H" } as const;
const ANGLE = { units: ["degrees", "radians"], assumed: "degrees" } as const;
const NUMBER = { units: [] } as const;

/** The names that programs and people give to columns; a name belongs to one quantity only. */
export const NAMINGS: Readonly<Record<Quantity, Naming>> = {
  frequency: {
    names: [
      ...["f", "freq", "frequency", "freqz", "frequencyz", "frequenz", "fr\u00e9quence", "frequence", "frecuencia"],
      ...["frequencies", "freqs", "frequenza", "frequ\u00eancia", "frequencia", "cz\u0119stotliwo\u015b\u0107"],
      ...[
        "\u9891\u7387",
        "\u983b\u7387",
        "\u5468\u6ce2\u6570",
        "\uc8fc\ud30c\uc218",
        "\u0447\u0430\u0441\u0442\u043e\u0442\u0430",
      ],
      ...["omega", "w", "\u03c9", "angularfrequency", "angfrequency", "angfreq", "angularfreq"],
    ],
    units: ["frequency", "angularFrequency"],
    assumed: "Hz",
  },
  re: {
    names: [
      ...[
        "z'",
        "zre",
        "zreal",
        "zr",
        "rez",
        "realz",
        "re",
        "real",
        "realpart",
        "zs'",
        "z'a",
        "realteil",
        "reimpedance",
      ],
      ...["zprime", "z'prime", "realvalue", "realvalues", "realzvalue", "reals", "zreel", "zr\u00e9el"],
      ...["partier\u00e9elle", "partereale", "partereal", "\u5b9e\u90e8", "\u5be6\u90e8", "\u5b9f\u90e8"],
      ...["zrealpart", "realpartz", "realpartofz", "realimpedance", "impedancereal", "impedancere", "realzz"],
    ],
    ...OHM,
  },
  im: {
    names: [
      ...[
        "z''",
        "zim",
        "zimag",
        "zimg",
        "zimaginary",
        "zi",
        "zj",
        "imz",
        "imagz",
        "imaginaryz",
        "im",
        "imag",
        "imaginary",
      ],
      ...["imaginarypart", "zs''", "z''b", "imagin\u00e4rteil", "imaginaerteil", "imimpedance", "zimagpart"],
      ...["zbis", "zdoubleprime", "zdblprime", "zdprime", "zprimeprime", "zsecond", "zpp"],
      ...["imagvalue", "imagvalues", "imaginaryvalue", "imaginaryvalues", "imags"],
      ...[
        "partieimaginaire",
        "parteimmaginaria",
        "parteimaginaria",
        "parteimagin\u00e1ria",
        "\u865a\u90e8",
        "\u865b\u90e8",
      ],
      ...["zimaginarypart", "imagpart", "imagpartz", "imaginarypartz", "imaginarypartofz", "imaginaryimpedance"],
      ...["imagimpedance", "impedanceimaginary", "impedanceimag", "impedanceim"],
    ],
    ...OHM,
  },
  modulus: {
    names: [
      ...[
        "|z|",
        "z",
        "zmod",
        "modz",
        "mod",
        "modulus",
        "magnitude",
        "mag",
        "absz",
        "abs",
        "zabs",
        "zmag",
        "magz",
        "module",
      ],
      ...[
        "impedance",
        "|impedance|",
        "betrag",
        "zmodulus",
        "zmagnitude",
        "magnitudez",
        "modulusz",
        "impedancemagnitude",
      ],
      ...["impedancemodulus", "zs", "|zs|", "modulo", "m\u00f3dulo", "\u963b\u6297"],
    ],
    ...OHM,
  },
  phase: {
    names: [
      ...["phase", "phasez", "zphz", "zphase", "theta", "phi", "\u03c6", "\u03d5", "\u03b8", "phaseangle", "angle"],
      ...[
        "thetaz",
        "theta-z",
        "\u03b8z",
        "\u03b8-z",
        "phasenwinkel",
        "argz",
        "arg",
        "zangle",
        "zphaseangle",
        "zphi",
        "ztheta",
      ],
      ...["phaseofz", "phaseshift", "phase(z)", "impedancephase", "impedancephaseangle", "anglez"],
      ...["fase", "phasedegree", "phasedegrees", "\u76f8\u4f4d", "\u76f8\u4f4d\u89d2", "\u76f8\u89d2", "\u4f4d\u76f8"],
    ],
    ...ANGLE,
  },
  resistance: { names: ["r", "resistance"], ...OHM },
  reactance: { names: ["x", "reactance"], ...OHM },
  conductance: {
    names: [
      "g",
      "gp",
      "y'",
      "yre",
      "rey",
      "yreal",
      "realy",
      "conductance",
      "yp'",
      "yr",
      "realadmittance",
      "admittancereal",
    ],
    ...SIEMENS,
  },
  susceptance: {
    names: [
      ...["b", "bp", "y''", "yim", "imy", "yimag", "imagy", "susceptance", "yp''", "yi", "yimaginary", "imaginaryy"],
      ...["imaginaryadmittance", "admittanceimaginary", "imagadmittance", "admittanceimag"],
    ],
    ...SIEMENS,
  },
  admittanceModulus: {
    names: ["y", "|y|", "admittance", "ymod", "yabs", "absy", "mody", "ymag", "admittancemagnitude"],
    ...SIEMENS,
  },
  admittancePhase: {
    names: ["phasey", "thetay", "theta-y", "\u03b8y", "\u03b8-y", "yphase", "argy", "phaseofy"],
    ...ANGLE,
  },
  parallelCapacitance: { names: ["cp", "parallelcapacitance", "cparallel", "cp'"], ...FARAD },
  seriesCapacitance: { names: ["cs", "seriescapacitance", "cseries", "cs'"], ...FARAD },
  parallelInductance: { names: ["lp", "parallelinductance", "lparallel"], ...HENRY },
  seriesInductance: { names: ["ls", "seriesinductance", "lseries"], ...HENRY },
  parallelResistance: { names: ["rp", "parallelresistance", "rparallel"], ...OHM },
  seriesResistance: { names: ["rs", "seriesresistance", "rseries", "esr"], ...OHM },
  dissipation: {
    names: ["d", "dissipation", "dissipationfactor", "tandelta", "tan\u03b4", "tan(delta)", "df"],
    ...NUMBER,
  },
  quality: { names: ["q", "quality", "qualityfactor"], ...NUMBER },
  permittivityRe: { names: ["eps'", "epsilon'", "\u03b5'", "permittivity'", "repermittivity"], ...NUMBER },
  permittivityIm: { names: ["eps''", "epsilon''", "\u03b5''", "permittivity''", "impermittivity"], ...NUMBER },
  sigma: { names: ["sigma", "sigmaz", "stderr"], ...OHM },
  sigmaRe: { names: ["sigmare", "sigmarez", "sigmazre", "sigmaz'", "stdz'", "stdzre", "stdrez"], ...OHM },
  sigmaIm: { names: ["sigmaim", "sigmaimz", "sigmazim", "sigmaz''", "stdz''", "stdzim", "stdimz"], ...OHM },
  sweep: {
    names: [
      ...["cycle", "cyclenumber", "cycleno", "cycleindex", "sweep", "sweepnumber", "sweepno", "sweepindex", "loop"],
      ...["loopindex", "loopnumber", "scan", "scannumber", "spectrum", "spectrumnumber", "repeat", "repetition", "run"],
      ...["measurement", "measurementnumber", "dataset"],
    ],
    ...NUMBER,
  },
  temperature: { names: ["temperature", "temp", "t", "mtemp", "settemp", "temperatur"], units: ["kelvin", "celsius"] },
};

const QUANTITIES: ReadonlyMap<string, Quantity> = new Map(
  (Object.keys(NAMINGS) as Quantity[]).flatMap((quantity) => NAMINGS[quantity].names.map((name) => [name, quantity])),
);

const ANGULAR = new Set(["omega", "w", "\u03c9"]);

/** True for a name that means 2 pi f. */
export function isAngular(key: string): boolean {
  return ANGULAR.has(key) || key.startsWith("ang");
}

/** The quantity of a name in the form of the lists above. */
export function quantityOf(key: string): Quantity | undefined {
  return QUANTITIES.get(key);
}
