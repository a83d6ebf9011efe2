import { job, seriesJob, writing } from "./compute/results.ts";
import type { ExportedFile, ExportKind, SeriesExportKind } from "./compute/requests.ts";
import { tellError } from "./actions.ts";
import { encodeSession } from "./session/decode.ts";
import { fragmentOf, LONGEST_LINK } from "./session/link.ts";
import { announcement, notice, session } from "./state.ts";

/** Pixels of a PNG for each of its SVG: enough for print in a column's width. */
const PNG_SCALE = 3;

/** Hands a file to the person. */
function hand(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has to have begun with it.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
  announcement.value = `${name} saved`;
}

function handText({ name, type, text }: ExportedFile): void {
  hand(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Runs an export and tells what went wrong. */
async function guarded(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    tellError("The file could not be made", error);
  }
}

async function fileOf(kind: ExportKind): Promise<ExportedFile> {
  const wanted = job.value;
  if (wanted === null) throw new Error("Open a spectrum and give a circuit first.");
  const { sample, compared } = session.value;
  const others = compared.filter((text) => text !== wanted.circuit);
  return writing.ask("export", { ...wanted, sample, kind, compared: others }, `export ${kind}`);
}

export function save(kind: ExportKind): Promise<void> {
  return guarded(async () => {
    handText(await fileOf(kind));
  });
}

/** The picture of an SVG in pixels. */
export function savePng(kind: ExportKind): Promise<void> {
  return guarded(async () => {
    const { name, text } = await fileOf(kind);
    hand(name.replace(/\.svg$/, ".png"), await pngOf(text));
  });
}

async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PNG_SCALE * picture.naturalWidth;
    canvas.height = PNG_SCALE * picture.naturalHeight;
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error("The browser makes no PNG of this size."));
        else resolve(blob);
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveSeries(file: SeriesExportKind): Promise<void> {
  return guarded(async () => {
    const wanted = seriesJob.value;
    if (wanted === null) throw new Error("A series needs two spectra or more and a circuit.");
    handText(await writing.ask("exportSeries", { ...wanted, file }, `export ${file}`));
  });
}

/** The whole session as a file that can be dropped again. */
export function saveSession(): void {
  handText({ name: "eisfit-session.json", type: "application/json", text: encodeSession(session.value) });
}

/** Copies a link that holds the session, where it is small enough. */
export function copyLink(): Promise<void> {
  return guarded(async () => {
    const fragment = await fragmentOf(session.value);
    if (fragment.length > LONGEST_LINK) {
      const size = `${String(Math.ceil(fragment.length / 1000))} thousand characters`;
      throw new Error(`The session would make a link of ${size}, which many programs cut. Save it as a file instead.`);
    }
    const address = new URL(location.href);
    address.hash = fragment;
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    if (clipboard === undefined) window.history.replaceState(null, "", address);
    else await clipboard.writeText(address.href);
    notice.value = {
      kind: "note",
      title: clipboard === undefined ? "The link is the address of this page now" : "Link copied",
      lines: ["The data are in the link itself, behind the #, which browsers send to no server."],
    };
  });
}
