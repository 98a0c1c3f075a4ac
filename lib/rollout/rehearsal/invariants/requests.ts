import { LIMITS } from '../../gate/limits';
import { PREFLIGHT_TYPE } from '../../gate/protocol';
import { Answer, CustomRequest } from '../deployment/custom-resources';
import { Simulation } from '../simulation';
import { Watcher } from './watcher';

/** The same answer may be repeated, because a PUT may be. Another one never: CloudFormation has gone on by the first. */
export function answeredOnce(simulation: Simulation): Watcher {
  const { requests } = simulation.deployment.custom;
  const { gateFunction } = simulation;
  const excused = new Set<CustomRequest>();
  return {
    step: () => {
      for (const request of requests) {
        const { answers, end } = request;
        if (answers.some((answer) => contradicts(request, answer)))
          return `${nameOf(request)} got two different answers`;
        const isLate = end === 'TIMED OUT' && answers.length === 0;
        // Without any function there is nobody to answer; the machine leads traffic back all the same. Nor is there if
        // every try of Lambda to deliver the request met a fault: nothing was begun then, and a person is paged.
        const isDead = gateFunction.deadLetters.includes(request.event);
        if (isLate && (gateFunction.broken !== undefined || isDead)) excused.add(request);
        if (isLate && !excused.has(request)) return `${nameOf(request)} got no answer in time`;
      }
      return undefined;
    },
    end: () => {
      const open = requests.find(({ end }) => end === undefined);
      if (open) return `${nameOf(open)} was never over`;
      const renamed = requests.find(
        ({ event, answers }) =>
          event.PhysicalResourceId !== undefined &&
          answers.some(({ body }) => JSON.parse(body).PhysicalResourceId !== event.PhysicalResourceId),
      );
      return renamed && `${nameOf(renamed)} was answered with another physical id`;
    },
  };
}

export function duplicatesChangeNothing({ deployment, machine }: Simulation): Watcher {
  return {
    end: () => {
      for (const { event } of deployment.custom.requests) {
        const begun = [...machine.executions.keys()].filter((name) => name.endsWith(event.RequestId));
        if (begun.length > 1) return `the request ${event.RequestId} began ${begun.length} executions`;
      }
      return undefined;
    },
  };
}

/** Two runs that check a release at the same moment may see different things; nothing but the first answer follows from it. */
function contradicts({ event, answers: [first] }: CustomRequest, { at, body }: Answer): boolean {
  const together = event.ResourceType === PREFLIGHT_TYPE && at - first.at <= LIMITS.writerSeconds * 1000;
  return body !== first.body && !together;
}

function nameOf({ event }: CustomRequest): string {
  return `the request to ${event.RequestType.toLowerCase()} ${event.LogicalResourceId}`;
}
