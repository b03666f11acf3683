import { z } from "zod";

/** A part of a text in which words were found. */
export const SearchMatch = z.object({
  field: z.enum(["id", "title", "body", "comment"]),
  /** The text around the first words that were found, in one line. */
  snippet: z.string().max(400),
  /** Where the words stand in the snippet, in order, apart from one another. */
  ranges: z.array(z.object({ start: z.number().int(), end: z.number().int() })).max(40),
  /** Of a comment: who said it, and when. */
  user: z.string().max(64).optional(),
  at: z.number().optional(),
});
export type SearchMatch = z.infer<typeof SearchMatch>;

/** A document in which all words of a search were found. */
export const SearchHit = z.object({
  id: z.string().max(200),
  matches: z.array(SearchMatch).max(8),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchInput = z.object({
  /** Words; each stands for all words that begin so. All of them must be found in a document. */
  query: z.string().max(300),
  limit: z.number().int().positive().max(200).optional(),
});

export const SearchResult = z.object({
  /** The best first. */
  hits: z.array(SearchHit).max(200),
  /** How many documents there are with all the words. */
  total: z.number().int().nonnegative(),
  /**
   * Whether all documents could be searched. The first search begins an index and is answered before that is whole: ask
   * again in a moment, and say meanwhile how far it has come.
   */
  isWhole: z.boolean(),
  searched: z.number().int().nonnegative(),
  documents: z.number().int().nonnegative(),
});
export type SearchResult = z.infer<typeof SearchResult>;
