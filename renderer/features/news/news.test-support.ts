import type { News } from "../../../shared/contract/news.ts";

/** News for tests: a message for an agent, a question of qa, a failure of qa. */
export function itemNews(id: string, agent = "claude"): Extract<News, { kind: "item" }> {
  const title = `Message for ${agent} from bu`;
  return { kind: "item", item: "message", id, at: 0, agent, title, text: `Subject ${id}`, about: id };
}

export function waitsNews(id: string, agent = "qa"): Extract<News, { kind: "waits" }> {
  const title = `${agent} asks for permission`;
  return { kind: "waits", for: "permission", id, at: 0, agent, title, text: `git push ${id}`, about: id };
}

export function failureNews(id: string, agent = "qa"): Extract<News, { kind: "failure" }> {
  return { kind: "failure", id, at: 0, agent, title: `${agent} has failed`, text: "It died.", about: id };
}
