import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileFormats } from "../../src/io/formats.ts";
import { readSpectra, readSpectrum } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eisfit-read-"));
  await writeFile(join(folder, "cell.csv"), "f,Z',Z''\n1,2,-3\n10,1,-1\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function rejection(promise: Promise<unknown>): Promise<ReadError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ReadError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("readSpectrum", () => {
  it("reads a path, bytes and a buffer", async () => {
    const path = join(folder, "cell.csv");
    const bytes = new TextEncoder().encode("f,Z',Z''\n1,2,-3\n10,1,-1\n");
    expect([...(await readSpectrum(path)).re]).toEqual([1, 2]);
    expect((await readSpectrum(path)).name).toBe(path);
    expect((await readSpectrum(path, "mine")).name).toBe("mine");
    expect((await readSpectrum(bytes, "b.csv")).name).toBe("b.csv");
    expect([...(await readSpectrum(bytes.buffer)).im]).toEqual([-1, -3]);
  });

  it("says what is wrong with a path", async () => {
    const missing = join(folder, "none.csv");
    expect(await rejection(readSpectrum(missing))).toMatchObject({
      code: "cannot-open",
      message: `${missing}: expected a file; there is none of this name`,
    });
    expect((await rejection(readSpectrum(folder))).message).toBe(`${folder}: expected a file; this is a folder`);
  });

  it("refuses to choose among several sweeps, which readSpectra gives", async () => {
    const sweep = { frequencyHz: [1], re: [1], im: [-1] };
    const bytes = new TextEncoder().encode(JSON.stringify({ sweeps: [sweep, sweep] }));
    expect((await rejection(readSpectrum(bytes, "two.json"))).message).toBe(
      "two.json: found 2 sweeps, expected a file with one sweep, or the number of one of them; readSpectra and `eisfit convert` have them all",
    );
    expect((await readSpectra(bytes, "two.json")).map(({ name }) => name)).toEqual(["two.json #1", "two.json #2"]);
    expect((await readSpectrum(bytes, "two.json", { sweep: 2 })).name).toBe("two.json #2");
    expect((await rejection(readSpectrum(bytes, "two.json", { sweep: 3 }))).message).toBe(
      "two.json: found 2 sweeps, expected sweep 3; readSpectra and `eisfit convert` have them all",
    );
  });

  it("says what to do where paths cannot be read", async () => {
    const original = Object.getOwnPropertyDescriptor(process, "getBuiltinModule");
    try {
      Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true, writable: true });
      expect((await rejection(readSpectrum("cell.csv"))).message).toBe(
        "cell.csv: expected bytes: paths can be read in Node 20.16 or later only",
      );
    } finally {
      if (original !== undefined) Object.defineProperty(process, "getBuiltinModule", original);
    }
  });

  it("has a table of formats with distinct names and lower-case extensions", () => {
    expect(new Set(fileFormats.map(({ name }) => name)).size).toBe(fileFormats.length);
    for (const extension of fileFormats.flatMap(({ extensions }) => extensions)) {
      expect(extension).toMatch(/^[a-z0-9]+$/);
    }
  });
});

describe("ReadError", () => {
  it("tells what was found in one short line, whatever that is", () => {
    const { message } = new ReadError("bad-header", {
      file: "x.mpr",
      foundWhat: "id 1, ".repeat(500),
      expected: "fewer",
    });
    expect(message).toBe(`x.mpr: found ${"id 1, ".repeat(40)}..., expected fewer`);
  });
});
