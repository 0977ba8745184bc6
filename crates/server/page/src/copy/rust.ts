import type { Item, NodeJson } from '../api/types';
import { isOneEmptyItem } from './items';

/** A program that runs the node. */
export function rustProgram(node: NodeJson, items: Item[], credentialTypes: string[]): string {
  const short = node.type.split('.').at(-1) ?? node.type;
  const crate = `nodewright_node_${short.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/\W+/g, '_').toLowerCase()}`;
  const credentials = credentialTypes.map((type) => `.with(${JSON.stringify(type)}, json!({}))`).join('');
  const input = isOneEmptyItem(items) ? 'vec![Item::empty()]' : `serde_json::from_str(${rawString(items)})?`;
  return `use nodewright::{Credentials, Item, Runtime, serde_json::{self, Value${credentials && ', json'}}};
use ${crate} as _; // links the node, so that the runtime finds it

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credentials = Credentials::new()${credentials};${credentials && ' // fill in'}
    let runtime = Runtime::builder().credentials(credentials).build()?;
    let node: Value = serde_json::from_str(${rawString(node)})?;
    let items: Vec<Item> = ${input};
    let outcome = runtime.prepare(&node)?.execute(items).await?;
    println!("{}", serde_json::to_string_pretty(&outcome.outputs)?);
    Ok(())
}
`;
}

/** JSON as a raw string, with more # than any quote in it is followed by. */
function rawString(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const longest = Math.max(0, ...[...text.matchAll(/"(#+)/g)].map((match) => match[1]?.length ?? 0));
  const fence = '#'.repeat(longest + 1);
  return `r${fence}"${text}"${fence}`;
}
