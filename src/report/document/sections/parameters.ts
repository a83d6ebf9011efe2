import type { FitResult, FittedParameter } from "../../../fit/result.ts";
import type { Identifiability } from "../../../uncertainty/identifiability.ts";
import type { Intervals, ParameterInterval } from "../../../uncertainty/intervals.ts";
import { limitOf, shownValue } from "../../limit.ts";
import { figures } from "../../resultTable.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import type { ReportInput } from "../input.ts";
import { formula, joined, number, prose, symbol, unit } from "../words.ts";

const LEVEL = 0.95;
/** A wider matrix fits no page; the strongest pairs are listed instead. */
const WIDEST_MATRIX = 10;
const STRONG = 0.9;
const MOST_PAIRS = 12;

/** The fitted parameters with their errors, and what the data say of them. */
export function parameterSection({ result, intervals, identifiability }: ReportInput): Section {
  const isDetermined = identifiability?.determined !== false;
  const blocks: readonly Block[] = [
    ...(identifiability === undefined
      ? []
      : [
          {
            kind: "paragraph",
            words: prose(identifiability.verdict),
            tone: isDetermined ? "verdict" : "doubt",
          } as const,
        ]),
    parameterTable(result, intervals, identifiability),
    ...sentences(identifiability),
    ...(result.derived.length === 0 ? [] : [derivedTable(result)]),
    ...correlation(result),
  ];
  return { id: "parameters", title: "Parameters", blocks };
}

/** Value, error, unit, relative error and interval as they are printed. */
export function quantityCells(quantity: Parameters<typeof figures>[0]): readonly Words[] {
  const [value = "", error = "", own = "", relative = "", interval = ""] = figures(quantity);
  const ends = interval === "" ? [] : interval.split(" .. ");
  return [
    number(value),
    number(error),
    unit(own),
    relative.replace(" ", "\u00a0"),
    ends.flatMap((end, place) => joined(place === 0 ? "" : " to ", number(end))),
  ];
}

export const QUANTITY_COLUMNS: Table["columns"] = [
  { title: "Value", align: "right" },
  { title: "Std. error", align: "right" },
  { title: "Unit", align: "left", whole: true },
  { title: "Rel. error", align: "right" },
];

function intervalTitle(level: number): string {
  return `${String(Number((100 * level).toPrecision(6)))} % interval`;
}

function parameterTable(result: FitResult, intervals?: Intervals, identifiability?: Identifiability): Table {
  const level = intervals?.level ?? LEVEL;
  const methods = intervals?.parameters.some(({ method }) => method !== null && method !== "wald") === true;
  const rows = result.parameters.map((parameter, index) => {
    const own = intervals?.parameters[index];
    const interval = own === undefined ? parameter.interval : own.interval;
    return [
      symbol(parameter.name),
      ...quantityCells({ ...parameter, value: shownValue(parameter), interval }),
      ...(methods ? [methodText(own)] : []),
      verdictText(parameter, identifiability),
    ];
  });
  return {
    kind: "table",
    caption: "Fitted parameters.",
    columns: [
      { title: "Parameter", align: "left", whole: true },
      ...QUANTITY_COLUMNS,
      { title: intervalTitle(level), align: "left", whole: true },
      ...(methods ? [{ title: "By", align: "left" } as const] : []),
      { title: "Verdict", align: "left" },
    ],
    rows,
  };
}

function methodText(interval: ParameterInterval | undefined): string {
  const { method = null, ends = null } = interval ?? {};
  if (method === null) return "";
  return `${method === "wald" ? "Wald" : method}${ends?.includes("open") === true ? ", open" : ""}`;
}

/** What became of a parameter and how far the data determine it. */
function verdictText(parameter: FittedParameter, identifiability: Identifiability | undefined): string {
  const { name, status } = parameter;
  if (status === "fixed") return "held";
  if (status === "tied") return "follows from others";
  if (status === "unidentified") return "not determined";
  if (status === "at-bound") {
    const limit = limitOf(parameter);
    return `at its limit, ${limit === Infinity ? "∞" : String(limit)}`;
  }
  const determination = identifiability?.parameters.find((one) => one.name === name)?.determination;
  if (determination === undefined) return "fitted";
  return determination === "determined"
    ? "determined"
    : determination === "loose"
      ? "loosely determined"
      : "not determined";
}

function sentences(identifiability: Identifiability | undefined): readonly Block[] {
  const { parameters = [], directions = [] } = identifiability ?? {};
  const items = [...parameters, ...directions].flatMap(({ sentence }) => (sentence === null ? [] : [prose(sentence)]));
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

function derivedTable({ derived }: FitResult): Table {
  return {
    kind: "table",
    caption: "Values that the circuit derives from the parameters, with errors from their full covariance.",
    columns: [
      { title: "Quantity", align: "left" },
      ...QUANTITY_COLUMNS,
      { title: intervalTitle(LEVEL), align: "left", whole: true },
      { title: "Formula", align: "left" },
    ],
    rows: derived.map((one) => [
      formula(one.name),
      ...quantityCells(one),
      joined(
        one.name === one.expression ? "" : formula(one.expression),
        one.status === "derived" ? "" : ` (${one.status})`,
      ),
    ]),
  };
}

/** The lower half of the matrix where it fits the page, else the strongest pairs. */
function correlation({ correlation: matrix, freeParameters: names }: FitResult): readonly Block[] {
  if (names.length < 2) return [];
  if (names.length > WIDEST_MATRIX) return strongestPairs(matrix, names);
  return [
    {
      kind: "table",
      caption: "Correlation of the free parameters.",
      columns: [
        { title: "", align: "left" },
        ...names.slice(0, -1).map((name) => ({ title: symbol(name), align: "right" }) as const),
      ],
      rows: names
        .slice(1)
        .map((name, place) => [
          symbol(name),
          ...names
            .slice(0, -1)
            .map((_, column): Words => (column > place ? "" : correlationText(matrix[place + 1]?.[column]))),
        ]),
    },
  ];
}

function correlationText(value = Number.NaN): Words {
  // Near 1 it is the distance from 1 that matters.
  const digits = Math.abs(value) > 0.995 && Math.abs(value) < 1 ? 5 : 2;
  const text = value.toFixed(digits).replace("-", "−");
  return Math.abs(value) > STRONG ? [{ text, strong: true }] : text;
}

function strongestPairs(matrix: FitResult["correlation"], names: readonly string[]): readonly Block[] {
  const pairs = names.flatMap((first, row) =>
    names.slice(0, row).map((second, column) => ({ first, second, value: matrix[row]?.[column] ?? 0 })),
  );
  pairs.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return [
    {
      kind: "table",
      caption: `The strongest correlations of the ${String(names.length)} free parameters.`,
      columns: [
        { title: "Parameter", align: "left" },
        { title: "with", align: "left" },
        { title: "Correlation", align: "right" },
      ],
      rows: pairs
        .slice(0, MOST_PAIRS)
        .map(({ first, second, value }) => [symbol(first), symbol(second), correlationText(value)]),
    },
  ];
}
