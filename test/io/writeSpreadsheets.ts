import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive with the given files, deflated or stored. */
export function writeZip(
  files: Readonly<Record<string, string | Uint8Array>>,
  { deflate = true, flags = 0 } = {},
): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, file] of Object.entries(files)) {
    const name = Buffer.from(path);
    const content = typeof file === "string" ? Buffer.from(file) : file;
    const packed = deflate ? deflateRawSync(content) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, packed]);
    const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, Buffer.alloc(14), name]);
    central.writeUInt32LE(offset, 42);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, list, end]));
}

export type Cell = string | number | null;

/** Sheets by name, each a list of rows; texts are shared or inline, formulas have their value beside them. */
export type Workbook = Readonly<Record<string, readonly (readonly Cell[])[]>>;

/** The files of an .xlsx with the given sheets, as Excel lays them out. */
export function xlsxFiles(workbook: Workbook, prefix = ""): Record<string, string> {
  const strings: string[] = [];
  const files: Record<string, string> = {};
  const names = Object.keys(workbook);
  Object.values(workbook).forEach((rows, index) => {
    const cells = (row: readonly Cell[], line: number): string =>
      row.map((cell, column) => xlsxCell(cell, `${String.fromCharCode(65 + column)}${line}`, strings, prefix)).join("");
    const lines = rows
      .map((row, at) => (row.length === 0 ? "" : `<${prefix}row r="${at + 1}">${cells(row, at + 1)}</${prefix}row>`))
      .join("");
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><!-- > --><${prefix}worksheet xmlns="x"><${prefix}sheetData>${lines}</${prefix}sheetData></${prefix}worksheet>`;
  });
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const relations = names.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  files["xl/workbook.xml"] = `<workbook><sheets>${sheets.join("")}</sheets></workbook>`;
  files["xl/_rels/workbook.xml.rels"] = `<Relationships>${relations.join("")}</Relationships>`;
  files["xl/sharedStrings.xml"] = `<sst>${strings.join("")}</sst>`;
  return files;
}

function xlsxCell(cell: Cell, reference: string, strings: string[], p: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<${p}c r="${reference}"><${p}f>1+1</${p}f><${p}v>${cell}</${p}v></${p}c>`;
  if (strings.length % 2 === 1) {
    strings.push("<si><t>unused</t></si>");
    return `<${p}c r="${reference}" t="inlineStr"><${p}is><${p}t>${escaped(cell)}</${p}t></${p}is></${p}c>`;
  }
  // Rich text in two pieces, and how it is pronounced.
  const [first, rest] = [cell.slice(0, 1), cell.slice(1)];
  strings.push(`<si><r><t>${escaped(first)}</t></r><r><t>${escaped(rest)}</t></r><rPh><t>x</t></rPh></si>`);
  return `<${p}c r="${reference}" s="1" t="s"><${p}v>${strings.length - 1}</${p}v></${p}c>`;
}

/** The files of an .ods with the given sheets. */
export function odsFiles(workbook: Workbook): Record<string, string> {
  const tables = Object.entries(workbook).map(([name, rows]) => {
    const lines = rows.map((row) => `<table:table-row>${row.map(odsCell).join("")}${odsBlank(1000)}</table:table-row>`);
    const rest = `<table:table-row table:number-rows-repeated="1048000">${odsBlank(1024)}</table:table-row>`;
    return `<table:table table:name="${escaped(name)}">${lines.join("")}${rest}</table:table>`;
  });
  return {
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": `<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet>${tables.join("")}</office:spreadsheet></office:body></office:document-content>`,
  };
}

function odsBlank(count: number): string {
  return `<table:table-cell table:number-columns-repeated="${count}"/>`;
}

function odsCell(cell: Cell): string {
  if (cell === null) return odsBlank(1);
  if (typeof cell === "number") {
    return `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell.toFixed(1)}</text:p></table:table-cell>`;
  }
  const note = "<office:annotation><text:p>a remark</text:p></office:annotation>";
  return `<table:table-cell office:value-type="string">${note}<text:p>${escaped(cell)}</text:p></table:table-cell>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}
