import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import { CutDetector } from "../table/cut.ts";
import { isNumeric, parseNumber } from "../table/number.ts";
import type { TableRow } from "../table/rows.ts";
import { readClock } from "./clock.ts";
import type { RecordedColumn } from "./columns.ts";
import type { RecordingLayout } from "./layout.ts";
import type { Recording } from "./recording.ts";

const FEWEST_POINTS = 3;

/** Takes the rows of a table one after the other and makes the recording of them. */
export class RecordingReader {
  private readonly file: string;
  private readonly layout: RecordingLayout;
  private readonly columns: readonly RecordedColumn[];
  private readonly values: number[][];
  private readonly breaks: number[] = [];
  private readonly notes: string[] = [];
  private readonly cut = new CutDetector();
  private offset = 0;
  private empty = 0;
  private texts = 0;
  private fault: ReadError | undefined;

  constructor(file: string, layout: RecordingLayout) {
    this.file = file;
    this.layout = layout;
    const { time, current, voltage } = layout.columns;
    this.columns = [time, current, voltage].filter((column) => column !== undefined);
    this.values = this.columns.map(() => []);
  }

  take(row: TableRow): void {
    if (row.line <= this.layout.headerLine || row.fields.length === 0) return;
    if (this.fault !== undefined) throw this.fault;
    if (!row.fields.some((field) => isNumeric(field, undefined))) {
      this.texts += this.isHeader(row) || this.time.length === 0 ? 0 : 1;
      return;
    }
    if (
      this.columns.some(({ index }) => (row.fields[index] ?? "") === "") &&
      row.fields.length >= this.columns.length
    ) {
      this.empty++;
      return;
    }
    const numbers = this.columns.map((column) => this.number(row, column));
    if (numbers.includes(undefined)) return;
    this.cut.take(row.fields);
    this.push(numbers as number[], row.line);
  }

  end(mayBeCut: boolean): Recording {
    if (this.fault !== undefined && !mayBeCut) throw this.fault;
    if (mayBeCut && (this.fault !== undefined || this.cut.verdict() === "cut")) {
      if (this.fault === undefined) for (const column of this.values) column.pop();
      this.notes.push("the last row was left out: the file ends in it");
    }
    if (this.time.length < FEWEST_POINTS) {
      throw new ReadError("bad-data", {
        file: this.file,
        foundWhat: `${String(this.time.length)} rows with numbers in all columns`,
        expected: `at least ${String(FEWEST_POINTS)}`,
      });
    }
    const quantities = this.columns.map(({ quantity }) => quantity);
    const array = (quantity: string): Float64Array | undefined => {
      const at = quantities.indexOf(quantity as (typeof quantities)[number]);
      return at < 0 ? undefined : Float64Array.from(this.values[at] ?? []);
    };
    const [current, voltage] = [array("current"), array("voltage")];
    return {
      name: this.file,
      time: Float64Array.from(this.time),
      ...(current === undefined ? {} : { current }),
      ...(voltage === undefined ? {} : { voltage }),
      breaks: this.breaks,
      notes: [...this.assumptions(), ...this.notes],
    };
  }

  private get time(): number[] {
    return this.values[0] ?? [];
  }

  private isHeader({ fields }: TableRow): boolean {
    return fields.every((field, index) => field === this.layout.names[index]);
  }

  private push(numbers: readonly number[], line: number): void {
    const [time = 0, ...others] = numbers;
    const last = this.time.at(-1);
    if (last !== undefined && time + this.offset < last) {
      this.offset = last - time;
      this.breaks.push(this.time.length);
      this.notes.push(
        `the time starts anew at line ${String(line)}; what follows was put behind what stands before it`,
      );
    }
    this.time.push(time + this.offset);
    others.forEach((value, index) => this.values[index + 1]?.push(value));
  }

  private number(row: TableRow, { index, quantity, power, factor }: RecordedColumn): number | undefined {
    const field = row.fields[index] ?? "";
    const value =
      parseNumber(field, this.layout.decimal, power) ?? (quantity === "time" ? readClock(field) : undefined);
    if (value !== undefined) return value * (field.includes(":") ? 1 : factor);
    // At the end of a file that was cut off this is no fault.
    this.fault = new ReadError("bad-row", {
      file: this.file,
      line: row.line,
      found: field === "" ? row.fields.join(" ") : field,
      expected: `a finite number in column ${String(index + 1)} with "${this.layout.decimal}" as the decimal sign`,
    });
    return undefined;
  }

  private assumptions(): string[] {
    const units = { time: "s", current: "A", voltage: "V" } as const;
    const { delimiter, decimal, perArea, names } = this.layout;
    const unread = this.columns.filter(({ unitGiven }) => !unitGiven);
    return [
      `read ${this.columns.map(({ quantity, name }) => `${quantity} from "${printable(name)}"`).join(", ")} of ${String(names.length)} columns`,
      ...(unread.length === 0
        ? []
        : [
            `the header gives no unit: read ${unread.map(({ quantity, name }) => `"${printable(name)}" in ${units[quantity]}`).join(", ")}`,
          ]),
      ...(decimal === "," ? [`the decimal sign was taken to be a comma, the delimiter ${delimiter}`] : []),
      ...(perArea === undefined
        ? []
        : [`column "${printable(perArea)}" is a current by area and was not read: multiply it by the area`]),
      ...(this.empty === 0 ? [] : [`${String(this.empty)} row(s) with an empty field were left out`]),
      ...(this.texts === 0 ? [] : [`${String(this.texts)} row(s) of text were left out`]),
    ];
  }
}
