import { readFile } from "node:fs/promises";

export interface Row { id: string; amount: number }

/**
 * Adds up the amounts of all rows that are not void.
 */
export async function total(path: string): Promise<number> {
  const rows: Row[] = JSON.parse(await readFile(path, "utf8"));
  return rows.filter((row) => row.amount > 0).reduce((sum, row) => sum + row.amount, 0);
}

export default class Ledger {
  private readonly rows: Row[] = [];
}

const LIMIT = 100;
