import { fixedText, hasText, viewOf } from "../binary/bytes.ts";
import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";

export const MPR_MAGIC = "BIO-LOGIC MODULAR FILE";
const MODULE = "MODULE";
const FIRST_MODULE = 0x34;
/** Stands where older files have the length: since EC-Lab 11.50 a longer header follows. */
const LONGER_HEADER = 0xffffffff;

/** One block of a file of EC-Lab. */
export interface MprModule {
  /** `VMP Set`, `VMP data`, `VMP LOG`, `VMP loop`, `VMP ExtDev`. */
  readonly name: string;
  readonly version: number;
  /** As written, `MM/DD/YY`. */
  readonly date: string;
  /** Bytes that the header states; the body is shorter in a file that is cut off. */
  readonly length: number;
  readonly body: Uint8Array;
}

/**
 * The blocks of a file as far as they reach: a 10-byte name, a 25-byte long name, then u4 length, u4 version, 8-byte date,
 * or since EC-Lab 11.50 u4 0xFFFFFFFF, u4 length, u4 0, u4 version, 8-byte date; then the body.
 *
 * @throws {ReadError} where no block follows the magic words, or something else follows a block.
 */
export function mprModules(bytes: Uint8Array, file: string): MprModule[] {
  const view = viewOf(bytes);
  const modules: MprModule[] = [];
  let at = FIRST_MODULE;
  while (at < bytes.length) {
    if (!hasText(bytes, at, MODULE)) {
      // The rest of a name that the end of the file cuts off is no fault of its own.
      if (hasText(bytes, at, MODULE.slice(0, bytes.length - at))) break;
      throw new ReadError("bad-data", {
        file,
        foundWhat: `something else at byte ${String(at)}`,
        expected: "the word MODULE there, with which every block of a .mpr file begins",
      });
    }
    const header = at + MODULE.length;
    if (header + 43 > bytes.length) break;
    const longer = view.getUint32(header + 35, true) === LONGER_HEADER;
    const lengthAt = header + (longer ? 39 : 35);
    const versionAt = longer ? lengthAt + 8 : lengthAt + 4;
    const bodyAt = versionAt + 12;
    if (bodyAt > bytes.length) break;
    const length = view.getUint32(lengthAt, true);
    modules.push({
      name: printable(fixedText(bytes, header, 10)),
      version: view.getUint32(versionAt, true),
      date: fixedText(bytes, versionAt + 4, 8),
      length,
      body: bytes.subarray(bodyAt, bodyAt + length),
    });
    at = bodyAt + length;
  }
  return modules;
}
