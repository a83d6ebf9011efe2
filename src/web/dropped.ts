/** The files that were dropped, and those in folders that were, by name. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  // Both lists are empty once the event is over.
  const entries = Array.from(transfer?.items ?? [], (item) => item.webkitGetAsEntry());
  const plain = [...(transfer?.files ?? [])];
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const found = await Promise.all(entries.flatMap((entry) => (entry === null ? [] : [filesOf(entry)])));
  return found.flat().sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    // What systems put into folders by themselves.
    return file.name.startsWith(".") ? [] : [file];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const files: File[] = [];
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return files;
    files.push(...(await Promise.all(some.map(filesOf))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Files of the clipboard, or its text as a file: columns that were copied from a spreadsheet. */
export function pastedFiles(clipboard: DataTransfer | null): File[] {
  const files = [...(clipboard?.files ?? [])];
  const text = clipboard?.getData("text/plain") ?? "";
  if (files.length > 0 || text.trim() === "") return files;
  return [new File([text], "pasted.txt")];
}
