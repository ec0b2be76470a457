// One console line for each fault, for whoever put the tag on the page; visitors never see it.

const told = new Set<string>();

export function tell(fault: string): void {
  if (!told.has(fault)) console.warn(`Samtykke: ${fault}`);
  told.add(fault);
}

export const stopped = (fault: unknown): void => tell(`all denied: ${fault}`);
