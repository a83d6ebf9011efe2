import type { Points } from "./simulated.ts";

/** Writers of binary files for tests: the layouts as this project understands them, filled with simulated data. */

class Bytes {
  private readonly parts: number[] = [];
  private readonly littleEndian: boolean;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  get length(): number {
    return this.parts.length;
  }

  text(text: string, width = text.length): this {
    for (let index = 0; index < width; index++) this.parts.push(index < text.length ? text.charCodeAt(index) : 32);
    return this;
  }

  raw(...bytes: readonly number[]): this {
    this.parts.push(...bytes);
    return this;
  }

  u2(value: number): this {
    return this.number(2, (view, order) => view.setUint16(0, value, order));
  }

  u4(value: number): this {
    return this.number(4, (view, order) => view.setUint32(0, value, order));
  }

  f4(value: number): this {
    return this.number(4, (view, order) => view.setFloat32(0, value, order));
  }

  f8(value: number): this {
    return this.number(8, (view, order) => view.setFloat64(0, value, order));
  }

  padTo(length: number): this {
    while (this.parts.length < length) this.parts.push(0);
    return this;
  }

  number(width: number, set: (view: DataView, littleEndian: boolean) => void): this {
    const bytes = new Uint8Array(width);
    set(new DataView(bytes.buffer), this.littleEndian);
    return this.raw(...bytes);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.parts);
  }
}

/** What a simulated .mpr file is like. */
export interface MprOptions {
  /** Of the data module; 10 and 11 have the longer header of EC-Lab 11.50. */
  readonly version?: 0 | 2 | 3 | 10 | 11;
  /** Column ids, of those that `mprFile` can fill. */
  readonly ids?: readonly number[];
  /** Bytes of a column of any other id. */
  readonly unknownWidth?: number;
  /** Rows before the first sweep with a frequency of 0. */
  readonly timeRows?: number;
  readonly comment?: string;
  /** OLE date of the start. */
  readonly start?: number;
  /** The points that the module states, in place of those it has. */
  readonly statedPoints?: number;
  /** Z'' is written with its true sign, though the column should be -Z''. */
  readonly trueSign?: boolean;
}

const STARTS = { 0: 100, 2: 405, 3: 406, 10: 1007, 11: 1007 } as const;

/** A file of EC-Lab with sweeps that are told apart by their cycle number. */
export function mprFile(sweeps: readonly Points[], options: MprOptions = {}): Uint8Array {
  const { version = 11, ids = [1, 2, 32, 37, 38, 36, 35, 4, 77, 24, 39, 131] } = options;
  const rows = new Bytes(true);
  const row = (point: { f: number; re: number; im: number }, cycle: number): void => {
    let flagged = false;
    for (const id of ids) {
      if ([1, 2, 3, 21, 31, 65].includes(id)) {
        if (!flagged) rows.raw(7);
        flagged = true;
      } else if (id === 32) rows.f4(point.f);
      else if (id === 37) rows.f4(point.re);
      else if (id === 38) rows.f4(options.trueSign === true ? point.im : -point.im);
      else if (id === 36) rows.f4(Math.sqrt(point.re ** 2 + point.im ** 2));
      else if (id === 35) rows.f4((Math.atan2(point.im, point.re) * 180) / Math.PI);
      else if (id === 4) rows.f8(rows.length / 10);
      else if (id === 77) rows.f4(3.5);
      else if (id === 24) rows.f8(cycle);
      else if (id === 39) rows.u2(40);
      else if (id === 131) rows.u2(0);
      else rows.raw(...new Array<number>(options.unknownWidth ?? 4).fill(0x55));
    }
  };
  for (let index = 0; index < (options.timeRows ?? 0); index++) row({ f: 0, re: 0, im: 0 }, 1);
  let points = options.timeRows ?? 0;
  for (const [cycle, { frequencyHz, re, im }] of sweeps.entries()) {
    frequencyHz.forEach((f, index) => row({ f, re: re[index] ?? 0, im: im[index] ?? 0 }, cycle + 1));
    points += frequencyHz.length;
  }
  return assembled(rows, ids, options.statedPoints ?? points, version, options);
}

/** A file of EC-Lab with a recording over time: a row of numbers, in the order of `ids`, a point. */
export function mprRecordingFile(
  ids: readonly number[],
  rows: readonly (readonly number[])[],
  version: NonNullable<MprOptions["version"]> = 3,
): Uint8Array {
  const bytes = new Bytes(true);
  for (const row of rows) {
    ids.forEach((id, place) => {
      const value = row[place] ?? Number.NaN;
      if (id === 1) bytes.raw(value);
      else if ([4, 7, 11, 13].includes(id)) bytes.f8(value);
      else if (id === 131) bytes.u2(value);
      else bytes.f4(value);
    });
  }
  return assembled(bytes, ids, rows.length, version, {});
}

