/** How programs are told of a proxy: some read the one way of writing it, some the other. */
export function proxyVariables(port: number): Readonly<Record<string, string>> {
  const proxy = `http://127.0.0.1:${String(port)}`;
  const own = "localhost,127.0.0.1,::1";
  const both = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, NO_PROXY: own };
  const small = Object.fromEntries(Object.entries(both).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...both, ...small };
}
