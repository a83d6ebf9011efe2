import type { ComparedCircuit, Comparison } from "../../../comparison/index.ts";
import { circuitOutline } from "../../outline.ts";
import { printQuantity } from "../../quantity.ts";
import type { Block, Section, Words } from "../document.ts";
import { code, joined, number, prose, symbol, unit } from "../words.ts";

/** Which of the circuits given the data support. */
export function comparisonSection(comparison: Comparison): Section {
  const { ranked, nested, equivalent, verdict } = comparison;
  const row = (index: number): number => ranked.findIndex((compared) => compared.index === index);
  const unconverged = ranked.flatMap(({ result }, place): Words[] => {
    const { outcome, message } = result.termination;
    return outcome === "converged" ? [] : [joined(`${letter(place)}: `, prose(message))];
  });
  const tests = nested.map(({ special, general, text }): Words => {
    return joined(`${letter(row(special))} is a special case of ${letter(row(general))}: `, prose(text));
  });
  const blocks: readonly Block[] = [
    { kind: "paragraph", words: prose(verdict), tone: "verdict" },
    {
      kind: "table",
      caption:
        "Circuits compared on the same points with the same weights, the best by AICc first; it is the one that this report details.",
      columns: [
        { title: "", align: "left" },
        { title: "Circuit", align: "left" },
        { title: "Free", align: "right" },
        { title: symbol("S"), align: "right" },
        { title: joined(symbol("S"), "/", symbol("S_KK")), align: "right" },
        { title: "ΔAICc", align: "right" },
        { title: "Weight", align: "right" },
        { title: "ΔBIC", align: "right" },
        { title: "Residuals", align: "left" },
      ],
      rows: ranked.map(circuitRow),
      notes: [
        joined(
          symbol("S_KK"),
          ": of the best impedance that obeys the Kramers-Kronig relations. Weight: Akaike's, the share of the evidence. ΔAICc and ΔBIC are above the least.",
        ),
      ],
    },
    ...(tests.length + unconverged.length === 0 ? [] : [{ kind: "list", items: [...tests, ...unconverged] } as const]),
    ...equivalent.flatMap((group): Block[] => equivalentBlocks(group, ranked, row)),
  ];
  return { id: "comparison", title: "Circuits compared", blocks };
}

/** `A` for the first row. */
function letter(row: number): string {
  return row < 26 ? String.fromCharCode(65 + row) : `#${String(row + 1)}`;
}

function circuitRow(compared: ComparedCircuit, row: number): readonly Words[] {
  const { result, parameters, deltaAicc, akaikeWeight, deltaBic, lackOfFit, residualTests } = compared;
  const { ratio, kind } = lackOfFit;
  const against = kind === "kramers-kronig" && Number.isFinite(ratio);
  return [
    letter(row),
    code(circuitOutline(result.circuit)),
    String(parameters),
    number(result.objective.toExponential(3)),
    against ? number(ratio < 1000 ? ratio.toFixed(2) : ratio.toExponential(1)) : "–",
    deltaAicc === null ? "–" : deltaAicc.toFixed(1),
    akaikeWeight < 5e-4 ? "0" : akaikeWeight.toFixed(3),
    deltaBic.toFixed(1),
    residualWord(residualTests),
  ];
}

function residualWord({ independent, normal }: ComparedCircuit["residualTests"]): string {
  if (independent === null) return "not tested";
  if (!independent) return "a pattern";
  return normal === false ? "not normal" : "noise";
}

/** Values of circuits that are the same, one paragraph each. */
function equivalentBlocks(
  group: readonly number[],
  ranked: readonly ComparedCircuit[],
  row: (index: number) => number,
): Block[] {
  const members = group.map(row).sort((a, b) => a - b);
  const names = members.map(letter).join(" and ");
  return [
    {
      kind: "paragraph",
      words: `${names} are the same circuit in other forms; no data can tell them apart. Their values:`,
    },
    {
      kind: "list",
      items: members.map((place) => {
        const values = ranked[place]?.result.parameters ?? [];
        return values.flatMap(({ name, value, stderr, unit: own }, index) => {
          const printed = printQuantity(value, stderr, own);
          const before = index === 0 ? joined(`${letter(place)}: `) : joined(", ");
          const error = printed.stderr === "" ? "" : joined(" ± ", number(printed.stderr));
          const after = printed.unit === "" ? "" : joined(" ", unit(printed.unit));
          return joined(before, symbol(name), " = ", number(printed.value), error, after);
        });
      }),
    },
  ];
}
