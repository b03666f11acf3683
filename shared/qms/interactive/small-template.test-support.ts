import { parseTemplate } from "./template.ts";

/** A template with a prompt, a loop with a gate, and a prompt behind it. */
export const SMALL_TEMPLATE = `---
title: Template
---

---
title: '{{title}}'
revision_summary: Made
---

<!-- @template: SMALL | version: 2 | start: aim -->

# {{vr_id}}: {{title}}

## 1. Aim
<!-- @prompt: aim | next: step_do -->
What for, in {{parent_doc_id}}?
<!-- @end-prompt -->

{{aim}}

## 2. Steps
<!-- @loop: steps -->
### 2.{{_n}} Step {{_n}}
<!-- @prompt: step_do | next: step_seen -->
Step {{_n}}: do what?
<!-- @end-prompt -->
**Do:** {{step_do}}
<!-- @prompt: step_seen | next: more | commit: true -->
Seen what? It was: {{step_do}}
<!-- @end-prompt -->

\`\`\`text
{{step_seen}}
\`\`\`
<!-- @gate: more | type: yesno | yes: step_do | no: summary -->
More?
<!-- @end-prompt -->
<!-- @end-loop: steps -->

<!-- @prompt: summary | next: end | default: nothing to add -->
So?
<!-- @end-prompt -->
| Summary | By | Day |
| --- | --- | --- |
| {{summary}} | {{performer}} | {{performed_date}} |
<!-- @end -->
The end.
`;

export const SMALL = parseTemplate(SMALL_TEMPLATE);
