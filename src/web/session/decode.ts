import { isConditionKind, makeSpectrum, type Loss, type Objective, type Weight } from "../../index.ts";
import { EMPTY_SESSION, type IntervalChoice, type ParameterSetting, type Session, type Sweep } from "./session.ts";

/** Why a stored session is none. */
export class SessionError extends Error {
  override readonly name = "SessionError";
}

export const SESSION_FORMAT = "eisfit session 1";

export const WEIGHTS: readonly Weight[] = ["modulus", "unit", "proportional", "sigma", "structure", "measured"];
export const OBJECTIVES: readonly Objective[] = ["impedance", "admittance", "modulus-phase", "log-modulus"];
export const LOSSES: readonly Loss[] = ["squares", "huber", "cauchy"];
export const INTERVALS: readonly IntervalChoice[] = ["auto", "wald", "profile", "bootstrap"];

/** Sweeps never change, and a session is stored at every change: each is written once. */
const written = new WeakMap<Sweep, string>();

/** A session as text; `decodeSession` makes the same session of it. */
export function encodeSession({ sweeps, ...decided }: Session): string {
  const texts = sweeps.map((sweep) => {
    const text = written.get(sweep) ?? JSON.stringify(sweep);
    written.set(sweep, text);
    return text;
  });
  const rest = JSON.stringify({ format: SESSION_FORMAT, ...decided });
  return `${rest.slice(0, -1)},"sweeps":[${texts.join(",")}]}`;
}

/**
 * The session of a text, which may come from anywhere: every field is checked.
 *
 * @throws {SessionError} with what was wrong and what was expected.
 */
export function decodeSession(text: string): Session {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SessionError("This is no session of eisfit: it is not JSON, or it was cut.", { cause: error });
  }
  if (!isRecord(value) || value["format"] !== SESSION_FORMAT) {
    throw new SessionError(`This is no session of eisfit: "format" must be "${SESSION_FORMAT}".`);
  }
  const sweeps = list(value, "sweeps").map(sweepOf);
  const ids = new Set(sweeps.map(({ id }) => id));
  if (ids.size !== sweeps.length) throw new SessionError("The session has two sweeps of one id.");
  const points = new Map(sweeps.map(({ id, frequencyHz }) => [id, frequencyHz.length]));
  const selected = value["selected"];
  const kind = value["conditionKind"];
  return {
    sweeps,
    selected: typeof selected === "string" && ids.has(selected) ? selected : (sweeps[0]?.id ?? null),
    excluded: Object.fromEntries(
      entries(value, "excluded")
        .filter(([id]) => ids.has(id))
        .map(([id, indices]) => [id, indicesOf(indices, points.get(id) ?? 0)]),
    ),
    circuit: textOf(value, "circuit"),
    compared: list(value, "compared").filter((circuit) => typeof circuit === "string"),
    weight: oneOf(value["weight"], WEIGHTS, EMPTY_SESSION.weight),
    objective: oneOf(value["objective"], OBJECTIVES, EMPTY_SESSION.objective),
    loss: oneOf(value["loss"], LOSSES, EMPTY_SESSION.loss),
    intervals: oneOf(value["intervals"], INTERVALS, EMPTY_SESSION.intervals),
    settings: Object.fromEntries(entries(value, "settings").map(([name, setting]) => [name, settingOf(setting)])),
    start: isRecord(value["start"]) ? numbersOf(value["start"]) : null,
    sample: { ...EMPTY_SESSION.sample, ...textsOf(value, "sample", Object.keys(EMPTY_SESSION.sample)) },
    conditionKind: typeof kind === "string" && isConditionKind(kind) ? kind : null,
    conditions: textsOf(value, "conditions", [...ids]),
    outOfSeries: list(value, "outOfSeries").filter((id) => typeof id === "string" && ids.has(id)) as string[],
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value)) return value as unknown[];
  throw new SessionError(`"${name}" of the session is no list.`);
}

function entries(fields: Fields, name: string): [string, unknown][] {
  const value = fields[name] ?? {};
  if (isRecord(value)) return Object.entries(value);
  throw new SessionError(`"${name}" of the session is no object.`);
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw new SessionError(`"${name}" is missing, or no text.`);
}

function numbers(fields: Fields, name: string): number[] {
  const values = list(fields, name);
  if (values.every((value) => typeof value === "number")) return [...values];
  throw new SessionError(`"${name}" of a sweep holds something else than numbers.`);
}

function sweepOf(value: unknown): Sweep {
  if (!isRecord(value)) throw new SessionError('An entry of "sweeps" is no object.');
  const { sigma } = value;
  const [frequencyHz, re, im] = [numbers(value, "frequencyHz"), numbers(value, "re"), numbers(value, "im")];
  const metadata = entries(value, "metadata").filter(
    ([, entry]) => typeof entry === "string" || (typeof entry === "number" && Number.isFinite(entry)),
  ) as [string, string | number][];
  const made = {
    frequencyHz,
    re,
    im,
    ...(isRecord(sigma) ? { sigma: { re: numbers(sigma, "re"), im: numbers(sigma, "im") } } : {}),
  };
  const name = textOf(value, "name");
  let sorted;
  try {
    sorted = makeSpectrum(made);
  } catch (error) {
    throw new SessionError(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const number = value["sweep"];
  return {
    ...made,
    // The order that masks count in.
    frequencyHz: Array.from(sorted.frequencyHz),
    re: Array.from(sorted.re),
    im: Array.from(sorted.im),
    ...(sorted.sigma === undefined
      ? {}
      : { sigma: { re: Array.from(sorted.sigma.re), im: Array.from(sorted.sigma.im) } }),
    id: textOf(value, "id"),
    name,
    file: textOf(value, "file"),
    sweep: typeof number === "number" && Number.isInteger(number) && number > 0 ? number : 1,
    several: value["several"] === true,
    format: textOf(value, "format"),
    sha256: textOf(value, "sha256"),
    metadata: Object.fromEntries(metadata),
    notes: list(value, "notes").filter((note) => typeof note === "string"),
    warnings: list(value, "warnings").filter((note) => typeof note === "string"),
  };
}

function indicesOf(value: unknown, points: number): number[] {
  if (!Array.isArray(value)) throw new SessionError('"excluded" must hold lists of points.');
  const isPoint = (index: unknown): index is number =>
    typeof index === "number" && Number.isInteger(index) && index >= 0 && index < points;
  return [...new Set((value as unknown[]).filter(isPoint))].sort((a, b) => a - b);
}

function settingOf(value: unknown): ParameterSetting {
  if (!isRecord(value)) throw new SessionError('"settings" must hold objects.');
  const known = numbersOf(value);
  const { fixed, lower, upper } = known;
  return {
    ...(fixed === undefined ? {} : { fixed }),
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  };
}

function numbersOf(fields: Fields): Record<string, number> {
  const found = Object.entries(fields).filter(([, value]) => typeof value === "number" && Number.isFinite(value));
  return Object.fromEntries(found) as Record<string, number>;
}

function textsOf(fields: Fields, name: string, known: readonly string[]): Record<string, string> {
  const found = entries(fields, name).filter(([key, value]) => known.includes(key) && typeof value === "string");
  return Object.fromEntries(found) as Record<string, string>;
}

function oneOf<T extends string>(value: unknown, known: readonly T[], usual: T): T {
  return known.find((each) => each === value) ?? usual;
}
