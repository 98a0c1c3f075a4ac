import { Principle } from './principle';

/** What the principles ask for, in the order in which they are reported. */
export const PRINCIPLES: readonly Principle[] = [
  { id: 'AUT-1', title: 'Whatever is done to a service can be done without a person; what cannot is designed anew.' },
  { id: 'AUT-2', title: 'Nothing new is built that needs a person: no shell on servers, no approval by hand.' },
  { id: 'DIS-1', title: 'Any server can be replaced at any moment: nothing depends on its name, address or age.' },
  { id: 'DIS-2', title: 'Servers live in groups over several zones that replace what is not healthy.' },
  {
    id: 'DIS-3',
    title: 'A server is complete when it starts: its image is all there is, and nobody changes it afterwards.',
  },
  { id: 'DIS-4', title: 'Servers keep no state: no data volumes, no sessions that are bound to one of them.' },
  {
    id: 'MON-1',
    title: 'Latency, traffic, errors and saturation of every service are watched by alarms that reach somebody.',
  },
  { id: 'MON-2', title: 'Everything that is measured of a service is on one dashboard.' },
  { id: 'CD-1', title: 'A deploy needs a person to start it, and nobody after that.' },
  { id: 'CD-2', title: 'Deploy time is measured, and kept short.' },
  { id: 'CD-3', title: 'A deploy that fails is noticed and taken back without a person.' },
  { id: 'CD-4', title: 'Which commit is live can be read where it runs.' },
  { id: 'CI-1', title: 'Code reaches production by reviewed pull requests alone.' },
  { id: 'CI-2', title: 'Functional tests run in every deploy and stop it when they fail.' },
  { id: 'SEC-1', title: 'Encryption, narrow rights and private networks are what one gets without asking.' },
  { id: 'SEC-2', title: 'Security is checked in every build.' },
  { id: 'SEC-3', title: 'Intrusions are detected, and people learn of them.' },
  { id: 'SEC-4', title: 'As little as possible can be reached from the internet, at best nothing.' },
  { id: 'STD-1', title: 'Every standard comes with a way to find what breaks it and a way to repair it.' },
  { id: 'STD-2', title: 'Everything in the cloud belongs to somebody, and what nobody needs goes away.' },
  { id: 'CHA-1', title: 'Faults are brought about on purpose, to see whether services stand them.' },
];
