import type { Item, Json } from '../api/types';

export interface Table {
  columns: string[];
  rows: (string | undefined)[][];
}

/** Items as a table: a column for every key that occurs, in the order in which they come, then files and errors. */
export function tableOf(items: Item[]): Table {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item.json)))];
  const files = items.some((item) => item.binary !== undefined);
  const errors = items.some((item) => item.error !== undefined);
  const rows = items.map((item) => [
    ...keys.map((key) => cell(item.json[key])),
    ...(files ? [filesOf(item.binary)] : []),
    ...(errors ? [cell(field(item.error, 'message') ?? item.error)] : []),
  ]);
  return { columns: [...keys, ...(files ? ['(binary)'] : []), ...(errors ? ['(error)'] : [])], rows };
}

function cell(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `data: report.csv (text/csv)` */
function filesOf(binary: Json | undefined): string | undefined {
  if (binary === null || typeof binary !== 'object') return undefined;
  const files = Object.entries(binary).map(([name, file]) => {
    const [fileName, type] = [field(file, 'fileName'), field(file, 'mimeType')].map(cell);
    return `${name}: ${fileName ?? 'file'}${type ? ` (${type})` : ''}`;
  });
  return files.join(', ');
}

function field(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined;
}
