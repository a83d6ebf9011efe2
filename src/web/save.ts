import { job, seriesJob, writing } from "./compute/results.ts";
import { Superseded } from "./compute/lane.ts";
import type { ExportedFile, ExportKind, Progress, Requests, SeriesExportKind } from "./compute/requests.ts";
import { tellError } from "./actions.ts";
import { pngOf } from "./png.ts";
import { encodeSession } from "./session/decode.ts";
import { fragmentOf, LONGEST_LINK } from "./session/link.ts";
import { announcement, notice, saving, session } from "./state.ts";
import { pictures } from "./tastes.ts";

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
    if (!(error instanceof Superseded)) tellError("The file could not be made", error);
  }
}

/** Gives up the files that are being made. */
export function stopSaving(): void {
  for (const name of saving.value.keys()) writing.drop(name);
}

/** Makes a file in the worker, and shows how far it is. */
async function made<K extends "export" | "exportSeries">(
  kind: K,
  ask: Requests[K]["ask"],
  name: string,
): Promise<ExportedFile> {
  const tell = (progress: Progress | null): void => {
    saving.value = new Map(saving.value).set(name, progress);
  };
  tell(null);
  try {
    return await writing.ask(kind, ask, name, { tell });
  } finally {
    saving.value = new Map([...saving.value].filter(([other]) => other !== name));
  }
}

async function fileOf(kind: ExportKind): Promise<ExportedFile> {
  const wanted = job.value;
  if (wanted === null) throw new Error("Open a spectrum and give a circuit first.");
  const { sample, compared, intervals } = session.value;
  const others = compared.filter((text) => text !== wanted.circuit);
  const ask = { ...wanted, sample, intervals, kind, compared: others, pictures: pictures.value };
  return made("export", ask, kind);
}

async function seriesFileOf(file: SeriesExportKind): Promise<ExportedFile> {
  const wanted = seriesJob.value;
  if (wanted === null) throw new Error("A series needs two spectra or more and a circuit.");
  return made("exportSeries", { ...wanted, file, pictures: pictures.value }, file);
}

async function handPng({ name, text }: ExportedFile): Promise<void> {
  hand(name.replace(/\.svg$/, ".png"), await pngOf(text, pictures.value.dpi));
}

export function save(kind: ExportKind): Promise<void> {
  return guarded(async () => {
    handText(await fileOf(kind));
  });
}

/** The picture of an SVG in pixels. */
export function savePng(kind: ExportKind): Promise<void> {
  return guarded(async () => {
    await handPng(await fileOf(kind));
  });
}

export function saveSeries(file: SeriesExportKind): Promise<void> {
  return guarded(async () => {
    handText(await seriesFileOf(file));
  });
}

export function saveSeriesPng(file: SeriesExportKind): Promise<void> {
  return guarded(async () => {
    await handPng(await seriesFileOf(file));
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
