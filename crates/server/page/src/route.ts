/** What the page shows, as the part of its address behind the #. */
export interface Route {
  type: string;
  version: number;
  resource: string;
  operation: string;
}

/** `#/n8n-nodes-directus.directus/1/auth/logout` */
export function hashOf(route: Route): string {
  const names = [route.type, String(route.version), route.resource, route.operation];
  return '#/' + names.map(encodeURIComponent).join('/');
}

export function routeOf(hash: string): Route | undefined {
  const [type, version, resource = '', operation = ''] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  const number = Number(version);
  if (!type || !version || !Number.isFinite(number)) return undefined;
  return { type, version: number, resource, operation };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
