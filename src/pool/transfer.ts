import { elementRecords, findElement } from "../elements/index.ts";
import type { ElementRecord } from "../elements/element.ts";

/**
 * What threads send each other is copied by the host, which cannot copy functions. The only ones in circuits and in what fits are made
 * from are in the records of elements, of which every thread has its own.
 */

/** Stands for an element's record in what is sent. */
interface RecordMark {
  readonly eisfitElement: string;
}

const records = new Set<unknown>(elementRecords);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy of objects, arrays and maps with each part looked at by `replace` first. Parts that occur twice stay the same object. */
function copyWith(value: unknown, replace: (part: object) => unknown, seen: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const replaced = replace(value);
  if (replaced !== undefined) {
    seen.set(value, replaced);
    return replaced;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const part of value) copy.push(copyWith(part, replace, seen));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    seen.set(value, copy);
    for (const [key, part] of value) copy.set(key, copyWith(part, replace, seen));
    return copy;
  }
  if (!isPlain(value)) return value;
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  // Getters give what they compute.
  for (const [key, part] of Object.entries(value)) copy[key] = copyWith(part, replace, seen);
  return copy;
}

/** What can be sent to another thread; everything that is computed when asked for is computed. */
export function pack(value: unknown): unknown {
  return copyWith(
    value,
    (part): RecordMark | undefined =>
      records.has(part) ? { eisfitElement: (part as ElementRecord).symbol } : undefined,
    new Map(),
  );
}

/** What another thread has packed. */
export function unpack<T>(value: unknown): T {
  const restore = (part: object): unknown => {
    const symbol = (part as Partial<RecordMark>).eisfitElement;
    if (symbol === undefined) return undefined;
    const record = findElement(symbol);
    if (record === undefined) throw new TypeError(`Another thread speaks of an element ${symbol} that this one lacks.`);
    return record;
  };
  return copyWith(value, restore, new Map()) as T;
}
