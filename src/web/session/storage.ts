/** The browser's own database on this machine: it holds sessions that are too large for other stores. */
const DATABASE = "eisfit";
const STORE = "sessions";
const KEY = "last";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("The browser's database cannot be opened."));
    };
  });
}

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("The browser's database failed."));
    };
  });
}

/** Keeps the text of the last session. Rejects where the browser stores nothing. */
export async function keep(text: string): Promise<void> {
  const database = await opened();
  try {
    await finished(database.transaction(STORE, "readwrite").objectStore(STORE).put(text, KEY));
  } finally {
    database.close();
  }
}

/** The text of the last session, undefined where there was none. */
export async function recall(): Promise<string | undefined> {
  const database = await opened();
  try {
    const text: unknown = await finished(database.transaction(STORE, "readonly").objectStore(STORE).get(KEY));
    return typeof text === "string" ? text : undefined;
  } finally {
    database.close();
  }
}
