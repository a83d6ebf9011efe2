import { elementRecords } from "../../src/index.ts";
import { engineColumns } from "../../test/elements/engine.ts";
import { readPoints, worstErrors } from "../../test/elements/fixtures.ts";
import { EXPONENTIAL, TRIGONOMETRIC } from "../../test/math/functions.ts";
import { compile, Kernel } from "../../test/math/kernel.ts";
import { measure } from "../../test/math/measure.ts";
import { markdownTable, paragraph, size } from "./markdown.ts";
import type { Section } from "./section.ts";

export interface AccuracyFigures {
  readonly functions: readonly {
    readonly name: string;
    readonly arguments: number;
    /** Units in the last place, the worse of two results where there are two. */
    readonly worst: number;
    readonly bound: number;
  }[];
  readonly elements: readonly {
    readonly symbol: string;
    readonly points: number;
    /** Relative to |Z|. */
    readonly impedance: number;
    /** Relative to the modulus of each derivative; the worst of them. */
    readonly derivatives: number;
  }[];
}

export const accuracySection: Section<AccuracyFigures> = {
  key: "accuracy",
  title: "Functions, impedances and derivatives",
  command: "npm run docs:reliability -- --only accuracy",
  measure: async (note) => {
    note("accuracy of functions and elements");
    const kernel = new Kernel(await compile("test/math/entry.as.ts"));
    const functions = [...EXPONENTIAL, ...TRIGONOMETRIC].map((tested) => ({
      name: tested.name,
      arguments: tested.count,
      worst: Math.max(...measure(kernel, tested).worst.map(({ error }) => error)),
      bound: Math.max(...tested.bounds),
    }));
    const elements = elementRecords.map((element) => {
      const points = readPoints(element);
      const [impedance, ...derivatives] = worstErrors(points, engineColumns(element)).map(({ error }) => error);
      return {
        symbol: element.symbol,
        points: points.length,
        impedance: impedance ?? Number.NaN,
        derivatives: Math.max(...derivatives),
      };
    });
    return { functions, elements };
  },
  summarise: ({ elements }) =>
    `Over all elements the impedance is off by at most ${size(Math.max(...elements.map(({ impedance }) => impedance)))} of its ` +
    `modulus, a derivative by at most ${size(Math.max(...elements.map(({ derivatives }) => derivatives)))}.`,
  write: ({ functions, elements }) => {
    return [
      paragraph(
        "The engine computes exponentials, logarithms, powers and angles by itself. Largest errors over seeded arguments from the",
        "whole range, against values of 100 bits, in units of the last place (a correctly rounded result errs by up to 0.5):",
      ),
      markdownTable(
        ["function", "arguments", "largest error, ulp", "stated bound"],
        functions.map(({ name, arguments: count, worst, bound }) => [
          name,
          String(count),
          worst.toFixed(3),
          String(bound),
        ]),
      ),
      paragraph(
        "Each element as a circuit of its own, through the whole engine, against values of its formula and of every derivative",
        "by a parameter (by ln p for positive quantities) computed by mpmath with many digits. The points include both limits of",
        "tanh and coth. An error is that of the worse of real and imaginary part, relative to the modulus. Derivatives of whole circuits are",
        "checked against the product rule on 320 random circuits by `npx vitest run test/kernel`.",
      ),
      markdownTable(
        ["element", "points", "impedance", "worst derivative"],
        elements.map(({ symbol, points, impedance, derivatives }) => [
          `\`${symbol}\``,
          String(points),
          size(impedance),
          size(derivatives),
        ]),
      ),
    ].join("\n\n");
  },
};
