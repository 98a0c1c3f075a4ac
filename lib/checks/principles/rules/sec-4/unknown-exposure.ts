import { exposureOf } from '../../../exposure/exposure';
import { unclear } from '../../opinion';
import { Rule } from '../../rule';

export const UNKNOWN_EXPOSURE: Rule = {
  id: 'SEC-4-UnknownExposure',
  principle: 'SEC-4',
  severity: 'error',
  requirement: 'Its template tells whether anybody on the internet can reach it.',
  why: 'What nobody can tell is as good as open: the next change may open it, and no check will see that.',
  fix: 'make the resource that decides in this app, or look at it and acknowledge what you found, with a reason and an end',
  standards: ['NIST-800-53-R5:SC-7'],
  judge: (app) =>
    exposureOf(app)
      .judgements.filter(({ verdict }) => verdict === 'unknown')
      .map(({ resource, reason }) => ({ resource, ...unclear(reason) })),
};
