import type { Routes } from './openapi';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** The paths that know a method. */
export type Path<M extends Method> = {
  [P in keyof Routes]: Routes[P] extends Record<M, unknown> ? P : never;
}[keyof Routes];

type Route<M extends Method, P extends keyof Routes> = Routes[P] extends Record<M, infer R> ? R : never;

export type Answer<M extends Method, P extends Path<M>> = Route<M, P> extends { answer: infer A } ? A : never;
export type Body<M extends Method, P extends Path<M>> = Route<M, P> extends { body: infer B } ? B : never;

type Placeholder<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What stands for the placeholders of a path. */
export type Places<P extends string> = Record<Placeholder<P>, string | number>;

export function filled(path: string, places: Record<string, string | number>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name])));
}
