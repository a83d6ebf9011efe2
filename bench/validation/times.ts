import { checkSpectrum, linearKramersKronig, makeSpectrum, zhit, type Spectrum } from "../../src/index.ts";
import { readReferenceCases, spectraPresent } from "../../test/spectra/referenceFits.ts";
import { median } from "../measure.ts";
import { Random } from "../random.ts";
import { CELLS, drawCell } from "./cells.ts";
import { simulate, type Defect } from "./defects.ts";

/** How long a question takes of spectra of one kind, ms. */
export interface Timing {
  readonly question: string;
  readonly spectra: string;
  /** Of the fastest repetition of each spectrum: median over the spectra, and the largest. */
  readonly fastest: number;
  readonly slowestFastest: number;
  /** Of the median repetition of each spectrum, which the rest of the machine's work is part of. */
  readonly usual: number;
  readonly slowestUsual: number;
}

const REPETITIONS = 40;
const MOST_MEASURED = 65;
/** Bad points are off by this share of |Z|, in any direction. */
const OFF = 0.1;
const NOISE = 0.003;

/** Times of checks of about 60 points. */
export function timeChecks(): Timing[] {
  const clean = [0.001, 0.01].flatMap((noise) => draw({ kind: "none" }, noise));
  const kinds: [string, readonly Spectrum[]][] = [
    ["noise of 0.1 and 1 %", clean],
    ["noise of 0.01 %", draw({ kind: "none" }, 1e-4)],
    ["noise of 5 %", draw({ kind: "none" }, 0.05)],
    ...[1, 5, 15].map((count): [string, Spectrum[]] => [
      `${String(count)} bad point${count > 1 ? "s" : ""}`,
      draw({ kind: "none" }, NOISE).map((spectrum) => withBadPoints(spectrum, count)),
    ]),
    ["drift of 20 %, noise of 0.1 %", draw({ kind: "drift", share: 0.2 }, 0.001)],
    ...(spectraPresent ? [["measured, 21 to 65 points", measured()] as [string, Spectrum[]]] : []),
  ];
  // Code is compiled as it runs.
  for (let k = 0; k < REPETITIONS; k++) clean.forEach((spectrum) => checkSpectrum(spectrum));
  return [
    ...kinds.map(([name, spectra]) => timing("checkSpectrum", name, spectra, (each) => checkSpectrum(each))),
    timing("linearKramersKronig, gcv", "noise of 0.1 and 1 %", clean, (each) => linearKramersKronig(each)),
    timing("linearKramersKronig, mu", "noise of 0.1 and 1 %", clean, (each) =>
      linearKramersKronig(each, { terms: { criterion: "mu" } }),
    ),
    timing("zhit", "noise of 0.1 and 1 %", clean, (each) => zhit(each)),
  ];
}

function draw(defect: Defect, noise: number): Spectrum[] {
  const random = new Random(5);
  return CELLS.map((kind) => simulate(drawCell(kind, random), defect, noise, random).spectrum);
}

function withBadPoints({ frequencyHz, re, im }: Spectrum, count: number): Spectrum {
  const random = new Random(count);
  const places = Array.from(frequencyHz, (_, place) => ({ place, order: random.uniform(0, 1) }));
  places.sort((a, b) => a.order - b.order);
  const changed = { re: Array.from(re), im: Array.from(im) };
  for (const { place } of places.slice(0, count)) {
    const [x, y] = [re[place] ?? Number.NaN, im[place] ?? Number.NaN];
    const angle = random.uniform(0, 2 * Math.PI);
    changed.re[place] = x + OFF * Math.hypot(x, y) * Math.cos(angle);
    changed.im[place] = y + OFF * Math.hypot(x, y) * Math.sin(angle);
  }
  return makeSpectrum({ frequencyHz, ...changed });
}

function measured(): Spectrum[] {
  return [...new Set(readReferenceCases().map(({ spectrum }) => spectrum))].filter(
    ({ frequencyHz }) => frequencyHz.length > 20 && frequencyHz.length <= MOST_MEASURED,
  );
}

function timing(
  question: string,
  kind: string,
  spectra: readonly Spectrum[],
  ask: (spectrum: Spectrum) => unknown,
): Timing {
  const times = spectra.map((spectrum) =>
    Array.from({ length: REPETITIONS }, () => {
      const begin = performance.now();
      ask(spectrum);
      return performance.now() - begin;
    }),
  );
  const fastest = times.map((own) => Math.min(...own));
  const usual = times.map(median);
  return {
    question,
    spectra: kind,
    fastest: median(fastest),
    slowestFastest: Math.max(...fastest),
    usual: median(usual),
    slowestUsual: Math.max(...usual),
  };
}
