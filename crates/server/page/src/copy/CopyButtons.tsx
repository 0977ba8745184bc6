import { useState } from 'react';
import type { Item, NodeJson } from '../api/types';
import { cliCall } from './cli';
import { writeClipboard } from './clipboard';
import { n8nClipboard } from './n8n';
import { rustProgram } from './rust';

interface Props {
  /** The node as it is stored: without defaults. */
  node: () => Promise<NodeJson>;
  items: Item[];
  credentialTypes: string[];
}

/** Copies the node as what other places take. */
export function CopyButtons({ node, items, credentialTypes }: Props) {
  const [said, setSaid] = useState('');
  const copy = (what: string, write: (node: NodeJson) => string) => async () => {
    try {
      await writeClipboard(write(await node()));
      setSaid(`Copied as ${what}`);
    } catch {
      setSaid('The browser refused to copy');
    }
  };
  return (
    <div className="copy" role="group" aria-label="Copy as">
      <span className="copy-label" aria-hidden="true">Copy as</span>
      <button type="button" onClick={copy('a node for n8n', (node) => n8nClipboard(node, crypto.randomUUID?.() ?? node.name))}>n8n</button>
      <button type="button" onClick={copy('a call of the command', (node) => cliCall(node, items, credentialTypes))}>CLI</button>
      <button type="button" onClick={copy('a Rust program', (node) => rustProgram(node, items, credentialTypes))}>Rust</button>
      <span role="status" className="copied">{said}</span>
    </div>
  );
}
