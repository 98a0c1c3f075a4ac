interface Remain {
  readonly what: string;
  readonly remove: () => Promise<unknown>;
}

/** What was made outside CloudFormation, and how it is removed; noted as soon as it is there. */
export class Remains {
  private remains: Remain[] = [];

  public add(what: string, remove: () => Promise<unknown>): void {
    this.remains.push({ what, remove });
  }

  public get names(): string[] {
    return this.remains.map(({ what }) => what);
  }

  /** Removes one of them before the end. */
  public async removeNow(what: string): Promise<void> {
    await this.remains.find((remain) => remain.what === what)?.remove();
    this.remains = this.remains.filter((remain) => remain.what !== what);
  }

  /** Removes all of them, the newest first, and returns what could not be removed. */
  public async removeAll(): Promise<string[]> {
    const left: string[] = [];
    for (const { what, remove } of this.remains.splice(0).reverse()) {
      try {
        await remove();
      } catch (error) {
        left.push(`${what}: ${(error as Error).message}`);
      }
    }
    return left;
  }
}
