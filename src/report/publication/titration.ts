import { isJson, numberOrNull, sampleOfFile, recordsOf, textsOf, type Json } from "./json.ts";
import type { TableField, TableRow } from "./tableOf.ts";

/**
 * The rows of a titration: with `each` one a pulse, with the potential it belongs to; else one with the geometric mean of D, whose
 * error is the standard deviation between the pulses, as D changes with the state of charge by more than its errors.
 */
export function rowsOfTitration(file: Json, sample: string | undefined, each: boolean): TableRow[] {
  const name = sample ?? sampleOfFile(typeof file.file === "string" ? file.file : "");
  const pulses = recordsOf(file.pulses);
  if (each) return pulses.map((pulse) => ({ sample: name, ...rowOfPulse(pulse) }));
  const found = pulses.flatMap((pulse) => {
    const { diffusionCoefficient: d, voltage } = pulse;
    if (!isJson(d) || typeof d.value !== "number" || !(d.value > 0) || typeof voltage !== "number") return [];
    return [{ value: d.value, stderr: numberOrNull(d.stderr), voltage, isDoubtful: textsOf(d.flags).length > 0 }];
  });
  const [first] = found;
  if (first === undefined) return [{ sample: name, D: { missing: "no pulse gives a diffusion coefficient" } }];
  const logarithms = found.map(({ value }) => Math.log(value));
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / found.length;
  const spread = Math.sqrt(logarithms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (found.length - 1));
  const value = Math.exp(mean);
  const volts = found.map(({ voltage }) => voltage);
  const range = [Math.min(...volts), Math.max(...volts)].map((volt) => String(Number(volt.toFixed(3)))).join(" .. ");
  const doubtful = found.filter(({ isDoubtful }) => isDoubtful).length;
  const lost = pulses.length - found.length;
  const flags = [
    ...(found.length > 1
      ? [
          `geometric mean of ${String(found.length)} pulses from ${range} V, in brackets the standard deviation between them`,
        ]
      : []),
    ...(doubtful > 0 ? [`${String(doubtful)} of these pulses are doubtful; a table of each has the reasons`] : []),
    ...(lost > 0 ? [`${String(lost)} further pulse(s) gave none`] : []),
  ];
  return [{ sample: name, D: { value, stderr: found.length > 1 ? value * spread : first.stderr, flags } }];
}

function rowOfPulse(pulse: Json): TableRow {
  const number = (entry: unknown): TableField | undefined => {
    if (typeof entry === "number") return { value: entry, stderr: null };
    if (!isJson(entry) || typeof entry.value !== "number") return undefined;
    return { value: entry.value, stderr: numberOrNull(entry.stderr), flags: textsOf(entry.flags) };
  };
  const fields = {
    pulse: typeof pulse.number === "number" ? String(pulse.number) : undefined,
    E: number(pulse.voltage),
    t_pulse: number(pulse.duration),
    dE_s: number(pulse.steadyChange),
    dE_t: number(pulse.transientChange),
    D:
      number(pulse.diffusionCoefficient) ??
      ({ missing: typeof pulse.refusal === "string" ? pulse.refusal : "none" } as const),
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => (field === undefined ? [] : [[key, field] as const])),
  );
}
