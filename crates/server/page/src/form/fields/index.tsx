import getDefaultRegistry from '@rjsf/core/lib/getDefaultRegistry.js';
import type { FieldProps, RegistryFieldsType, RJSFSchema } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { LocatorField } from '../../locator/LocatorField';
import { isLocator } from '../../locator/locator';
import { MapperField } from '../../mapper/MapperField';
import { marks } from '../schema';
import { CollectionField } from './CollectionField';
import { NumberField } from './NumberField';
import { orChoice } from './orChoice';
import { orExpression } from './orExpression';
import { ParameterField } from './ParameterField';
import { SwitchField } from './SwitchField';

const { StringField, ArrayField } = getDefaultRegistry().fields as Record<string, ComponentType<FieldProps>>;

function present(field: ComponentType<FieldProps> | undefined): ComponentType<FieldProps> {
  if (field === undefined) throw new Error('@rjsf/core has lost one of its fields');
  return field;
}

function ObjectOrLocator(props: FieldProps) {
  return isLocator(props.schema as RJSFSchema) ? <LocatorField {...props} /> : <CollectionField {...props} />;
}

function ParameterOrMapper(props: FieldProps) {
  const isMapper = marks(props.schema as RJSFSchema).mapper !== undefined;
  return isMapper ? <MapperField {...props} /> : <ParameterField {...props} />;
}

/** How values are edited, by their JSON type. */
export const fields: RegistryFieldsType = {
  StringField: orExpression(present(StringField)),
  NumberField: orExpression(orChoice(NumberField)),
  BooleanField: orExpression(orChoice(SwitchField)),
  ArrayField: orExpression(present(ArrayField)),
  ObjectField: ObjectOrLocator,
  parameter: orExpression(ParameterOrMapper),
};
