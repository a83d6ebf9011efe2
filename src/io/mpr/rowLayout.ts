import { ReadError } from "../readError.ts";
import { COLUMN, columnWidth, FLAG_IDS } from "./columns.ts";
import type { MprModule } from "./modules.ts";
import { viewOf } from "../binary/bytes.ts";

/** Where the rows of a data module stand and what is in them. */
export interface RowLayout {
  /** Offset of the first row in the body. */
  readonly start: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  /** Rows that the module states. */
  readonly points: number;
  /** Offset and width within a row, by column id. */
  readonly columns: ReadonlyMap<number, ColumnPlace>;
  readonly notes: readonly string[];
}

/** Where a column stands within a row. */
export interface ColumnPlace {
  readonly offset: number;
  readonly width: number;
}

interface Version {
  /** Bytes of the count of columns, from offset 4. */
  readonly countBytes: 1 | 2;
  readonly idBytes: 1 | 2;
  readonly start: number;
}

/**
 * Little-endian throughout. Readers that take the ids of versions 10 and 11 for big-endian start one byte early, at the high
 * byte of the count, and lose what is above 255.
 */
const VERSIONS: Readonly<Record<number, Version>> = {
  0: { countBytes: 1, idBytes: 1, start: 100 },
  2: { countBytes: 1, idBytes: 2, start: 0x195 },
  3: { countBytes: 1, idBytes: 2, start: 0x196 },
  10: { countBytes: 2, idBytes: 2, start: 0x3ef },
  11: { countBytes: 2, idBytes: 2, start: 0x3ef },
};

/** A damaged header may name hundreds. */
const LISTED = 8;

/**
 * How to step through the rows of a data module. The width of a row follows from the module's length and count, the widths
 * of its columns from their ids; both must agree. A column of an unknown id takes the bytes that are left over, or stands
 * behind all that is needed.
 *
 * @throws {ReadError} for an unknown version of the module, and where rows cannot be divided into columns.
 */
export function rowLayout(module: MprModule, file: string): RowLayout {
  const fail = (foundWhat: string, expected: string): never => {
    throw new ReadError("bad-header", { file, foundWhat, expected });
  };
  const version = VERSIONS[module.version];
  if (version === undefined) {
    return fail(
      `a data module of version ${String(module.version)}`,
      `one of the versions ${Object.keys(VERSIONS).join(", ")}; export the measurement as text (.mpt) from EC-Lab`,
    );
  }
  if (module.body.length < version.start) {
    return fail("the end of the file within the list of columns", "the rows of the data module behind it");
  }
  const view = viewOf(module.body);
  const points = view.getUint32(0, true);
  const count = version.countBytes === 1 ? view.getUint8(4) : view.getUint16(4, true);
  const idsAt = 4 + version.countBytes;
  if (idsAt + count * version.idBytes > version.start) {
    return fail(`${String(count)} columns`, `no more than fit into the ${String(version.start)} bytes before the rows`);
  }
  const ids = Array.from({ length: count }, (_, index) =>
    version.idBytes === 1 ? view.getUint8(idsAt + index) : view.getUint16(idsAt + 2 * index, true),
  );
  const rowBytes = module.length - version.start;
  const stated = points > 0 && rowBytes % points === 0 ? rowBytes / points : undefined;
  const unknown = ids.filter((id) => !FLAG_IDS.has(id) && columnWidth(id) === undefined);
  const known = knownWidth(ids);
  const layout = { start: version.start, points };
  if (unknown.length === 0) {
    if (points > 0 && rowBytes !== points * known) {
      return fail(
        `${String(points)} rows in ${String(rowBytes)} bytes`,
        `rows of ${String(known)} bytes for the columns ${ids.join(", ")}; export the measurement as text (.mpt) from EC-Lab`,
      );
    }
    return { ...layout, stride: known, columns: placesOf(ids, 0), notes: [] };
  }
  const more = unknown.length > LISTED ? ` and ${String(unknown.length - LISTED)} more` : "";
  const names = `column${unknown.length === 1 ? "" : "s"} of unknown id ${unknown.slice(0, LISTED).join(", ")}${more}`;
  const left = stated === undefined ? 0 : stated - known;
  if (stated !== undefined && left >= unknown.length) {
    if (unknown.length === 1) {
      const note = `the ${names} was stepped over: ${String(left)} of the ${String(stated)} bytes of a row`;
      return { ...layout, stride: stated, columns: placesOf(ids, left), notes: [note] };
    }
    const before = placesOf(
      ids.slice(
        0,
        ids.findIndex((id) => unknown.includes(id)),
      ),
      0,
    );
    if ([COLUMN.frequency, COLUMN.re, COLUMN.negativeIm].every((id) => before.has(id))) {
      const note = `${names}: what stands behind column ${String(unknown[0])} was left aside`;
      return { ...layout, stride: stated, columns: before, notes: [note] };
    }
  }
  return fail(names, "columns of known width; export the measurement as text (.mpt) from EC-Lab");
}

function knownWidth(ids: readonly number[]): number {
  const flags = ids.some((id) => FLAG_IDS.has(id)) ? 1 : 0;
  return ids.reduce((sum, id) => sum + (columnWidth(id) ?? 0), flags);
}

/** The first column of an id counts. */
function placesOf(ids: readonly number[], unknownWidth: number): Map<number, ColumnPlace> {
  const places = new Map<number, ColumnPlace>();
  let offset = 0;
  let flagged = false;
  for (const id of ids) {
    const isFlag = FLAG_IDS.has(id);
    const width = isFlag ? (flagged ? 0 : 1) : (columnWidth(id) ?? unknownWidth);
    flagged ||= isFlag;
    if (!isFlag && !places.has(id)) places.set(id, { offset, width });
    offset += width;
  }
  return places;
}
