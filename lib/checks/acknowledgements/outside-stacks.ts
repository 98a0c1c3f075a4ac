import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ACKNOWLEDGEMENT_METADATA } from '../../private/metadata';
import { ConstructMetadata } from '../assembly/assembly';
import { CDK_ACKNOWLEDGEMENTS } from './read-acknowledgements';

const TYPES = [CDK_ACKNOWLEDGEMENTS, ACKNOWLEDGEMENT_METADATA];

/**
 * The acknowledgements on the app, on its Stages, and on whatever else is around stacks, as JSON.
 *
 * The CDK writes the metadata of each stack into the assembly, and these are in no stack. They are the broadest ones there are,
 * so an app puts them on record where a reviewer can find them.
 */
export function acknowledgementsOutsideStacks(app: IConstruct): string {
  return JSON.stringify(outside(app));
}

function outside(construct: IConstruct): ConstructMetadata[] {
  if (Stack.isStack(construct)) return [];
  const { path, metadata, children } = construct.node;
  const own = metadata.filter(({ type }) => TYPES.includes(type)).map(({ type, data }) => ({ path, type, data }));
  return [...own, ...children.flatMap(outside)];
}