function assembled(
  rows: Bytes,
  ids: readonly number[],
  points: number,
  version: NonNullable<MprOptions["version"]>,
  options: MprOptions,
): Uint8Array {
  const data = new Bytes(true).u4(points);
  if (version >= 10) data.u2(ids.length);
  else data.raw(ids.length);
  for (const id of ids) {
    if (version === 0) data.raw(id);
    else data.u2(id);
  }
  data.padTo(STARTS[version]).raw(...rows.done());
  const { comment = "" } = options;
  const settings = new Bytes(true).raw(0x1d, 0, 8, 0x4b, 3, 0, 0, comment.length).text(comment).padTo(300);
  const startAt = version === 0 ? 465 : 0x249;
  const log = new Bytes(true)
    .padTo(startAt)
    .f8(options.start ?? 45000.5)
    .padTo(startAt + 30);
  const file = new Bytes(true).text("BIO-LOGIC MODULAR FILE\x1a", 48).raw(0, 0, 0, 0);
  for (const [name, body] of [
    ["VMP Set", settings],
    ["VMP data", data],
    ["VMP LOG", log],
  ] as const) {
    file.text("MODULE").text(name, 10).text(name, 25);
    const moduleVersion = name === "VMP data" ? version : version >= 10 ? 10 : 0;
    if (version >= 10) file.u4(0xffffffff).u4(body.length).u4(0).u4(moduleVersion);
    else file.u4(body.length).u4(moduleVersion);
    file.text("02/15/23").raw(...body.done());
  }
  return file.done();
}

/** A file of Thales: the sweep from its lowest frequency up, after a start from the middle up and down again if asked for. */
export function ismFile(
  { frequencyHz, re, im }: Points,
  options: { overlap?: number; texts?: readonly string[] } = {},
) {
  const { overlap = 0, texts = ["150223", "cELL", "3.5v", "0a", "25.5c"] } = options;
  const order = frequencyHz.map((_, index) => index);
  // From a frequency in the middle up to the highest, and from there down.
  const indices = [...order.slice(1, 1 + overlap).reverse(), ...order];
  const polar = indices.map((index) => {
    const [x, y] = [re[index] ?? 0, im[index] ?? 0];
    return { f: frequencyHz[index] ?? 0, modulus: Math.sqrt(x * x + y * y), phase: Math.atan2(y, x) };
  });
  const file = new Bytes(false).raw(0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0).u4(polar.length - 1);
  for (const { f } of polar) file.f8(f);
  for (const { modulus } of polar) file.f8(modulus);
  for (const { phase } of polar) file.f8(phase);
  polar.forEach((_, index) => file.f8(1_360_000_000 + index));
  for (let count = polar.length; count > 0; count--) file.u2(1000);
  for (const text of texts) file.u2(text.length).text(text);
  return file.padTo(file.length + 40).done();
}

/** A session of PSTrace in UTF-16; its arrays are longer than needed elsewhere, as in sessions of instruments. */
export function palmsensFile(measurements: readonly { title: string; sweeps: readonly Points[] }[], mark = true) {
  const array = (unit: string, quantity: string, values: readonly number[]) => ({
    Type: "PalmSens.Data.DataArray",
    Unit: { Type: `PalmSens.Units.${unit}`, S: "?", Q: quantity },
    DataValues: values.map((V) => ({ V })),
  });
  const document = {
    Type: "PalmSens.DataFiles.SessionFile",
    CoreVersion: "5.9",
    Measurements: measurements.map(({ title, sweeps }) => {
      const re = sweeps.flatMap((sweep) => sweep.re);
      const im = sweeps.flatMap((sweep) => sweep.im);
      const Values = [
        array("Time", "Time", [0, 0, 0]),
        array(
          "Hertz",
          "Frequency",
          sweeps.flatMap((sweep) => sweep.frequencyHz),
        ),
        array("ZRe", "Z'", re),
        array(
          "ZIm",
          "-Z''",
          im.map((value) => -value),
        ),
        array(
          "Phase",
          "-Phase",
          im.map((y, index) => (-Math.atan2(y, re[index] ?? 0) * 180) / Math.PI),
        ),
      ];
      return {
        Title: title,
        TimeStamp: 638_000_000_000_000_000,
        DataSet: { Type: "PalmSens.Data.DataSetEIS", Values },
      };
    }),
  };
  const text = `${mark ? "\uFEFF" : ""}${JSON.stringify(document)}${mark ? "\uFEFF" : ""}`;
  return new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
}
