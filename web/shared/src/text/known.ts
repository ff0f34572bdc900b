/**
 * The entry of a table that the compiler keeps complete, for a name that came over the network: a service of
 * another version may send one that this page does not know.
 */
export function known<V>(table: Readonly<Record<string, V>>, name: string): V | undefined {
  return (table as Readonly<Partial<Record<string, V>>>)[name]
}
