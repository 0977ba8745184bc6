import type { ObjectFieldTemplateProps } from '@rjsf/utils';

/** The fields of an object, one below the other. Its name stands in the head of its own field. */
export function ObjectTemplate({ properties }: ObjectFieldTemplateProps) {
  return <div className="fields">{properties.map((property) => property.content)}</div>;
}
