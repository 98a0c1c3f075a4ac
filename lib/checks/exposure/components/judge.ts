import { Resource } from '../../template/resource';
import { Surroundings } from '../network/surroundings';
import { Opinion } from '../opinion';

/** Says of a resource of one type whether anybody on the internet can reach it. */
export type Judge = (resource: Resource, around: Surroundings) => Opinion;

/** Judges by the type of resource that they judge. */
export type Judges = { readonly [type: string]: Judge };
