import type { Item, NodeJson } from '../api/types';
import { isOneEmptyItem } from './items';

/** The call of the command, for a POSIX shell. Credentials are named, never written down. */
export function cliCall(node: NodeJson, items: Item[], credentialTypes: string[]): string {
  const given = !isOneEmptyItem(items);
  const options = [
    given ? ' --input items.json' : '',
    credentialTypes.length > 0 ? ' --credentials credentials.json' : '',
  ].join('');
  const parts = given ? [`cat > items.json ${hereDocument('ITEMS', items)}`] : [];
  parts.push(`nodewright run -${options} ${hereDocument('NODE', node)}`);
  return parts.join('\n') + '\n';
}

/** No line of indented JSON is a bare word, and between quoted words a shell changes nothing. */
function hereDocument(word: string, value: unknown): string {
  return `<<'${word}'\n${JSON.stringify(value, null, 2)}\n${word}`;
}
