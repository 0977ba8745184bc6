import type { Item } from '../api/types';

/** What runs where no input is given. */
export function isOneEmptyItem(items: Item[]): boolean {
  const [only, ...more] = items;
  return more.length === 0 && only !== undefined && !only.binary && Object.keys(only.json ?? {}).length === 0;
}
